"""Composite indices, the treatment of their outliers, and relative cuts.

Written from the formulas of the OECD/JRC handbook (2008) and of COINr's documentation (Becker et al.
2022, J. Open Source Software 7(78):4567), independently of the Swift code.
Usage: python3 make-composite-reference.py
"""

import json
import pathlib

import numpy as np
import scipy
from scipy import stats

FOLDER = pathlib.Path(__file__).parent
random = np.random.default_rng(20240927)


def write(name, about, source, rows):
    head = {
        "about": about,
        "tool": "NumPy, SciPy",
        "version": f"numpy {np.__version__}, scipy {scipy.__version__}",
        "command": "python3 make-composite-reference.py",
        "date": "2026-11-25",
        "source": source,
    }
    lines = ",\n    ".join(json.dumps(row) for row in rows)
    text = json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n"
    (FOLDER / f"{name}.json").write_text(text)


def plain(values):
    return [None if np.isnan(v) else float(v) for v in np.asarray(values, float)]


def outlying(x):
    known = x[~np.isnan(x)]
    if len(known) < 4 or np.ptp(known) == 0:
        return False
    return bool(
        abs(stats.skew(known, bias=False)) >= 2 and stats.kurtosis(known, bias=False) >= 3.5
    )


def treat(x, bounded=False):
    """COINr: winsorise one by one, at most five points; then log of the untreated values."""
    original, x = x.copy(), x.copy()
    if not outlying(x):
        return x
    touched = set()
    while outlying(x) and len(touched) < 5:
        known = x[~np.isnan(x)]
        if stats.skew(known, bias=False) >= 0:
            at = np.where(x == known.max())[0]
            x[at] = known[known < known.max()].max()
        else:
            at = np.where(x == known.min())[0]
            x[at] = known[known > known.min()].min()
        touched |= set(at.tolist())
    if np.ptp(x[~np.isnan(x)]) == 0:
        return original  # as COINr does where its check has no answer
    if not outlying(x) or bounded:
        return x
    low, high = np.nanmin(original), np.nanmax(original)
    if stats.skew(original[~np.isnan(original)], bias=False) >= 0:
        return np.log(original - low + 0.01 * (high - low))
    return -np.log(high - original + 0.01 * (high - low))


def score(leaf, recipe, table):
    x = np.array([np.nan if v is None else v for v in table[leaf["indicator"]]], float)
    posts = leaf.get("goalposts") if recipe["normalisation"] == "goalposts" else None
    logged = leaf.get("transform") == "log"
    if posts:
        x = np.clip(x, *posts)
    elif logged and leaf.get("goalposts"):
        x = np.fmax(x, np.where(np.isnan(x), np.nan, leaf["goalposts"][0]))
    if logged:
        x = np.log(x)
    if recipe.get("outliers") == "winsorise-then-log":
        x = treat(x, bounded=posts is not None)
    low, high = recipe.get("scale", [0, 100])
    sign = 1 if leaf["direction"] == "raises" else -1
    if recipe["normalisation"] == "z-score":
        s = sign * (x - np.nanmean(x)) / np.nanstd(x, ddof=1)
        ends = (np.nanmin(s), np.nanmax(s))
    else:
        if recipe["normalisation"] == "rank":
            known = ~np.isnan(x)
            x[known] = stats.rankdata(x[known])
            a, b = 1, known.sum()
        elif recipe["normalisation"] == "min-max":
            a, b = np.nanmin(x), np.nanmax(x)
        else:
            a, b = np.log(posts) if logged else posts
        u = np.full_like(x, 0.5) if a == b else np.clip((x - a) / (b - a), 0, 1)
        s = low + (high - low) * (u if sign > 0 else 1 - u)
        ends = (low, high)
    fill = {"omit": np.nan, "lowest": ends[0], "highest": ends[1]}[leaf.get("missing", "omit")]
    return np.where(np.isnan(x), fill, s)


def evaluate(node, recipe, table, out):
    name = node.get("index") or node.get("dimension")
    parts, weights = [], []
    for part in node["parts"]:
        weights.append(part.get("weight", 1 / len(node["parts"])))
        if "indicator" in part:
            out[part["indicator"]] = score(part, recipe, table)
            parts.append(out[part["indicator"]])
        else:
            parts.append(evaluate(part, recipe, table, out))
    s = np.array(parts)
    w = np.where(np.isnan(s), 0, np.array(weights)[:, None])
    whole = w.sum(0)
    w = w / np.where(whole > 0, whole, 1)
    if node.get("aggregation", "arithmetic") == "geometric":
        value = np.prod(np.where(w > 0, np.fmax(s, node["floor"]), 1) ** w, axis=0)
    else:
        value = np.nansum(w * np.where(np.isnan(s), 0, s), axis=0)
    out[name] = np.where(whole > 0, value, np.nan)
    return out[name]


def row(name, recipe, table):
    out = {}
    index = evaluate(recipe, recipe, table, out)
    return {
        "name": name,
        "recipe": recipe,
        "columns": table,
        "scores": {key: plain(value) for key, value in out.items()},
        "ranks": [float(r) for r in stats.rankdata(-index)],
        "cuts": [float(index.mean() - index.std(ddof=1)), float(index.mean() + index.std(ddof=1))],
    }


X = {
    "compliance": [0.91, 0.55, 0.78, 0.62, 0.97, 0.4, 0.85, 0.7],
    "shortfall": [120, 300, 80, 950, 60, 210, 150, 400],
    "sessions": [3, 1, 0, 2, 5, 0, 4, 1],
    "days_silent_share": [0.1, 0.35, 0.22, 0.5, 0.05, 0.61, 0.15, 0.3],
}


