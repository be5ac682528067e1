#!/usr/bin/env python3
"""Times SciPy, statsforecast and Prophet on the daily counts of regencies; called by compare.py.

fits.py TASK FOLDER prints one line of JSON with the processor's seconds; the task `versions` prints
what is installed.
"""
import importlib.metadata
import json
import logging
import os
import sys
import time
import warnings

import numpy as np
from scipy import optimize, special

DAYS_AHEAD = 30
# Prophet takes a second a series.
PROPHET_SERIES = 12
ETS_SERIES = 60


def read(folder):
    """(family, required, counts of each day) by regency."""
    series = []
    with open(f"{folder}/curves.csv", encoding="utf-8") as file:
        next(file)
        for line in file:
            cells = line.rstrip("\n").split(",")
            series.append((cells[1], float(cells[2]), np.array(cells[3:], dtype=float)))
    return series


# The same likelihood: F and 1 − F with slopes by q1 and q2 of the three families, vectorised over days.


def log_logistic(t, q1, q2):
    scale = np.exp(-q2)
    x = (np.log(t) - q1) * scale
    signed, left = special.expit(x), special.expit(-x)
    density = signed * left
    return signed, left, -density * scale, -density * x


def weibull(t, q1, q2):
    scale = np.exp(-q2)
    x = (np.log(t) - q1) * scale
    hazard = np.exp(np.minimum(x, 700))
    left = np.exp(-hazard)
    density = hazard * left
    return -np.expm1(-hazard), left, -density * scale, -density * x


def gompertz(t, q1, q2):
    v, eta = t * np.exp(-q1), np.exp(q2)
    growth = np.expm1(np.minimum(v, 600))
    left = np.exp(-eta * growth)
    return -np.expm1(-eta * growth), left, -v * eta * (growth + 1) * left, eta * growth * left


def logistic(t, q1, q2):
    scale = np.exp(-q2)
    u, y = t * scale, (t - q1) * scale
    above, below = special.expit(y), special.expit(-y)
    rise = -np.expm1(-u)
    signed = rise * above
    left = np.exp(-u + np.logaddexp(0, u - y) - np.logaddexp(0, -y))
    slope = -u * np.exp(-u) * above - y * below * above * rise
    return signed, left, -rise * above * below * scale, slope


FAMILIES = {
    "log-logistic": log_logistic, "Weibull": weibull, "Gompertz": gompertz, "logistic": logistic}
# Means and spreads of the prior of z, q1 and q2, as CurvePrior.standard has them.
MONTH = np.log(30.0)
PRIORS = {
    "logistic": ([1.1, 30, np.log(8)], [1.5, 30, 0.7]),
    "log-logistic": ([1.1, MONTH, -0.8], [1.5, 1, 0.7]),
    "Weibull": ([1.1, MONTH + 0.2, -0.4], [1.5, 1, 0.7]),
    "Gompertz": ([1.1, np.log(15), -2], [1.5, 0.7, 1.5]),
}


def objective(family, required, counts):
    """Minus the log posterior and its gradient as one function of (z, q1, q2)."""
    curve = FAMILIES[family]
    days = np.arange(1, len(counts) + 1, dtype=float)
    # Days without signers weigh nothing: only those with signers and their eves are computed.
    busy = counts > 0
    seen = counts[busy]
    ends = days[busy]
    starts = ends - 1
    first = starts <= 0
    # No logarithm of 0; its place is set to F = 0 below.
    starts = np.where(first, 1.0, starts)
    times = np.concatenate([starts, ends, days[-1:]])
    n = len(ends)
    unsigned = required - seen.sum()
    means, spreads = (np.array(x) for x in PRIORS[family])

    def value(q):
        signed, left, slope1, slope2 = curve(times, q[1], q[2])
        for part, at_start in ((signed, 0), (left, 1), (slope1, 0), (slope2, 0)):
            part[:n][first] = at_start
        rise = np.where(
            signed[n:-1] < 0.5, signed[n:-1] - signed[:n], left[:n] - left[n:-1])
        rise = np.maximum(rise, 1e-290)
        share, others = special.expit(q[0]), special.expit(-q[0])
        tail = others + share * left[-1]
        distance = (q - means) / spreads
        sum_ = seen.sum()
        total = (-seen @ np.log(rise) - sum_ * np.log(share) - unsigned * np.log(tail)
                 + distance @ distance / 2)
        weights = seen / rise
        gradient = np.array([
            -sum_ * others + unsigned * share * others * signed[-1] / tail,
            -weights @ (slope1[n:-1] - slope1[:n]) + unsigned * share * slope1[-1] / tail,
            -weights @ (slope2[n:-1] - slope2[:n]) + unsigned * share * slope2[-1] / tail,
        ])
        return total, gradient + distance / spreads

    return value


