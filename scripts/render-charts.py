"""Draws charts: for each NAME.vl.json writes NAME.svg beside it.

    python3 scripts/render-charts.py FOLDER_OR_FILE...

Needs vl-convert-python. Nothing is fetched: a specification that points to a web address fails.
Exit code 1 and one line on stderr name the first file that cannot be drawn. There are no other
imports because each one delays the report.
"""

import os
import sys

import vl_convert

ENDING = ".vl.json"


def specifications(arguments):
    for argument in arguments:
        if os.path.isdir(argument):
            names = sorted(name for name in os.listdir(argument) if name.endswith(ENDING))
            yield from (os.path.join(argument, name) for name in names)
        elif argument.endswith(ENDING):
            yield argument
        else:
            sys.exit(f"{argument}: neither a folder nor a file named *{ENDING}")


def draw(path):
    with open(path, encoding="utf-8") as file:
        specification = file.read()
    picture = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
    with open(path[: -len(ENDING)] + ".svg", "w", encoding="utf-8", newline="\n") as file:
        file.write(picture)


if len(sys.argv) < 2:
    sys.exit("usage: render-charts.py FOLDER_OR_FILE...")
for path in specifications(sys.argv[1:]):
    try:
        draw(path)
    except Exception as error:
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        sys.exit(f"{path}: {reason}")
