#!/usr/bin/env python3
"""Writes the reference values of Statistics/Rates, statistics-{intervals,coverage,differences,
pairs,roster,funnel,adjusted,standardised}.json, by means other than GSL.

Run in this folder: python3 make-rates-reference.py
Needs mpmath 1.3.0, SciPy 1.17.1 and NumPy. Each value is a root or a sum written out from the
definition, not a formula of the library under test.
"""
import json
import math
import os
import mpmath as mp
import numpy as np
import scipy
from scipy import optimize, special, stats

mp.mp.dps = 30
DATE = "2026-11-25"
FOLDER = os.path.dirname(os.path.abspath(__file__))


def number(value):
    return float(mp.nstr(mp.mpf(value), 25, min_fixed=1, max_fixed=0))


def write(name, about, source, rows, tool):
    head = {
        "about": about,
        "tool": tool,
        "version": f"mpmath {mp.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}",
        "command": "python3 make-rates-reference.py",
        "date": DATE,
        "source": source,
    }
    with open(os.path.join(FOLDER, name), "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


# Intervals: mpmath, the level is the double that the program gets.

def deviate(level):
    return mp.sqrt(2) * mp.erfinv(mp.mpf(level))


def score_roots(p, n, z):
    a, b, c = 1 + z * z / n, -(2 * p + z * z / n), p * p
    root = mp.sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def wilson(s, n, level):
    low, high = score_roots(mp.mpf(s) / n, n, deviate(level))
    return (low if s else 0, high if s < n else 1)


def wilson_corrected(s, n, level):
    z = deviate(level)
    low = score_roots((s - mp.mpf("0.5")) / n, n, z)[0] if s else 0
    high = score_roots((s + mp.mpf("0.5")) / n, n, z)[1] if s < n else 1
    return low, high


def agresti_coull(s, n, level):
    z = deviate(level)
    m = n + z * z
    p = (s + z * z / 2) / m
    half = z * mp.sqrt(p * (1 - p) / m)
    return max(mp.mpf(0), p - half), min(mp.mpf(1), p + half)


def beta_cdf(x, a, b):
    """I_x(a, b) by the power series for small x and its mirror image."""
    x, a, b = mp.mpf(x), mp.mpf(a), mp.mpf(b)
    if x > mp.mpf("0.5"):
        return 1 - beta_cdf(1 - x, b, a)
    # DLMF 8.17.8: x^a (1 - x)^b / (a B(a, b)) F(a + b, 1; a + 1; x); all terms are positive.
    term = total = mp.mpf(1)
    k = 0
    while term > total * mp.mpf(10) ** -26:
        term *= (a + b + k) / (a + 1 + k) * x
        total += term
        k += 1
    return mp.exp(a * mp.log(x) + b * mp.log1p(-x) + mp.loggamma(a + b) - mp.loggamma(a + 1)
                  - mp.loggamma(b)) * total


def solve(value_and_slope, start):
    """Newton in log odds from a start with 1e-13 or so; two steps give more than is written."""
    p = mp.mpf(start)
    for _ in range(20):
        value, slope = value_and_slope(p)
        step = value / (slope * p * (1 - p))
        odds = p / (1 - p) * mp.exp(-step)
        p = odds / (1 + odds)
        if abs(step) < mp.mpf(10) ** -11:
            return p
    raise ValueError("no root")


def density(p, a, b):
    return mp.exp((a - 1) * mp.log(p) + (b - 1) * mp.log1p(-p) - mp.loggamma(a) - mp.loggamma(b)
                  + mp.loggamma(mp.mpf(a) + b))


def mixture_quantile(parts, tail, upper):
    """The point below (above) which the equal mixture of beta laws has the probability `tail`."""
    k = len(parts)

    def mass(p):
        if upper:
            return sum(beta_cdf(1 - p, b, a) for a, b in parts) / k
        return sum(beta_cdf(p, a, b) for a, b in parts) / k

    a, b = (sum(x) / mp.mpf(k) for x in zip(*parts))
    f = special.betainccinv if upper else special.betaincinv
    start = min(max(f(float(a), float(b), float(tail)), 1e-300), 1 - 1e-16)
    sign = -1 if upper else 1

    # The logarithm of the mass is nearly straight in log odds.
    def value_and_slope(p):
        m = mass(p)
        return mp.log(m / tail), sign * sum(density(p, a, b) for a, b in parts) / k / m

    return solve(value_and_slope, start)


def tail_of(level):
    return (1 - mp.mpf(level)) / 2


def clopper_pearson(s, n, level):
    t = tail_of(level)
    return (mixture_quantile([(s, n - s + 1)], t, False) if s else 0,
            mixture_quantile([(s + 1, n - s)], t, True) if s < n else 1)


def mid_p(s, n, level):
    t = tail_of(level)
    if s == 0:
        return 0, 1 - mp.power(2 * t, mp.mpf(1) / n)
    if s == n:
        return mp.power(2 * t, mp.mpf(1) / n), 1
    parts = [(s, n - s + 1), (s + 1, n - s)]
    return mixture_quantile(parts, t, False), mixture_quantile(parts, t, True)


def jeffreys_credible(s, n, level):
    t = tail_of(level)
    half = mp.mpf("0.5")
    parts = [(s + half, n - s + half)]
    return mixture_quantile(parts, t, False), mixture_quantile(parts, t, True)


def jeffreys(s, n, level):
    low, high = jeffreys_credible(s, n, level)
    return (low if s else 0, high if s < n else 1)


def jeffreys_modified(s, n, level):
    low, high = jeffreys(s, n, level)
    edge = 1 - mp.power(tail_of(level), mp.mpf(1) / n)
    if s == 0:
        return 0, edge
    if s == n:
        return 1 - edge, 1
    return (0 if s == 1 else low, 1 if s == n - 1 else high)


METHODS = {"wilson": wilson, "wilson_corrected": wilson_corrected, "agresti_coull": agresti_coull,
           "clopper_pearson": clopper_pearson, "mid_p": mid_p, "jeffreys": jeffreys,
           "jeffreys_credible": jeffreys_credible, "jeffreys_modified": jeffreys_modified}


def intervals():
    rows = []
    pairs = [(48, 53), (0, 30), (30, 30), (5, 9), (0, 1), (1, 1), (4830, 5000), (9999, 10000),
             (81, 263), (15, 148), (0, 20), (1, 29), (1, 2), (2, 3), (170, 514), (500000, 1000000)]
    far = [(0, 1000000), (3, 1000000), (1000000, 1000000), (999999, 1000000)]
    for name, method in METHODS.items():
        for s, n in pairs + far:
            for level in [0.5, 0.8, 0.95, 0.99]:
                low, high = method(s, n, level)
                rows.append({"method": name, "signed": s, "required": n, "confidence": level,
                             "low": number(low), "high": number(high)})
    write("statistics-intervals.json", "Intervals of a proportion",
          "roots of the defining equations: Wilson (1927); Newcombe (1998a); Agresti and Coull "
          "(1998); Clopper and Pearson (1934); Berry and Armitage (1995); Brown, Cai and DasGupta "
          "(2001)", rows, "mpmath (30 digits)")


# Coverage: SciPy's binomial law over p = 0.005, 0.010, ... 0.995, closed intervals. For one person
# the ends of exact intervals lie on the grid itself, so that rounding would decide: not used.

def fast_ends(name, n, level):
    """Ends for all counts 0...n by SciPy."""
    x = np.arange(n + 1.0)
    t = (1 - level) / 2
    z = stats.norm.isf(t)
    if name == "wald":
        p = x / n
        half = z * np.sqrt(p * (1 - p) / n)
        return p - half, p + half
    if name == "wilson":
        p = x / n
        half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = (p + z * z / (2 * n) - half, p + z * z / (2 * n) + half)
        low, high = low / (1 + z * z / n), high / (1 + z * z / n)
    elif name == "agresti_coull":
        p = (x + z * z / 2) / (n + z * z)
        half = z * np.sqrt(p * (1 - p) / (n + z * z))
        return np.maximum(p - half, 0), np.minimum(p + half, 1)
    elif name == "jeffreys":
        law = stats.beta(x + 0.5, n - x + 0.5)
        low, high = law.ppf(t), law.isf(t)
    elif name == "clopper_pearson":
        low = np.r_[0, special.betaincinv(x[1:], n - x[1:] + 1, t)]
        high = np.r_[special.betainccinv(x[:-1] + 1, n - x[:-1], t), 1]
    elif name == "mid_p":
        def end(k, p):
            return stats.binom.sf(k, n, p) + stats.binom.pmf(k, n, p) / 2 - t
        low = np.array([0] + [optimize.brentq(lambda p: end(k, p), 0, 1, xtol=1e-15)
                              for k in range(1, n + 1)])
        high = 1 - low[::-1]
    low[0], high[-1] = 0, 1
    return low, high


def coverage():
    p = 0.005 * np.arange(1, 200)
    rows = []
    for name in ["wald", "wilson", "jeffreys", "clopper_pearson", "mid_p", "agresti_coull"]:
        for level in [0.95, 0.8]:
            for n in [3, 9, 30, 53, 500]:
                low, high = fast_ends(name, n, level)
                mass = stats.binom.pmf(np.arange(n + 1)[None, :], n, p[:, None])
                inside = (low[None, :] <= p[:, None]) & (p[:, None] <= high[None, :])
                cover = (mass * inside).sum(axis=1)
                rows.append({"method": name, "required": n, "confidence": level,
                             "mean": float(cover.mean()), "least": float(cover.min()),
                             "meanWidth": float((mass * (high - low)).sum(axis=1).mean())})
    write("statistics-coverage.json", "Exact coverage and expected width of intervals",
          "sums over all counts, as Brown, Cai and DasGupta (2001), section 2", rows,
          "SciPy (binomial law)")


# Differences.

def hybrid(first, second, level, ends, correlation=0):
    (x, m), (y, n) = first, second
    p, q = mp.mpf(x) / m, mp.mpf(y) / n
    (l1, u1), (l2, u2) = ends(x, m, level), ends(y, n, level)

    def side(a, b):
        return mp.sqrt(a * a + b * b - 2 * correlation * a * b)

    return p - q, p - q - side(p - l1, u2 - q), p - q + side(u1 - p, q - l2)


def differences():
    rows = []
    # The eight examples of Newcombe (1998b), Table II, with method 10 as printed there.
    printed = {((56, 70), (48, 80)): (0.0524, 0.3339), ((9, 10), (3, 10)): (0.1705, 0.8090),
               ((6, 7), (2, 7)): (0.0582, 0.8062), ((5, 56), (0, 29)): (-0.0381, 0.1926),
               ((0, 10), (0, 20)): (-0.1611, 0.2775), ((0, 10), (0, 10)): (-0.2775, 0.2775),
               ((10, 10), (0, 20)): (0.6791, 1.0), ((10, 10), (0, 10)): (0.6075, 1.0)}
    more = [((48, 53), (30, 30)), ((0, 1), (1, 1)), ((4830, 5000), (9999, 10000))]
    for pair in list(printed) + more:
        for level in [0.8, 0.95, 0.99]:
            for corrected in [False, True]:
                d, low, high = hybrid(*pair, level, wilson_corrected if corrected else wilson)
                row = {"first": list(pair[0]), "second": list(pair[1]), "confidence": level,
                       "isCorrected": corrected, "difference": number(d), "low": number(low),
                       "high": number(high)}
                if level == 0.95 and not corrected and pair in printed:
                    row["printed"] = list(printed[pair])
                rows.append(row)
    write("statistics-differences.json", "Differences of two independent proportions",
          "Newcombe (1998), Statistics in Medicine 17:873-890, methods 10 and 11; printed: Table II",
          rows, "mpmath (30 digits)")


def pairs():
    rows = []
    for a, b, c, d in [(1, 1, 7, 12), (36, 12, 2, 0), (45, 5, 2, 1), (20, 12, 2, 16), (9, 9, 1, 1),
                       (0, 0, 0, 30), (30, 0, 0, 0), (0, 10, 0, 0), (0, 4, 6, 0), (53, 0, 0, 1)]:
        n = a + b + c + d
        cross = a * d - b * c
        size = mp.sqrt(mp.mpf((a + b) * (c + d) * (a + c) * (b + d)))
        reduced = max(mp.mpf(0), cross - mp.mpf(n) / 2) if cross > 0 else cross
        phi = reduced / size if size else mp.mpf(0)
        for level in [0.8, 0.95]:
            e, low, high = hybrid((a + b, n), (a + c, n), level, wilson, phi)
            rows.append({"both": a, "onlyFirst": b, "onlySecond": c, "neither": d,
                         "confidence": level, "difference": number(e), "low": number(low),
                         "high": number(high)})
    write("statistics-pairs.json", "Differences of two proportions of the same persons",
          "Newcombe (1998), Statistics in Medicine 17:2635-2650, method 10", rows,
          "mpmath (30 digits)")


# Rosters: sums over the exact law.

def predictive(k, n, a, b):
    return mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
                  + mp.log(mp.beta(k + a, n - k + b)) - mp.log(mp.beta(a, b)))


