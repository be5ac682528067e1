#!/usr/bin/env python3
"""Writes statistics-turnbull.json and statistics-isotonic.json by means other than this package.

Run in this folder: python3 make-survival-reference.py
Needs mpmath 1.3.0, SciPy 1.17.1 and NumPy.
"""
import json
import os
import mpmath as mp
import numpy as np
import scipy
from scipy.optimize import isotonic_regression

mp.mp.dps = 50
DATE = "2026-11-25"
INF = float("inf")


def write(name, about, source, rows):
    head = {
        "about": about,
        "tool": "mpmath (50 digits), SciPy and NumPy",
        "version": f"mpmath {mp.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}",
        "command": "python3 make-survival-reference.py",
        "date": DATE,
        "source": source,
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


def innermost(records):
    """By definition: minimal non-empty intersections, one for each left and right end."""
    found = []
    for left, _, exact_left in {(l, None, l == r) for l, r, _ in records}:
        for right in {r for _, r, _ in records}:
            if exact_left:
                if right != left:
                    continue
                found.append((left, right))
                continue
            if not left < right:
                continue
            # No other end strictly within: no left end in (left, right), no right end either.
            inner = any((left < r < right) or (left < l < right) or (l == r == right)
                        for l, r, _ in records)
            if not inner:
                found.append((left, right))
    return sorted(set(found))


def contains(record, place):
    l, r, _ = record
    a, b = place
    if l == r:
        return a == b == l
    if a == b:
        return l < a <= r
    return l <= a and b <= r


def npmle(records):
    places = innermost(records)
    A = np.array([[contains(r, p) for p in places] for r in records], float)
    w = np.array([r[2] for r in records], float)
    assert (A.sum(axis=1) > 0).all()
    p = np.full(len(places), 1 / len(places))
    for _ in range(100_000):
        p = p * (A.T @ (w / (A @ p))) / w.sum()
    support = [j for j in range(len(places)) if p[j] > 1e-7]
    total = mp.mpf(float(w.sum()))
    while True:
        # Newton on the conditions of Kuhn and Tucker: every derivative on the support is the total.
        q = mp.matrix([mp.mpf(float(p[j])) for j in support])
        rows = [[j for j, place in enumerate(support) if A[i, place]] for i in range(len(records))]
        for _ in range(200):
            P = [mp.fsum(q[j] for j in row) for row in rows]
            residual = mp.matrix(len(support), 1)
            jacobian = mp.matrix(len(support), len(support))
            for i, row in enumerate(rows):
                for j in row:
                    residual[j] += w[i] / P[i]
                    for k in row:
                        jacobian[j, k] -= w[i] / P[i] ** 2
            for j in range(len(support)):
                residual[j] -= total
            step = mp.lu_solve(jacobian, -residual)
            scale = mp.mpf(1)
            while any(q[j] + scale * step[j] <= 0 for j in range(len(support))) and scale > 1e-6:
                scale /= 2
            q = q + scale * step
            if max(abs(s) for s in step) < mp.mpf(10) ** -40:
                break
        shrunk = [j for j in range(len(support)) if q[j] > mp.mpf(10) ** -12]
        if len(shrunk) == len(support):
            break
        p = np.array([float(q[support.index(j)]) if j in support else 0.0
                      for j in range(len(places))])
        support = [support[j] for j in shrunk]
    full = [mp.mpf(0)] * len(places)
    for j, place in enumerate(support):
        full[place] = q[j]
    P = [mp.fsum(full[j] for j in range(len(places)) if A[i, j]) for i in range(len(records))]
    gradient = [mp.fsum(w[i] / P[i] for i in range(len(records)) if A[i, j]) / total
                for j in range(len(places))]
    assert abs(mp.fsum(full) - 1) < 1e-30 and min(full) >= 0
    assert all(g <= 1 + mp.mpf(10) ** -25 for g in gradient), max(gradient)
    return places, full, mp.fsum(w[i] * mp.log(P[i]) for i in range(len(records)))


def end(x):
    return None if abs(x) == INF else x


def turnbull():
    sets = {
        "ceremony and stragglers": [
            (0, 7, 20), (0, 14, 6), (7, 14, 5), (14, 30, 4), (14, 21, 3), (21, 45, 2), (30, 60, 3),
            (30, INF, 5)],
        "overlapping reports": [
            (-INF, 4, 3), (2, 6, 5), (3, 8, 2), (5, 9, 4), (1, 10, 1), (8, 12, 6), (9, INF, 2),
            (12, INF, 3)],
    }
    cosmesis = """45- 6,10 0,7 46- 46- 7,16 17- 7,14 37,44 0,8 4,11 15- 11,15 22- 46- 46- 25,37 46-
      26,40 46- 27,34 36,44 46- 36,48 37- 40- 17,25 46- 11,18 38- 5,12 37- 0,5 18- 24- 36- 5,11
      19,35 17,25 24- 32- 33- 19,26 37- 34- 36-"""
    rows = []
    for item in cosmesis.split():
        rows.append((float(item[:-1]), INF, 1) if item.endswith("-")
                    else tuple(map(float, item.split(","))) + (1,))
    sets["breast cosmesis, radiotherapy only (Finkelstein and Wolfe 1985)"] = rows
    sets["exact, left, interval and right"] = [
        (3, 3, 2), (5, 5, 1), (3, 5, 2), (-INF, 3, 1), (5, 9, 3), (9, 9, 1), (4, 9, 1), (9, INF, 2),
        (2, INF, 4), (-INF, 12, 1)]
    sets["one record"] = [(2, 9, 4)]
    sets["never seen to sign"] = [(2, INF, 4), (7, INF, 1)]
    random = np.random.default_rng(20261125)
    for count in (12, 40, 90):
        rows = []
        for _ in range(count):
            time = random.gamma(2, 15)
            kind = random.integers(5)
            start, stop = time - random.exponential(12), time + random.exponential(12)
            day = float(np.ceil(time))
            if kind == 0:
                rows.append((day, day, int(random.integers(1, 4))))
            elif kind == 1:
                rows.append((float(np.floor(time)), INF, int(random.integers(1, 4))))
            else:
                left = float(np.floor(start)) if start > 0 else -INF
                rows.append((left, float(np.ceil(stop)), int(random.integers(1, 4))))
        sets[f"random {count}"] = rows
    out = []
    for name, records in sets.items():
        records = [(float(l), float(r), float(w)) for l, r, w in records]
        places, p, value = npmle(records)
        out.append({"name": name, "records": [[end(l), end(r), w] for l, r, w in records],
                    "masses": [[end(a), end(b), float(x)] for (a, b), x in zip(places, p)],
                    "logLikelihood": float(value)})
    write("statistics-turnbull.json",
          "NPMLE of interval-censored times; null in a record or an interval is an infinite end",
          "Newton on the Kuhn-Tucker conditions, checked with 50 digits", out)


def isotonic():
    sets = {
        "recaps that fall": ([10, 22, 19, 30, 28, 33, 33, 47, 45, 52], [1, 1, 2, 1, 3, 1, 1, 1, 2, 1]),
        "falling": ([5, 4, 3, 2, 1], [1, 2, 3, 4, 5]),
        "rising": ([1, 2, 2, 3.5], [1, 1, 1, 1]),
        "one": ([7], [2]),
    }
    random = np.random.default_rng(7)
    for count in (5, 30, 200):
        sets[f"random {count}"] = (
            list(np.round(np.arange(count) * 0.3 + random.normal(0, 5, count), 3)),
            list(np.round(random.gamma(2, 1, count) + 0.01, 3)))
    rows = []
    for name, (y, w) in sets.items():
        rows.append({
            "name": name, "values": [float(v) for v in y], "weights": [float(v) for v in w],
            "unweighted": [float(v) for v in isotonic_regression(np.array(y, float)).x],
            "weighted": [float(v) for v in
                         isotonic_regression(np.array(y, float), weights=np.array(w, float)).x]})
    write("statistics-isotonic.json", "Isotonic regression with and without weights",
          "scipy.optimize.isotonic_regression; the first set also R isoreg", rows)


if __name__ == "__main__":
    isotonic()
    turnbull()
