// Ingest: workbooks (.xlsx) through openpyxl, a package for Python.

/// What Python is asked to do.
///
/// The workbook is its standard input. Each row of the sheet becomes one line, so that the lines of
/// messages are the rows that a spreadsheet shows.
enum WorkbookConversion {
  /// The exit code where openpyxl is missing.
  static let missingPackage: Int32 = 3

  /// Arguments that tell the version of openpyxl, the sheet that is read and the others.
  static func listing(stem: String) -> [String] { ["-c", script, "list", stem] }

  /// Arguments that print the sheet as CSV.
  static func rows(stem: String) -> [String] { ["-c", script, "rows", stem] }

  /// What a listing says.
  struct Listing {
    let version: String
    let sheet: String
    let others: [String]

    /// Reads a listing; nil for any other text.
    init?(_ text: String) {
      let lines = text.split(separator: "\n").map(String.init)
      guard lines.count > 1 else { return nil }
      (version, sheet, others) = (lines[0], lines[1], Array(lines.dropFirst(2)))
    }
  }

  private static let script = modules + statements

  /// Modules that lie in the current folder are not taken for Python's own.
  private static let modules =
    "import sys; sys.path[:] = [folder for folder in sys.path if folder]\n"
    + "import csv, datetime, itertools, re, warnings, zipfile\n"

  /// The sheet named as the file's table is read, else the first that is not empty, those that are
  /// hidden last. What a file says of its own size is often wrong: rows are padded to the widest of
  /// the first 5000, and one that is wider still is left for the reader to refuse. A formula that was
  /// never computed is shown as it is, so that no reader takes it for an empty cell.
  private static let statements = #"""
    try: import openpyxl
    except ImportError: sys.exit(3)
    warnings.simplefilter("ignore")
    task, stem = sys.argv[1:3]
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")

    def rows(sheet):
        sheet.reset_dimensions()
        return sheet.iter_rows(values_only=True)

    def text(value):
        if value is None:
            return ""
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, float):
            if value == int(value) and abs(value) < 1e15:
                return str(int(value))
            # In a text 1.234 is 1234, in a number it is not: a fourth decimal says so.
            number = repr(value)
            return number + "0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", number) else number
        if isinstance(value, datetime.datetime):
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat(" ")
        if isinstance(value, (datetime.date, datetime.time)):
            return value.isoformat()
        return re.sub(r"[\r\n]+", " ", str(value))

    def line(row, source):
        pairs = itertools.zip_longest(row, source)
        found = [text(source if value is None else value) for value, source in pairs]
        while found and not found[-1]:
            found.pop()
        return found

    def holds_formula(parts, name):
        if not name.startswith("xl/worksheets/"):
            return False
        end = b""
        with parts.open(name) as part:
            while block := part.read(1 << 20):
                if re.search(rb"<(\w+:)?f[ >]", end + block):
                    return True
                end = block[-20:]
        return False

    try:
        book = openpyxl.load_workbook(sys.stdin.buffer, read_only=True)
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        named = [sheet for sheet in sheets if sheet.title.strip().lower() == stem]
        filled = (sheet for sheet in sheets if any(line(row, ()) for row in rows(sheet)))
        chosen = next(itertools.chain(named, filled), None)
        if chosen is None:
            sys.exit("no sheet of it holds anything")
        if task == "list":
            print(openpyxl.__version__, chosen.title, sep="\n")
            for sheet in book.worksheets:
                if sheet.title != chosen.title:
                    print(sheet.title)
            sys.exit()
        parts = zipfile.ZipFile(sys.stdin.buffer)
        formulas = any(holds_formula(parts, name) for name in parts.namelist())
        computed = openpyxl.load_workbook(sys.stdin.buffer, read_only=True, data_only=True)
        values = rows(computed[chosen.title])
        sources = rows(chosen) if formulas else itertools.repeat(())
        lines = map(line, values, sources)
        first = list(itertools.islice(lines, 5000))
        width = max(map(len, first))
        put = csv.writer(sys.stdout, lineterminator="\n").writerow
        for cells in itertools.chain(first, lines):
            put(cells + [""] * (width - len(cells)))
        sys.stdout.flush()
    except zipfile.BadZipFile:
        sys.exit("it is no workbook, or a password protects it")
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
    """#
}
