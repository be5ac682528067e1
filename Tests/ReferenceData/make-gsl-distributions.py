#!/usr/bin/env python3
"""Writes the reference values of the laws, gsl-continuous.json and gsl-discrete.json.

Run in this folder: python3 make-gsl-distributions.py
Needs mpmath 1.3.0. Everything is computed with 50 digits and written with 17. Floating-point inputs
are the exact doubles written. Tails of counts are sums of all probabilities where there are at most
300,000, else incomplete beta or gamma functions.
"""
import json
import mpmath as mp

mp.mp.dps = 50
DATE = "2026-11-25"
GOAL = mp.mpf(10) ** -45
M = mp.mpf


def number(value):
    return float(mp.nstr(value, 25, min_fixed=1, max_fixed=0))


def write(name, about, source, rows):
    head = {"about": about, "tool": "mpmath (50 digits)", "version": f"mpmath {mp.__version__}",
            "command": "python3 make-gsl-distributions.py", "date": DATE, "source": source}
    with open(name, "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


def lnbeta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def beta_fraction(a, b, x):
    """Continued fraction DLMF 8.17.22."""
    c, d = M(1), 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 1000000):
        t = m * (b - m) * x / ((a - 1 + 2 * m) * (a + 2 * m))
        d, c = 1 / (1 + t * d), 1 + t / c
        h *= d * c
        t = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 1 + 2 * m))
        d, c = 1 / (1 + t * d), 1 + t / c
        h *= d * c
        if abs(d * c - 1) < GOAL:
            return h
    raise ArithmeticError("continued fraction")


def beta_tails(a, b, x, y):
    """I_x(a, b) and its complement; y = 1 - x is given apart so that it keeps its digits."""
    a, b = M(a), M(b)
    front = mp.exp(a * mp.log(x) + b * mp.log(y) - lnbeta(a, b))
    if x < (a + 1) / (a + b + 2):
        low = front * beta_fraction(a, b, x) / a
        return low, 1 - low
    high = front * beta_fraction(b, a, y) / b
    return 1 - high, high


def gamma_tails(a, x):
    """P(a, x) and Q(a, x): DLMF 8.7.1 and 8.9.2."""
    a, x = M(a), M(x)
    front = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if x < a + 1:
        term = total = 1 / a
        m = 0
        while term > total * GOAL:
            m += 1
            term *= x / (a + m)
            total += term
        return front * total, 1 - front * total
    b = x + 1 - a
    c, d = M(10) ** 60, 1 / b
    h = d
    for m in range(1, 1000000):
        t = -m * (m - a)
        b += 2
        d, c = 1 / (b + t * d), b + t / c
        h *= d * c
        if abs(d * c - 1) < GOAL:
            return 1 - front * h, front * h
    raise ArithmeticError("continued fraction")


def solve(tails, p, low, high):
    """u in low...high with lower tail p (on the smaller tail, in logarithms), by Illinois steps."""
    side = 0 if p <= 0.5 else 1
    target = mp.log(p if side == 0 else 1 - p)
    sign = 1 if side == 0 else -1

    def distance(u):
        tail = tails(u)[side]
        return sign * ((mp.log(tail) if tail > 0 else M(-10) ** 9) - target)

    fl, fh = distance(low), distance(high)
    if not fl < 0 < fh:
        return None
    last = 0
    for step in range(400):
        u = (low * fh - high * fl) / (fh - fl) if step % 3 else (low + high) / 2
        f = distance(u)
        if abs(high - low) < M(10) ** -25 or f == 0:
            return u
        if step > 8 and abs(f) < M(10) ** -24:
            return u
        if f < 0:
            low, fl = u, f
            fh = fh / 2 if last < 0 else fh
            last = -1
        else:
            high, fh = u, f
            fl = fl / 2 if last > 0 else fl
            last = 1
    raise ArithmeticError("quantile")


def tail_row(law, parameters, x, tails, log_density):
    low, high = tails
    return {"law": law, "parameters": parameters, "x": x, "lower": number(low),
            "upper": number(high), "logLower": number(mp.log(low)) if low < 0.5 else
            number(mp.log1p(-high)), "logUpper": number(mp.log(high)) if high < 0.5 else
            number(mp.log1p(-low)), "logDensity": number(log_density)}


