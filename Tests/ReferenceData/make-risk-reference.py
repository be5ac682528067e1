"""Confidence sets for ranks, counts of independent misses, Sobol indices of known functions.

Rank sets after Mogstad, Romano, Shaikh and Wilhelm (2024); the PISA results of 2018 are the OECD's
(PISA 2018 Results, volume I, table I.B1.5, mathematics, countries of the OECD), with all digits as in
the data of the R package csranks. Counts by polynomial products of exact fractions; Sobol indices by
their closed forms in mpmath.
Usage: python3 make-risk-reference.py
"""

import json
import pathlib
from fractions import Fraction

import mpmath
import numpy as np
import scipy

FOLDER = pathlib.Path(__file__).parent
random = np.random.default_rng(41)


def write(name, about, tool, version, source, rows):
    head = {
        "about": about, "tool": tool, "version": version,
        "command": "python3 make-risk-reference.py", "date": "2026-11-25", "source": source,
    }
    lines = ",\n    ".join(json.dumps(row) for row in rows)
    text = json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n"
    (FOLDER / f"{name}.json").write_text(text)


def sets(estimates, draws, confidence, rows=None, exact=None):
    """Bounds of the ranks of `rows`, rank 1 the smallest; how near a test came to its critical value.

    draws: deviations, one line for each draw. exact: standard errors of the estimates, else those
    of the draws.
    """
    x, n = np.asarray(estimates), len(estimates)
    i, j = np.where(~np.eye(n, dtype=bool))
    if rows is not None:
        keep = np.isin(i, rows) | np.isin(j, rows)
        i, j = i[keep], j[keep]
    if exact is not None:
        error = np.hypot(exact[i], exact[j])
    else:
        error = np.sqrt(np.mean((draws[:, i] - draws[:, j]) ** 2, axis=0))
    statistic = (x[j] - x[i]) / error  # large: i is surely below j
    open_ = np.ones(len(i), bool)
    nearest = np.inf
    while open_.any():
        biggest = np.full(len(draws), -np.inf)
        for k in np.where(open_)[0]:
            np.maximum(biggest, (draws[:, j[k]] - draws[:, i[k]]) / error[k], out=biggest)
        at = int(np.ceil(confidence * len(draws) - 1e-9)) - 1
        c = np.partition(biggest, at)[at]
        nearest = min(nearest, np.min(np.abs(statistic[open_] - c)))
        new = open_ & (statistic > c)
        if not new.any():
            break
        open_ &= ~new
    low = 1 + np.bincount(j[~open_], minlength=n)
    high = n - np.bincount(i[~open_], minlength=n)
    return low.tolist(), high.tolist(), float(nearest)


def both(estimates, draws, confidence, exact=None):
    low, high, nearest = sets(estimates, draws, confidence, exact=exact)
    row = {"low": low, "high": high, "marginalLow": [], "marginalHigh": []}
    for k in range(len(estimates)):
        low, high, near = sets(estimates, draws, confidence, rows=[k], exact=exact)
        row["marginalLow"].append(low[k])
        row["marginalHigh"].append(high[k])
        nearest = min(nearest, near)
    return row, nearest


PISA = """Australia 491.3600252 1.939833031|Austria 498.9423138 2.970998694
Belgium 508.0703063 2.262662011|Canada 512.0169429 2.357475749|Chile 417.4065563 2.41588757
Colombia 390.9322732 2.989559274|Czech Republic 499.4676508 2.460661531
Denmark 509.3983746 1.735002337|Estonia 523.4145802 1.743602224|Finland 507.3013618 1.967920411
France 495.4075794 2.320214487|Germany 500.0437805 2.647083096|Greece 451.3703438 3.091228197
Hungary 481.0826364 2.319596741|Iceland 495.1873762 1.953082603|Ireland 499.632894 2.198621128
Israel 463.0345488 3.498563228|Italy 486.5898573 2.780045867|Japan 526.9732502 2.471475318
Korea 525.933002 3.121394315|Latvia 496.1263306 1.962766789|Lithuania 481.1911884 1.953282039
Luxembourg 483.421485 1.097632409|Mexico 408.8014734 2.493225544
Netherlands 519.2309824 2.632277885|New Zealand 494.489676 1.705942856
Norway 500.9637885 2.219044878|Poland 515.6478747 2.602085176|Portugal 492.4874062 2.684570081
Slovak Republic 486.1648542 2.555595707|Slovenia 508.8975441 1.363877596
Spain 481.3926126 1.462417763|Sweden 502.3877022 2.654250935|Switzerland 515.3147131 2.908003898
Turkey 453.5077774 2.260406789|United Kingdom 501.7698992 2.564428111
United States 478.2447174 3.235444099""".replace("\n", "|").split("|")
NAMES = [line.rsplit(" ", 2)[0] for line in PISA]
SCORES, ERRORS = np.array([line.rsplit(" ", 2)[1:] for line in PISA], float).T

