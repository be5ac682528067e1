"""Writes forecasting-*.json: scores, calibration and stacking, by other routes than the code.

Run in this folder: python3 make-scores-reference.py
Needs scoringrules 0.10.0, properscoring 0.1, scipy 1.17.1, numpy 2.4.6.
"""

import json
import math

import numpy as np
import properscoring
import scipy.optimize
import scipy.stats
import scoringrules as sr

LEVELS = [0.01, 0.025] + [k / 20 for k in range(1, 20)] + [0.975, 0.99]
DRAWS = [40, 42, 43, 44, 44, 45, 46, 46, 47, 47, 48, 48, 49, 49, 50, 50, 51, 51, 52, 53]
rng = np.random.default_rng(20261125)


def write(name, about, source, rows, tool="scoringrules, properscoring, NumPy, SciPy"):
    version = "scoringrules 0.10.0, properscoring 0.1, numpy 2.4.6, scipy 1.17.1"
    head = {"about": about, "tool": tool, "version": version,
            "command": "python3 make-scores-reference.py", "date": "2026-11-25", "source": source}
    body = ",\n    ".join(json.dumps(row) for row in rows)
    text = json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + body + "\n  ]\n}\n"
    with open(f"forecasting-{name}.json", "w") as file:
        file.write(text)


def wis_row(levels, values, observed):
    """Parts by the definition, interval by interval; quantile scores by scoringrules."""
    pairs = len(levels) // 2
    parts = [0.0, 0.0, 0.0]
    for k in range(pairs):
        alpha, low, high = 2 * levels[k], values[k], values[-1 - k]
        parts[0] += alpha / 2 * (high - low)
        parts[1] += max(0, low - observed)
        parts[2] += max(0, observed - high)
    median = values[pairs]
    out = {"levels": levels, "values": values, "observed": observed}
    for name, weight in (("half", 0.5), ("full", 1.0)):
        total = pairs + weight
        out[name] = [parts[0] / total, (parts[1] + weight * max(0, median - observed)) / total,
                     (parts[2] + weight * max(0, observed - median)) / total]
    out["pinball"] = [float(sr.quantile_score(observed, q, p)) for p, q in zip(levels, values)]
    # By another route: with the median counted once the score is twice the mean quantile score.
    assert math.isclose(2 * np.mean(out["pinball"]), sum(out["half"]), rel_tol=1e-12)
    return out


rows = [wis_row(LEVELS, [float(v) for v in np.quantile(DRAWS, LEVELS)], 48.0)]
five = [0.1, 0.25, 0.5, 0.75, 0.9]
# The three forecasts and observations of the tests of scoringutils.
for observed, values in ((1, [-1, 0, 1, 2, 3]), (-15, [-2, 1, 2, 2, 4]), (22, [-2, 0, 3, 3, 4])):
    rows.append(wis_row(five, [float(v) for v in values], float(observed)))
for _ in range(20):
    levels = [five, LEVELS, [0.5], [0.05, 0.5, 0.95]][int(rng.integers(4))]
    values = sorted(float(v) for v in np.round(rng.normal(50, 20, len(levels)), 2))
    rows.append(wis_row(levels, values, float(np.round(rng.normal(50, 30), 2))))
write("wis", "Quantile scores and weighted interval scores: width, over-, under-prediction with the "
      "median counted once and twice",
      "Bracher et al. (2021), PLOS Comput. Biol. 17:e1008618; inputs of rows 2 to 4: tests of "
      "scoringutils 2.0", rows)

rows = []
samples = [(DRAWS, 48.0), ([3], 5.0), ([2, 2, 2], 2.0)]
for size in (2, 3, 10, 101, 1000):
    for _ in range(4):
        samples.append((np.round(rng.gamma(2, 10, size), 3).tolist(), float(np.round(rng.gamma(2, 10), 3))))
    samples.append((rng.poisson(4, size).tolist(), float(rng.poisson(4))))
