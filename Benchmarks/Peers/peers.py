#!/usr/bin/env python3
"""Times NumPy and SciPy on one task; called by compare.py.

peers.py TASK FOLDER prints one line of JSON with the processor's seconds for the best of several repetitions;
the task `versions` prints what is installed.
"""
import json
import platform
import re
import sys
import time
import warnings

import numpy as np
import scipy
from scipy import optimize, special, stats

REPEATS = 5
FITS = 20


def best(call):
    """Seconds of the fastest of several runs of a call, and what it returns."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        result = call()
        times.append(time.process_time() - start)
    return min(times), result


def intervals(call, items):
    """The line for a call that returns lower and upper ends."""
    seconds, (low, high) = best(call)
    return {"seconds": seconds, "items": items, "check": float(low.sum() + high.sum())}


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

    return intervals(call, len(signed))


def jeffreys(folder, quantile=None):
    signed, required = counts(folder, "quantile-units")
    a, b = signed + 0.5, required - signed + 0.5
    # The function behind scipy.stats.beta.ppf, without its checks of arguments.
    quantile = quantile or special.betaincinv

    def call():
        return quantile(a, b, 0.025), quantile(a, b, 0.975)

    return intervals(call, 2 * len(signed))


def jeffreys_ppf(folder):
    return jeffreys(folder, lambda a, b, p: stats.beta.ppf(p, a, b))


def model(formula):
    """NIST's formula as a function of x and the parameters."""
    right = re.sub(r"\s*\+\s*e\s*$", "", formula.split("=")[-1])
    right = right.replace("[", "(").replace("]", ")")
    names = sorted(set(re.findall(r"\bb\d\b", right)))
    scope = {name: getattr(np, name) for name in ("exp", "sin", "cos", "arctan", "pi", "log")}
    right = re.sub(r"\bx1\b", "x[0]", re.sub(r"\bx2\b", "x[1]", right))
    return eval(f"lambda x, {', '.join(names)}: {right}", scope)


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
            fastest, found = np.inf, None
            for _ in range(3):
                begin = time.process_time()
                for _ in range(FITS):
                    try:
                        found, _ = optimize.curve_fit(function, x, y, p0=start)
                    except (RuntimeError, ValueError):
                        found = None
                fastest = min(fastest, (time.process_time() - begin) / FITS)
            solved = found is not None and bool(
                np.all(np.abs(found - truth) <= 1e-4 * np.abs(truth)))
            fits[f"{row['name']} {number}"] = [fastest, solved]
    return {"fits": fits}


def versions(_):
    return {
        "Python": platform.python_version(),
        "NumPy": np.__version__,
        "SciPy": scipy.__version__,
    }


TASKS = {
    "versions": versions,
    "wilson": wilson,
    "jeffreys": jeffreys,
    "jeffreys-ppf": jeffreys_ppf,
    "nonlinear": nonlinear,
}
print(json.dumps(TASKS[sys.argv[1]](sys.argv[2])))
