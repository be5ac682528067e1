#!/usr/bin/env python3
"""Writes the reference values of trends by means other than GSL: statistics-curve.json,
statistics-grouped-cure.json, statistics-mann-kendall.json, statistics-theil-sen.json and
statistics-change-point.json.

Run in this folder: python3 make-trend-reference.py
Needs mpmath 1.3.0, SciPy 1.17.1, NumPy and pymannkendall 1.4.3.
"""
import json
import os
import mpmath as mp
import numpy as np
import pymannkendall
import scipy
from scipy import optimize, stats

mp.mp.dps = 40
DATE = "2026-11-25"


def number(value):
    return float(mp.nstr(mp.mpf(value), 25, min_fixed=1, max_fixed=0))


def write(name, about, source, rows, tool):
    head = {
        "about": about,
        "tool": tool,
        "version": f"mpmath {mp.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}, "
                   "pymannkendall 1.4.3",
        "command": "python3 make-trend-reference.py",
        "date": DATE,
        "source": source,
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


# Series --------------------------------------------------------------------------------------

RNG = np.random.default_rng(20261125)


def autoregressive(n, phi, slope):
    y = [0.0]
    for e in RNG.normal(size=n - 1):
        y.append(phi * y[-1] + e)
    return [round(float(v + slope * i), 6) for i, v in enumerate(y)]


SERIES = [
    {"name": "rising with ties", "values": [12, 15, 14, 19, 22, 21, 21, 30, 29, 35, 38, 38, 40, 46,
                                            49, 52, 50, 57, 61, 60]},
    {"name": "five", "values": [3, 1, 4, 1.5, 5]},
    {"name": "falling without ties", "values": [9, 8.5, 7, 7.5, 6, 4, 4.5, 3, 1, 2]},
    {"name": "two", "values": [1, 2]},
    {"name": "mostly ties", "values": [0, 0, 0, 1, 0, 0, 2, 0, 0]},
    {"name": "autocorrelated 0.7", "values": autoregressive(60, 0.7, 0.02)},
    {"name": "autocorrelated -0.5", "values": autoregressive(40, -0.5, 0.05)},
    {"name": "no trend", "values": autoregressive(30, 0, 0)},
]


def mann_kendall():
    rows = []
    for series in SERIES:
        y = series["values"]
        test = pymannkendall.original_test(y)
        row = dict(series, score=int(test.s), variance=float(test.var_s), z=float(test.z),
                   # pymannkendall gives 1 - cdf, which loses small p.
                   p=number(mp.erfc(abs(mp.mpf(float(test.z))) / mp.sqrt(2))), tauA=float(test.Tau),
                   tauB=float(stats.kendalltau(range(len(y)), y).statistic))
        if len(set(y)) == len(y) and len(y) <= 50:
            row["exact"] = float(stats.kendalltau(range(len(y)), y, method="exact").pvalue)
        if len(y) >= 3:
            hamed = pymannkendall.hamed_rao_modification_test(y)
            lagged = pymannkendall.hamed_rao_modification_test(y, lag=1)
            row.update(factor=float(hamed.var_s / test.var_s), hamedRaoZ=float(hamed.z),
                       hamedRaoFirstLagZ=float(lagged.z))
        rows.append(row)
    write("statistics-mann-kendall.json", "Mann-Kendall tests, plain, exact and after Hamed and Rao",
          "pymannkendall original_test and hamed_rao_modification_test; SciPy kendalltau (tau-b and "
          "exact p); p from z by mpmath; series made up or NumPy seed 20261125", rows,
          "pymannkendall, SciPy, mpmath")


LINES = [dict(s, times=list(range(len(s["values"])))) for s in SERIES if len(s["values"]) > 2] + [
    {"name": "uneven times", "times": [0, 1, 1.5, 4, 4.2, 9, 15, 15.5],
     "values": [1, 2.5, 2, 6, 5.5, 11, 20, 16]},
    {"name": "tied times", "times": [1, 1, 2, 2, 2, 3, 5], "values": [2, 3, 3, 4, 5, 4, 9]},
    {"name": "out of order", "times": [5, 1, 3, 2, 4, 6], "values": [5.5, 1, 3.5, 2, 4, 30]},
]


def theil_sen():
    rows = []
    for line in LINES:
        for level in [0.5, 0.9, 0.95]:
            fit = stats.theilslopes(line["values"], line["times"], alpha=level, method="separate")
            rows.append(dict(line, confidence=level, slope=float(fit.slope),
                             intercept=float(fit.intercept), low=float(fit.low_slope),
                             high=float(fit.high_slope)))
    write("statistics-theil-sen.json", "Theil-Sen lines with Sen's interval of the slope",
          "scipy.stats.theilslopes(method='separate')", rows, "SciPy")


def pettitt():
    rows = []
    sets = [s for s in SERIES] + [
        {"name": "step", "values": [1, 3, 2, 2.5, 1.5, 8, 9, 7, 8.5, 9.5, 7.5]},
        {"name": "step with ties", "values": [1, 1, 2, 1, 5, 5, 4, 5]}]
    for series in sets:
        y = series["values"]
        n = len(y)
        # The definition itself: sums of signs over pairs across the place.
        u = [sum(int(np.sign(b - a)) for a in y[:k] for b in y[k:]) for k in range(1, n)]
        best = max(abs(v) for v in u)
        place = next(k for k, v in enumerate(u, 1) if abs(v) == best)
        rows.append(dict(series, statistic=best, before=place, rises=bool(u[place - 1] > 0),
                         p=min(1.0, number(2 * mp.exp(mp.mpf(-6 * best * best) / (n**3 + n**2))))))
    write("statistics-change-point.json", "Pettitt's test",
          "sums of signs over all pairs across each place, Pettitt (1979), eq. 2.1 and 2.3", rows,
          "Python and mpmath")


# Curves --------------------------------------------------------------------------------------

def logistic(x):
    return 1 / (1 + mp.exp(-x))


def distribution(family, t, q1, q2, launch):
    if t <= 0:
        return mp.mpf(0)
    if family == "logistic":
        zero = logistic(-q1 / mp.exp(q2))
        return (logistic((t - q1) / mp.exp(q2)) - zero) / (1 - zero)
    if family == "log-logistic":
        return logistic((mp.log(t) - q1) / mp.exp(q2))
    if family in ("Weibull", "promotion-time Weibull"):
        return 1 - mp.exp(-mp.exp((mp.log(t) - q1) / mp.exp(q2)))
    if family == "log-normal":
        return mp.ncdf((mp.log(t) - q1) / mp.exp(q2))
    if family == "Gompertz":
        return 1 - mp.exp(-mp.exp(q2) * (mp.exp(t / mp.exp(q1)) - 1))
    if family == "exponential":
        return 1 - mp.exp(-t / mp.exp(q1))
    start, end = launch
    rest = 1 - mp.exp(-(t - start) / mp.exp(q1)) if t > start else mp.mpf(0)
    f = logistic(q2)
    return (f if t >= end else 0) + (1 - f) * rest


FAMILIES = ["logistic", "log-logistic", "Weibull", "log-normal", "Gompertz", "exponential",
            "step + exponential", "promotion-time Weibull"]


class Campaign:
    def __init__(self, increments, required):
        self.ends = [mp.mpf(t) for t, _ in increments]
        self.counts = [mp.mpf(c) for _, c in increments]
        self.required = mp.mpf(required)
        self.total = sum(self.counts)
        self.span = max(mp.mpf(1), self.ends[-1] - self.ends[0])
        first = next(i for i, c in enumerate(self.counts) if c > 0)
        self.launch = (self.ends[first - 1] if first else mp.mpf(0), self.ends[first])
        self.first = first

    def time(self, share):
        total, start = mp.mpf(0), mp.mpf(0)
        for end, count in zip(self.ends, self.counts):
            if count > 0 and total + count >= share * self.total:
                return start + (end - start) * (share * self.total - total) / count
            total, start = total + count, end
        return start

    def shape(self, family):
        a, b, c = (self.time(mp.mpf(k) / 4) for k in (1, 2, 3))
        width = max(c - a, mp.mpf("0.02") * self.span)
        log_width = max(mp.log(c / a), mp.mpf("0.05"))
        if family == "logistic":
            return [b, mp.log(width / mp.mpf("2.197"))]
        if family == "log-logistic":
            return [mp.log(b), mp.log(log_width / mp.mpf("2.197"))]
        if family == "log-normal":
            return [mp.log(b), mp.log(log_width / mp.mpf("1.349"))]
        if family in ("Weibull", "promotion-time Weibull"):
            scale = log_width / mp.mpf("1.573")
            return [mp.log(b) + mp.mpf("0.3665") * scale, mp.log(scale)]
        if family == "Gompertz":
            scale = max(width / mp.mpf("1.573"), b / 20)
            return [mp.log(scale), mp.log(mp.mpf("0.693") / mp.expm1(b / scale))]
        if family == "exponential":
            return [mp.log(b / mp.mpf("0.693")), mp.mpf(0)]
        share = self.counts[self.first] / (mp.mpf("1.08") * self.total)
        share = min(max(share, mp.mpf("0.02")), mp.mpf("0.98"))
        rest = max(self.ends[-1] - self.launch[1], mp.mpf("0.5"))
        return [mp.log(rest / 2), mp.log(share / (1 - share))]

    def penalties(self, family):
        q1, q2 = self.shape(family)
        z = (mp.mpf("0.27"), mp.mpf(1)) if family.startswith("promotion") else (mp.mpf(1), mp.mpf("1.8"))
        half = mp.mpf("1.5")
        if family == "logistic":
            return [z, (q1, self.span), (mp.log(self.span / 4), half)]
        if family == "Gompertz":
            return [z, (mp.log(self.span / 2), half), (q2, mp.mpf(2))]
        if family == "exponential":
            return [z, (q1, half)]
        if family == "step + exponential":
            return [z, (q1, half), (mp.mpf(0), mp.mpf("1.8"))]
        return [z, (q1, mp.mpf(1)), (mp.mpf("-0.5"), mp.mpf("1.2"))]

    def cells(self, family, p):
        q2 = p[2] if len(p) > 2 else mp.mpf(0)
        f = [distribution(family, t, p[1], q2, self.launch) for t in self.ends]
        if family.startswith("promotion"):
            left = [mp.mpf(1)] + [mp.exp(-mp.exp(p[0]) * x) for x in f]
        else:
            left = [mp.mpf(1)] + [1 - logistic(p[0]) * x for x in f]
        return [a - b for a, b in zip(left, left[1:])] + [left[-1]]

    def kernel(self, family, p):
        observed = self.counts + [self.required - self.total]
        return sum(y * mp.log(c) for y, c in zip(observed, self.cells(family, p)) if y > 0)

    def coefficient(self):
        observed = self.counts + [self.required - self.total]
        return mp.loggamma(self.required + 1) - sum(mp.loggamma(y + 1) for y in observed)

    def saturated(self):
        observed = self.counts + [self.required - self.total]
        return sum(y * mp.log(y / self.required) for y in observed if y > 0)


def optimum(objective, starts):
    size = len(starts[0])

    def rough(p):
        # Far off, a chance of 0 or a ceiling of 1 has no logarithm.
        try:
            value = objective(*[mp.mpf(float(v)) for v in p])
            return float(value) if mp.isfinite(value) and mp.im(value) == 0 else 1e12
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):
            return 1e12

    with mp.workdps(18):
        ends = [optimize.minimize(rough, [float(v) for v in s], method="Nelder-Mead",
                                  options=dict(xatol=1e-7, fatol=1e-9, maxiter=3000)) for s in starts]
    best = min(ends, key=lambda e: e.fun).x
    gradient = [lambda *p, i=i: mp.diff(objective, p, tuple(int(i == j) for j in range(size)))
                for i in range(size)]
    root = mp.findroot(gradient, [mp.mpf(float(v)) for v in best], tol=1e-22)
    point = [root[i] for i in range(size)]
    curvature = mp.matrix(size, size)
    for i in range(size):
        for j in range(size):
            order = [0] * size
            order[i] += 1
            order[j] += 1
            curvature[i, j] = mp.diff(objective, tuple(point), tuple(order))
    return point, curvature ** -1


