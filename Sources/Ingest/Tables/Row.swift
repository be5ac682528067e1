// Ingest: one data row on its way into the evidence: columns by name, cells by the type that the
// table declares, and a fault with its place where a cell cannot be read.

import Records

/// One data row of a table. To ask for a column that the table does not declare, or for another
/// type than it declares, is a caller's bug.
struct Row {
  /// Line on which the row begins.
  let line: Int
  private let cells: RowCells

  /// The row whose cells were taken last.
  init(_ cells: RowCells, line: Int) {
    self.cells = cells
    self.line = line
  }

  /// File as the user named it.
  var file: String { cells.file }

  /// What was read as something else in this row.
  var conversions: [Conversion] { cells.told.map { cells.rules[Int($0)] } }

  /// The cell without blanks around it and invisible marks; empty where the file has no such
  /// column.
  func text(_ column: String) -> String {
    let text = cells.text(cells.index(column))
    return CellText.withoutMarks(text)?.trimmed ?? text
  }

  /// Whether the cell has no text, or the file no such column.
  func isEmpty(_ column: String) -> Bool { cells.cell(cells.index(column)).length == 0 }

  /// Whether the cell holds the name of its column, as the second header of joined files does.
  func repeatsHeader(_ column: String) -> Bool {
    let schema = cells.layout.schema.column(column)
    let key = HeaderMatch.key(text(column))
    return ([schema.name] + schema.otherNames + schema.lastNames).contains {
      HeaderMatch.key($0) == key
    }
  }

  /// Whether the file has the column.
  func has(_ column: String) -> Bool { cells.has(cells.index(column)) }

  /// All texts of the row, also of columns that the table does not know.
  var texts: [String] { cells.texts }

  /// A cell that must not be empty.
  func required(_ column: String) throws(Fault) -> String {
    let text = text(column)
    guard text.isEmpty else { return text }
    throw fault(column, "", "the cell is empty", "fill it in; " + CellText.mergedCells)
  }

  // MARK: Cells by type

  /// The name of a row, without marks that no reader sees; it must not be empty. It is read anew each
  /// time, so that no name is remembered.
  func identifier(_ column: String) throws(Fault) -> String {
    _ = index(column, "identifier") { $0 == .identifier }
    switch IdentifierField.parse(try required(column)) {
    case .success(let name, _): return name
    case .failure(let rule, let repair): throw fault(column, text(column), rule, repair)
    }
  }

  /// A day, or nil where the cell is empty.
  func day(_ column: String) throws(Fault) -> CalendarDate? {
    try read(index(column, "day") { $0 == .day }) { DateField.parseOptionalDay($0) }
  }

  /// A day that must be there.
  func requiredDay(_ column: String) throws(Fault) -> CalendarDate {
    guard let day = try day(column) else {
      let repair = "write it as YYYY-MM-DD in every row; " + CellText.mergedCells
      throw fault(column, text(column), "a date is required", repair)
    }
    return day
  }

  /// A day, a month or a year; unknown where the cell is empty.
  func date(_ column: String) throws(Fault) -> ImpreciseDate {
    try read(index(column, "imprecise date") { $0 == .impreciseDate }) { DateField.parse($0) }
  }

  /// A count; unknown where the cell is empty.
  func count(_ column: String) throws(Fault) -> Count {
    try read(index(column, "count") { $0 == .count }) { CountField.parse($0) }
  }

  /// A whole number in the declared range.
  func integer(_ column: String) throws(Fault) -> Int {
    let index = cells.index(column)
    guard case .integer(let range) = type(index) else { wrongType(index, "whole number") }
    return try read(index) { text in
      switch IntegerField.parse(text) {
      case .success(let value, _) where !range.contains(value):
        .failure(
          rule: "a number is at least \(range.lowerBound) and at most \(range.upperBound)",
          repair: "check the number")
      case .failure where CountField.parse(text).value?.isUnknown == false:
        .failure(
          rule: "this column holds exact numbers only",
          repair: "write the exact number; what is not exact belongs into recaps.csv")
      case let reading: reading
      }
    }
  }

  /// Levels with their extents; none where the cell is empty.
  func levels(_ column: String) throws(Fault) -> [LevelMention] {
    try read(index(column, "levels") { $0 == .levels }) { text in
      text.isEmpty ? .success([], conversion: nil) : LevelField.parseList(text)
    }
  }

  /// The one level and what the word says of the employment; nil for `all`.
  func level(_ column: String) throws(Fault) -> LevelMention? {
    let index = cells.index(column)
    guard case .level(let allowsAll) = type(index) else { wrongType(index, "level") }
    return try read(index) { text in
      guard LevelField.isAll(text) else { return LevelField.parseSingle(text).map { $0 } }
      guard allowsAll else {
        return .failure(rule: "an official has one level", repair: "give the level, such as staff")
      }
      return .success(nil, conversion: text == "all" ? nil : LevelField.allLevelsRule)
    }
  }

