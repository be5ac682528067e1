// Ingest: rows of a register read cell by cell as text, by the rules of `RowContext`, and the names
// behind the numbers of `RegisterCell`.

import Records

/// Reads single rows, and numbers what they name.
struct CarefulRows {
  private let file: String
  private let columns: RegisterColumns
  private var context: RowContext
  private(set) var days = DayTable()
  private(set) var ledgers = LedgerNumbers()
  private(set) var sources: SourceNumbers
  /// Conversions of the rows that were read here.
  private(set) var conversions: [Conversion: Int] = [:]

  init(file: String, columns: RegisterColumns, context: RowContext) {
    self.file = file
    self.columns = columns
    self.context = context
    sources = SourceNumbers(file: file)
  }

  /// Reads a row by all rules.
  mutating func cell(
    cells: [String], line: Int
  ) throws(Fault) -> (cell: RegisterCell, record: String) {
    guard cells.count == columns.header.count else {
      throw Fault.wrongWidth(
        file: file, line: line, cells: cells.count, header: columns.header.count)
    }
    var row = row(cells, line)
    let entry = try context.registerEntry(&row)
    for conversion in row.conversions { conversions[conversion, default: 0] += 1 }
    let cell = RegisterCell(
      slot: UInt32(ledgers.number(of: entry.key)),
      required: entry.requiredOn.map { days.number(of: $0) } ?? 0,
      signed: entry.signedOn.map { days.number(of: $0) } ?? 0,
      recorded: entry.recordedOn.map { days.number(of: $0) } ?? 0,
      source: UInt16(sources.number(of: entry.source)),
      mode: UInt8(SigningMode.allCases.firstIndex(of: entry.mode) ?? 0))
    return (cell, row.text("record_id"))
  }

  /// The ledger that the key cells of a row name, -1 where they break a rule, and what was told.
  mutating func slot(cells: [String], line: Int) -> (slot: Int32, conversions: [Conversion]) {
    var row = row(cells, line)
    do throws(Fault) {
      let key = try context.officialKey(&row)
      return (Int32(ledgers.number(of: key)), row.conversions)
    } catch {
      return (-1, [])
    }
  }

  /// The day that a cell means.
  mutating func day(_ text: String) -> (meaning: Int32, rule: String?) {
    switch DateField.parseDay(text) {
    case .success(let day, let rule): (Int32(days.number(of: day)), rule)
    case .failure: (ColumnMeaning.unclear, nil)
    }
  }

  /// The mode that a cell means.
  func mode(_ text: String) -> (meaning: Int32, rule: String?) {
    let place = SigningMode(rawValue: text).flatMap { SigningMode.allCases.firstIndex(of: $0) }
    return (place.map { Int32($0) } ?? ColumnMeaning.unclear, nil)
  }

  /// The source that a cell names.
  mutating func source(_ text: String) -> (meaning: Int32, rule: String?) {
    let number = sources.number(of: Source(cell: text, file: file))
    return (number < Int(UInt16.max) ? Int32(number) : ColumnMeaning.unclear, nil)
  }

  /// What the search for duplicates keeps of a row.
  @inline(__always)
  func print(
    of cell: RegisterCell, record: UnsafePointer<UInt8>, length: Int, line: Int
  ) -> OfficialPrint {
    let ledger = ledgers.prints[Int(cell.slot)]
    let required = UInt64(UInt32(bitPattern: days.days[Int(cell.required)]))
    let signed = UInt64(UInt32(bitPattern: days.days[Int(cell.signed)]))
    let recorded = UInt64(UInt32(bitPattern: days.days[Int(cell.recorded)]))
    // The file and the source are no part of what is said of an official.
    let content = mixed(
      ledger.content ^ (required << 32 | signed), recorded << 8 | UInt64(cell.mode))
    return OfficialPrint(
      official: hashed(record, length: length, seed: ledger.scope),
      content: UInt32(truncatingIfNeeded: content), line: UInt32(truncatingIfNeeded: line),
      cell: cell)
  }

  private func row(_ cells: [String], _ line: Int) -> Row {
    Row(file: file, line: line, cells: cells, places: columns.places, isPersonal: true)
  }
}

/// Ledgers numbered as they appear.
struct LedgerNumbers {
  /// Hashes that are the same in every worker and in every run.
  struct Print {
    /// Election and regency, within which a record_id holds.
    let scope: UInt64
    /// The whole key.
    let content: UInt64
  }

  private(set) var keys: [LedgerKey] = []
  private(set) var prints: [Print] = []
  private var numbers: [LedgerKey: Int] = [:]

  mutating func number(of key: LedgerKey) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = keys.count
    keys.append(key)
    var scope = mixed(UInt64(key.regency.number), 1)
    for byte in key.election.description.utf8 { scope = mixed(scope, UInt64(byte)) }
    let level = UInt64(key.level.map { $0.order + 1 } ?? 0)
    let employment = UInt64(Employment.allCases.firstIndex(of: key.employment) ?? 0)
    prints.append(Print(scope: scope, content: mixed(scope, level << 8 | employment)))
    return keys.count - 1
  }
}

/// Sources numbered as they appear; the file itself is number 0.
struct SourceNumbers {
  private(set) var sources: [Source]
  private var numbers: [Source: Int]

  init(file: String) {
    let own = Source(publisher: file)
    sources = [own]
    numbers = [own: 0]
  }

  mutating func number(of source: Source) -> Int {
    if let known = numbers[source] { return known }
    // A column with a source for each row is not kept apart: the file stands for the rest.
    guard sources.count < Int(UInt16.max) else { return 0 }
    numbers[source] = sources.count
    sources.append(source)
    return sources.count - 1
  }
}
