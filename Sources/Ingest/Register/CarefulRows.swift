// Ingest: rows of a register read cell by cell as text, by the rules of `RowContext`, and the names
// behind the numbers of `RegisterCell`.

import Records

/// Reads single rows, and numbers what they name.
struct CarefulRows {
  private let file: String
  private let columns: RegisterColumns
  private let cells: RowCells
  private var context: RowContext
  private(set) var numbers: RegisterNumbers
  /// Conversions of the rows that were read here.
  private(set) var conversions: [Conversion: Int] = [:]

  init(file: String, columns: RegisterColumns, context: RowContext) {
    self.file = file
    self.columns = columns
    self.context = context
    cells = RowCells(
      file: file,
      layout: TableLayout(.register, header: columns.header, places: columns.places))
    numbers = RegisterNumbers()
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
    let (entry, record) = try context.registerEntry(&row)
    for conversion in row.conversions { conversions[conversion, default: 0] += 1 }
    let person = RegisterPerson(
      requiredOn: entry.requiredOn, signedOn: entry.signedOn, recordedOn: entry.recordedOn,
      mode: entry.mode, source: entry.source)
    let cell = numbers.cell(entry.key, person)
    return (cell, record)
  }

  /// The ledger that the key cells of a row name, -1 where they break a rule, and what was told.
  mutating func slot(cells: [String], line: Int) -> (slot: Int32, conversions: [Conversion]) {
    var row = row(cells, line)
    do throws(Fault) {
      let key = try context.officialKey(&row)
      return (Int32(numbers.ledgers.number(of: key)), row.conversions)
    } catch {
      return (-1, [])
    }
  }

  /// Counts a row of a spreadsheet that holds nothing.
  mutating func passOverEmptyRow() {
    conversions[Conversion(file: file, rule: TableSchema.emptyRowRule), default: 0] += 1
  }

  /// The day that a cell means, 0 where it says that none is known.
  mutating func day(_ text: String) -> (meaning: Int32, rule: String?) {
    switch DateField.parseOptionalDay(text) {
    case .success(let day, let rule): (day.map { Int32(numbers.days.number(of: $0)) } ?? 0, rule)
    case .failure: (ColumnMeaning.unclear, nil)
    }
  }

  /// The mode that a cell means.
  func mode(_ text: String) -> (meaning: Int32, rule: String?) {
    guard case .success(let mode, let rule) = ModeField.parse(text) else {
      return (ColumnMeaning.unclear, nil)
    }
    return (Int32(SigningMode.allCases.firstIndex(of: mode ?? .inPerson) ?? 0), rule)
  }

  /// The source that a cell names.
  mutating func source(_ text: String) -> (meaning: Int32, rule: String?) {
    let number = numbers.sources.number(of: Source(cell: text, table: "register"))
    return (number < Int(UInt16.max) ? Int32(number) : ColumnMeaning.unclear, nil)
  }

  /// What the search for duplicates keeps of a row.
  @inline(__always)
  func print(
    of cell: RegisterCell, record: UnsafePointer<UInt8>, length: Int, line: Int
  ) -> OfficialPrint {
    let ledger = numbers.ledgers.prints[Int(cell.slot)]
    let required = UInt64(UInt32(bitPattern: numbers.days.days[Int(cell.required)]))
    let signed = UInt64(UInt32(bitPattern: numbers.days.days[Int(cell.signed)]))
    let recorded = UInt64(UInt32(bitPattern: numbers.days.days[Int(cell.recorded)]))
    // The file and the source are no part of what is said of an official.
    let content = mixed(
      ledger.content ^ (required << 32 | signed), recorded << 8 | UInt64(cell.mode))
    return OfficialPrint(
      official: hashed(record, length: length, seed: ledger.scope),
      content: UInt32(truncatingIfNeeded: content), line: UInt32(truncatingIfNeeded: line),
      cell: cell)
  }

  /// A row whose official is contradicted by another row.
  func setAside(_ print: OfficialPrint, cells: [String]) -> SetAsideRow {
    SetAsideRow(
      official: print.official, content: print.content, line: Int(print.line),
      key: numbers.ledgers.keys[Int(print.cell.slot)],
      person: RegisterPerson(
        print.cell, days: numbers.days, sources: numbers.sources.sources), cells: cells)
  }

  private func row(_ cells: [String], _ line: Int) -> Row {
    self.cells.take(cells)
    return Row(self.cells, line: line)
  }
}
