#!/usr/bin/env python3
"""Writes gsl-robust.json: robust regressions by the estimating equations of DuMouchel and O'Brien.

Run in this folder: python3 make-robust-reference.py
Needs NumPy 2.4.6. Starts from least squares and reweights until nothing changes any more.
"""
import json
import numpy as np

TUNE = {"bisquare": 4.685, "huber": 1.345}


def weight(loss, u):
    u = np.abs(u)
    if loss == "huber":
        return np.where(u <= 1, 1, 1 / np.maximum(u, 1))
    return np.where(u < 1, (1 - u * u) ** 2, 0)


def slope(loss, u):
    """Derivative of u w(u)."""
    if loss == "huber":
        return (np.abs(u) <= 1).astype(float)
    return np.where(np.abs(u) < 1, (1 - u * u) * (1 - 5 * u * u), 0)


def scale(r, p):
    return np.median(np.sort(np.abs(r))[max(1, p) - 1:]) / 0.6745


def robust(design, y, loss):
    x, y = np.array(design, float), np.array(y, float)
    n, p = x.shape
    q = np.linalg.qr(x)[0]
    h = np.sum(q * q, axis=1)
    factor = 1 / np.sqrt(1 - h)
    c = np.linalg.lstsq(x, y, rcond=None)[0]
    ols = np.sqrt(np.sum((y - x @ c) ** 2) / (n - p))
    lowest = 1e-6 * np.std(y, ddof=1) or 1
    for _ in range(100000):
        r = (y - x @ c) * factor
        w = weight(loss, r / (max(scale(r, p), lowest) * TUNE[loss]))
        root = np.sqrt(w)
        new = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0]
        done = np.max(np.abs(new - c)) <= 1e-15 * np.max(np.abs(new))
        c = new
        if done:
            break
    residuals = y - x @ c
    weights = weight(loss, residuals * factor / (scale(residuals * factor, p) * TUNE[loss]))
    # Street, Carroll and Ruppert standardise by the scale of the residuals as they are.
    mad = scale(residuals, p)
    st = mad * TUNE[loss]
    u = residuals * factor / st
    a = np.mean(slope(loss, u))
    b = np.sum((1 - h) * (u * weight(loss, u)) ** 2) / (n - p)
    rob = (1 + p / n * (1 - a) / a) * np.sqrt(b) * st / a
    sigma = max(rob, np.sqrt((ols ** 2 * p ** 2 + rob ** 2 * n) / (p ** 2 + n)))
    errors = sigma * np.sqrt(np.diag(np.linalg.inv(x.T @ x)))
    return {"loss": loss, "design": design, "y": y.tolist(), "coefficients": c.tolist(),
            "scale": mad, "residualStandardDeviation": sigma, "standardErrors": errors.tolist(),
            "weights": weights.tolist(),
            "coefficientOfDetermination": 1 - (n - p) * sigma ** 2 / np.sum((y - y.mean()) ** 2)}


# Calls from Belgium, 1950 to 1973, in tens of millions; for six years minutes were counted instead.
CALLS = [4.4, 4.7, 4.7, 5.9, 6.6, 7.3, 8.1, 8.8, 10.6, 12.0, 13.5, 14.9, 16.1, 21.2, 119.0, 124.0,
         142.0, 159.0, 182.0, 212.0, 43.0, 24.0, 27.0, 29.0]
# Brownlee's oxidation of ammonia to nitric acid: air flow, water temperature, acid, and loss.
STACK = [[80, 27, 89, 42], [80, 27, 88, 37], [75, 25, 90, 37], [62, 24, 87, 28], [62, 22, 87, 18],
         [62, 23, 87, 18], [62, 24, 93, 19], [62, 24, 93, 20], [58, 23, 87, 15], [58, 18, 80, 14],
         [58, 18, 89, 14], [58, 17, 88, 13], [58, 18, 82, 11], [58, 19, 93, 12], [50, 18, 89, 8],
         [50, 18, 86, 7], [50, 19, 72, 8], [50, 19, 79, 8], [50, 20, 80, 9], [56, 20, 82, 15],
         [70, 20, 91, 15]]
SETS = {"phones": ([[1, 50 + i] for i in range(24)], CALLS),
        "stackloss": ([[1] + row[:3] for row in STACK], [row[3] for row in STACK])}
document = {
    "about": "Robust regressions: Belgian phone calls and Brownlee's stack loss",
    "tool": "NumPy: iteration of the estimating equations to rounding",
    "version": f"NumPy {np.__version__}",
    "command": "python3 make-robust-reference.py",
    "date": "2026-11-25",
    "source": "DuMouchel and O'Brien (1989); data: Rousseeuw and Leroy (1987), Robust Regression and "
              "Outlier Detection, tables 2 and 3.1; also R's MASS::phones and stackloss",
}
with open("gsl-robust.json", "w", encoding="utf-8") as file:
    rows = [{"name": name} | robust(*data, loss) for name, data in SETS.items() for loss in TUNE]
    text = ",\n    ".join(map(json.dumps, rows))
    file.write(json.dumps(document, indent=2)[:-2] + ',\n  "rows": [\n    ' + text + "\n  ]\n}\n")
