#!/usr/bin/env python3
"""A data package from cumulative coverage of many regions, so that `netralitas backtest` can run on it.

Usage: package.py COVERAGE.csv[.gz] FOLDER [--until DATE] [--sample N]

COVERAGE has the columns dataset, region_id, region_name, date, cumulative, population: one row for a
region and a published day, as the source had it. Nothing is smoothed, filled or dropped here.

FOLDER gets
  recaps.csv       a row for each row of COVERAGE: signed = cumulative, required = population,
                   as_of = recorded_on = date, level staf, election `coverage`;
  regencies.csv    the region table: codes NN.NN are given in order of region_id;
  elections.csv    one election, whose voting day is the last date;
  and the other reference tables with no rows, so that no Indonesian name is looked for.

--until DATE leaves out what was published later. --sample N keeps the first N of NumPy's
default_rng(20240214).permutation of the sorted region ids; it needs NumPy, the rest does not.
"""
import argparse, csv, gzip, pathlib

REFERENCE = {
    "regency_units": "code,kecamatan,kelurahan,desa",
    "aliases": "code,alias",
    "aliases_ambiguous": "alias,code,reason",
    "regency_lineage": "old_code,new_code,name,changed_on,legal_basis,source_url",
    "election_stages": "election_id,stage,start,end,legal_basis,source_url",
    "holidays": "date,name,kind",
}
SEED = 20240214


def write(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header.split(","))
        out.writerows(rows)


def whole(text):
    """A count as the recap needs it; some sources estimate persons from rates."""
    return str(round(float(text)))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("coverage")
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--until")
    options.add_argument("--sample", type=int)
    chosen = options.parse_args()
    read = gzip.open if chosen.coverage.endswith(".gz") else open
    with read(chosen.coverage, "rt", encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if not chosen.until or r["date"] <= chosen.until]
    ids = sorted({r["region_id"] for r in rows})
    codes = {region: f"{11 + place // 99:02d}.{1 + place % 99:02d}" for place, region in enumerate(ids)}
    if chosen.sample:
        import numpy

        ids = sorted(numpy.random.default_rng(SEED).permutation(ids)[: chosen.sample])
    kept = set(ids)
    rows = [r for r in rows if r["region_id"] in kept]
    names = {r["region_id"]: r["region_name"] or r["region_id"] for r in rows}
    last = max(r["date"] for r in rows)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    write(
        chosen.folder / "recaps.csv",
        "regency_code,level,election_id,as_of,required,signed,recorded_on,source",
        ([codes[r["region_id"]], "staf", "coverage", r["date"], whole(r["population"]),
          whole(r["cumulative"]), r["date"], r["dataset"]] for r in rows),
    )
    write(
        chosen.folder / "regencies.csv",
        "code,bps_code,name,kind,province_code,province,island_group,latitude,longitude,elects_regent",
        ([codes[i], "", f"{names[i]} ({i})", "kabupaten", codes[i][:2], f"group {codes[i][:2]}", "", "", "",
          "yes"] for i in ids),
    )
    write(
        chosen.folder / "elections.csv", "election_id,name,kind,date,scope,legal_basis,source_url",
        [["coverage", rows[0]["dataset"], "national", last, "", "", ""]],
    )
    for table, header in REFERENCE.items():
        write(chosen.folder / f"{table}.csv", header, [])
    print(f"{chosen.folder}: {len(ids)} regions, {len(rows)} recaps, last {last}")


if __name__ == "__main__":
    main()