LEVELS = [1e-300, 1e-20, 1e-6, 5e-4, 0.025, 0.3, 0.5, 0.8, 0.975, 1 - 1e-6]


def quantile_rows(law, parameters, tails, low, high, value, levels=LEVELS):
    """quantile(p) and upperQuantile(p), each where a double can hold it."""
    rows = []
    for p in levels:
        row = {"law": law, "parameters": parameters, "p": p}
        for key, level in (("quantile", M(p)), ("upperQuantile", 1 - M(p))):
            u = solve(tails, level, M(low), M(high))
            if u is not None and 1e-290 < abs(value(u)) < 1e290:
                row[key] = number(value(u))
        if len(row) > 3:
            rows.append(row)
    return rows


def continuous():
    rows = []

    def normal_tails(z):
        return mp.erfc(-z / mp.sqrt(2)) / 2, mp.erfc(z / mp.sqrt(2)) / 2

    for z in [-1e5, -100, -37, -8, -3, -1.959963984540054, -0.5, -1e-3, 0.25, 1, 2.5, 6, 12, 35, 60]:
        rows.append(tail_row("normal", [], z, normal_tails(M(z)),
                             -M(z) ** 2 / 2 - mp.log(2 * mp.pi) / 2))
    for p in LEVELS:
        z = solve(normal_tails, M(p), M(-50), M(50)) if p != 0.5 else M(0)
        rows.append({"law": "normal", "parameters": [], "p": p, "quantile": number(z),
                     "upperQuantile": number(-z)})

    def logit_tails(a, b):
        return lambda u: beta_tails(a, b, 1 / (1 + mp.exp(-u)), 1 / (1 + mp.exp(u)))

    for df in [0.5, 1, 2.5, 30, 1000, 1e6]:
        v = M(df)

        def t_tails(t):
            if t == 0:
                return M(0.5), M(0.5)
            half = beta_tails(v / 2, M(0.5), v / (v + t * t), t * t / (v + t * t))[0] / 2
            return (half, 1 - half) if t < 0 else (1 - half, half)

        for t in [-1e100, -300, -40, -5, -1, -1e-3, 0.5, 2, 12, 1e5]:
            if df > 1e5 and abs(t) > 1e4:
                continue  # the logarithm is near 1e7 and the fraction does not end
            density = -mp.log(v) / 2 - lnbeta(v / 2, M(0.5)) - (v + 1) / 2 * mp.log1p(M(t) ** 2 / v)
            rows.append(tail_row("t", [df], t, t_tails(M(t)), density))
        rows += [row for row in quantile_rows(
            "t", [df], lambda s: t_tails(mp.sinh(s)), -350, 350, mp.sinh, LEVELS[2:])
            if row["p"] != 0.5]

    def gamma_rows(law, parameters, shape, scale, ratios):
        a, s = M(shape), M(scale)
        out = []
        for ratio in ratios:
            x = float(shape * scale * ratio)
            r = M(x) / s
            low, high = gamma_tails(a, r)
            if a < 1 and high < M(10) ** -20:
                high = mp.gammainc(a, r, mp.inf, regularized=True)
            out.append(tail_row(law, parameters, x, (low, high),
                                a * mp.log(r) - r - mp.loggamma(a) - mp.log(M(x))))
        return out + quantile_rows(law, parameters, lambda u: gamma_tails(a, mp.exp(u)), -700,
                                   mp.log(a + 2000 + 60 * mp.sqrt(a)), lambda u: s * mp.exp(u),
                                   LEVELS if shape < 1e4 else LEVELS[2:])

    for df in [0.5, 1, 2, 3.5, 10, 513, 1e4, 1e6]:
        rows += gamma_rows("chiSquare", [df], df / 2, 2, [0.1, 0.7, 1, 1.2, 3])
    for shape, scale in [(1e-3, 1), (0.02, 3), (0.5, 0.25), (1, 1), (1.5, 3), (9.99, 1e6), (100, 1),
                         (1e4, 1e-3), (1e6, 1)]:
        ratios = [1e-8, 0.1, 0.7, 0.999, 1.001, 1.3, 3, 50]
        rows += gamma_rows("gamma", [shape, scale], shape, scale,
                           ratios + [999.0, 1000.0, 1000.9] if shape < 0.01 else ratios)
    for d1, d2 in [(1, 1), (2, 7.5), (5, 10), (100, 3), (0.5, 1e5), (1e4, 2e4), (1e5, 1e5)]:
        a, b = M(d1) / 2, M(d2) / 2
        for x in [1e-10, 0.1, 0.9, 1, 1.05, 1.5, 20]:
            odds = M(d1) / M(d2) * M(x)
            px, py = odds / (1 + odds), 1 / (1 + odds)
            rows.append(tail_row("f", [d1, d2], x, beta_tails(a, b, px, py),
                                 a * mp.log(px) + b * mp.log(py) - lnbeta(a, b) - mp.log(M(x))))
        rows += quantile_rows("f", [d1, d2], logit_tails(a, b), -700, 700,
                              lambda u: M(d2) / M(d1) * mp.exp(u), LEVELS[2:])
    for a, b in [(1e-3, 0.5), (0.5, 0.5), (1, 1), (0.5, 5.5), (2, 3), (40, 60), (1, 500), (3, 4998.5),
                 (5000.5, 0.5), (0.5, 100000.5), (70001, 30000), (1e5, 1e5)]:
        centre = a / (a + b)
        spread = (centre * (1 - centre) / (a + b + 1)) ** 0.5
        places = [1e-300, 1e-10, 1e-3, 0.3, 0.5, 0.9, 1 - 1e-12]
        places += [centre + z * spread for z in (-30, -6, -1, 0.1, 2, 9)]
        for x in [float(x) for x in places if 0 < x < 1]:
            mx = M(x)
            rows.append(tail_row(
                "beta", [a, b], x, beta_tails(a, b, mx, 1 - mx),
                (M(a) - 1) * mp.log(mx) + (M(b) - 1) * mp.log1p(-mx) - lnbeta(M(a), M(b))))
        rows += quantile_rows("beta", [a, b], logit_tails(a, b), -690, 690,
                              lambda u: 1 / (1 + mp.exp(-u)), LEVELS[1:2])
    write("gsl-continuous.json",
          "Continuous laws: tails, their logarithms and log density at x; quantiles at p from below"
          " and from above", "erfc; DLMF 8.17.22, 8.7.1 and 8.9.2; bracketed search", rows)


