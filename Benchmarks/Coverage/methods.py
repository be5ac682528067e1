#!/usr/bin/env python3
"""Usual forecasters on the tasks of `netralitas backtest`: AutoETS, AutoTheta and AutoARIMA.

Usage: methods.py CASES.csv PACKAGE OUT.csv

CASES is what `netralitas backtest PACKAGE --cases CASES.csv` wrote: which region is forecast when, for
which day, and what came. Each method sees the recaps of PACKAGE up to that day, on a daily grid of the
logit of the share (its native step where counts are ten days or more apart), and forecasts the share
on the target day with intervals of 50, 80 and 95 %. Forecasts are kept between the last count and
max(1, last count), as those of the toolkit are. OUT gets a row for each forecast: wis_3 and mae in
points, coverage of the three intervals, seconds of CPU.

Slips are left out before fitting by the rules of CountCleaning (Sources/Forecasting/Panel), without
its last one: these methods accept counts that fall. statsforecast does the forecasting.
"""
import csv, datetime, os, sys, time, warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(name, "1")
import numpy as np
from statsforecast.models import AutoARIMA, AutoETS, AutoTheta

warnings.simplefilter("ignore")
np.seterr(all="ignore")
LEVELS = (50, 80, 95)
METHODS = {"auto_ets": AutoETS, "auto_theta": AutoTheta, "auto_arima": AutoARIMA}


def day(text):
    return datetime.date.fromisoformat(text).toordinal()


def clean(days, shares):
    keep = np.ones(len(shares), bool)
    for i in range(1, len(shares) - 1):
        around = shares[i - 1], shares[i + 1]
        keep[i] = shares[i] - max(around) <= 0.10 and min(around) - shares[i] <= 0.10
    days, shares = days[keep], shares[keep]
    if len(shares) > 2 and not -0.10 <= shares[-1] - shares[-2] <= 0.25:
        days, shares = days[:-1], shares[:-1]
    return days, shares


def forecast(method, days, shares, persons, target):
    """Median and intervals of the share on the target day; None where the method fails."""
    step = max(1.0, float(round(np.median(np.diff(days))))) if len(days) > 1 else 1.0
    step = step if step >= 10 else 1.0
    grid = np.arange(days[-1], days[0] - 1e-9, -step)[::-1]
    edge = 0.5 / (persons + 1)
    kept = np.clip((shares * persons + 0.5) / (persons + 1), max(edge, 1e-4), 1 - max(edge, 1e-4))
    series = np.interp(grid, days, np.log(kept / (1 - kept)))
    if len(series) < 4:
        return None
    try:
        answer = method(season_length=1).forecast(
            y=series, h=max(1, round((target - days[-1]) / step)), level=list(LEVELS))
    except Exception:
        return None
    at = lambda key: 1 / (1 + np.exp(-float(np.asarray(answer[key]).ravel()[-1])))
    ends = {level: (at(f"lo-{level}"), at(f"hi-{level}")) for level in LEVELS}
    values = [at("mean"), *(end for pair in ends.values() for end in pair)]
    return (at("mean"), ends) if np.isfinite(values).all() else None


def main():
    cases, package, out = sys.argv[1:]
    recaps = {}
    for row in csv.DictReader(open(f"{package}/recaps.csv", encoding="utf-8")):
        if int(row["signed"]) > int(row["required"]):
            continue  # refused by the reader, too
        recaps.setdefault(row["regency_code"], []).append(
            (day(row["as_of"]), int(row["signed"]), int(row["required"])))
    recaps = {code: np.array(sorted(rows), float) for code, rows in recaps.items()}
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("regency_code origin forecaster wis_3 mae c50 c80 c95 failed seconds".split())
        for case in csv.DictReader(open(cases, encoding="utf-8")):
            if case["forecaster"] != "netralitas":
                continue
            rows = recaps[case["regency_code"]]
            rows = rows[(rows[:, 0] <= day(case["as_of"]))]
            rows = rows[np.argmax(rows[:, 1] > 0):]
            persons = rows[-1, 2]
            days, shares = clean(rows[:, 0], rows[:, 1] / rows[:, 2])
            came = float(case["observed_rate"])
            for name, method in METHODS.items():
                start = time.process_time()
                answer = forecast(method, days, shares, persons, day(case["target_date"]))
                seconds = time.process_time() - start
                low, high = shares[-1], max(1.0, shares[-1])
                point, ends = answer or (low, {level: (low, low) for level in LEVELS})
                point = min(max(point, low), high)
                score, covered = 0.5 * abs(came - point), []
                for level, (below, above) in ends.items():
                    below, above = min(max(below, low), high), min(max(above, low), high)
                    missed = 1 - level / 100
                    score += missed / 2 * (above - below) + max(0, below - came) + max(0, came - above)
                    covered.append(int(below - 1e-9 <= came <= above + 1e-9))
                # Without intervals a forecast is a point, and its score the absolute error.
                score = score / (len(LEVELS) + 0.5) if answer else abs(came - point)
                writer.writerow([case["regency_code"], case["origin"], name, f"{100 * score:.3f}",
                                 f"{100 * abs(came - point):.3f}", *covered, int(answer is None),
                                 f"{seconds:.4f}"])


if __name__ == "__main__":
    main()
