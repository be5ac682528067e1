#!/usr/bin/env python3
"""Writes the reference values of the GSL module, gsl-*.json, by means other than GSL.

Run in this folder: python3 make-gsl-reference.py
Needs mpmath 1.3.0 (SciPy 1.17.1 is used only to start the quantile searches). Everything is
computed with 50 digits and written with 17. Floating-point inputs are the exact doubles written.
"""
import json
import mpmath as mp
import scipy
import scipy.special as sp

mp.mp.dps = 50
DATE = "2026-11-24"
GOAL = mp.mpf(10) ** -40


def number(value):
    return float(mp.nstr(value, 25, min_fixed=1, max_fixed=0))


def write(name, about, source, rows, tool="mpmath (50 digits); SciPy for starting values"):
    document = {
        "about": about,
        "tool": tool,
        "version": f"mpmath {mp.__version__}, SciPy {scipy.__version__}",
        "command": "python3 make-gsl-reference.py",
        "date": DATE,
        "source": source,
        "rows": rows,
    }
    with open(name, "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        head = json.dumps({k: v for k, v in document.items() if k != "rows"}, indent=2)
        file.write(head[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


def lnbeta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def fraction(a, b, x):
    """Continued fraction DLMF 8.17.22 by the modified Lentz method."""
    c, d = mp.mpf(1), 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 100000):
        t = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m))
        d, c = 1 / (1 + t * d), 1 + t / c
        h *= d * c
        t = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m))
        d, c = 1 / (1 + t * d), 1 + t / c
        h *= d * c
        if abs(d * c - 1) < GOAL:
            return h
    raise ArithmeticError("continued fraction")


def tails(a, b, x, y):
    """I_x(a, b) and its complement; y = 1 - x is given apart so that it keeps its digits."""
    front = mp.exp(a * mp.log(x) + b * mp.log(y) - lnbeta(a, b))
    if x < (a + 1) / (a + b + 2):
        low = front * fraction(a, b, x) / a
        return low, 1 - low
    high = front * fraction(b, a, y) / b
    return 1 - high, high


def logit_quantile(a, b, p, q):
    """Log odds u with I = p (q = 1 - p), Newton on the logarithm of the smaller tail."""
    if p > q:
        return -logit_quantile(b, a, q, p)
    guess = mp.mpf(float(sp.betaincinv(float(a), float(b), float(p))))
    u = mp.log(guess) - mp.log1p(-guess) if 0 < guess < 1 else (mp.log(p * a) + lnbeta(a, b)) / a
    for _ in range(200):
        x, y = 1 / (1 + mp.exp(-u)), 1 / (1 + mp.exp(u))
        low = tails(a, b, x, y)[0]
        slope = mp.exp(a * mp.log(x) + b * mp.log(y) - lnbeta(a, b)) / low
        step = mp.log(low / p) / slope
        u -= step
        if abs(step) < mp.mpf(10) ** -30:
            return u
    raise ArithmeticError("quantile")


SHAPES = [
    (1, 1), (0.5, 0.5), (0.5, 100.5), (2, 3), (10, 0.5), (1, 25), (40, 60), (0.02, 0.03),
    (1, 500), (250, 251), (3, 4998), (4900, 101), (0.5, 10000.5), (5000, 5001), (1, 100000),
    (0.5, 100000.5), (9.5, 100001.5), (100000.5, 0.5), (30000, 70001), (50000, 50001),
    (99000, 1001),
]
LEVELS = [1e-6, 5e-4, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9995, 1 - 1e-6]


def beta():
    rows = []
    for a, b in SHAPES:
        for p in LEVELS:
            am, bm, pm = mp.mpf(a), mp.mpf(b), mp.mpf(p)
            u = logit_quantile(am, bm, pm, 1 - pm)
            x = 1 / (1 + mp.exp(-u))
            # The tails belong to the double nearest to the quantile, not to the quantile.
            at = mp.mpf(float(x))
            row = {"alpha": a, "beta": b, "p": p, "quantile": number(x)}
            if 0 < at < 1:
                low, high = tails(am, bm, at, 1 - at)
                row |= {"x": float(x), "lower": number(low), "upper": number(high)}
            rows.append(row)
    write("gsl-beta.json",
          "Beta distribution: quantiles, and both tails at the double x next to the quantile",
          "DLMF 8.17.22 (continued fraction), Newton on the logarithm of the smaller tail", rows)


