#!/usr/bin/env python3
"""One reading of a register by DuckDB, Polars or chDB, run as a process of its own by reading.py.

    readers.py duckdb|polars|chdb INPUT OUTPUT   rows by regency, level, employment, election, day
    readers.py versions                          what is installed, as JSON
    readers.py digest peer|counts FILE           one line that is the same for the same counts
    readers.py shuffle INPUT OUTPUT              the rows in another order, the same in every run

Every reader gets the types of all columns, because guessed types cost time and make 11.1 of 11.10.
"""
import csv
import hashlib
import json
import sys

TEXT = ["record_id", "regency_code", "level", "unit", "employment", "election_id"]
COLUMNS = TEXT + ["required_on", "signed_on", "mode", "recorded_on"]
DATES = ["required_on", "signed_on", "recorded_on"]
KEYS = ["regency_code", "level", "employment", "election_id", "signed_on"]
THREADS = 2


def types(text, date):
    return {name: date if name in DATES else text for name in COLUMNS}


def duckdb(source, target):
    import duckdb as engine

    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types("VARCHAR", "DATE").items())
    connection = engine.connect(config={"threads": THREADS})
    # Without the guesses of the format too: the reader is told everything.
    connection.execute(f"""
        COPY (SELECT {', '.join(KEYS)}, count(*) AS persons
              FROM read_csv('{source}', header = true, auto_detect = false, delim = ',',
                            quote = '"', escape = '"', columns = {{{columns}}})
              GROUP BY ALL)
        TO '{target}' (FORMAT csv, HEADER)""")


def polars(source, target):
    import polars as engine

    frame = engine.scan_csv(source, schema=types(engine.String, engine.Date))
    counted = frame.group_by(KEYS).agg(engine.len().alias("persons"))
    counted.collect(engine="streaming").write_csv(target)


def chdb(source, target):
    import chdb as engine

    columns = types("String", "Nullable(Date)")
    structure = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    answer = engine.query(f"""
        SELECT {', '.join(KEYS)}, count() AS persons
        FROM file('{source}', 'CSVWithNames', '{structure}')
        GROUP BY {', '.join(KEYS)} SETTINGS max_threads = {THREADS}""", "CSVWithNames")
    with open(target, "wb") as file:
        file.write(answer.bytes())


def shuffle(source, target):
    import duckdb as engine

    engine.execute(f"""
        COPY (SELECT * FROM read_csv('{source}', header = true, all_varchar = true)
              ORDER BY hash(record_id))
        TO '{target}' (FORMAT csv, HEADER)""")


def versions():
    found = {}
    for name, module in (("DuckDB", "duckdb"), ("Polars", "polars"), ("chDB", "chdb")):
        try:
            found[name] = __import__(module).__version__
        except ImportError:
            found[name] = ""
    print(json.dumps(found))


def digest(kind, path):
    """A hash of all counts in order. What nobody signed has an empty day: it is a group of the
    readers, and the difference of required and signed of ours."""
    counts, required = {}, {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = tuple(row[name] for name in KEYS[:-1])
            if kind == "peer":
                day = "" if row["signed_on"] == "\\N" else row["signed_on"]
                counts[key, day] = counts.get((key, day), 0) + int(row["persons"])
            else:
                signed = int(row["signed"])
                counts[key, row["date"]] = counts.get((key, row["date"]), 0) + signed
                counts[key, ""] = counts.get((key, ""), 0) - signed
                required[key] = max(required.get(key, 0), int(row["required"] or 0))
    for key, persons in required.items():
        counts[key, ""] += persons
    lines = sorted(f"{','.join(key)},{day},{persons}\n"
                   for (key, day), persons in counts.items() if persons != 0)
    hashed = hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
    persons = sum(counts.values())
    print(f"{len(lines)} groups, {persons} persons, {hashed}")


TASKS = {"duckdb": duckdb, "polars": polars, "chdb": chdb, "shuffle": shuffle,
         "versions": versions, "digest": digest}
if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
