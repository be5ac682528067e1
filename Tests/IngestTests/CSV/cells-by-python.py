#!/usr/bin/env python3
"""The cells of CSV files as Python's own reader finds them, for PythonCSVTests.swift.

    python3 cells-by-python.py FOLDER

FOLDER holds files NUMBER.DELIMITER.csv, DELIMITER being comma, semicolon or tab. Standard output
receives, for each in order of its number, the records: a cell ends with U+001F, a record with
U+001E, a file with U+001D. Blank lines, which Python gives as records without a cell, are left out.
"""
import csv
import pathlib
import sys

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}

csv.field_size_limit(1 << 30)
files = sorted(pathlib.Path(sys.argv[1]).glob("*.csv"), key=lambda path: int(path.name.split(".")[0]))
for path in files:
    delimiter = DELIMITERS[path.name.split(".")[1]]
    with open(path, encoding="utf-8-sig", newline="") as file:
        for record in csv.reader(file, delimiter=delimiter):
            if record:
                sys.stdout.buffer.write(("".join(cell + "\x1f" for cell in record) + "\x1e").encode())
    sys.stdout.buffer.write(b"\x1d")