for draws, observed in samples:
    x = np.array(draws, dtype=float)
    score = float(properscoring.crps_ensemble(observed, x))
    other = float(sr.crps_ensemble(observed, x, estimator="nrg"))
    assert math.isclose(score, other, rel_tol=1e-9, abs_tol=1e-9), (score, other)
    dispersion = float(properscoring.crps_ensemble(np.median(x), x))
    fair = float(sr.crps_ensemble(observed, x, estimator="fair")) if len(x) > 1 else None
    low, high = float(np.mean(x < observed)), float(np.mean(x <= observed))
    rows.append({"draws": draws, "observed": observed, "score": score, "fair": fair,
                 "dispersion": dispersion, "lower": low, "upper": high})
write("crps", "CRPS of samples, its value at the median, and shares of draws below and up to the "
      "observation", "Gneiting and Raftery (2007), JASA 102:359-378", rows)

rows = []
for mean, sd, observed in [(48, 3, 50), (0, 1, 0), (0, 1, 5), (-3, 0.01, -3.2), (1e6, 250, 1e6 + 900)]:
    rows.append({"mean": mean, "deviation": sd, "observed": observed,
                 "score": float(sr.crps_normal(observed, mean, sd))})
write("crps-normal", "CRPS of normal forecasts", "Gneiting et al. (2005), MWR 133:1098-1118", rows)

rows = []
for n, a, b, observed in [(53, 20, 3, 48), (53, 20, 3, 0), (8, 0.5, 0.5, 8), (200, 3, 9, 61), (1, 2, 5, 1)]:
    law = scipy.stats.betabinom(n, a, b)
    masses = [float(p) for p in law.pmf(np.arange(n + 1))]
    steps = (np.arange(n + 1) >= observed).astype(float)
    rows.append({"masses": masses, "observed": observed, "logScore": float(-law.logpmf(observed)),
                 "rps": float(np.sum((law.cdf(np.arange(n + 1)) - steps) ** 2)),
                 "lower": float(law.cdf(observed - 1)), "upper": float(law.cdf(observed))})
write("mass", "Log score, ranked probability score and PIT bounds of beta-binomial forecasts",
      "Gneiting and Raftery (2007), JASA 102:359-378; Czado et al. (2009), Biometrics 65:1254-1261",
      rows)

rows = []
cases = [([0.1, 0.35, 0.6, 0.8, 0.95], [0, 1, 0, 1, 1], [k / 10 for k in range(11)])]
for size, edges in ((40, [k / 10 for k in range(11)]), (300, [0, 0.05, 0.2, 0.5, 0.8, 1])):
    p = np.round(rng.beta(0.7, 0.7, size), 3)
    cases.append((p.tolist(), (rng.random(size) < p ** 1.3).astype(int).tolist(), edges))
for p, y, edges in cases:
    place = np.minimum(np.searchsorted(edges, p, side="right") - 1, len(edges) - 2)
    q, z = np.array(p), np.array(y)
    table = [{"count": int(np.sum(place == k)),
              "forecast": float(q[place == k].mean()) if np.any(place == k) else None,
              "share": float(z[place == k].mean()) if np.any(place == k) else None}
             for k in range(len(edges) - 1)]
    rel = sum(r["count"] * (r["forecast"] - r["share"]) ** 2 for r in table if r["count"]) / len(p)
    res = sum(r["count"] * (r["share"] - z.mean()) ** 2 for r in table if r["count"]) / len(p)
    rows.append({"p": p, "y": y, "edges": edges, "score": float(np.mean(sr.brier_score(z, q))),
                 "reliability": float(rel), "resolution": float(res),
                 "uncertainty": float(z.mean() * (1 - z.mean())), "table": table})
write("brier", "Brier scores, their decomposition in bins and reliability tables",
      "Murphy (1973), J. Appl. Meteorol. 12:595-600", rows)

