#!/usr/bin/env python3
"""Compares the speed of this project's numerics with NumPy, SciPy and R on the same inputs.

The programs take turns, each on one core, so that whatever else the machine does falls on all of
them; times are the processor's. Prints Markdown tables; ends with 1 when a bar is missed or two programs disagree.
"""
import argparse
import datetime
import json
import math
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Comparison(NamedTuple):
    title: str
    ours: str  # task of PeerTimings
    program: str  # "python", "R" or "fits"
    theirs: str  # task of the peer
    peer: str
    bar: float | None  # peer's time over ours, at least
    agreement: float | None = None  # relative difference of the checks, at most
    each: bool = False  # show the time of one item, not of all


WILSON = "Wilson interval, mean of 1,000,000 units"
BOUND = "Jeffreys bound, mean of 200,000"
POOLS = "beta-binomial fits, 12 levels of 514 units"
NIST = "NIST fits"
CURVES = "cure curve, 90 days of counts, mean of 514 regencies"
INTERVALS = "the same with an 80 % interval 30 days later"
DRAWS = "the same with 1,000 draws of the posterior"
COMPARISONS = [
    Comparison(WILSON, "wilson", "python", "wilson", "NumPy, vectorised", 1, 1e-9, each=True),
    Comparison(BOUND, "jeffreys", "python", "jeffreys-ppf", "SciPy `beta.ppf`", 1 / 1.5, 1e-9,
               each=True),
    # The function behind beta.ppf without its checks.
    Comparison(BOUND, "jeffreys", "python", "jeffreys", "SciPy `betaincinv`", None, 1e-9,
               each=True),
    Comparison(POOLS, "pooling", "R", "pooling", "VGAM `vglm`", 20, 1e-6),
    Comparison(NIST, "nonlinear", "R", "nonlinear", "R `nls`", 1),
    Comparison(NIST, "nonlinear", "python", "nonlinear", "SciPy `curve_fit`", 1),
    Comparison(CURVES, "curves", "fits", "lbfgs", "SciPy L-BFGS-B, gradient, same starts", 25, 1e-7,
               each=True),
    Comparison(CURVES, "curves", "fits", "lbfgs-one-start", "SciPy L-BFGS-B, gradient, one start",
               None, 1e-3, each=True),
    # These forecast by other models, so no check is compared.
    Comparison(INTERVALS, "curve-forecasts", "fits", "auto-ets", "statsforecast `AutoETS`", 50,
               each=True),
    Comparison(INTERVALS, "curve-forecasts", "fits", "prophet", "Prophet", 500, each=True),
    Comparison(DRAWS, "curve-draws", "fits", "auto-ets", "statsforecast `AutoETS`", None,
               each=True),
    Comparison(DRAWS, "curve-draws", "fits", "prophet", "Prophet", None, each=True),
]


# Inputs


def write_inputs(folder):
    """Counts with a fixed seed, and NIST's data sets."""
    draw = random.Random(20261125)
    units = [(draw.randint(0, n), n) for n in (draw.randint(1, 500) for _ in range(1_000_000))]
    write_table(folder / "units.csv", "signed,required", units)
    quantiles = [(draw.randint(0, n), n) for n in (draw.randint(5, 5000) for _ in range(100_000))]
    write_table(folder / "quantile-units.csv", "signed,required", quantiles)
    pools = []
    for level in range(12):
        # From small offices whose rates differ widely to large ones that are much alike.
        mean, precision, largest = 0.3 + 0.05 * level, 4 + 3 * level, 10 + 35 * level
        for _ in range(514):
            required = draw.randint(2, largest)
            rate = draw.betavariate(mean * precision, (1 - mean) * precision)
            signed = sum(draw.random() < rate for _ in range(required))
            pools.append((level, signed, required))
    write_table(folder / "pools.csv", "level,signed,required", pools)
    write_curves(folder / "curves.csv", draw)
    shutil.copy(ROOT / "Tests/ReferenceData/nist/nonlinear.json", folder)


