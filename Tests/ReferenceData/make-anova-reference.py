#!/usr/bin/env python3
"""Writes statistics-anova.json: F, p-value and intraclass correlation of grouped samples.

Run in this folder: python3 make-anova-reference.py
Needs mpmath 1.3.0: sums of squares with 50 digits, the tail of F by the incomplete beta function;
SciPy's f_oneway checks both to 1e-9.
"""
import json
import mpmath as mp
from scipy.stats import f_oneway

mp.mp.dps = 50
SAMPLES = [
    [[3, 5, 4], [8, 9, 7, 10], [1, 2]],
    [[0.81, 0.79, 0.85, 0.9], [0.6, 0.72], [0.88, 0.93, 0.91, 0.97, 0.9], [0.4, 0.55, 0.5]],
    [[12, 15, 11, 14], [13, 12, 16, 15, 11]],
    [[1000000.1, 1000000.3], [1000000.2, 1000000.4, 1000000.9], [1000001.5, 1000001.25]],
    [[float(i % 7 + 3 * g) for i in range(30 + 5 * g)] for g in range(6)],
]


def row(groups):
    values = [[mp.mpf(x) for x in group] for group in groups]
    n = sum(map(len, values))
    grand = sum(map(sum, values)) / n
    means = [sum(group) / len(group) for group in values]
    between = sum(len(g) * (m - grand) ** 2 for g, m in zip(values, means)) / (len(values) - 1)
    within = sum((x - m) ** 2 for g, m in zip(values, means) for x in g) / (n - len(values))
    f = between / within
    d1, d2 = len(values) - 1, n - len(values)
    p = mp.betainc(mp.mpf(d2) / 2, mp.mpf(d1) / 2, 0, d2 / (d2 + d1 * f), regularized=True)
    size = (n - sum(mp.mpf(len(g)) ** 2 for g in values) / n) / d1
    check = f_oneway(*groups)
    assert abs(check.statistic / f - 1) < 1e-9 and abs(check.pvalue / p - 1) < 1e-7, groups
    return {"groups": groups, "fStatistic": float(f), "pValue": float(p),
            "intraclassCorrelation": float((between - within) / (between + (size - 1) * within))}


document = {
    "about": "One-way analysis of variance of groups of unequal size",
    "tool": "mpmath (50 digits), checked against SciPy's f_oneway",
    "version": f"mpmath {mp.__version__}",
    "command": "python3 make-anova-reference.py",
    "date": "2026-11-25",
    "source": "Abramowitz and Stegun 26.6.2; Searle, Casella and McCulloch (1992), 3.6",
}
with open("statistics-anova.json", "w", encoding="utf-8") as file:
    rows = ",\n    ".join(json.dumps(row(groups)) for groups in SAMPLES)
    file.write(json.dumps(document, indent=2)[:-2] + ',\n  "rows": [\n    ' + rows + "\n  ]\n}\n")