def starts_of(campaign, family):
    size = 2 if family == "exponential" else 3
    shape = campaign.shape(family)
    starts = []
    for share in [min(1.08 * float(campaign.total / campaign.required), 0.97), 0.7, 0.95]:
        if share <= float(campaign.total / campaign.required) and starts:
            continue
        z = np.log(-np.log1p(-share)) if family.startswith("promotion") else np.log(share / (1 - share))
        starts.append(([z] + [float(v) for v in shape])[:size])
    # A steep start may give the last signers no chance at all; the penalties' centres are flatter.
    return starts + [[float(centre) for centre, _ in campaign.penalties(family)]]


BIG = [[7 * (i + 1), c] for i, c in enumerate([30, 85, 214, 466, 782, 838, 601, 338, 160, 76, 33, 15])]
UNEVEN = [[1, 6], [2, 11], [4, 31], [5, 14], [9, 36], [10, 3], [14, 8], [20, 2]]


def simulated():
    rng = np.random.default_rng(20261124)
    ends = np.arange(1, 21, dtype=float)
    expit = lambda x: 1 / (1 + np.exp(-x))
    share = lambda t: (expit((t - 8) / 2) - expit(-4)) / (1 - expit(-4))
    cells = np.diff(np.concatenate([[0], 0.8 * share(ends)]))
    counts = rng.multinomial(400, np.append(cells, 1 - cells.sum()))[:-1]
    return [[float(t), int(c)] for t, c in zip(ends, counts)]