  /// A kind of employment; unknown where the cell does not say.
  func employment(_ column: String) throws(Fault) -> Employment {
    try read(index(column, "employment") { $0 == .employment }) { EmploymentField.parse($0) }
  }

  /// A way of signing; nil where the cell does not say.
  func mode(_ column: String) throws(Fault) -> SigningMode? {
    try read(index(column, "mode") { $0 == .mode }) { ModeField.parse($0) }
  }

  /// A word of the declared list.
  func word<Value: RawRepresentable & Sendable>(
    _ column: String, default fallback: Value?
  ) throws(Fault) -> Value where Value.RawValue == String {
    let index = cells.index(column)
    guard case .word(let known) = type(index) else { wrongType(index, "word") }
    if let fallback, cells.cell(index).length == 0 { return fallback }
    return try read(index) { Self.parseWord($0, known) }
  }

  /// Words of the declared list, separated by semicolons.
  func words<Value: RawRepresentable & Hashable & Sendable>(
    _ column: String
  ) throws(Fault) -> Set<Value> where Value.RawValue == String {
    let index = cells.index(column)
    guard case .words(let known) = type(index) else { wrongType(index, "words") }
    return try read(index) { text in
      var found: Set<Value> = []
      for part in text.split(separator: ";").map(\.trimmed) where !part.isEmpty {
        guard let value = Value(rawValue: part) else {
          return .failure(
            rule: "\"\(part)\" is not a known word",
            repair: "use one or more of: \(known.joined(separator: ", ")), joined by ;")
        }
        found.insert(value)
      }
      return .success(found, conversion: nil)
    }
  }

  /// The elections that a cell names.
  func elections(
    _ column: String, _ parse: (_ text: String, _ allowsBoth: Bool) -> FieldReading<[ElectionID]>
  ) throws(Fault) -> [ElectionID] {
    let index = cells.index(column)
    guard case .election(let allowsBoth) = type(index) else { wrongType(index, "election") }
    return try read(index) { parse($0, allowsBoth) }
  }

  /// Who says so: the cell, else the table.
  func source(_ column: String) throws(Fault) -> Source {
    let table = cells.layout.schema.name
    return try read(index(column, "text") { $0 == .text }) { text in
      .success(Source(cell: text, table: table), conversion: nil)
    }
  }

  /// The region that a cell and others of its row name. The caller remembers what it has read.
  func region(
    _ column: String, _ parse: (String) -> FieldReading<Region>
  ) throws(Fault) -> Region {
    let index = index(column, "region") { $0 == .region || $0 == .regencyCode }
    let text = cells.text(index)
    switch parse(text) {
    case .success(let region, let conversion):
      if let conversion { cells.tell(conversion, of: index) }
      return region
    case .failure(let rule, let repair):
      throw fault(column, text, rule, repair)
    }
  }

  /// The ledger of the row, as `read` finds it where its texts are new.
  func key(_ read: () throws(Fault) -> LedgerKey) throws(Fault) -> LedgerKey {
    try cells.key(read)
  }

  /// A fault in this row.
  func fault(_ column: String, _ value: String, _ rule: String, _ repair: String) -> Fault {
    Fault(
      file: file, line: line, column: cells.layout.title(cells.index(column)),
      value: cells.layout.schema.isPersonal ? "" : value, rule: rule, repair: repair)
  }

  // MARK: Reading

  private func read<Value: Sendable>(
    _ index: Int, _ parse: (String) -> FieldReading<Value>
  ) throws(Fault) -> Value {
    let (reading, conversion) = cells.reading(index, parse)
    switch reading {
    case .success(let value, _):
      if conversion >= 0 { cells.told.append(conversion) }
      return value
    case .failure(let rule, let repair):
      throw fault(cells.layout.schema.columns[index].name, cells.text(index), rule, repair)
    }
  }

  private static func parseWord<Value: RawRepresentable>(
    _ text: String, _ known: [String]
  ) -> FieldReading<Value> where Value.RawValue == String {
    if let value = Value(rawValue: text) { return .success(value, conversion: nil) }
    return .failure(
      rule: "not a known word", repair: "use one of: \(known.joined(separator: ", "))")
  }

  private func type(_ index: Int) -> ColumnType { cells.type(index) }

  private func index(_ column: String, _ type: String, _ fits: (ColumnType) -> Bool) -> Int {
    let index = cells.index(column)
    guard fits(self.type(index)) else { wrongType(index, type) }
    return index
  }

  private func wrongType(_ index: Int, _ type: String) -> Never {
    let column = cells.layout.schema.columns[index]
    preconditionFailure("\(column.name) is declared as \(column.type), not as \(type)")
  }
}
