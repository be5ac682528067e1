"""Runs notebooks written in Markdown and fails on the first cell that does.

    python3 scripts/run-notebooks.py OUTPUT_FOLDER NOTEBOOK.md...

Cells run from the root of the repository, in a fresh kernel for each notebook. The executed
notebooks, with their outputs, go to the output folder to be looked at; they are not committed.
"""

import pathlib
import re
import sys
import time

import jupytext
import nbclient
from nbclient.exceptions import CellExecutionError

ROOT = pathlib.Path(__file__).resolve().parent.parent
CELL_SECONDS = 300


def run(path, output):
    notebook = jupytext.read(path)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if not cells:
        sys.exit(f"{path}: no code cells")
    client = nbclient.NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(ROOT)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        # The trace marks the line of each frame with an arrow; the first one is in the notebook.
        trace = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback).splitlines()
        where = next((line for line in trace if line.startswith("----> ")), "")
        sys.exit(f"{path}: a cell failed: {error.ename}: {error.evalue}\n  {where}")
    except Exception as error:
        sys.exit(f"{path}: {type(error).__name__}: {error}")
    jupytext.write(notebook, output / (path.stem + ".ipynb"))
    return len(cells)


if len(sys.argv) < 3:
    sys.exit("usage: run-notebooks.py OUTPUT_FOLDER NOTEBOOK.md...")
output = pathlib.Path(sys.argv[1])
output.mkdir(parents=True, exist_ok=True)
for name in sys.argv[2:]:
    start = time.monotonic()
    count = run(pathlib.Path(name), output)
    print(f"{name}: {count} cells ran in {time.monotonic() - start:.1f} s")