def count_rows(law, parameters, log_probability, lowest, highest, mean, sd, exact, extra=()):
    """Rows at counts around the mean; `exact` gives both tails at k."""
    places = {int(mean + z * sd) for z in (-25, -6, -2, -0.3, 0.5, 3, 8, 30)}
    places |= {lowest, lowest + 1, *extra}
    if highest is not None:
        places |= {highest - 1, highest}
    rows = []
    for k in sorted(places):
        if k < lowest or highest is not None and k > highest:
            continue
        low, high = exact(k)
        row = {"law": law, "parameters": parameters, "k": k, "logProbability":
               number(log_probability(k)), "lower": number(low), "upper": number(high),
               "logLower": number(mp.log(low)) if low < 0.5 else number(mp.log1p(-high))}
        if high > 0:
            row["logUpper"] = number(mp.log(high)) if high < 0.5 else number(mp.log1p(-low))
        # A level in the middle of the jump at k.
        step = mp.exp(log_probability(k))
        if low < 0.99 and low > M(10) ** -290 and step / low > M(10) ** -10:
            row["level"] = number(low - step / 2)
        if high < 0.99 and high > M(10) ** -290 and step / high > M(10) ** -10:
            row["upperLevel"] = number(high + step / 2)
        rows.append(row)
    return rows


def summed(log_probability, lowest, highest):
    """Both tails by summing all probabilities, from a table."""
    table = [mp.exp(log_probability(k)) for k in range(lowest, highest + 1)]
    assert abs(mp.fsum(table) - 1) < M(10) ** -35, mp.fsum(table)
    return lambda k: (mp.fsum(table[:k - lowest + 1]), mp.fsum(table[k - lowest + 1:]))


def lnchoose(n, k):
    return mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)


