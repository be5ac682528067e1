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

  /// The sheet named as the file's table is read, else the first that is not empty, those that are
  /// hidden last. Every row is padded to the widest; what the file says of its own size is often
  /// wrong. A formula that was never computed is shown as it is, so that no reader takes it for an
  /// empty cell.
  private static let script = #"""
    import sys
    sys.path[:] = [folder for folder in sys.path if folder]
    try:
        import openpyxl
    except ImportError:
        sys.exit(3)
    import csv, datetime, itertools, re, warnings

    warnings.simplefilter("ignore")
    task, stem = sys.argv[1:3]
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")

    def rows(sheet):
        sheet.reset_dimensions()
        return sheet.iter_rows(values_only=True)

    def cells(row):
        filled = len(row)
        while filled and row[filled - 1] in (None, ""):
            filled -= 1
        return filled

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

    try:
        book = openpyxl.load_workbook(sys.stdin.buffer, read_only=True)
        sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
        named = [sheet for sheet in sheets if sheet.title.strip().lower() == stem]
        filled = (sheet for sheet in sheets if any(cells(row) for row in rows(sheet)))
        chosen = next(itertools.chain(named, filled), None)
        if chosen is None:
            sys.exit("no sheet of it holds anything")
        if task == "list":
            print(openpyxl.__version__, chosen.title, sep="\n")
            for sheet in book.worksheets:
                if sheet.title != chosen.title:
                    print(sheet.title)
            sys.exit()
        width, formulas = 0, False
        for row in rows(chosen):
            width = max(width, cells(row))
            formulas = formulas or any(isinstance(cell, str) and cell[:1] == "=" for cell in row)
        computed = openpyxl.load_workbook(sys.stdin.buffer, read_only=True, data_only=True)
        values = rows(computed[chosen.title])
        sources = rows(chosen) if formulas else itertools.repeat(())
        put = csv.writer(sys.stdout, lineterminator="\n").writerow
        for row, source in zip(values, sources):
            pairs = itertools.zip_longest(row, source)
            row = [source if value is None else value for value, source in pairs][:width]
            put([text(value) for value in row] + [""] * (width - len(row)))
        sys.stdout.flush()
    except BrokenPipeError:
        sys.exit(1)
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
    """#
}
