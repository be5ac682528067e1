#!/usr/bin/env python3
"""Writes the reference values of Records and Statistics, statistics-*.json, by means other than GSL.

Run in this folder: python3 make-statistics-reference.py
Needs mpmath 1.3.0, SciPy 1.17.1 and NumPy (the last two only for starting values and the
simulated data set).
"""
import datetime
import json
import os
import mpmath as mp
import numpy as np
import scipy
from scipy import optimize, special

mp.mp.dps = 40
DATE = "2026-11-24"


def number(value):
    return float(mp.nstr(mp.mpf(value), 25, min_fixed=1, max_fixed=0))


def write(name, about, source, rows, tool):
    head = {
        "about": about,
        "tool": tool,
        "version": f"mpmath {mp.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}",
        "command": "python3 make-statistics-reference.py",
        "date": DATE,
        "source": source,
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


def calendar():
    epoch = datetime.date(1970, 1, 1)
    days = ["0001-01-01", "1582-10-15", "1899-12-31", "1900-02-28", "1900-03-01", "1945-08-17",
            "1969-12-31", "1970-01-01", "1999-12-31", "2000-02-29", "2000-03-01", "2004-02-29",
            "2023-12-21", "2024-02-14", "2024-02-29", "2024-11-27", "2026-11-24", "2038-01-19",
            "2099-12-31", "2100-02-28", "2100-03-01", "9999-12-31"]
    rows = []
    for text in days:
        day = datetime.date.fromisoformat(text)
        rows.append({"iso": text, "dayNumber": (day - epoch).days, "weekday": day.isoweekday()})
    write("statistics-calendar.json", "Day numbers (1970-01-01 is 0) and ISO weekdays",
          "proleptic Gregorian calendar of the standard library", rows, "Python datetime")


def wilson():
    rows = []
    for s, n in [(48, 53), (0, 1), (1, 1), (0, 53), (53, 53), (30, 30), (1, 2), (5, 53), (1, 514),
                 (170, 514), (3999, 4000), (1, 100000), (50000, 100000), (99999, 100000)]:
        for level in [0.5, 0.8, 0.95, 0.99]:
            # The level is the double that the program gets.
            z = mp.sqrt(2) * mp.erfinv(mp.mpf(level))
            p = mp.mpf(s) / n
            # Roots of (p - x)^2 = z^2 x (1 - x) / n, the score equation itself.
            a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
            root = mp.sqrt(b * b - 4 * a * c)
            rows.append({"signed": s, "required": n, "confidence": level,
                         "low": number((-b - root) / (2 * a)) if s else 0.0,
                         "high": number((-b + root) / (2 * a)) if s < n else 1.0})
    write("statistics-wilson.json", "Wilson score intervals",
          "roots of the score equation, Wilson (1927), JASA 22:209", rows, "mpmath (40 digits)")


def simulated_increments():
    rng = np.random.default_rng(20261124)
    ends = np.arange(1, 21, dtype=float)
    share = lambda t: (special.expit((t - 8) / 2) - special.expit(-4)) / (1 - special.expit(-4))
    cells = np.diff(np.concatenate([[0], 0.8 * share(ends)]))
    counts = rng.multinomial(400, np.append(cells, 1 - cells.sum()))[:-1]
    return [[float(t), int(c)] for t, c in zip(ends, counts)]


CURVES = [
    {"name": "recaps at uneven dates", "required": 53,
     "origin": "made up for this file: a ceremony, stragglers, a late push",
     "increments": [[1, 31], [2, 4], [3.5, 3], [6, 2], [9, 5], [10, 1]]},
    {"name": "twenty weeks", "required": 400,
     "origin": "NumPy multinomial, seed 20261124; ceiling 0.8, midpoint 8, rate 0.5",
     "increments": simulated_increments()},
]


def curve():
    rows = []
    for data in CURVES:
        ends = [mp.mpf(t) for t, _ in data["increments"]]
        counts = [mp.mpf(c) for _, c in data["increments"]]
        n, total = mp.mpf(data["required"]), sum(counts)
        span = max(mp.mpf(1), ends[-1] - ends[0])
        centre = sum(t * c for t, c in zip(ends, counts)) / total
        scale_centre = mp.log(span / 4)

        def cut(t, q1, q2):
            at = lambda x: 1 / (1 + mp.exp(-x))
            zero = at(-q1 / mp.exp(q2))
            return (at((t - q1) / mp.exp(q2)) - zero) / (1 - zero)

        def expected(z, q1, q2):
            share = 1 / (1 + mp.exp(-z))
            f = [mp.mpf(0)] + [cut(t, q1, q2) for t in ends]
            return [n * share * (b - a) for a, b in zip(f, f[1:])] + [n * (1 - share * f[-1])]

        observed = counts + [n - total]

        def penalties(z, q1, q2):
            return [(z - 1) / 3, (q1 - centre) / span, (q2 - scale_centre) / 2]

        def deviance(z, q1, q2):
            return 2 * sum((y * mp.log(y / e) if y > 0 else 0) - (y - e)
                           for y, e in zip(observed, expected(z, q1, q2)))

        def minimum(dispersion):
            def objective(*p):
                return deviance(*p) / dispersion + sum(q * q for q in penalties(*p))

            rough = optimize.minimize(lambda p: float(objective(*[mp.mpf(v) for v in p])),
                                      [float(v) for v in start], method="Nelder-Mead",
                                      options=dict(xatol=1e-8, fatol=1e-10, maxiter=4000)).x
            gradient = [lambda *p, i=i: mp.diff(objective, p, tuple(int(i == j) for j in range(3)))
                        for i in range(3)]
            best = mp.findroot(gradient, [mp.mpf(v) for v in rough], tol=1e-25)
            return [best[i] for i in range(3)]

        start = [mp.log(total * mp.mpf("1.08") / max(n - total * mp.mpf("1.08"), n / 20)), centre,
                 scale_centre]
        # The spread of the data around the first fit widens them, not the penalties.
        dispersion = max(mp.mpf(1), deviance(*minimum(mp.mpf(1))) / max(1, len(counts) - 3))
        point = minimum(dispersion)

        def residual(i):
            def root(*p):
                y, e = observed[i], expected(*p)[i]
                value = mp.sqrt(2 * ((y * mp.log(y / e) if y > 0 else 0) - (y - e)) / dispersion)
                return -value if y < e else value
            return root

        parts = [residual(i) for i in range(len(observed))]
        parts += [lambda *p, i=i: penalties(*p)[i] for i in range(3)]
        jacobian = mp.matrix(len(parts), 3)
        for i, part in enumerate(parts):
            for j in range(3):
                jacobian[i, j] = mp.diff(part, tuple(point), tuple(int(j == k) for k in range(3)))
        covariance = (jacobian.T * jacobian) ** -1
        z, q1, q2 = point
        ceiling = 1 / (1 + mp.exp(-z))
        shares = []
        for time, level in [(2, 0.8), (5, 0.95), (12, 0.95), (26, 0.95)]:
            logit = lambda *p: mp.log(1 / ((1 + mp.exp(-p[0])) / cut(time, p[1], p[2]) - 1))
            g = mp.matrix([mp.diff(logit, tuple(point), tuple(int(j == k) for k in range(3)))
                           for j in range(3)])
            half = mp.sqrt(2) * mp.erfinv(mp.mpf(level)) * mp.sqrt((g.T * covariance * g)[0])
            at = lambda x: number(1 / (1 + mp.exp(-x)))
            middle = logit(*point)
            shares.append({"time": time, "confidence": level, "share": at(middle),
                           "low": at(middle - half), "high": at(middle + half)})
        rows.append(data | {
            "ceiling": number(ceiling),
            "ceilingError": number(ceiling * (1 - ceiling) * mp.sqrt(covariance[0, 0])),
            "rate": number(mp.exp(-q2)),
            "rateError": number(mp.exp(-q2) * mp.sqrt(covariance[2, 2])),
            "midpoint": number(q1), "midpointError": number(mp.sqrt(covariance[1, 1])),
            "dispersion": number(dispersion), "deviance": number(deviance(*point)),
            "shares": shares})
    write("statistics-curve.json",
          "Saturating curve: minimum of the penalised multinomial deviance over its dispersion, standard errors from "
          "the slopes of the signed deviance roots, shares by the delta method",
          "root of the gradient of the penalised deviance, found from SciPy's Nelder-Mead", rows,
          "mpmath (40 digits); SciPy and NumPy for starts and the simulated set")


if __name__ == "__main__":
    calendar()
    wilson()
    curve()