def discrete():
    rows = []
    for mean in [1e-12, 0.3, 1, 4.5, 100, 1e4, 1e6]:
        m = M(mean)
        rows += count_rows("poisson", [mean], lambda k: k * mp.log(m) - m - mp.loggamma(k + 1), 0,
                           None, mean, mean ** 0.5, lambda k: gamma_tails(k + 1, m)[::-1],
                           [2, 5, int(3 * mean)])
    for n, p in [(1, 0.3), (1, 1e-300), (5, 0.5), (53, 1e-9), (53, 1 - 1e-9), (500, 0.87), (2000, 0.4),
                 (10000, 0.001), (100000, 0.5), (1000000, 0.999), (1000000, 1e-6)]:
        pm, q = M(p), 1 - M(p)

        def log_binomial(k):
            return lnchoose(n, k) + k * mp.log(pm) + (n - k) * mp.log(q)

        exact = summed(log_binomial, 0, n) if n <= 2000 else (
            lambda k: beta_tails(n - k, k + 1, q, pm) if k < n else (M(1), M(0)))
        rows += count_rows("binomial", [n, p], log_binomial, 0, n, n * p,
                           (n * p * (1 - p)) ** 0.5, exact)
    for mean, dispersion in [(3, 1e-12), (3, 0.5), (1e-6, 2), (100, 1e-3), (100, 50), (1e4, 0.01),
                             (1e6, 1e-12), (1e6, 0.3), (20, 1000), (5, 1e-99), (5, 1e-101), (5, 0),
                             (1e4, 1e-6)]:
        # At a dispersion of 1e-99 the difference from the Poisson law is in the 98th digit.
        poisson = dispersion < 1e-90
        m, phi = M(mean), M(dispersion) if not poisson else M(1)
        r, x, y = 1 / phi, 1 / (1 + phi * m), phi * m / (1 + phi * m)

        def log_negative(k):
            if poisson:
                return k * mp.log(m) - m - mp.loggamma(k + 1)
            mp.mp.dps = 80
            value = (mp.loggamma(k + r) - mp.loggamma(r) - mp.loggamma(k + 1) + r * mp.log(x)
                     + k * mp.log(y))
            mp.mp.dps = 50
            return +value

        def exact(k):
            if poisson:
                return gamma_tails(k + 1, m)[::-1]
            mp.mp.dps = 80
            value = beta_tails(r, k + 1, x, y)
            mp.mp.dps = 50
            return value

        sd = (mean + dispersion * mean ** 2) ** 0.5
        rows += count_rows("negativeBinomial", [mean, dispersion], log_negative, 0, None, mean, sd,
                           exact, [5, 60])
    for population, successes, sample in [(1, 1, 1), (10, 3, 4), (53, 48, 20), (1000, 1, 500),
                                          (5000, 1200, 700), (1000000, 500000, 1000),
                                          (1000000, 300, 500000), (1000000, 999000, 800000)]:
        lowest, highest = max(0, sample + successes - population), min(sample, successes)
        whole = lnchoose(population, sample)

        def log_hyper(k):
            return (lnchoose(successes, k) + lnchoose(population - successes, sample - k) - whole)

        mean = sample * successes / population
        sd = (mean * (1 - successes / population) * (population - sample)
              / max(population - 1, 1)) ** 0.5
        rows += count_rows("hypergeometric", [population, successes, sample], log_hyper, lowest,
                           highest, mean, sd, summed(log_hyper, lowest, highest))
    for n, a, b in [(1, 0.3, 2), (0, 1, 1), (9, 0.5, 0.5), (53, 20, 3), (53, 1e-3, 2e-3),
                    (53, 1e9, 3e9), (5200, 14, 6), (2000, 1e5, 2e4)]:
        am, bm = M(a), M(b)

        def log_betabinomial(k):
            return lnchoose(n, k) + lnbeta(k + am, n - k + bm) - lnbeta(am, bm)

        mean = n * a / (a + b)
        sd = (n * a * b * (a + b + n) / ((a + b) ** 2 * (a + b + 1))) ** 0.5
        rows += count_rows("betaBinomial", [n, a, b], log_betabinomial, 0, n, mean, sd,
                           summed(log_betabinomial, 0, n))
    write("gsl-discrete.json",
          "Laws of counts: log probability, both tails and their logarithms at k; levels in the"
          " middle of the jump at k from below and from above",
          "sums of all probabilities, or DLMF 8.17.22, 8.7.1 and 8.9.2", rows)


if __name__ == "__main__":
    continuous()
    discrete()
