#!/usr/bin/env python3
"""Writes the reference values of Records and Statistics, statistics-*.json, by means other than GSL.

Run in this folder: python3 make-statistics-reference.py
Needs mpmath 1.3.0; the versions of SciPy 1.17.1 and NumPy are only recorded.
"""
import datetime
import json
import os
import mpmath as mp
import numpy as np
import scipy

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


if __name__ == "__main__":
    calendar()
    wilson()
