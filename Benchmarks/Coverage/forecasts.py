#!/usr/bin/env python3
"""Renews the tables of docs/FORECASTS.md: back-tests on real series, and on simulated nations.

Usage: forecasts.py [--program NETRALITAS --series FOLDER] [--trials PROGRAM] [--nations N] [--only SET ...]

FOLDER holds coverage series as NAME.csv.gz with the columns that package.py describes; without it the
table of real series stays as it is, and the run says so. PROGRAM prints the trials on simulated nations
(Benchmarks/Peers, product ForecastTrials).

For each set 60 seeded regions become a data package (package.py), `netralitas backtest` runs with its
defaults, and methods.py forecasts the same tasks with statsforecast. Series without a true deadline are
cut where their campaign of first doses had ended, on 31 December 2021.
"""
import argparse, collections, csv, pathlib, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent.parent / "docs" / "FORECASTS.md"
CUT = {"vax_fr_dep": "2021-12-31", "vax_it_reg": "2021-12-31"}
REGIONS = 60
MEMBERS = ["curve_log_logistic", "curve_weibull", "median_ensemble"]
OTHERS = ["last_value", "hub_baseline", "drift", "drift_logit", "auto_ets", "auto_theta", "auto_arima"]


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else float("nan")


def tested(program, path, folder):
    """Scores of one set: forecaster, origin -> wis_3, coverage of 50, 80, 95 %, cases, relative WIS."""
    name = path.name.split(".")[0]
    package = folder / name
    options = ["--until", CUT[name]] if name in CUT else []
    run(sys.executable, HERE / "package.py", path, package, "--sample", REGIONS, *options)
    cases = folder / f"{name}.cases.csv"
    rows = list(csv.DictReader(run(
        program, "backtest", package, "--members", "--format", "csv", "--cases",
        cases).splitlines()))
    scores = {(r["forecaster"], r["part"]): r for r in rows}
    others = folder / f"{name}.others.csv"
    run(sys.executable, HERE / "methods.py", cases, package, others)
    groups = collections.defaultdict(list)
    for row in csv.DictReader(open(others, encoding="utf-8")):
        groups[row["forecaster"], row["origin"]].append(row)
        groups[row["forecaster"], "all"].append(row)
    for key, members in groups.items():
        scores[key] = {"wis_3": mean(float(r["wis_3"]) for r in members), "cases": len(members)}
        for level in (50, 80, 95):
            scores[key][f"coverage_{level}"] = mean(int(r[f"c{level}"]) for r in members)
    return name, scores


def share(row, level):
    return f"{100 * float(row[f'coverage_{level}']):.0f}"


def real(program, series, only):
    with tempfile.TemporaryDirectory() as scratch:
        sets = []
        for path in sorted(series.glob("*.csv.gz")):
            if only and path.name.split(".")[0] not in only:
                continue
            print(path.name, file=sys.stderr, flush=True)
            sets.append(tested(program, path, pathlib.Path(scratch)))
    origins = ["30 %", "50 %", "70 %"]
    # The mean over origins, as every origin counts alike.
    over = lambda scores, who: mean(float(scores[who, o]["wis_3"]) for o in origins)
    lines = ["| set | netralitas | " + " | ".join(OTHERS) + " | best other | ratio |",
             "|---|---|" + "---|" * (len(OTHERS) + 2)]
    for name, scores in sets:
        own, others = over(scores, "netralitas"), {who: over(scores, who) for who in OTHERS}
        best = min(others, key=others.get)
        lines.append(f"| {name} | **{own:.2f}** | " + " | ".join(f"{others[w]:.2f}" for w in OTHERS)
                     + f" | {best} | {own / others[best]:.2f} |")
    lines += ["", "By origin, and how often the intervals held what came (%):", "",
              "| set | origin | cases | netralitas | last value | relative WIS to hub_baseline | 50 % | 80 % | 95 % |",
              "|---|---|---|---|---|---|---|---|---|"]
    pooled = collections.Counter()
    for name, scores in sets:
        for origin in [*origins, "all"]:
            row = scores["netralitas", origin]
            lines.append(
                f"| {name} | {origin} | {row['cases']} | {float(row['wis_3']):.2f} | "
                f"{float(scores['last_value', origin]['wis_3']):.2f} | {float(row['relative_wis']):.2f} | "
                + " | ".join(share(row, level) for level in (50, 80, 95)) + " |")
            if origin == "all":
                pooled["cases"] += int(row["cases"])
                for level in (50, 80, 95):
                    pooled[level] += int(row["cases"]) * float(row[f"coverage_{level}"])
    if pooled["cases"]:
        lines.append(f"| all sets | all | {pooled['cases']} | | | | "
                     + " | ".join(f"{100 * pooled[v] / pooled['cases']:.0f}" for v in (50, 80, 95)) + " |")
    lines += ["", "Curves with never-signers, and the median of all members (score, and coverage of the 80 % interval):",
              "", "| set | netralitas | " + " | ".join(MEMBERS) + " |", "|---|---|" + "---|" * len(MEMBERS)]
    for name, scores in sets:
        lines.append(f"| {name} | " + " | ".join(
            f"{over(scores, who):.2f} ({share(scores[who, 'all'], 80)} %)" for who in ["netralitas", *MEMBERS]) + " |")
    lines += ["", "How often the 80 % interval of the others held what came (%):", "",
              "| set | " + " | ".join(OTHERS[1:]) + " |", "|---|" + "---|" * (len(OTHERS) - 1)]
    for name, scores in sets:
        lines.append(f"| {name} | " + " | ".join(share(scores[w, "all"], 80) for w in OTHERS[1:]) + " |")
    return "\n".join(lines)


def simulated(program, nations):
    # Cells are empty where a number cannot be formed.
    number = lambda text: f"{float(text):.2f}" if text else ""
    percent = lambda text: f"{100 * float(text):.0f}" if text else ""
    lines = ["| world | weeks to the deadline | units | relative WIS | 50 % | 80 % | 95 % | closed 80 % | "
             "Brier skill of P(miss) | largest gap of P(miss) | nation's total, 80 % |",
             "|---|---|---|---|---|---|---|---|---|---|---|"]
    for r in csv.DictReader(run(program, nations).splitlines()):
        lines.append(
            f"| {r['world']} | {r['weeks']} | {r['units']} | {number(r['relative_wis'])} | "
            + " | ".join(percent(r[name]) for name in ("coverage_50", "coverage_80", "coverage_95", "closed_80"))
            + f" | {number(r['brier_skill'])} | {number(r['largest_reliability_gap'])} | {percent(r['nation_80'])} |")
    return "\n".join(lines)


def replace(text, name, table):
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    before, rest = text.split(begin)
    return f"{before}{begin}{table}\n{end}{rest.split(end)[1]}"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--program", help="needed with --series")
    options.add_argument("--series", type=pathlib.Path)
    options.add_argument("--trials")
    options.add_argument("--nations", type=int, default=20)
    options.add_argument("--only", nargs="*", help="sets to test; the table then holds only these")
    chosen = options.parse_args()
    if chosen.series and not chosen.program:
        options.error("--series needs --program")
    text = DOCUMENT.read_text(encoding="utf-8")
    if chosen.series:
        text = replace(text, "real", real(chosen.program, chosen.series, chosen.only))
    else:
        print("no --series: the table of real series stays as it is", file=sys.stderr)
    if chosen.trials:
        text = replace(text, "simulated", simulated(chosen.trials, chosen.nations))
    DOCUMENT.write_text(text, encoding="utf-8")
    print(f"renewed {DOCUMENT.name}", file=sys.stderr)


if __name__ == "__main__":
    main()