def grouped_cure():
    rows = []
    for name, increments, required, families in [
            ("twelve weeks", BIG, 5200, [f for f in FAMILIES if "exponential" not in f]),
            ("uneven weeks", UNEVEN, 140,
             [f for f in FAMILIES if f not in ("exponential", "step + exponential")]),
            ("ceremony and stragglers", [[1, 60], [2, 14], [4, 13], [6, 5], [9, 3], [15, 1]], 120,
             ["exponential", "step + exponential", "Weibull"])]:
        campaign = Campaign(increments, required)
        for family in families:
            point, covariance = optimum(lambda *p: -campaign.kernel(family, p),
                                        starts_of(campaign, family))
            kernel = campaign.kernel(family, point)
            later = mp.mpf(120) if name == "twelve weeks" else mp.mpf(30)
            f = distribution(family, later, point[1], point[2] if len(point) > 2 else mp.mpf(0),
                             campaign.launch)
            promotion = family.startswith("promotion")
            ceiling = 1 - mp.exp(-mp.exp(point[0])) if promotion else logistic(point[0])
            share = 1 - mp.exp(-mp.exp(point[0]) * f) if promotion else ceiling * f
            rows.append({
                "name": name, "family": family, "increments": increments, "required": required,
                "parameters": [number(v) for v in point],
                "errors": [number(mp.sqrt(covariance[i, i])) for i in range(len(point))],
                "ceiling": number(ceiling), "kernel": number(kernel),
                "multinomial": number(kernel + campaign.coefficient()),
                "deviance": number(2 * (campaign.saturated() - kernel)),
                "later": number(later), "share": number(share)})
            print(name, family, rows[-1]["parameters"], rows[-1]["errors"], rows[-1]["kernel"])
    write("statistics-grouped-cure.json",
          "Maximum likelihood of grouped cure models, without penalties",
          "root of the gradient of the log-likelihood from SciPy's Nelder-Mead, errors from its "
          "second derivatives; R's optim agrees to 1e-6 on 'twelve weeks'", rows,
          "mpmath (40 digits); SciPy for starts")


