#!/usr/bin/env python3
"""Compares the speed of reading a register with DuckDB, Polars and chDB.

Each run is a whole process that counts rows by regency, level, employment, election and day of the
signature, and writes the counts as CSV. The programs take turns; a run counts only if other processes
used little of the machine meanwhile. Prints Markdown; ends with 1 when a bar is missed or two programs
disagree. Python loads nothing big here: its memory is the least that the system reports for a child.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEED = 20261125
SMALL, MILLION, MANY, NATION = 250_000, 1_000_000, 5_000_000, 50_000_000
ENGINES = {"duckdb": "DuckDB", "polars": "Polars", "chdb": "chDB"}
QUIET = 0.2  # cores that others may use


class Case(NamedTuple):
    title: str
    command: list
    source: pathlib.Path
    rows: int
    result: str = ""  # "peer" or "counts": the output is compared
    group: str = ""  # cases whose counts must be the same


class Run(NamedTuple):
    wall: float
    cpu: float
    peak: float  # MiB
    others: float  # cores


# Inputs


def registers(arguments):
    """Registers by size, a compressed and a shuffled one; made anew after each build."""
    folder = arguments.data
    folder.mkdir(parents=True, exist_ok=True)
    built = pathlib.Path(arguments.program).stat().st_mtime
    sizes = [SMALL, MILLION, MANY] + ([NATION] if arguments.large else [])
    files = {size: folder / f"register-{size}.csv" for size in sizes}
    files["gz"] = folder / f"register-{MANY}.csv.gz"
    files["shuffled"] = folder / f"register-{MANY}-shuffled.csv"

    def make(path, action):
        if not path.exists() or path.stat().st_mtime < built:
            start = time.monotonic()
            draft = path.with_name("draft-" + path.name)
            action(draft)
            draft.replace(path)
            print(f"made {path.name}: {path.stat().st_size / 1e6:,.0f} MB in "
                  f"{time.monotonic() - start:.1f} s", file=sys.stderr)

    def simulate(size):
        def action(draft):
            package = folder / "package"
            subprocess.run(
                [arguments.program, "simulate", "-o", package, "--register", "--officials",
                 str(size), "--seed", str(SEED), "--reference", ROOT / "datasets/reference"],
                check=True, stderr=subprocess.DEVNULL)
            (package / "register.csv").replace(draft)
            shutil.rmtree(package)
        return action

    def compress(draft):
        with open(draft, "wb") as target:
            subprocess.run(["gzip", "-6", "-c", files[MANY]], stdout=target, check=True)

    def shuffle(draft):
        subprocess.run([arguments.python, HERE / "readers.py", "shuffle", files[MANY], draft],
                       check=True, env=environment())

    for size in sizes:
        make(files[size], simulate(size))
    make(files["gz"], compress)
    make(files["shuffled"], shuffle)
    return files


def versions(arguments):
    try:
        done = subprocess.run([arguments.python, HERE / "readers.py", "versions"],
                              capture_output=True, text=True)
        return json.loads(done.stdout) if done.returncode == 0 else {}
    except OSError:
        return {}


def cases(arguments, files, found):
    """The runs of a round by name, in order."""
    target = arguments.data / "result.csv"

    def ours(title, source, rows, group, threads=2, duplicates=False):
        command = [arguments.program, "counts", source, "--threads", str(threads),
                   "--reference", ROOT / "datasets/reference", "-o", target]
        command += [] if duplicates else ["--no-duplicates"]
        how = f"{threads} thread" + ("s" if threads > 1 else "")
        how += ", duplicates found" if duplicates else ""
        return Case(f"netralitas counts, {how}{title}", command, source, rows, "counts", group)

    def peer(engine, title, source, group):
        command = [arguments.python, HERE / "readers.py", engine, source, target]
        return Case(f"{ENGINES[engine]} {found[ENGINES[engine]]}, 2 threads{title}", command,
                    source, MANY, "peer", group)

    engines = [name for name in ENGINES if found.get(ENGINES[name])]
    plain, gz, shuffled = files[MANY], files["gz"], files["shuffled"]
    result = {
        "two": ours("", plain, MANY, "5 million"),
        "one": ours("", plain, MANY, "5 million", threads=1),
        "two duplicates": ours("", plain, MANY, "5 million", duplicates=True),
        "one duplicates": ours("", plain, MANY, "5 million", threads=1, duplicates=True),
        **{name: peer(name, "", plain, "5 million") for name in engines},
        "shuffled two": ours(", random order", shuffled, MANY, "5 million"),
        "shuffled one": ours(", random order", shuffled, MANY, "5 million", threads=1),
        **{f"shuffled {name}": peer(name, ", random order", shuffled, "5 million") for name in engines},
        "gz": ours(", .csv.gz", gz, MANY, "5 million"),
        "gzip": Case("`gzip -dc`", ["gzip", "-dc", gz], gz, MANY),
        "cat": Case("`cat`", ["cat", plain], plain, MANY),
        "wc": Case("`wc -l`", ["wc", "-l", plain], plain, MANY),
        "one small": ours("", files[SMALL], SMALL, "0.25 million", threads=1),
        "one million": ours("", files[MILLION], MILLION, "1 million", threads=1),
        "two million": ours("", files[MILLION], MILLION, "1 million"),
    }
    if arguments.large:
        result["one nation"] = ours("", files[NATION], NATION, "50 million", threads=1)
        result["two nation"] = ours("", files[NATION], NATION, "50 million")
    if arguments.peers_only:
        result = {name: case for name, case in result.items() if case.result != "counts"}
    return result


# Runs


def environment():
    result = {name: value for name, value in os.environ.items()
              # Set on some machines for old builds of OpenBLAS; they slow a new one.
              if name not in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")}
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        result[name] = "1"
    result["POLARS_MAX_THREADS"] = "2"
    return result


def busy():
    """Processor seconds that all processes have used; None where the system does not say."""
    try:
        cells = [int(cell) for cell in open("/proc/stat").readline().split()[1:9]]
    except OSError:
        return None
    idle = cells[3] + cells[4]
    return (sum(cells) - idle) / os.sysconf("SC_CLK_TCK")


def run(case):
    """One process by wait4, which gives its own times and peak memory."""
    command = [str(part) for part in case.command]
    sink = os.open(os.devnull, os.O_WRONLY)
    own = time.process_time()
    before, start = busy(), time.monotonic()
    child = os.posix_spawnp(command[0], command, environment(),
                            file_actions=[(os.POSIX_SPAWN_DUP2, sink, 1)])
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    after = busy()
    os.close(sink)
    if status != 0:
        sys.exit(f"error: {' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    cpu = usage.ru_utime + usage.ru_stime
    unit = 1 if platform.system() == "Darwin" else 1024
    used = cpu + time.process_time() - own
    # The system counts in steps of 10 ms.
    others = 0.0 if before is None else max(0.0, after - before - used) / wall
    return Run(wall, cpu, usage.ru_maxrss * unit / 2**20, others)


class Patience:
    """Waits for the machine to be quiet, a given time in all."""

    def __init__(self, seconds):
        self.left = seconds

    def wait(self):
        step, before = 0.5, busy()
        while before is not None and self.left > 0:
            time.sleep(step)
            self.left -= step
            after = busy()
            if after - before < QUIET * step:
                return
            before = after


def digest(arguments, case):
    done = subprocess.run([arguments.python, HERE / "readers.py", "digest", case.result,
                           arguments.data / "result.csv"], capture_output=True, text=True)
    return done.stdout.strip() or f"unreadable: {done.stderr.strip()[-200:]}"


def measure(arguments, cases):
    """Quiet runs and all runs by name; all results are compared."""
    kept, made, results = {name: [] for name in cases}, {name: [] for name in cases}, {}
    patience = Patience(arguments.patience)
    for number in range(arguments.rounds):
        print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr)
        for name, case in cases.items():
            for _ in range(arguments.attempts):
                patience.wait()
                one = run(case)
                made[name].append(one)
                if one.others < QUIET:
                    kept[name].append(one)
                    break
            if number == 0 and case.result:
                results.setdefault(case.group, {})[name] = digest(arguments, case)
    return kept, made, results


# Tables and bars


def middle(runs, field):
    return statistics.median(getattr(one, field) for one in runs)


def seconds_a_row(kept, cases, first, second):
    """The fastest runs of two sizes: the difference leaves the start out."""
    times = [min(one.wall for one in kept[name]) for name in (first, second)]
    return (times[1] - times[0]) / (cases[second].rows - cases[first].rows)


def bars(kept, made, cases, fastest, large):
    """Lines (what, value, limit, unit), value None where a run is missing."""
    def value(name, field):
        # Others change times, not memory.
        runs = (made if field == "peak" else kept).get(name)
        return middle(runs, field) if runs else None

    def ratio(left, right):
        return left / right if left is not None and right else None

    def growth(long):
        if not all(kept.get(name) for name in ("one small", "one million", long)):
            return None
        return ratio(seconds_a_row(kept, cases, "one million", long),
                     seconds_a_row(kept, cases, "one small", "one million"))

    sizes = ["two million", "two"] + (["two nation"] if large else [])
    peaks = [value(name, "peak") for name in sizes]
    whole = all(peak is not None for peak in peaks)
    most = [value(name, "peak") for name in sizes + ["shuffled two", "gz"]] if whole else []
    two, one = value("two", "wall"), value("one", "wall")
    best = cases[fastest].title if fastest else "the fastest engine"
    engine = value(fastest, "wall")
    return [
        (f"2 threads, wall time over {best}", ratio(two, engine), 0.25, ""),
        ("2 threads, processor time over the same",
         ratio(value("two", "cpu"), value(fastest, "cpu")), 0.30, ""),
        ("1 thread, wall time over the same", ratio(one, engine), 0.50, ""),
        ("processor time of 2 threads over 1", ratio(value("two", "cpu"), value("one", "cpu")),
         1.25, ""),
        (".csv.gz, wall time over `gzip -dc`",
         ratio(value("gz", "wall"), value("gzip", "wall")), 0.6, ""),
        ("peak memory, 2 threads, all registers", max(most) if whole else None, 32, " MiB"),
        ("peak memory, largest over smallest size",
         max(peaks) / min(peaks) if whole else None, 1.1, ""),
        ("peak memory with duplicates found, 2 threads, 5 million rows",
         value("two duplicates", "peak"), 120, " MiB"),
        (f"time a row, {'50' if large else '5'} over 1 million rows, 1 thread, without the start",
         growth("one nation" if large else "one"), 1.1, ""),
    ]


def fastest_engine(kept):
    known = [name for name in ENGINES if kept.get(name)]
    return min(known, key=lambda name: middle(kept[name], "wall"), default=None)


def table(kept, made, cases, files, fastest):
    plain = files[MANY].stat().st_size
    print("| program | million rows | wall time | MB/s | processor time | peak memory | wall time "
          "over the fastest engine | kept |")
    print("|---|---|---|---|---|---|---|---|")
    for name, case in cases.items():
        runs, of = kept[name], f"{len(kept[name])} of {len(made[name])}"
        # Without a quiet run the busy ones are shown, and count for nothing.
        is_quiet = bool(runs)
        runs = runs or made[name]
        wall = middle(runs, "wall")
        # Of compressed rows the bytes that they unpack to.
        size = plain if case.source.suffix == ".gz" else case.source.stat().st_size
        # In random order the engine is measured in random order too.
        engine = f"shuffled {fastest}" if name.startswith("shuffled") else fastest
        over = (f"{wall / middle(kept[engine], 'wall'):.3g}"
                if is_quiet and kept.get(engine) and case.rows == MANY and name != engine else "")
        spread = f"{min(one.wall for one in runs):.3g} to {max(one.wall for one in runs):.3g}"
        print(f"| {case.title} | {case.rows / 1e6:g} | {wall:.3g} s ({spread}) | "
              f"{size / 1e6 / wall:,.0f} | {middle(runs, 'cpu'):.3g} s | "
              f"{middle(runs, 'peak'):,.0f} MiB | {over} | {of}{'' if is_quiet else ', busy'} |")


def judge(kept, made, cases, results, fastest, arguments):
    """Prints bars and results; true where all are met."""
    good = True
    if not arguments.peers_only:
        print("\n| bar | measured | at most | met |\n|---|---|---|---|")
        for what, value, limit, unit in bars(kept, made, cases, fastest, arguments.large):
            met = value is not None and value <= limit
            good = good and met
            shown = "no quiet run" if value is None else f"{value:.3g}{unit}"
            print(f"| {what} | {shown} | {limit:g}{unit} | {'yes' if met else '**no**'} |")
    for group, digests in results.items():
        if len(set(digests.values())) == 1:
            print(f"\nAll {len(digests)} counts of the {group} rows are the same: "
                  f"{next(iter(digests.values()))}.")
        else:
            good = False
            for name, text in digests.items():
                print(f"error: {cases[name].title}: {text}", file=sys.stderr)
    return good


def machine():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="of all programs (default 5)")
    parser.add_argument("--attempts", type=int, default=4,
                        help="in a round until a run is quiet (default 4)")
    parser.add_argument("--patience", type=float, default=600,
                        help="seconds in all to wait for others to be quiet (default 600)")
    parser.add_argument("--large", action="store_true", help="with 50 million rows (4.8 GB) too")
    parser.add_argument("--peers-only", action="store_true", help="without our own command")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / ".build-peers/reading",
                        help="folder of the registers (default .build-peers/reading)")
    parser.add_argument("--program", default=str(ROOT / ".build/release/netralitas"))
    parser.add_argument("--python", default=str(ROOT / ".tools/peers/bin/python"))
    arguments = parser.parse_args()
    if arguments.rounds < 1 or arguments.attempts < 1:
        parser.error("--rounds and --attempts must be at least 1")
    found = versions(arguments)
    files = registers(arguments)
    chosen = cases(arguments, files, found)
    kept, made, results = measure(arguments, chosen)
    fastest = fastest_engine(kept)
    installed = ", ".join(f"{name} {version}" for name, version in found.items() if version)
    print(f"{datetime.date.today()}; {machine()}; {installed}; medians of up to {arguments.rounds} "
          f"quiet runs, in brackets the range; {files[MANY].stat().st_size / 1e6:,.1f} MB, "
          f"{files['gz'].stat().st_size / 1e6:,.1f} MB compressed.\n")
    table(kept, made, chosen, files, fastest)
    good = judge(kept, made, chosen, results, fastest, arguments)
    absent = [name for name in ENGINES.values() if not found.get(name)]
    if absent:
        print(f"\nSkipped, because not installed: {', '.join(absent)}.")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