def roster():
    rows = []
    half = mp.mpf("0.5")
    for size, m, x, a, b in [(53, 40, 36, half, half), (53, 53, 48, half, half),
                             (120, 30, 12, half, half), (53, 0, 0, half, half), (1, 0, 0, half, half),
                             (30, 29, 29, half, half), (53, 10, 0, 8, 2), (500, 100, 95, 3, 1)]:
        rest = size - m
        law = [predictive(k, rest, x + a, m - x + b) for k in range(rest + 1)]
        mean = x + sum(k * p for k, p in enumerate(law))
        variance = sum((x + k - mean) ** 2 * p for k, p in enumerate(law))
        target = math.ceil(size * 4 / 5 - 1e-9)
        levels = [0.025, 0.1, 0.5, 0.9, 0.975]
        # A sum that misses the level by the rounding of 30 digits only reaches it: without reports
        # the law is symmetric, so that P(T <= 26) of 53 is exactly one half and 26 the median.
        # SciPy's betabinom.ppf, whose sum falls short by a rounding, says 27.
        totals = [x + next(k for k in range(rest + 1)
                           if sum(law[:k + 1]) >= q * (1 - mp.mpf(10) ** -20) or k == rest)
                  for q in levels]
        # Hypergeometric: totals M at which x lies in neither tail.
        inside = [t for t in range(x, x + rest + 1)
                  if stats.hypergeom.sf(x - 1, size, t, m) > 0.025
                  and stats.hypergeom.cdf(x, size, t, m) > 0.025]
        rows.append({"required": size, "reported": m, "signed": x, "alpha": number(a),
                     "beta": number(b), "mean": number(mean),
                     "standardDeviation": number(mp.sqrt(variance)), "levels": levels,
                     "quantiles": totals, "target": target,
                     "probability": number(sum(p for k, p in enumerate(law) if x + k >= target)),
                     "sample": [min(inside), max(inside)]})
    write("statistics-roster.json", "Totals of partly reported rosters",
          "sums over the beta-binomial law (mpmath) and the hypergeometric law (SciPy)", rows,
          "mpmath (30 digits)")