rows = []
for confidence in (0.95, 0.90):
    # Rank 1 is the best country: scores change their sign.
    deviations = ERRORS * random.standard_normal((200_000, len(SCORES)))
    row, nearest = both(-SCORES, deviations, confidence, exact=ERRORS)
    top = sum(low <= 5 for low in row["low"])
    print(confidence, "possible top 5:", top, "UK:", row["low"][35], row["high"][35],
          "marginal", row["marginalLow"][35], row["marginalHigh"][35], "nearest", nearest)
    rows.append({
        "name": f"PISA 2018 {confidence}", "units": NAMES, "estimates": (-SCORES).tolist(),
        "errors": ERRORS.tolist(), "confidence": confidence, **row, "nearest": nearest,
    })
case = 0
while case < 8:
    n = int(random.integers(3, 12))
    x, e = random.normal(0, 2, n), random.uniform(0.2, 1.2, n)
    confidence = float(random.choice([0.8, 0.9, 0.95]))
    row, nearest = both(x, e * random.standard_normal((200_000, n)), confidence, exact=e)
    if nearest < 0.04:  # another sequence of draws might decide otherwise
        continue
    case += 1
    rows.append({
        "name": f"random {case}", "units": [], "estimates": x.tolist(), "errors": e.tolist(),
        "confidence": confidence, **row, "nearest": nearest,
    })
version = f"numpy {np.__version__}"
source = "Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91:476-518"
write("risk-rank-sets", "Confidence sets for ranks from estimates and standard errors", "NumPy",
      version, source, rows)

rows = []
for case in range(6):
    n, size = int(random.integers(3, 9)), 150
    common = random.standard_normal((size, 1))
    draws = np.round(
        random.normal(0, 2, n) + random.uniform(0.2, 1, n)
        * (random.standard_normal((size, n)) + case % 3 * common), 4)
    row, nearest = both(draws.mean(0), draws - draws.mean(0), 0.9)
    assert nearest > 1e-6
    rows.append({"draws": draws.T.tolist(), "confidence": 0.9, **row})
write("risk-rank-sets-draws", "Confidence sets for ranks from joint draws", "NumPy", version,
      source, rows)

rows = []
tables = [[0.02, 0.05, 0.1, 0.22, 0.35, 0.41, 0.58, 0.66, 0.8, 0.93], [0.5], [0, 1, 0.25], []]
tables += [random.random(int(k)).tolist() for k in (3, 20, 60)]
tables.append((random.random(40) * 1e-6).tolist())
for p in tables:
    mass = [Fraction(1)]
    for q in map(Fraction, p):
        mass = [
            (mass[k] if k < len(mass) else 0) * (1 - q) + (mass[k - 1] * q if k else 0)
            for k in range(len(mass) + 1)
        ]
    upper = [sum(mass[k:]) for k in range(len(mass))]
    lower = [1 - u + m for u, m in zip(upper, mass)]
    rows.append({
        "p": p, "mass": [float(m) for m in mass], "upper": [float(u) for u in upper],
        "mean": float(sum(map(Fraction, p))),
        "variance": float(sum(Fraction(q) * (1 - Fraction(q)) for q in p)),
        "q05": next(k for k, v in enumerate(lower) if v >= Fraction(1, 20)),
        "q95": next(k for k, v in enumerate(lower) if v >= Fraction(19, 20)),
    })
write("risk-poisson-binomial", "Numbers of independent events", "Python fractions", "3.11",
      "Products of the generating polynomials", rows)

mpmath.mp.dps = 40
a, b, pi = mpmath.mpf(7), mpmath.mpf("0.1"), mpmath.pi
variance = a**2 / 8 + b * pi**4 / 5 + b**2 * pi**8 / 18 + mpmath.mpf(1) / 2
first = [(1 + b * pi**4 / 5) ** 2 / 2, a**2 / 8, 0]
third = b**2 * pi**8 * mpmath.mpf(8) / 225
rows = [{
    "function": "ishigami", "a": [7, 0.1], "mean": 3.5, "variance": float(variance),
    "first": [float(v / variance) for v in first],
    "total": [float(v / variance) for v in (first[0] + third, first[1], third)],
}]
for a in ([0, 1, 4.5, 9, 99, 99], [0, 0, 0], [1, 1, 2, 4, 8]):
    parts = [1 / (3 * (1 + mpmath.mpf(v)) ** 2) for v in a]
    variance = mpmath.fprod([1 + v for v in parts]) - 1
    rows.append({
        "function": "g", "a": a, "mean": 1.0, "variance": float(variance),
        "first": [float(v / variance) for v in parts],
        "total": [
            float(v * mpmath.fprod([1 + w for m, w in enumerate(parts) if m != k]) / variance)
            for k, v in enumerate(parts)
        ],
    })
write("risk-sobol", "Sobol indices of Ishigami's function and of g-functions", "mpmath",
      f"mpmath {mpmath.__version__}",
      "Ishigami and Homma (1990), ISUMA, 398-403; Saltelli et al. (2008), Global Sensitivity Analysis",
      rows)
