#!/usr/bin/env python3
"""Draws docs/calibration.svg: where the truth of campaigns drawn from the models falls among their draws.

Usage: calibration.py --trials PROGRAM [--campaigns 200] [--png FILE]

PROGRAM is ForecastTrials of Benchmarks/Peers; `PROGRAM --calibration N` prints ranks in 20 bins. The
band holds a bin in 99 of 100 cases where all ranks are equally likely, so about one bar in a hundred
leaves it by chance. Needs vl-convert-python (.tools/venv).
"""
import argparse, collections, csv, json, math, pathlib, subprocess, sys

import vl_convert

CHART = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "calibration.svg"
BAND = 0.99
# Okabe and Ito: told apart by everybody.
INSIDE, OUTSIDE, SHADE = "#0072B2", "#D55E00", "#E6E6E6"
WORDS = {
    "z": "z, logit of the share that will ever sign",
    "u": "u, log weekly hazard",
    "beta": "β, pull of the deadline",
    "signed": "signers on the last day",
    "unit": "signers of a unit on the last day",
    "panel": "signers of the panel on the last day",
}


def band(campaigns, bins):
    """Least and greatest count of a bin that a uniform rank stays within with probability BAND."""
    ends, total = [], 0.0
    for count in range(campaigns + 1):
        total += (math.comb(campaigns, count) * (1 / bins) ** count
                  * (1 - 1 / bins) ** (campaigns - count))
        for tail in [(1 - BAND) / 2, (1 + BAND) / 2][len(ends):]:
            if total >= tail:
                ends.append(count)
    return ends


def panel(key, rows, most):
    model, weeks, quantity = key
    campaigns = int(rows[0]["campaigns"])
    low, high = band(campaigns, len(rows))
    values = [{"bin": int(r["bin"]), "end": int(r["bin"]) + 1, "count": int(r["count"]),
               "outside": not low <= int(r["count"]) <= high} for r in rows]
    x = {"field": "bin", "type": "quantitative", "scale": {"domain": [0, len(rows)], "nice": False},
         "axis": {"title": None, "values": [0, len(rows) / 2, len(rows)],
                  "labelExpr": f"datum.value == 0 ? 'below all' : datum.value == {len(rows)} ? 'above all' : 'middle'",
                  "labelAlign": {"expr": f"datum.value == 0 ? 'left' : datum.value == {len(rows)} ? 'right' : 'center'"},
                  "grid": False}}
    count = {"type": "quantitative", "scale": {"domain": [0, most], "nice": False},
             "axis": {"title": "campaigns", "values": list(range(0, most + 1, campaigns // 40 or 1)),
                      "labelOverlap": True}}
    return {
        "title": {"text": f"{model} model, {weeks} weeks ahead",
                  "subtitle": f"{WORDS[quantity]} (p = {float(rows[0]['p_value']):.3f})"},
        "width": 240, "height": 110,
        "layer": [
            {"data": {"values": [{"bin": 0, "end": len(rows), "low": low, "high": high}]},
             "mark": {"type": "rect", "color": SHADE},
             "encoding": {"x": x, "x2": {"field": "end"}, "y": {"field": "low", **count},
                          "y2": {"field": "high"}}},
            {"data": {"values": values}, "mark": {"type": "bar", "binSpacing": 1, "opacity": 0.85},
             "encoding": {"x": {**x, "bin": {"binned": True}}, "x2": {"field": "end"},
                          "y": {"field": "count", **count},
                          "color": {"field": "outside", "type": "nominal", "legend": None,
                                    "scale": {"domain": [False, True], "range": [INSIDE, OUTSIDE]}}}},
            {"data": {"values": [{"mean": campaigns / len(rows)}]},
             "mark": {"type": "rule", "color": "black", "strokeDash": [4, 3]},
             "encoding": {"y": {"field": "mean", **count}}},
        ],
    }


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--trials", required=True)
    options.add_argument("--campaigns", type=int, default=200)
    options.add_argument("--png", help="the same as a picture to look at")
    chosen = options.parse_args()
    done = subprocess.run([chosen.trials, "--calibration", str(chosen.campaigns)], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{chosen.trials} failed")
    groups = collections.defaultdict(list)
    for row in csv.DictReader(done.stdout.splitlines()):
        groups[row["model"], row["weeks"], row["quantity"]].append(row)
    step = chosen.campaigns // 40 or 1
    most = -(-max(int(r["count"]) for rows in groups.values() for r in rows) // step) * step
    chart = json.dumps({
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": "white",
        "columns": 2, "spacing": 24, "align": "all",
        "concat": [panel(key, rows, most) for key, rows in groups.items()],
        "config": {"font": "sans-serif", "title": {"anchor": "start", "fontSize": 12, "subtitleFontSize": 11},
                   "view": {"stroke": None}}})
    CHART.write_text(vl_convert.vegalite_to_svg(chart, allowed_base_urls=[]), encoding="utf-8", newline="\n")
    if chosen.png:
        pathlib.Path(chosen.png).write_bytes(vl_convert.vegalite_to_png(chart, allowed_base_urls=[], scale=1.5))
    print(f"drew {CHART.name}", file=sys.stderr)


if __name__ == "__main__":
    main()
