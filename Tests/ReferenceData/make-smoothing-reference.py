#!/usr/bin/env python3
"""Writes gsl-moving.json, gsl-steffen.json and gsl-sobol.json by means other than GSL.

Run in this folder: python3 make-smoothing-reference.py
Needs mpmath 1.3.0, SciPy 1.17.1 and NumPy 2.4.6.
"""
import json
import random
import statistics
from fractions import Fraction
import mpmath as mp
import numpy
import scipy
from scipy.stats import norm, qmc

mp.mp.dps = 50


def write(name, about, tool, version, source, rows):
    document = {"about": about, "tool": tool, "version": version,
                "command": "python3 make-smoothing-reference.py", "date": "2026-11-25",
                "source": source}
    with open(name, "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(document, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


def moving():
    chance = random.Random(11)
    noisy = [round(chance.gauss(50, 8), 3) for _ in range(25)]
    jumpy = [float(v) for v in [3, 4, 4, 5, 90, 6, 7, 7, 8, 0, 9, 9, 9, 9, 40, 9, 9, 10]]
    huge = [1.0, 2.0, 1e16, 3.0, 1.0, 2.0, 2.0, 1.0, 5.0, 1e16, 4.0]
    scale = 1 / norm.ppf(0.75)
    rows = []
    cases = [(noisy, 2, 2), (noisy, 0, 0), (noisy, 6, 0), (noisy, 0, 3), (noisy, 1, 4),
             (noisy, 30, 30), (noisy, 12, 13), (jumpy, 3, 3), (jumpy, 1, 1), (huge, 1, 1),
             ([7.5], 2, 2), ([1.0, 4.0], 1, 1), ([1.0, 4.0], 5, 0), ([2.0] * 8, 2, 2)]
    for series, before, after in cases:
        for end in ["truncated", "repeated"]:
            means, medians, deviations = [], [], []
            for centre in range(len(series)):
                places = range(centre - before, centre + after + 1)
                if end == "truncated":
                    window = [series[p] for p in places if 0 <= p < len(series)]
                else:
                    window = [series[min(max(p, 0), len(series) - 1)] for p in places]
                means.append(float(sum(map(Fraction, window)) / len(window)))
                median = statistics.median(map(Fraction, window))
                medians.append(float(median))
                spread = statistics.median(abs(Fraction(v) - median) for v in window)
                deviations.append(float(spread) * scale)
            jumps = None
            if before == after and before >= 1:
                jumps = [i for i, v in enumerate(series)
                         if abs(v - medians[i]) > 3 * deviations[i]]
            rows.append({"series": series, "before": before, "after": after, "end": end,
                         "means": means, "medians": medians, "deviations": deviations,
                         "jumps": jumps})
    write("gsl-moving.json", "Moving mean, median, 1.4826 MAD and jumps above 3 of them",
          "Python fractions; SciPy for the normal quartile", f"SciPy {scipy.__version__}",
          "definitions; GSL manual for the handling of the ends", rows)


def steffen():
    def curve(x, y):
        n = len(x)
        h = [x[i + 1] - x[i] for i in range(n - 1)]
        s = [(y[i + 1] - y[i]) / h[i] for i in range(n - 1)]
        slope = [mp.mpf(0)] * n
        slope[0], slope[-1] = s[0], s[-1]  # the library's choice at the ends
        for i in range(1, n - 1):
            p = (s[i - 1] * h[i] + s[i] * h[i - 1]) / (h[i - 1] + h[i])
            slope[i] = (mp.sign(s[i - 1]) + mp.sign(s[i])) * min(
                abs(s[i - 1]), abs(s[i]), abs(p) / 2)

        def at(place):
            i = max(k for k in range(n - 1) if x[k] <= place)
            a = (slope[i] + slope[i + 1] - 2 * s[i]) / h[i] ** 2
            b = (3 * s[i] - 2 * slope[i] - slope[i + 1]) / h[i]
            t = place - x[i]
            return (((a * t + b) * t + slope[i]) * t + y[i], (3 * a * t + 2 * b) * t + slope[i])
        return at

    rows = []
    for knots, values in [([0, 1, 2, 4, 7, 8], [0, 1, 1, 5, 30, 31]),
                          ([0.5, 1.25, 3], [10, -2, 8]), ([-3, 2], [4, 1]),
                          ([0, 1, 2, 3, 4, 5, 6], [0, 3, 1, 4, 1, 5, 9]),
                          ([1e6, 1e6 + 1, 1e6 + 5], [1e-3, 2e-3, 2e-3])]:
        at = curve([mp.mpf(v) for v in knots], [mp.mpf(v) for v in values])
        places = [float(knots[0] + (knots[-1] - knots[0]) * k / 37) for k in range(38)]
        places[-1] = float(knots[-1])
        points = [at(mp.mpf(p)) for p in places]
        rows.append({"knots": [float(v) for v in knots], "values": [float(v) for v in values],
                     "places": places, "heights": [float(v) for v, _ in points],
                     "slopes": [float(d) for _, d in points]})
    write("gsl-steffen.json", "Steffen's monotone interpolation and its derivative",
          "mpmath (50 digits)", f"mpmath {mp.__version__}",
          "Steffen (1990), Astronomy and Astrophysics 239:443, equations 2 to 5 and 11; at the ends "
          "the slope of the outer secant", rows)


def sobol():
    points = qmc.Sobol(2, scramble=False).random(64)[1:]
    write("gsl-sobol.json",
          "Points 1 to 63 of the Sobol sequence in its first two dimensions, which all tables of "
          "direction numbers share", "SciPy", f"SciPy {scipy.__version__}, NumPy {numpy.__version__}",
          "scipy.stats.qmc.Sobol without scrambling",
          [{"point": [float(v) for v in point]} for point in points])


if __name__ == "__main__":
    moving()
    steffen()
    sobol()
