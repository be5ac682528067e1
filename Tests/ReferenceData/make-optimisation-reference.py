#!/usr/bin/env python3
"""Writes gsl-roots.json, gsl-minima.json and gsl-systems.json by means other than GSL.

Run in this folder: python3 make-optimisation-reference.py
Needs mpmath 1.3.0. Everything is computed with 50 digits and written with 17.
"""
import json
import random
import mpmath as mp

mp.mp.dps = 50


def write(name, about, source, rows):
    document = {
        "about": about,
        "tool": "mpmath (50 digits)",
        "version": f"mpmath {mp.__version__}",
        "command": "python3 make-optimisation-reference.py",
        "date": "2026-11-25",
        "source": source,
    }
    with open(name, "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(document, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


def roots():
    functions = {
        "cosine": (lambda x: mp.cos(x) - x, 0, 1),
        "exponential": (lambda x: mp.exp(x) - 1000, 0, 20),
        "cubic": (lambda x: x ** 3 - 2 * x - 5, 2, 3),
        "quintuple": (lambda x: (x - mp.mpf(1) / 4) ** 5, 0, 1),
        "tiny": (lambda x: mp.log(x) + 300, mp.mpf("1e-200"), 1),
        "logit": (lambda x: mp.log(x / (1 - x)) - 3, 0, 1),
        "wide": (lambda x: mp.atan(x - 12345), mp.mpf("-1e6"), mp.mpf("1e9")),
    }
    closed = {"exponential": mp.log(1000), "quintuple": mp.mpf(1) / 4, "tiny": mp.exp(-300),
              "logit": 1 / (1 + mp.exp(-3)), "wide": mp.mpf(12345)}
    rows = []
    for name, (function, lower, upper) in functions.items():
        root = closed.get(name) or mp.findroot(function, (lower + upper) / 2)
        rows.append({"function": name, "lower": float(lower), "upper": float(upper),
                     "root": float(root)})
    write("gsl-roots.json", "Roots of functions of one variable",
          "Closed forms, or the secant method with 50 digits; cubic: Wallis's equation", rows)


def minima():
    """Negative log-likelihoods with counts, and the minimum by Newton's method."""
    doses, trials, events = [0, 1, 2, 3, 4, 5], [40, 38, 41, 40, 39, 42], [3, 5, 11, 19, 28, 37]

    def logistic(a, b):
        return -sum(k * (a + b * x) - n * mp.log(1 + mp.exp(a + b * x))
                    for x, n, k in zip(doses, trials, events))

    def solve(function, start):
        n = len(start)
        slopes = [lambda *p, i=i: mp.diff(function, p, tuple(int(i == j) for j in range(n)))
                  for i in range(n)]
        point = mp.findroot(slopes, start, tol=mp.mpf(10) ** -30)
        return [float(v) for v in point], float(function(*point))

    def beta_binomial(a, b):
        alpha, beta = mp.exp(a), mp.exp(b)
        lnbeta = lambda x, y: mp.loggamma(x) + mp.loggamma(y) - mp.loggamma(x + y)
        return -sum(lnbeta(k + alpha, n - k + beta) - lnbeta(alpha, beta)
                    for n, k in zip(trials, events))

    rows = []
    for name, function, start in [("logistic", logistic, (-2.5, 1.0)),
                                  ("betaBinomial", beta_binomial, (0.0, 0.3))]:
        point, value = solve(function, start)
        rows.append({"function": name, "parameters": point, "value": value})
    write("gsl-minima.json",
          "Minima of two negative log-likelihoods: events 3, 5, 11, 19, 28, 37 among 40, 38, 41, "
          "40, 39, 42 trials; logistic in the doses 0...5; beta-binomial in the logs of the shapes",
          "Newton's method on the gradient with 50 digits", rows)


def systems():
    chance = random.Random(20261125)
    rows = []
    for order, kind in [(1, "random"), (2, "random"), (3, "random"), (5, "random"), (8, "random"),
                        (3, "scaled"), (6, "scaled"), (6, "hilbert")]:
        if kind == "hilbert":
            matrix = [[1.0 / (i + j + 1) for j in range(order)] for i in range(order)]
        else:
            # Numbers with few digits, so that the products are exact doubles.
            root = [[chance.randint(-64, 64) / 16 for _ in range(order + 2)] for _ in range(order)]
            matrix = [[sum(a * b for a, b in zip(root[i], root[j])) for j in range(order)]
                      for i in range(order)]
        units = [2.0 ** (chance.randint(-60, 60) if kind == "scaled" else 0) for _ in range(order)]
        right = [chance.randint(-100, 100) / 8 for _ in range(order)]
        # The inverse of the matrix without units, which are powers of two and divide out.
        inverse = mp.matrix(matrix) ** -1
        determinant = mp.log(mp.det(mp.matrix(matrix))) + 2 * sum(mp.log(u) for u in units)
        for i in range(order):
            for j in range(order):
                matrix[i][j] *= units[i] * units[j]
                inverse[i, j] /= units[i] * units[j]
        solution = inverse * mp.matrix(right)
        rows.append({
            "kind": kind, "order": order, "matrix": [v for row in matrix for v in row],
            "right": right, "solution": [float(v) for v in solution],
            "inverse": [float(inverse[i, j]) for i in range(order) for j in range(order)],
            "logDeterminant": float(determinant)})
    write("gsl-systems.json", "Symmetric positive definite systems with inverse and determinant",
          "LU decomposition with 50 digits", rows)


if __name__ == "__main__":
    roots()
    minima()
    systems()
