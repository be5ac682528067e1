#!/usr/bin/env python3
"""Transcribes NIST's Statistical Reference Datasets (StRD) into nist/*.json.

Run in this folder with the StRD data files (Norris.dat, Misra1a.dat, ...) in one other folder:
python3 make-nist-reference.py FOLDER
The files come from https://www.itl.nist.gov/div898/strd/ and are in the public domain. Needs only
the standard library. Nothing is computed: certified values keep the digits that NIST prints, data
are written with the fewest digits that give the same double.
"""
import json
import os
import re
import sys

DATE = "2026-11-25"
SITE = "https://www.itl.nist.gov/div898/strd/"
UNIVARIATE = "Lew Lottery Mavro Michelso NumAcc1 NumAcc2 NumAcc3 NumAcc4".split()
ANOVA = "SiRstvt SmLs01t SmLs02t SmLs03t AtmWtAgt SmLs04t SmLs05t SmLs06t SmLs07t SmLs08t SmLs09t"
LINEAR = "Norris Pontius NoInt1 NoInt2 Filip Longley Wampler1 Wampler2 Wampler3 Wampler4 Wampler5"
NONLINEAR = (
    "Misra1a Chwirut2 Chwirut1 Lanczos3 Gauss1 Gauss2 DanWood Misra1b Kirby2 Hahn1 Nelson MGH17 "
    "Lanczos1 Lanczos2 Gauss3 Misra1c Misra1d Roszman1 ENSO MGH09 Thurber BoxBOD Rat42 MGH10 "
    "Eckerle4 Rat43 Bennett5")
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[EeDd][-+]?\d+)?"


class Printed(float):
    """A number that is written with the digits that NIST prints."""

    def __new__(cls, text):
        value = super().__new__(cls, text)
        value.text = re.sub(r"^([-+]?)\.", r"\g<1>0.", text).lstrip("+")
        return value


def plain(text):
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def dumps(value):
    if isinstance(value, Printed):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {dumps(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dumps, value)) + "]"
    return json.dumps(value)


def read(name):
    with open(os.path.join(sys.argv[1], name + ".dat"), encoding="latin-1") as file:
        return file.read().replace("\r", "")


def first(pattern, text, flags=0):
    match = re.search(pattern, text, flags)
    assert match, pattern
    return match.group(1)


def numbers(line):
    return re.findall(NUMBER, line)


def level(text):
    match = re.search(r"(Lower|Average|Higher) Level of Difficulty", text)
    return match.group(1).lower() if match else "not stated"


def reference(text):
    block = first(r"Reference:[ ]*\n?((?:.+\n)+)", text)
    text = " ".join(block.split("Data:")[0].replace('"', "'").split())
    return "none" if text == "None" else text


def table(text, marker):
    """Lines of numbers after the last line that starts with the marker."""
    lines = text.split("\n")
    at = max(i for i, line in enumerate(lines) if line.lstrip().startswith(marker))
    rows = [line.split() for line in lines[at:]]
    return [r for r in rows if r and all(re.fullmatch(NUMBER, cell) for cell in r)]


def formula(text):
    block = first(r"Model:.*\n.*Parameters?.*\n((?:.*\n)+?)[ ]*\n[ ]*\n", text)
    return " ".join(re.split("Certified|Starting", block)[0].split())


def univariate(name):
    text = read(name)
    values = [plain(row[0]) for row in table(text, "Data:") if len(row) == 1]
    counts = re.findall(r"Number of Observations:\s+(\d+)|(\d+)\s+Observations", text)
    assert counts and all(len(values) == int(a or b) for a, b in counts), name
    return {
        "name": name, "level": level(text), "reference": reference(text),
        "mean": Printed(first(rf"Sample Mean(?:\s+ybar)?:\s+({NUMBER})", text)),
        "standardDeviation": Printed(first(rf"Sample Standard Dev.*:\s+({NUMBER})", text)),
        "autocorrelation": Printed(first(rf"Autocorr.*r\(1\):\s+({NUMBER})", text)),
        "values": values,
    }