# Funnels.

UNITS = [(48, 53), (20, 31), (47, 47), (9, 12), (5, 5), (70, 88), (61, 64), (22, 40), (11, 29),
         (140, 150), (150, 210), (75, 75), (30, 33), (3, 18), (5, 9), (58, 61), (66, 102), (40, 44),
         (31, 57), (26, 26)]
SETS = {"twenty units": (UNITS, None, 0.1), "given target": (UNITS, 0.9, 0.1),
        "all kept": (UNITS, None, 0.0), "chance only": ([(9, 10), (17, 20), (27, 30), (8, 10)], None, 0.1),
        "single posts": ([(1, 1)] * 9 + [(0, 1)] * 3, None, 0.1),
        "low target": ([(1, 40), (0, 3), (2, 30), (0, 500)], None, 0.1)}


def funnel_limit(n, p, tail):
    r = int(stats.binom.ppf(tail, n, p))
    upto = stats.binom.cdf(r, n, p)
    below = stats.binom.cdf(r - 1, n, p)
    return min(max((r - (upto - tail) / (upto - below)) / n, 0), 1)


def funnel():
    rows = []
    for name, (units, target, winsor) in SETS.items():
        x, n = (np.array(v, float) for v in zip(*units))
        common = x.sum() / n.sum()
        p = common if target is None else target
        s = np.sqrt(p * (1 - p) / n)
        z = (x / n - p) / s
        kept = np.clip(z, *np.quantile(z, [winsor, 1 - winsor]))
        w = 1 / s**2
        units_count = len(units)
        phi = (kept**2).mean()
        tau2 = max(0, (units_count * phi - (units_count - 1)) / (w.sum() - (w**2).sum() / w.sum()))
        rows.append({
            "set": name, "counts": [list(u) for u in units], "given": target, "winsor": winsor,
            "target": float(p), "z": z.tolist(), "pearson": float((z**2).mean()),
            "winsorised": float(phi), "betweenVariance": float(tau2),
            "homogeneity": float(stats.chi2.sf((z**2).sum(),
                                               units_count - (1 if target is None else 0))),
            "adjusted": ((x / n - p) / np.sqrt(s**2 + tau2)).tolist(),
            "limits": [[funnel_limit(int(k), p, t) for t in (0.001, 0.025, 0.975, 0.999)]
                       for k in n]})
    write("statistics-funnel.json", "Funnel limits and over-dispersion",
          "Spiegelhalter (2005), Statistics in Medicine 24:1185-1202",
          rows, "SciPy (binomial and chi-square laws), NumPy (type 7 quantiles)")