def special():
    rows = []
    for x in [1e-3, 0.5, 1, 1.5, 2, 3.25, 10, 171.5, 1e5, 1e8]:
        rows.append({"function": "lnGamma", "a": x, "b": 0, "value": number(mp.loggamma(mp.mpf(x)))})
    for a, b in [(1e-3, 1e-3), (0.5, 0.5), (2, 3), (9.5, 0.25), (9.999, 10.001), (10, 10), (1, 1e5),
                 (0.5, 1e5), (5.5, 99994.5), (11, 1e6), (5e4, 5e4), (123.5, 98765.25), (1e6, 1e6)]:
        rows.append({"function": "lnBeta", "a": a, "b": b,
                     "value": number(lnbeta(mp.mpf(a), mp.mpf(b)))})
    for n, k in [(1, 0), (5, 2), (60, 30), (1000, 1), (100000, 3), (100000, 50000),
                 (1000000, 499999)]:
        rows.append({"function": "lnChoose", "a": n, "b": k,
                     "value": number(mp.log(mp.binomial(n, k)))})
    for x in [1e-10, 0.3, 0.5, 1, 2.5, 7, 9.75, 10, 10.5, 37, 1e4, 1e9]:
        xm = mp.mpf(x)
        rows.append({"function": "stirling", "a": x, "b": 0, "value": number(
            mp.loggamma(xm) - (xm - 0.5) * mp.log(xm) + xm - mp.log(2 * mp.pi) / 2)})
    for e in [-0.999, -0.6, -0.4, -0.29, -1e-3, -1e-9, 1e-12, 1e-5, 0.019, 0.021, 0.1, 0.299, 0.31,
              5, 1e12]:
        rows.append({"function": "deviance", "a": e, "b": 0, "value": number(e - mp.log1p(e))})
    write("gsl-special.json", "ln Gamma, ln B, the logarithm of the binomial coefficient, the"
          " remainder of Stirling's formula and e - ln(1 + e)",
          "mpmath loggamma and binomial", rows)


def betabinomial():
    rows = []
    for n, a, b in [(5, 2, 3), (40, 0.5, 0.5), (500, 0.3, 4), (2000, 12.5, 3.25),
                    (10000, 700, 300), (100000, 3, 5), (100000, 1e5, 2e4)]:
        am, bm = mp.mpf(a), mp.mpf(b)
        mean = n * a / (a + b)
        spread = (n * a * b * (a + b + n) / ((a + b) ** 2 * (a + b + 1))) ** 0.5
        wanted = sorted({min(max(int(mean + z * spread), 0), n) for z in (-5, -2, -0.3, 1, 4)} | {0})
        term = mp.exp(lnbeta(am, n + bm) - lnbeta(am, bm))
        total = mp.mpf(0)
        for k in range(n + 1):
            total += term
            if k in wanted:
                rows.append({"n": n, "alpha": a, "beta": b, "k": k, "logProbability":
                             number(mp.log(term)), "lower": number(total),
                             "upper": number(1 - total) if k < n else 0.0})
            if k < n:
                term = term * (n - k) * (am + k) / ((k + 1) * (bm + n - k - 1))
        assert abs(total - 1) < mp.mpf(10) ** -38, total
    write("gsl-betabinomial.json", "Beta-binomial: probability and both tails at k",
          "sum over all k with 50 digits by the ratio of neighbours, total checked to be 1", rows)


def tausworthe():
    """taus2 in whole numbers: L'Ecuyer (1996), with SplitMix64 seeding as documented."""
    mask32, mask64 = 2 ** 32 - 1, 2 ** 64 - 1

    def splitmix(state):
        state = (state + 0x9E3779B97F4A7C15) & mask64
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask64
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask64
        return state, z ^ (z >> 31)

    def step(s, k, q, r, c):
        return (((s & c) << k) & mask32) ^ ((((s << q) & mask32) ^ s) >> r)

    def combine(base, key):
        return splitmix(splitmix(base)[1] ^ key)[1]

    rows = []
    for seed in [0, 1, 42, 20261124, 2 ** 32 + 42, mask64]:
        state, first = splitmix(seed)
        _, second = splitmix(state)
        s1, s2, s3 = first & mask32 | 2, first >> 32 | 8, second & mask32 | 16
        words = []
        for _ in range(15):
            s1 = step(s1, 12, 13, 19, 4294967294)
            s2 = step(s2, 4, 2, 25, 4294967288)
            s3 = step(s3, 17, 3, 11, 4294967280)
            words.append(s1 ^ s2 ^ s3)
        fnv = 0xCBF29CE484222325
        for byte in "32.04 Bandung".encode():
            fnv = ((fnv ^ byte) * 0x100000001B3) & mask64
        rows.append({"seed": str(seed), "words": words[10:],
                     "textKey": str(combine(seed, fnv)),
                     "numberKey": str(combine(combine(combine(seed, 2), 7), 9))})
    write("gsl-random.json",
          "taus2 words 11 to 15 after seeding; derived seeds of '32.04 Bandung' and of (7, 9)",
          "L'Ecuyer (1996), Math. Comp. 65:203; SplitMix64; FNV-1a", rows,
          tool="Python whole numbers")


if __name__ == "__main__":
    beta()
    special()
    betabinomial()
    tausworthe()
