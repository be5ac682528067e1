"""Checks data packages against the schemas that they declare, by a program that is not ours.

    python3 scripts/check-data.py

Every package below datasets/, and packages that the command makes in a temporary folder: simulated
recaps, a simulated register, and the daily counts of that register. The command is NETRALITAS, or
.build/release/netralitas. Prints one line for each package; errors are named by file, row and
column. Exit code 1 on any.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import frictionless

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMAND = os.environ.get("NETRALITAS") or str(ROOT / ".build/release/netralitas")
SHOWN = 20


def is_valid(path, name):
    """Validates a package and prints what came of it."""
    report = frictionless.validate(str(path))
    rows = sum(task.stats.get("rows") or 0 for task in report.tasks)
    if report.valid:
        print(f"{name}: valid, {len(report.tasks)} tables, {rows} rows")
        return rows > 0
    print(f"{name}: not valid")
    problems = [f"{error.title}: {error.message}" for error in report.errors]
    for task in report.tasks:
        problems += [f"{task.place}: {error.message}" for error in task.errors]
    for problem in problems[:SHOWN]:
        print(f"  {problem}")
    if len(problems) > SHOWN:
        print(f"  and {len(problems) - SHOWN} more")
    return False


def run(*arguments):
    """Runs the command; its messages are shown where it fails."""
    result = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"netralitas {' '.join(map(str, arguments))}: {result.stderr}")


def describe(table, folder):
    """Writes a descriptor of one table by the schema that datasets/formats.json has of it."""
    schema = json.loads((ROOT / "datasets/formats.json").read_text())[table]
    with open(folder / f"{table}.csv", newline="") as file:
        header = next(csv.reader(file))
    declared = {field["name"]: field for field in schema["fields"]}
    schema["fields"] = [declared[name] for name in header]
    resource = {
        "name": table,
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "schema": schema,
    }
    package = {"name": table, "profile": "tabular-data-package", "resources": [resource]}
    (folder / "datapackage.json").write_text(json.dumps(package))


packages = sorted(ROOT.glob("datasets/**/datapackage.json"))
if not packages:
    sys.exit("datasets/: no datapackage.json found")
if not os.access(COMMAND, os.X_OK):
    sys.exit(f"{COMMAND}: no such program; build it, or name one by NETRALITAS")
checks = [is_valid(path, path.relative_to(ROOT)) for path in packages]
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    simulate = ["simulate", "--regencies", 40, "--reference", ROOT / "datasets/reference"]
    run(*simulate, "--output", folder / "recaps")
    run(*simulate, "--register", "--officials", 20_000, "--output", folder / "register")
    (folder / "counts").mkdir()
    run(
        "counts", folder / "register", "--reference", ROOT / "datasets/reference",
        "--output", folder / "counts/counts.csv",
    )
    describe("counts", folder / "counts")
    for made in ["recaps", "register", "counts"]:
        checks.append(is_valid(folder / made / "datapackage.json", f"made by netralitas: {made}"))
sys.exit(0 if all(checks) else 1)