# Adjusted p-values, as SciPy and a walk over the definition have them.

def adjusted():
    rows = []
    rng = np.random.default_rng(20)
    lists = [[0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216], [0.04], [],
             [1.0, 0.0, 0.5, 0.5, 0.01], rng.uniform(size=40).round(6).tolist(),
             (rng.uniform(size=30) ** 4).tolist()]
    for p in lists:
        m = len(p)
        hochberg = stats.false_discovery_control(p).tolist() if p else []
        # Smallest level at which Holm's step-down procedure rejects the hypothesis.
        order = sorted(range(m), key=lambda i: p[i])
        holm = [0.0] * m
        for rank, i in enumerate(order):
            holm[i] = min(1.0, max((m - j) * p[order[j]] for j in range(rank + 1)))
        rows.append({"p": p, "benjaminiHochberg": hochberg, "holm": holm})
    write("statistics-adjusted.json", "Adjusted p-values",
          "Benjamini and Hochberg (1995); Holm (1979)", rows, "SciPy (false_discovery_control)")


# Standardised rates: the score test itself, with the restricted fit found by constrained search.

def restricted(theta, strata):
    """Most likely rates with the weighted mean theta, by a root in the multiplier."""
    def rates(multiplier):
        out = []
        for w, s, n in strata:
            def slope(p):
                return s * (1 - p) - (n - s) * p - multiplier * w * p * (1 - p)
            low, high = 1e-14, 1 - 1e-14
            if slope(low) <= 0:
                out.append(0.0)
            elif slope(high) >= 0:
                out.append(1.0)
            else:
                out.append(optimize.brentq(slope, low, high, xtol=1e-15, rtol=1e-14))
        return np.array(out)

    w = np.array([k[0] for k in strata])
    bound = 1.0
    while (w * rates(bound)).sum() > theta or (w * rates(-bound)).sum() < theta:
        bound *= 2
    best = optimize.brentq(lambda t: (w * rates(t)).sum() - theta, -bound, bound, xtol=1e-12)
    return rates(best)


