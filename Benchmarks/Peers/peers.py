#!/usr/bin/env python3
"""Times NumPy and SciPy on one task; called by compare.py.

peers.py TASK FOLDER prints one line of JSON with the seconds of the best of several repetitions.
"""
import json
import re
import sys
import time
import warnings

import numpy as np
from scipy import optimize, special, stats

REPEATS = 5


def best(call):
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def counts(folder, name):
    table = np.loadtxt(f"{folder}/{name}.csv", delimiter=",", skiprows=1, dtype=np.int64)
    return table[:, 0], table[:, 1]


def wilson(folder):
    """Vectorised closed form with as few temporary arrays as its terms need."""
    signed, required = counts(folder, "units")
    z = stats.norm.ppf(0.975)

    def call():
        n = required.astype(float)
        p = signed / n
        centre = p + z * z / (2 * n)
        half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        scale = 1 + z * z / n
        return (centre - half) / scale, (centre + half) / scale

    return {"seconds": best(call), "items": len(signed)}


def jeffreys(folder, quantile=None):
    signed, required = counts(folder, "quantile-units")
    a, b = signed + 0.5, required - signed + 0.5
    # The function behind scipy.stats.beta.ppf, without its checks of arguments.
    quantile = quantile or special.betaincinv

    def call():
        return quantile(a, b, 0.025), quantile(a, b, 0.975)

    return {"seconds": best(call), "items": 2 * len(signed)}


def jeffreys_ppf(folder):
    return jeffreys(folder, lambda a, b, p: stats.beta.ppf(p, a, b))


def model(formula):
    """NIST's formula as a function of x and the parameters."""
    right = re.sub(r"\s*\+\s*e\s*$", "", formula.split("=")[-1])
    right = right.replace("[", "(").replace("]", ")")
    names = sorted(set(re.findall(r"\bb\d\b", right)))
    scope = {name: getattr(np, name) for name in ("exp", "sin", "cos", "arctan", "pi", "log")}
    predictors = "x" if not re.search(r"\bx[12]\b", right) else "x"
    right = re.sub(r"\bx1\b", "x[0]", re.sub(r"\bx2\b", "x[1]", right))
    return eval(f"lambda {predictors}, {', '.join(names)}: {right}", scope)


def nonlinear(folder):
    """scipy.optimize.curve_fit with its default method and settings on each set and start."""
    rows = json.load(open(f"{folder}/nonlinear.json"))["rows"]
    warnings.simplefilter("ignore")
    fits = {}
    for row in rows:
        function = model(row["model"])
        x = np.array(row["predictors"], dtype=float)
        x = x[0] if len(x) == 1 else x
        y = np.array(row["y"], dtype=float)
        if "log[y]" in row["model"]:
            y = np.log(y)
        truth = np.array(row["parameters"], dtype=float)
        for number, start in enumerate(row["starts"], 1):
            times, solved = [], False
            for _ in range(3):
                begin = time.perf_counter()
                try:
                    found, _ = optimize.curve_fit(function, x, y, p0=start)
                    solved = bool(np.all(np.abs(found - truth) <= 1e-4 * np.abs(truth)))
                except (RuntimeError, ValueError):
                    solved = False
                times.append(time.perf_counter() - begin)
            fits[f"{row['name']} {number}"] = [min(times), solved]
    return {"fits": fits}


TASKS = {
    "wilson": wilson,
    "jeffreys": jeffreys,
    "jeffreys-ppf": jeffreys_ppf,
    "nonlinear": nonlinear,
}
print(json.dumps(TASKS[sys.argv[1]](sys.argv[2])))
