#!/usr/bin/env python3
"""Writes statistics-separation.json: whether a column or a sum of columns foretells the outcome.

Run in this folder: python3 make-separation-reference.py
Needs SciPy 1.17.1 and NumPy 2.4.6. A linear programme looks for coefficients whose predictors are
not negative where all trials succeed, not positive where all fail, and 0 elsewhere. Estimates are
infinite when there are any such coefficients but 0 (Albert and Anderson 1984).
"""
import json
import numpy as np
import scipy
from scipy.optimize import linprog

chance = np.random.default_rng(20261125)
rows = []
while len(rows) < 240:
    count, columns = int(chance.integers(3, 16)), int(chance.integers(1, 4))
    design = np.ones((count, columns))
    for column in range(1, columns):
        design[:, column] = (chance.integers(0, 2, count) if chance.random() < 0.5
                             else chance.integers(-6, 7, count) / 2)
    if np.linalg.matrix_rank(design) < columns:
        continue
    trials = chance.integers(1, 4, count)
    # Steep chances, so that about half of the sets are separated.
    predictor = design @ (chance.normal(0, 1.5, columns))
    successes = chance.binomial(trials, 1 / (1 + np.exp(-predictor)))
    # Predictors that a separating direction must not have on the wrong side.
    up, down = successes == trials, successes == 0
    mixed = ~(up | down)
    signs = np.where(up, 1.0, np.where(down, -1.0, 0.0))
    wrong = -(design * signs[:, None])[~mixed]
    answer = linprog(
        wrong.sum(axis=0) if len(wrong) else np.zeros(columns),
        A_ub=wrong if len(wrong) else None, b_ub=np.zeros(len(wrong)) if len(wrong) else None,
        A_eq=design[mixed] if mixed.any() else None,
        b_eq=np.zeros(mixed.sum()) if mixed.any() else None, bounds=[(-1, 1)] * columns)
    rows.append({"design": design.tolist(), "successes": successes.tolist(),
                 "trials": trials.tolist(), "separated": bool(answer.fun < -1e-9)})

with open("statistics-separation.json", "w") as file:
    head = {"about": "Whether binomial counts are separated by a combination of covariates",
            "tool": "SciPy linprog (HiGHS)",
            "version": f"SciPy {scipy.__version__}, NumPy {np.__version__}",
            "command": "python3 make-separation-reference.py", "date": "2026-11-25",
            "source": "Albert and Anderson (1984), Biometrika 71:1-10"}
    lines = ",\n    ".join(json.dumps(row) for row in rows)
    file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")
print(sum(row["separated"] for row in rows), "of", len(rows))