def standardised():
    rows = []
    sizes = {"leaders": ([(1, 1), (1, 1), (0, 1), (3, 3), (2, 3), (26, 30), (15, 20)],
                         [1, 1, 1, 3, 3, 28, 13]),
             "one": ([(48, 53)], [2]), "all": ([(4, 4), (9, 9)], [1, 3]),
             "none": ([(0, 4), (0, 9)], [1, 3]), "uneven": ([(990, 1000), (2, 2)], [9, 1]),
             "opposite": ([(10, 10), (0, 10)], [1, 1])}
    for name, (counts, weights) in sizes.items():
        w = np.array(weights, float) / sum(weights)
        strata = [(a, s, n) for a, (s, n) in zip(w, counts)]
        rate = sum(a * s / n for a, s, n in strata)
        persons = sum(n for _, n in counts)
        factor = persons / (persons - len(counts) + 1)
        for level in [0.8, 0.95]:
            bar = stats.norm.isf((1 - level) / 2) ** 2

            def score(theta):
                p = restricted(theta, strata)
                v = sum(a * a * r * (1 - r) / n for (a, _, n), r in zip(strata, p)) * factor
                return (rate - theta) ** 2 / v - bar if v > 0 else -bar

            low = optimize.brentq(score, 1e-6, rate - 1e-9, xtol=1e-13) if rate > 0 else 0.0
            high = optimize.brentq(score, rate + 1e-9, 1 - 1e-6, xtol=1e-13) if rate < 1 else 1.0
            rows.append({"set": name, "counts": [list(c) for c in counts], "weights": weights,
                         "confidence": level, "rate": rate, "low": low, "high": high})
    write("statistics-standardised.json", "Score intervals of weighted sums of proportions",
          "restricted likelihood by nested root search; Miettinen and Nurminen (1985); Martin Andres "
          "et al. (2011)", rows, "SciPy (brentq)")


if __name__ == "__main__":
    intervals()
    coverage()
    differences()
    pairs()
    roster()
    funnel()
    adjusted()
    standardised()