def write_curves(path, draw):
    """Daily counts of 514 regencies with 9 to 5,000 officials along curves of four families."""
    def cut_logistic(t, half, width):
        def rise(x):
            return 1 / (1 + math.exp(-x))
        at_start = rise(-1 / width)
        return (rise((t - half) / (width * half)) - at_start) / (1 - at_start)

    def gompertz(t, half, width):
        scale = 2 * width * half
        return -math.expm1(-math.log(2) / math.expm1(half / scale) * math.expm1(t / scale))

    families = {
        "logistic": cut_logistic,
        "log-logistic": lambda t, half, width: 1 / (1 + (half / t) ** (1 / (1.2 * width))),
        "Weibull": lambda t, half, width: -math.expm1(-math.log(2) * (t / half) ** (0.5 / width)),
        "Gompertz": gompertz,
    }
    lines = ["unit,family,required,counts of each day"]
    for unit in range(514):
        family = list(families)[unit % 4]
        required = int(math.exp(draw.uniform(math.log(9), math.log(5000))))
        share, half = draw.uniform(0.4, 0.98), draw.uniform(10, 60)
        width = draw.uniform(0.1, 0.35)
        left, before, counts = required, 0.0, []
        for day in range(1, 91):
            now = share * families[family](day, half, width)
            chance = min(1.0, max(0.0, (now - before) / (1 - before)))
            count = sum(draw.random() < chance for _ in range(left))
            left -= count
            before = now
            counts.append(count)
        lines.append(",".join(map(str, [unit, family, required, *counts])))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_table(path, header, rows):
    lines = [header] + [",".join(map(str, row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


# Runs


class Programs:
    def __init__(self, arguments, folder):
        self.folder = folder
        self.commands = {
            "ours": [arguments.program],
            "python": [arguments.python, str(HERE / "peers.py")],
            "fits": [arguments.python, str(HERE / "fits.py")],
            "R": [arguments.rscript, "--vanilla", str(HERE / "peers.R")],
        }
        self.environment = {name: value for name, value in os.environ.items()
                            # Set on some machines for old builds of OpenBLAS; they slow a new one.
                            if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
        for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
            self.environment[name] = "1"

    def run(self, program, task):
        command = self.commands[program] + [task, str(self.folder)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"error: {' '.join(command)} failed:\n{done.stderr}")
        return json.loads(done.stdout)

    def versions(self, program):
        """Versions by name, "" for a missing part; empty when the program cannot run at all."""
        command = self.commands[program] + ["versions", str(self.folder)]
        try:
            done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
            return json.loads(done.stdout) if done.returncode == 0 else {}
        except OSError:
            return {}


def missing(comparison, versions):
    """What a comparison needs and the machine has not; None when all is there."""
    needs = {"python": ["NumPy", "SciPy"], "R": ["R", "jsonlite"], "fits": []}[comparison.program]
    if comparison.theirs == "pooling":
        needs = ["R", "VGAM"]
    needs = {"auto-ets": ["statsforecast"], "prophet": ["prophet"]}.get(comparison.theirs, needs)
    absent = [name for name in needs if not versions[comparison.program].get(name)]
    return ", ".join(absent) or None


def measure(programs, comparisons, rounds):
    """A list of results, one a round, for each (program, task)."""
    results = {}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        turn = set()
        for comparison in comparisons:
            for key in (("ours", comparison.ours), (comparison.program, comparison.theirs)):
                if key not in turn:
                    turn.add(key)
                    results.setdefault(key, []).append(programs.run(*key))
    return results


# Tables


def show_time(seconds):
    for unit, name in ((1, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds * 1e9:.3g} ns"


def table_row(title, ours, peer, theirs, bar, items=1):
    """A line of the table and whether it meets its bar; times of all rounds, in seconds."""
    ratio = statistics.median(theirs) / statistics.median(ours)
    rounds = [their / our for our, their in zip(ours, theirs)]
    met = bar is None or ratio >= bar
    cells = [
        title, show_time(statistics.median(ours) / items), peer,
        show_time(statistics.median(theirs) / items), f"{ratio:.3g}",
        f"{min(rounds):.3g} to {max(rounds):.3g}",
        "" if bar is None else f"{bar:.3g}", "" if bar is None else "yes" if met else "**no**"]
    return "| " + " | ".join(cells) + " |", met


def simple_rows(comparison, ours, theirs):
    """The line of a task with one time for all its items; times of one where the numbers differ."""
    same = ours[0]["items"] == theirs[0]["items"]
    line, met = table_row(
        comparison.title,
        [run["seconds"] / (1 if same else run["items"]) for run in ours], comparison.peer,
        [run["seconds"] / (1 if same else run["items"]) for run in theirs], comparison.bar,
        ours[0]["items"] if same and comparison.each else 1)
    mine, other = ours[0]["check"], theirs[0]["check"]
    if comparison.agreement is not None and not math.isclose(mine, other, rel_tol=comparison.agreement):
        print(f"error: {comparison.title}: ours found {mine!r}, {comparison.peer} {other!r}",
              file=sys.stderr)
        met = False
    return [line], met


def fit_rows(comparison, ours, theirs):
    """Lines of the nonlinear fits, and a note on those where the peer is faster."""
    names = list(ours[0]["fits"])
    solved = [{name for name in names if runs[0]["fits"][name][1]} for runs in (ours, theirs)]
    both = [name for name in names if name in solved[0] & solved[1]]

    def totals(runs, chosen):
        return [sum(run["fits"][name][0] for name in chosen) for run in runs]

    def median(runs, name):
        return statistics.median(run["fits"][name][0] for run in runs)

    lines, met = [], True
    for title, chosen in (
        (f"{comparison.title}, the {len(both)} that both solve", both),
        (f"{comparison.title}, all {len(names)}: solved {len(solved[0])} and {len(solved[1])}",
         names),
    ):
        line, passed = table_row(
            title, totals(ours, chosen), comparison.peer, totals(theirs, chosen), comparison.bar)
        lines.append(line)
        met = met and passed
    slower = [(median(theirs, name) / median(ours, name), name) for name in both]
    slower = sorted(pair for pair in slower if pair[0] < 1)
    listed = ", ".join(f"{name} ({ratio:.2f})" for ratio, name in slower)
    middle = statistics.median(median(theirs, name) / median(ours, name) for name in both)
    note = (f"{comparison.peer}: of the {len(both)} fits that both solve, the median ratio is "
            f"{middle:.3g}; the peer is faster on {len(slower)}"
            + (f" (data set, number of the start, ratio): {listed}." if slower else "."))
    return lines, met, note


def machine():
    """Processor and system, without the machine's name."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.split("\n")[0]
    except OSError:
        return "unknown"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="of all programs (default 5)")
    parser.add_argument("--program", default=str(ROOT / ".build-peers/release/PeerTimings"))
    parser.add_argument("--python", default=str(ROOT / ".tools/peers/bin/python"))
    parser.add_argument("--rscript", default="Rscript")
    arguments = parser.parse_args()
    if arguments.rounds < 1:
        parser.error("--rounds must be at least 1")
    with tempfile.TemporaryDirectory(prefix="netralitas-peers-") as folder:
        sys.exit(compare(arguments, pathlib.Path(folder)))


def compare(arguments, folder):
    write_inputs(folder)
    programs = Programs(arguments, folder)
    versions = {program: programs.versions(program) for program in ("python", "R", "fits")}
    absent = {comparison: missing(comparison, versions) for comparison in COMPARISONS}
    comparisons = [comparison for comparison in COMPARISONS if not absent[comparison]]
    load = os.getloadavg()[0]
    results = measure(programs, comparisons, arguments.rounds)

    installed = [f"{name} {version}" for program in versions
                 for name, version in versions[program].items() if version]
    print(f"{datetime.date.today()}; {machine()}; {first_line('swift', '--version')}; GSL "
          f"{first_line('pkg-config', '--modversion', 'gsl')}; {', '.join(installed)}; medians of "
          f"{arguments.rounds} rounds; load {load:.1f} before and {os.getloadavg()[0]:.1f} after.")
    print()
    print("| task | ours | peer | peer's time | ratio | in single rounds | at least | met |")
    print("|---|---|---|---|---|---|---|---|")
    good, notes = True, []
    for comparison in comparisons:
        ours = results["ours", comparison.ours]
        theirs = results[comparison.program, comparison.theirs]
        if "fits" in ours[0]:
            lines, met, note = fit_rows(comparison, ours, theirs)
            notes.append(note)
        else:
            lines, met = simple_rows(comparison, ours, theirs)
        print("\n".join(lines))
        good = good and met
    for note in notes:
        print(f"\n{note}")
    for comparison, parts in absent.items():
        if parts:
            print(f"\nSkipped: {comparison.title} against {comparison.peer}; missing: {parts}.")
    return 0 if good else 1


if __name__ == "__main__":
    main()
