"""Writes forecasting-smoothing.json: the best exponential smoothing of the series of
forecasting-classic.json, by a global search that shares nothing with the code.

Run in this folder, after make-classic-reference.R: python3 make-smoothing-optima.py
Needs scipy 1.17.1, numpy 2.4.6.
"""

import json

import numpy as np
import scipy.optimize

LOW, HIGH, DAMPING = 1e-4, 0.9999, (0.8, 0.98)


def errors(y, method, weights, level, trend):
    alpha, beta, phi = weights
    out = []
    for value in y:
        out.append(value - level - phi * trend)
        level = level + phi * trend + alpha * out[-1]
        trend = phi * trend + beta * out[-1]
    return np.array(out), level, trend


def unpack(method, x):
    alpha = x[0]
    if method == "simple":
        return alpha, 0.0, 0.0
    beta = LOW + (alpha - LOW) * x[1]
    return alpha, beta, (1.0 if method == "trend" else x[2])


def states(y, method, weights):
    """First states by least squares: the errors are a straight function of them."""
    zero = errors(y, method, weights, 0.0, 0.0)[0]
    columns = [errors(np.zeros_like(y), method, weights, 1.0, 0.0)[0]]
    if method != "simple":
        columns.append(errors(np.zeros_like(y), method, weights, 0.0, 1.0)[0])
    found = np.linalg.lstsq(-np.array(columns).T, zero, rcond=None)[0]
    return found[0], found[1] if len(found) > 1 else 0.0


def squares(x, y, method):
    weights = unpack(method, x)
    return np.sum(errors(y, method, weights, *states(y, method, weights))[0] ** 2)


rows = []
for row in json.load(open("forecasting-classic.json"))["rows"]:
    method, y = row["method"], np.array(row["values"], dtype=float)
    if method not in ("simple", "trend", "damped"):
        continue
    bounds = [(LOW, HIGH), (0, 1), DAMPING][: {"simple": 1, "trend": 2, "damped": 3}[method]]
    best = scipy.optimize.differential_evolution(
        squares, bounds, args=(y, method), seed=1, popsize=20, maxiter=150, tol=1e-12,
        init="sobol")
    polished = scipy.optimize.minimize(
        squares, best.x, args=(y, method), method="Nelder-Mead", bounds=bounds,
        options={"xatol": 1e-10, "fatol": 1e-12 * best.fun})
    x = polished.x if polished.fun < best.fun else best.x
    weights = unpack(method, x)
    fitted, level, trend = errors(y, method, weights, *states(y, method, weights))
    damping = np.cumsum(weights[2] ** np.arange(1, 7))
    rows.append({"method": method, "values": row["values"], "alpha": weights[0],
                 "logLikelihood": float(-0.5 * len(y) * np.log(np.sum(fitted ** 2))),
                 "means": [float(level + trend * d) for d in damping]})

head = {"about": "The highest likelihoods of exponential smoothing within the bounds of R's ets",
        "tool": "SciPy: differential_evolution", "version": "scipy 1.17.1, numpy 2.4.6",
        "command": "python3 make-smoothing-optima.py", "date": "2026-11-25",
        "source": "Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing"}
text = json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    '
text += ",\n    ".join(json.dumps(row) for row in rows) + "\n  ]\n}\n"
with open("forecasting-smoothing.json", "w") as file:
    file.write(text)
