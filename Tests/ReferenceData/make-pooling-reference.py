#!/usr/bin/env python3
"""Writes the reference values of rate pools, statistics-pool.json and statistics-pool-groups.json.

Run in this folder: python3 make-pooling-reference.py
Needs SciPy 1.17.1 and NumPy 2.4.6. Integrals are sums over dense grids (steps of about 0.02 in the
log odds and the log precision), far denser than those of the program, and with other formulas.
"""
import json
import numpy as np
import scipy
from scipy import interpolate, special


def write(name, about, source, rows):
    head = {"about": about, "tool": "SciPy, sums over dense grids",
            "version": f"SciPy {scipy.__version__}, NumPy {np.__version__}",
            "command": "python3 make-pooling-reference.py", "date": "2026-11-25", "source": source}
    with open(name, "w") as file:
        lines = ",\n    ".join(json.dumps(row) for row in rows)
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


POOLS = {
    "leaders": [(48, 53), (30, 30), (12, 20), (0, 7), (25, 26)],
    "single offices": [(1, 1)] * 9 + [(0, 1)] * 3,
    "large units": [(3100, 4200), (3900, 4100), (2500, 3900), (3000, 3050)],
    "all signed": [(18, 18), (16, 16), (23, 23), (24, 24)],
    "all or none": [(30, 30), (0, 25), (41, 41), (0, 18), (22, 22), (1, 33)],
}
ASKED = [(0, 0), (0, 10), (5, 10), (10, 10), (48, 53), (90, 100)]
PRECISIONS = np.linspace(-2, 9, 501)


def prior_precision(lk):
    return -((lk - np.log(10)) ** 2) / (2 * 1.5**2)


def likelihood(counts, x, k):
    """Log-likelihood at log odds x and precision k, arrays that broadcast."""
    a, b = special.expit(x) * k, special.expit(-x) * k
    value = 0.0
    for s, n in counts:
        value = value + special.betaln(a + s, b + n - s) - special.betaln(a, b)
    return value


def moments(w, a, b, s, n):
    """Mean, variance and three points of the distribution function of a mixture of betas."""
    m = (a + s) / (a + b + n)
    mean = np.sum(w * m)
    variance = np.sum(w * (m * (1 - m) / (a + b + n + 1) + m * m)) - mean**2
    at = [float(v) for v in np.clip(mean + np.array([-1, 0, 0.8]) * np.sqrt(variance), 0.002, 0.998)]
    below = [float(np.sum(w * special.betainc(a + s, b + n - s, v))) for v in at]
    return {"mean": float(mean), "variance": float(variance), "at": at, "below": below}


def pools():
    rows = []
    x, lk = np.meshgrid(np.linspace(-9, 9, 901), PRECISIONS, indexing="ij")
    a, b = special.expit(x) * np.exp(lk), special.expit(-x) * np.exp(lk)
    for name, counts in POOLS.items():
        log = special.log_expit(x) + special.log_expit(-x) + prior_precision(lk)
        log = log + likelihood(counts, x, np.exp(lk))
        w = np.exp(log - log.max())
        w /= w.sum()
        keep = w > 1e-12 * w.max()
        for s, n in ASKED:
            rows.append({"pool": name, "counts": [list(c) for c in counts], "signed": s, "required": n}
                        | moments(w[keep], a[keep], b[keep], s, n))
    write("statistics-pool.json",
          "Posterior of a unit's rate under the beta-binomial pool: mean, variance, and the "
          "probability below three points",
          "mixture of Beta(m k + s, (1 - m) k + n - s); prior: m uniform, log k N(log 10, 1.5^2), "
          "cut to log odds -9...9 and log k -2...9", rows)


GROUPS = {
    "three provinces": {"11": [(48, 53), (30, 30), (25, 26)], "17": [(12, 20), (5, 17)],
                        "32": [(8, 10), (20, 31), (0, 4)]},
    "two far apart": {"a": [(2, 40), (1, 30), (5, 44)], "b": [(39, 40), (30, 30), (51, 55)]},
    "alike": {"p": [(8, 10), (16, 20)], "q": [(12, 15), (20, 24)], "r": [(4, 5), (25, 31)],
              "s": [(17, 20)]},
}


def grouped():
    rows = []
    means = np.linspace(-9, 9, 181)
    spreads = (np.arange(50) + 0.5) * 4 / 50
    z = np.linspace(-5, 5, 41)
    phi = np.exp(-z * z / 2)
    phi /= phi.sum()
    precisions = PRECISIONS[::10]
    eta = means[:, None, None] + spreads[None, :, None] * z
    prior = (special.log_expit(means) + special.log_expit(-means))[:, None] - spreads**2 / 2
    fine = np.linspace(-30, 30, 3001)
    for name, groups in GROUPS.items():
        asked = [(g, s, n) for g in [*groups, ""] for s, n in [(0, 0), (5, 10), (48, 53)]]
        parts = []
        for lk in precisions:
            k = np.exp(lk)
            shares, total = {}, prior + prior_precision(lk)
            for g, counts in groups.items():
                curve = interpolate.CubicSpline(fine, likelihood(counts, fine, k))
                terms = phi * np.exp(curve(np.clip(eta, -30, 30)))
                shares[g] = terms
                total = total + np.log(terms.sum(axis=2) + 1e-300)
            parts.append((k, total, shares))
        top = max(p[1].max() for p in parts)
        mass = sum(np.exp(p[1] - top).sum() for p in parts)
        tau = sum((np.exp(p[1] - top) * spreads).sum() for p in parts) / mass
        for g, s, n in asked:
            first = second = 0.0
            for k, total, shares in parts:
                w = np.exp(total - top)[:, :, None] / mass
                # Underflown cells have no weight and no shares.
                w = w * (shares[g] / (shares[g].sum(axis=2, keepdims=True) + 1e-300) if g else phi)
                m = (special.expit(eta) * k + s) / (k + n)
                first += (w * m).sum()
                second += (w * (m * m + m * (1 - m) / (k + n + 1))).sum()
            rows.append({"pool": name, "counts": {g: [list(c) for c in u] for g, u in groups.items()},
                         "group": g, "signed": s, "required": n, "mean": float(first),
                         "variance": float(second - first**2), "spread": float(tau)})
    write("statistics-pool-groups.json",
          "Posterior of a unit's rate under the pool with groups: mean and variance, and mean of the "
          "standard deviation of the groups; group \"\" has no units",
          "as statistics-pool.json with logit m_g ~ N(mu, tau^2), inverse logit of mu uniform, tau "
          "half-normal(1), cut at 4", rows)


if __name__ == "__main__":
    pools()
    grouped()