def midpoint_and_rate(family, p, launch):
    q2 = p[2] if len(p) > 2 else mp.mpf(0)
    if family == "step + exponential":
        family, q2 = "exponential", mp.mpf(0)
        start = launch[0]
    else:
        start = mp.mpf(0)
    f = lambda t: distribution(family, t, p[1], q2, launch)
    low, high = mp.mpf("1e-9"), mp.mpf("1e6")
    for _ in range(150):
        middle = mp.sqrt(low * high)
        low, high = (middle, high) if f(middle) < 0.5 else (low, middle)
    return start + low, 4 * mp.diff(f, low)


def curve():
    rows = []
    for name, increments, required in [
            ("recaps at uneven dates", [[1, 31], [2, 4], [3.5, 3], [6, 2], [9, 5], [10, 1]], 53),
            ("twenty weeks", simulated(), 400),
            ("no bend yet", [[1, 2], [2, 3], [3, 7], [4, 9], [5, 14]], 200)]:
        campaign = Campaign(increments, required)
        for family in FAMILIES:
            penalties = campaign.penalties(family)
            for dispersion in [1, 2.5]:
                def objective(*p):
                    deviance = 2 * (campaign.saturated() - campaign.kernel(family, p))
                    return deviance / (2 * mp.mpf(dispersion)) + sum(
                        ((v - c) / s) ** 2 / 2 for v, (c, s) in zip(p, penalties))

                point, covariance = optimum(objective, starts_of(campaign, family))
                size = len(point)

                def error(function):
                    g = mp.matrix([mp.diff(lambda x, i=i: function(
                        [x if k == i else v for k, v in enumerate(point)]), point[i])
                        for i in range(size)])
                    return mp.sqrt((g.T * covariance * g)[0])

                with mp.workdps(30):
                    half, rate = midpoint_and_rate(family, point, campaign.launch)
                rows.append({
                    "name": name, "family": family, "increments": increments,
                    "required": required, "dispersion": dispersion,
                    "parameters": [number(v) for v in point],
                    "errors": [number(mp.sqrt(covariance[i, i])) for i in range(size)],
                    "deviance": number(2 * (campaign.saturated() - campaign.kernel(family, point))),
                    "objective": number(objective(*point)),
                    "midpoint": number(half), "rate": number(rate)})
                print(name, family, dispersion, rows[-1]["parameters"])
    write("statistics-curve.json",
          "Saturating curves: optimum of the multinomial deviance over twice the dispersion and the "
          "penalties, standard errors from its second derivatives",
          "root of the gradient of the penalised deviance, found from SciPy's Nelder-Mead; "
          "'twenty weeks' is NumPy multinomial, seed 20261124, the others are made up", rows,
          "mpmath (40 digits); SciPy and NumPy for starts and the simulated set")


if __name__ == "__main__":
    mann_kendall()
    theil_sen()
    pettitt()
    grouped_cure()
    curve()