def flat(normalisation, outliers="none", log=False, **top):
    ways = ["lowers", "raises", "lowers", "raises"]
    parts = [
        {"indicator": name, "weight": weight, "direction": way}
        for name, weight, way in zip(X, [0.4, 0.2, 0.2, 0.2], ways)
    ]
    if log:
        parts[1]["transform"] = "log"
    return {
        "index": "risk", "normalisation": normalisation, "outliers": outliers, "parts": parts, **top
    }


rows = [
    row("min-max", flat("min-max"), X),
    row("geometric", flat("min-max", aggregation="geometric", floor=1), X),
    row("logged", flat("min-max", log=True), X),
    row("treated", flat("min-max", outliers="winsorise-then-log"), X),
    row("z-score", flat("z-score"), X),
    row("rank", flat("rank"), X),
]

# Three levels, gaps, ties, long tails.
for case in range(24):
    n = int(random.integers(6, 24))
    table = {}
    for k in range(6):
        x = [
            random.normal(50, 10, n),
            np.exp(random.normal(2, 1.8, n)),
            random.integers(0, 5, n).astype(float),
            random.uniform(0, 1, n),
            -np.exp(random.normal(1, 2, n)),
            random.gamma(0.3, 10, n) + 1e-3,
        ][k]
        x[random.random(n) < (0.15 if case % 2 else 0)] = np.nan
        table[f"x{k}"] = plain(x)
    normalisation = ["goalposts", "min-max", "z-score", "rank"][case % 4]
    outliers = ["none", "winsorise-then-log"][case // 4 % 2]
    scale = [[0, 100], [0, 1], [1, 7]][case % 3]
    floor = scale[0] + 0.01 * (scale[1] - scale[0])
    means = ["arithmetic"] if normalisation == "z-score" else ["arithmetic", "geometric"]

    def mean():
        kind = str(random.choice(means))
        return {"aggregation": kind, **({"floor": floor} if kind == "geometric" else {})}

    def leaf(k, weight=None):
        part = {
            "indicator": f"x{k}",
            "direction": str(random.choice(["raises", "lowers"])),
            "goalposts": [[20, 70], [1, 200], [0, 4], [0.1, 0.8], [-50, 0], [0.01, 30]][k],
            "transform": "log" if k in (1, 5) else "linear",
            "missing": str(random.choice(["omit", "highest", "lowest"])),
        }
        return part if weight is None else {**part, "weight": weight}

    w = random.dirichlet([3, 3]).tolist()
    recipe = {
        "index": "index", "scale": scale,
        "normalisation": normalisation, "outliers": outliers, **mean(),
        "parts": [
            {"dimension": "a", "weight": w[0], **mean(), "parts": [
                {"dimension": "a1", "weight": 0.25, **mean(), "parts": [leaf(0), leaf(1)]},
                {**leaf(2), "weight": 0.75},
            ]},
            {"dimension": "b", "weight": 1 - w[0], **mean(), "parts": [
                leaf(3, 0.2), leaf(4, 0.3), {**leaf(5, 0.5), "missing": "lowest"}
            ]},
        ],
    }
    rows.append(row(f"random {case}", recipe, table))

write(
    "risk-composite", "Composite indices of small tables, scores at every level",
    "OECD and JRC (2008), Handbook on Constructing Composite Indicators", rows)

columns = [
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100],
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1e6],
    [-100, -30, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    [100, 55.87, 22.98, 21.93, 9.40, 6.01, 5.48, 4.96, 3.9, 3.9],
    [5, 5, 5, 5], [1, 2, 1000],
]
for scale in (0.5, 1.5, 2.5, 6):
    for sign in (1, -1):
        columns.append((sign * np.exp(random.normal(0, scale, 80))).tolist())
write(
    "risk-treatment", "Outliers winsorised, then logged", "COINr's documentation, Treat and log_CT",
    [
        {
            "values": x, "treated": plain(treat(np.array(x, float))),
            "bounded": plain(treat(np.array(x, float), bounded=True)),
        }
        for x in columns
    ])


def compliance_risk(p, short, rate, weeks, launched, levels, cascade, days, required):
    outlook = np.mean([p, short])
    present = np.mean([1 - rate, 1 if weeks is None else min(weeks / 8, 1), 0 if launched else 1])
    prevention = np.mean([levels] if cascade is None else [levels, cascade])
    size = np.clip((np.log10(max(required, 1)) - 1) / 2, 0, 1)
    exposure = np.mean([1 - min(max(days, 0), 180) / 180, size])
    s = np.maximum(1, 100 * np.array([outlook, present, prevention, exposure]))
    w = np.array([0.40, 0.25, 0.20, 0.15])
    return float(np.prod(s**w)), float(100 * w @ [outlook, present, prevention, exposure])


rows = []
for case in range(100):
    u = random.random(6)
    values = {
        "miss": float(u[0] if case % 7 else 0), "shortfall": float(u[1] if case % 7 else 0),
        "rate": float(u[2]),
        "weeks": None if case % 5 == 0 else float(12 * u[3]), "launched": bool(case % 3),
        "levels": float(u[4]), "cascade": None if case % 4 == 0 else float(u[5]),
        "days": int(random.integers(0, 260)), "required": float(np.exp(random.uniform(0, 9))),
    }
    index, arithmetic = compliance_risk(*values.values())
    rows.append({**values, "index": index, "arithmetic": arithmetic})
write(
    "risk-index", "The index of compliance risk by its formula", "The formula of IndexRecipe.complianceRisk",
    rows)