def anova(file):
    text = read(file)
    between = numbers(first(r"Between \w+\s(.*)", text))
    within = numbers(first(r"Within \w+\s(.*)", text))
    rows = table(text, "Data:")[1:]
    columns = [list(column) for column in zip(*rows)]
    total = int(first(r"(\d+) Observations", text))
    assert sum(map(len, columns)) == total, file
    row = {
        "name": re.sub("t$", "", file) if file.startswith("SmLs") else file, "level": level(text),
        "reference": reference(text), "betweenDegreesOfFreedom": int(between[0]),
        "betweenSumOfSquares": Printed(between[1]), "betweenMeanSquare": Printed(between[2]),
        "fStatistic": Printed(between[3]), "withinDegreesOfFreedom": int(within[0]),
        "withinSumOfSquares": Printed(within[1]), "withinMeanSquare": Printed(within[2]),
        "rSquared": Printed(first(rf"Certified R-Squared\s+({NUMBER})", text)),
        "residualStandardDeviation": Printed(
            first(rf"Certified Residual\s+Standard Deviation\s+({NUMBER})", text)),
    }
    if file.startswith("SmLs"):
        wholes = {cell.split(".")[0] for column in columns for cell in column}
        assert len(wholes) == 1 and all(
            len(cell.split(".")[1]) == 1 for column in columns for cell in column), file
        row["whole"] = wholes.pop()
        row["tenths"] = ["".join(cell[-1] for cell in column) for column in columns]
    else:
        row["groups"] = [[plain(cell) for cell in column] for column in columns]
    return row


def linear(name):
    text = read(name)
    coefficients = re.findall(rf"\n\s+B\d+\s+({NUMBER})\s+({NUMBER})", text)
    residual = numbers(first(r"\nResidual\s(.*)", text))
    rows = table(text, "Data:")
    predictors = [[plain(cell) for cell in column] for column in list(zip(*rows))[1:]]
    return {
        "name": name, "level": level(text), "reference": reference(text), "model": formula(text),
        "parameters": [Printed(c[0]) for c in coefficients],
        "standardErrors": [Printed(c[1]) for c in coefficients],
        "residualStandardDeviation": Printed(
            first(rf"Residual\s+Standard Deviation\s+({NUMBER})", text)),
        "rSquared": Printed(first(rf"R-Squared\s+({NUMBER})", text)),
        "degreesOfFreedom": int(residual[0]), "residualSumOfSquares": Printed(residual[1]),
        "predictors": predictors, "y": [plain(row[0]) for row in rows],
    }


def nonlinear(name):
    text = read(name)
    table_rows = re.findall(
        rf"\n\s+b\d+ =\s+({NUMBER})\s+({NUMBER})\s+({NUMBER})\s+({NUMBER})", text)
    rows = table(text, "Data:")
    count = int(first(r"Number of Observations:\s+(\d+)", text))
    assert len(rows) == count, name
    predictors = [[plain(cell) for cell in column] for column in list(zip(*rows))[1:]]
    return {
        "name": name, "level": level(text), "reference": reference(text), "model": formula(text),
        "starts": [[Printed(r[k]) for r in table_rows] for k in (0, 1)],
        "parameters": [Printed(r[2]) for r in table_rows],
        "standardErrors": [Printed(r[3]) for r in table_rows],
        "residualSumOfSquares": Printed(
            first(rf"(?:Residual )?Sum of Squares:\s+({NUMBER})", text)),
        "residualStandardDeviation": Printed(
            first(rf"Residual Standard Deviation:\s+({NUMBER})", text)),
        "degreesOfFreedom": int(first(r"Degrees of Freedom:\s+(\d+)", text)),
        "predictors": predictors, "y": [plain(row[0]) for row in rows],
    }


def write(name, about, rows):
    head = {
        "about": about,
        "tool": "none: transcribed from NIST/ITL StRD, public domain, " + SITE,
        "version": "StRD as certified by NIST: 15 digits (11 for nonlinear models)",
        "command": "python3 make-nist-reference.py FOLDER-WITH-THE-DAT-FILES",
        "date": DATE,
        "source": "NIST/ITL Statistical Reference Datasets, " + SITE + "; each row names its own",
    }
    with open(f"nist/{name}.json", "w", encoding="utf-8") as file:
        lines = ",\n    ".join(map(dumps, rows))
        file.write(json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n    ' + lines + "\n  ]\n}\n")


def main():
    os.makedirs("nist", exist_ok=True)
    write("univariate", "Univariate summary statistics: data and certified mean, standard "
          "deviation and lag 1 autocorrelation", [univariate(n) for n in UNIVARIATE])
    write("anova", "One-way analysis of variance: data and certified table. In the rows SmLs each "
          "digit of a text of `tenths` is one observation, whole.digit, in the order of the file; "
          "one text for each treatment", [anova(n) for n in ANOVA.split()])
    write("linear", "Linear regression: data and certified estimates",
          [linear(n) for n in LINEAR.split()])
    write("nonlinear", "Nonlinear regression: data, both starts and certified estimates",
          [nonlinear(n) for n in NONLINEAR.split()])


main()
