// Ingest: what holds for a cell of any type, before its own type reads it: invisible marks are left
// out, formulas are refused, and the words for "not known" mean the same everywhere.

/// The first look at a cell.
enum CellText {
  /// Conversion told when marks that no reader sees stood in the cell.
  static let markRule = "invisible marks left out"

  /// Conversion told when a word for "not known" stood in the cell.
  static let unknownRule = "a word for \"not known\" read as an empty cell"

  /// Why a cell may be empty that should not be.
  static let mergedCells = "of merged cells only the first keeps its text"

  /// Most bytes of a cell with one value. A longer one is a note, or two cells that lost the
  /// separator between them.
  static let longest = 300

  /// Reads a cell by its type once it is free of marks and white space at both ends, not too long
  /// and known not to be a formula.
  static func read<Value>(
    _ text: some StringProtocol, longest: Int = longest,
    _ parse: (String) -> FieldReading<Value>
  ) -> FieldReading<Value> {
    guard text.utf8.count <= longest else {
      return .failure(
        rule: "the cell is longer than any value of its column",
        repair: "check for a missing separator, and move remarks to the column note")
    }
    let visible = withoutMarks(text)
    let cell = (visible ?? String(text)).trimmed
    if let repair = formulaRepair(cell) {
      return .failure(rule: "this is a formula or an error of a spreadsheet", repair: repair)
    }
    return parse(cell).telling(visible == nil ? nil : markRule)
  }

  /// Whether the text is a word that people type where they do not know: never a zero.
  static func isUnknown(_ text: some StringProtocol) -> Bool {
    let lowered = text.lowercased()
    if unknownSigns.contains(lowered) { return true }
    return unknownWords.contains(words(lowered).joined(separator: " "))
  }

  /// Lower-case words of letters and digits; other signs only separate them.
  static func words(_ text: some StringProtocol) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  // MARK: Marks

  /// Signs without a shape: byte order mark, soft hyphen, zero-width and direction marks.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x80 && scalar.properties.generalCategory == .format
  }

  /// The text without marks, or nil where it has none.
  static func withoutMarks(_ text: some StringProtocol) -> String? {
    guard text.unicodeScalars.contains(where: isMark) else { return nil }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: text.unicodeScalars.lazy.filter { !isMark($0) })
    return String(kept)
  }

  // MARK: Formulas

  private static let errors: Set<String> = [
    "#n/a", "#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#spill!", "#calc!",
  ]

  /// What to do about a formula or an error of a spreadsheet; nil where the cell is neither.
  private static func formulaRepair(_ cell: String) -> String? {
    guard let first = cell.first else { return nil }
    // "@" and a plus before a letter or a bracket begin a formula too; a minus may be a dash.
    let isSum = cell.dropFirst().first.map { $0.isLetter || $0 == "(" } ?? false
    if first == "=" || first == "@" || first == "+" && isSum {
      return "paste the cell as a value, or leave it empty"
    }
    let lowered = cell.lowercased()
    if errors.contains(lowered) || lowered.hasPrefix("err:") {
      return "correct the formula in the spreadsheet, or leave the cell empty"
    }
    guard cell.count > 1, cell.allSatisfy({ $0 == "#" }) else { return nil }
    return "widen the column in the spreadsheet and export the file again"
  }

  // MARK: Unknown

  private static let unknownSigns: Set<String> = [
    "-", "--", "---", "\u{2010}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "?", "??",
    "???", "...", "\u{2026}",
  ]

  private static let unknownWords: Set<String> = [
    "n a", "na", "nan", "null", "tidak ada data", "belum ada data", "tidak diketahui",
    "belum diketahui", "tidak tersedia", "belum tersedia", "data tidak ada", "data belum ada",
    "tidak ada keterangan", "unknown", "no data", "not available",
  ]
}