rows = []
for models, size, share in ((2, 6, 0.0), (4, 30, 0.3), (5, 60, 0.6)):
    scores = np.round(rng.gamma(2, 3, (models, size)), 3)
    present = rng.random((models, size)) >= share
    ratio = np.ones((models, models))
    for i in range(models):
        for j in range(models):
            both = present[i] & present[j]
            ratio[i, j] = scores[i, both].mean() / scores[j, both].mean()
    theta = scipy.stats.gmean(ratio, axis=1)
    rows.append({"scores": [[float(s) if here else None for s, here in zip(*pair)]
                            for pair in zip(scores, present)],
                 "relative": theta.tolist(), "scaled": (theta / theta[-1]).tolist()})
write("pairwise", "Relative scores by comparison of pairs on common cases; the last model is the "
      "baseline", "Cramer et al. (2022), PNAS 119:e2113561119; scoringutils", rows)

residuals = [0.3, 1.2, -0.7, 2.5, -1.1, 0.4, -2.2, 0.9, 1.6, -0.2, 3.1, -0.5, 0.8, -1.9, 0.1, 1.4,
             -0.6, 2.0, -1.3]
rows = []
for alpha in (0.1, 0.2, 0.5, 0.04):
    n = len(residuals)
    rank = math.ceil(round((n + 1) * (1 - alpha), 9))
    width = float(np.sort(np.abs(residuals))[rank - 1]) if rank <= n else None
    rows.append({"residuals": residuals, "miss": alpha, "rank": rank if rank <= n else None,
                 "halfWidth": width})
write("conformal", "Split conformal intervals", "Lei et al. (2018), JASA 113:1094-1111", rows, "NumPy")

rows = []
low = [40.0, 42.0, 38.0, 50.0, 47.0, 33.0, 29.0, 51.0, 44.0]
high = [49.0, 50.0, 47.0, 55.0, 53.0, 42.0, 40.0, 56.0, 52.0]
y = [50.0, 45.0, 44.0, 49.0, 52.0, 44.0, 35.0, 57.0, 47.0]
scores = np.maximum(np.subtract(low, y), np.subtract(y, high))
rows.append({"low": low, "high": high, "y": y, "miss": 0.2, "scores": scores.tolist(),
             "adjustment": float(np.sort(scores)[math.ceil(10 * 0.8) - 1])})
write("cqr", "Conformalised quantile regression", "Romano et al. (2019), NeurIPS 32", rows, "NumPy")

rows = []
for start, gamma, target, miss in ((0.1, 0.05, 0.1, [0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1]),
                                   (0.2, 0.02, 0.2, rng.integers(0, 2, 30).tolist())):
    path = [start]
    for m in miss:
        path.append(path[-1] + gamma * (target - m))
    assert max(path) < 0.5
    rows.append({"start": start, "rate": gamma, "target": target, "miss": miss, "path": path})
write("aci", "Paths of adaptive conformal inference", "Gibbs and Candes (2021), NeurIPS 34", rows,
      "NumPy")

rows = []
for cases, members in ((30, 2), (80, 3), (200, 5)):
    p = rng.beta(1.2, 4, (cases, members)) * np.linspace(0.8, 1.2, members)
    p[0, 0] = 0

    def loss(w, p=np.maximum(p, 0.001)):
        return -np.mean(np.log(p @ w)), -np.mean(p / (p @ w)[:, None], axis=0)

    best = scipy.optimize.minimize(
        loss, np.full(members, 1 / members), jac=True, method="SLSQP", bounds=[(0, 1)] * members,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda w: np.ones_like(w)},
        options={"ftol": 1e-15, "maxiter": 1000})
    rows.append({"masses": p.tolist(), "floor": 0.001, "weights": best.x.tolist(),
                 "meanLogScore": float(-best.fun)})
write("stacking", "Weights of linear pools with the best mean log score",
      "Yao et al. (2018), Bayesian Analysis 13:917-1007", rows, "SciPy: SLSQP")
