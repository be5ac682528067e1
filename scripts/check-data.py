"""Checks every data package below datasets/ against the schema that it declares.

    python3 scripts/check-data.py

Prints one line for each package; errors are named by file, row and column. Exit code 1 on any.
"""

import pathlib
import sys

import frictionless

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHOWN = 20

packages = sorted(ROOT.glob("datasets/**/datapackage.json"))
if not packages:
    sys.exit("datasets/: no datapackage.json found")
failed = False
for path in packages:
    name = path.relative_to(ROOT)
    report = frictionless.validate(str(path))
    rows = sum(task.stats.get("rows") or 0 for task in report.tasks)
    if report.valid:
        print(f"{name}: valid, {len(report.tasks)} tables, {rows} rows")
        continue
    failed = True
    print(f"{name}: not valid")
    problems = [f"{error.title}: {error.message}" for error in report.errors]
    for task in report.tasks:
        problems += [f"{task.place}: {error.message}" for error in task.errors]
    for problem in problems[:SHOWN]:
        print(f"  {problem}")
    if len(problems) > SHOWN:
        print(f"  and {len(problems) - SHOWN} more")
sys.exit(1 if failed else 0)