def starts(family, required, counts):
    """The starts of our search: quartiles of the signers so far, and up to five shares."""
    sums = np.cumsum(counts)
    total = sums[-1]
    reached = total / required
    shares = [min(max(1.08 * reached, 0.05), 0.98)]
    shares += [share for share in (0.5, 0.7, 0.9, 0.98) if share > reached and share != shares[0]]
    if total == 0:
        shape = PRIORS[family][0][1:]
    else:
        quartiles = []
        for part in (0.25, 0.5, 0.75):
            day = int(np.searchsorted(sums, part * total))
            before = sums[day] - counts[day]
            quartiles.append(day + (part * total - before) / counts[day])
        early, middle, late = quartiles
        width = max(late - early, 0.02 * len(counts))
        spread = max(np.log(late / early), 0.05)
        if family == "logistic":
            shape = [middle, np.log(width / 2.197)]
        elif family == "log-logistic":
            shape = [np.log(middle), np.log(spread / 2.197)]
        elif family == "Weibull":
            shape = [np.log(middle) + 0.3665 * spread / 1.573, np.log(spread / 1.573)]
        else:
            scale = max(width / 1.573, middle / 20)
            shape = [np.log(scale), np.log(0.693 / np.expm1(middle / scale))]
    return [np.array([np.log(share / (1 - share)), *shape]) for share in shares]


def lbfgs(folder, all_starts):
    series = read(folder)
    np.seterr(all="ignore")
    begin = time.process_time()
    total = 0.0
    for family, required, counts in series:
        value = objective(family, required, counts)
        points = starts(family, required, counts)
        ends = [
            optimize.minimize(
                value, point, jac=True, method="L-BFGS-B", options={"ftol": 1e-13, "gtol": 1e-6}).fun
            for point in (points if all_starts else points[:1])]
        total += min(ends)
    return {"seconds": time.process_time() - begin, "items": len(series), "check": total}


def auto_ets(folder):
    """statsforecast's AutoETS on the cumulative counts, with a forecast and its intervals."""
    from statsforecast.models import AutoETS

    warnings.simplefilter("ignore")
    series = read(folder)[:ETS_SERIES]
    sums = [np.cumsum(counts) for _, _, counts in series]
    model = AutoETS(season_length=1)
    # The first call compiles.
    model.forecast(y=sums[0], h=DAYS_AHEAD, level=[80])
    begin = time.process_time()
    total = 0.0
    for values in sums:
        total += float(model.forecast(y=values, h=DAYS_AHEAD, level=[80])["mean"][-1])
    return {"seconds": time.process_time() - begin, "items": len(series), "check": total}


def spent_with_children():
    """The processor's seconds of this process and of its children: Prophet optimises in one."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def prophet(folder):
    """Prophet with the roster as the cap of its logistic growth, and a forecast with intervals."""
    import pandas
    from prophet import Prophet

    logging.getLogger("prophet").setLevel(logging.ERROR)
    logging.getLogger("cmdstanpy").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    series = read(folder)[:PROPHET_SERIES]
    total = 0.0
    spent = 0.0
    for number, (_, required, counts) in enumerate([series[0], *series]):
        frame = pandas.DataFrame({
            "ds": pandas.date_range("2024-01-01", periods=len(counts)),
            "y": np.cumsum(counts), "cap": required})
        begin = spent_with_children()
        model = Prophet(growth="logistic", weekly_seasonality=False, daily_seasonality=False,
                        yearly_seasonality=False)
        model.fit(frame)
        future = model.make_future_dataframe(periods=DAYS_AHEAD, include_history=False)
        future["cap"] = required
        forecast = model.predict(future)
        if number > 0:
            spent += spent_with_children() - begin
            total += float(forecast["yhat"].iloc[-1])
    return {"seconds": spent, "items": len(series), "check": total}


def versions(_):
    found = {}
    for name in ("statsforecast", "prophet"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = ""
    return found


TASKS = {
    "versions": versions,
    "lbfgs": lambda folder: lbfgs(folder, all_starts=True),
    "lbfgs-one-start": lambda folder: lbfgs(folder, all_starts=False),
    "auto-ets": auto_ets,
    "prophet": prophet,
}

if __name__ == "__main__":
    print(json.dumps(TASKS[sys.argv[1]](sys.argv[2])))
