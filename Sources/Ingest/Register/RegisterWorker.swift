// Ingest: the rows of a register's slabs -> cells of a fold. Nearly every row is made of texts that
// were met before: those are read by their numbers alone. All others, and all that break a rule, go
// to the reader of single rows (`RowContext.registerEntry`), which alone knows the rules.

import Records

/// Reads slabs of one register on one thread.
struct RegisterWorker<Fold: RegisterFold & ~Copyable>: ~Copyable {
  private let file: String
  private let columns: RegisterColumns
  private let delimiter: UInt8
  private let findsDuplicates: Bool
  /// Officials whose rows are set aside.
  private let contradicted: Set<UInt64>

  private var careful: CarefulRows
  private var fold: Fold
  private var keyTexts: KeyTexts
  private var keys = KeyMeaning()
  private var required = ColumnMeaning()
  private var signed = ColumnMeaning()
  private var recorded = ColumnMeaning()
  private var modes = ColumnMeaning()
  private var sources = ColumnMeaning()
  private let ends: UnsafeMutablePointer<Int>

  /// A worker for one file.
  init(
    file: String, columns: RegisterColumns, delimiter: UInt8, context: RowContext,
    findsDuplicates: Bool, contradicted: Set<UInt64>, fold: consuming Fold
  ) {
    self.file = file
    self.columns = columns
    self.delimiter = delimiter
    self.findsDuplicates = findsDuplicates
    self.contradicted = contradicted
    self.fold = fold
    careful = CarefulRows(file: file, columns: columns, context: context)
    keyTexts = KeyTexts(runs: columns.keyRuns)
    ends = .allocate(capacity: columns.header.count)
  }

  deinit { ends.deallocate() }

  /// Reads all rows of a slab.
  mutating func read(_ slab: borrowing Slab) -> SlabAccount {
    var account = SlabAccount(number: slab.number)
    guard slab.isCanonical else {
      readByteByByte(slab, &account)
      return account
    }
    let base = UnsafePointer(slab.base)
    let width = columns.header.count
    var scanner = BlockScanner(slab)
    while let fields = scanner.next(ends: ends, limit: width) {
      let row = ScannedRow(
        base: base, start: scanner.recordStart, ends: ends, fields: fields, width: width)
      guard !row.isBlank else { continue }
      account.rowsRead += 1
      if fields == width, accept(row, line: scanner.line, &account) { continue }
      acceptCarefully(row.cells, line: scanner.line, &account)
    }
    return account
  }

  /// Takes back rows that were found to repeat others.
  mutating func takeBack(_ cells: [RegisterCell]) {
    for cell in cells { fold.remove(cell, careful.numbers.days) }
  }

  /// What was added up, and how often each conversion happened.
  mutating func outcome() -> (outcome: Fold.Outcome, conversions: [Conversion: Int]) {
    var conversions = careful.conversions
    conversions.merge(keys.conversions, uniquingKeysWith: +)
    func add(_ rules: [String: Int], _ column: String) {
      for (rule, count) in rules {
        conversions[Conversion(file: file, column: column, rule: rule), default: 0] += count
      }
    }
    add(required.conversions, "required_on")
    add(signed.conversions, "signed_on")
    add(recorded.conversions, "recorded_on")
    add(modes.conversions, "mode")
    return (
      fold.outcome(
        keys: careful.numbers.ledgers.keys, days: careful.numbers.days,
        sources: careful.numbers.sources.sources),
      conversions
    )
  }

  // MARK: Rows of known texts

  /// Accepts a row of known texts; false where it must be looked at more carefully.
  @inline(__always)
  private mutating func accept(
    _ row: ScannedRow, line: Int, _ account: inout SlabAccount
  ) -> Bool {
    guard let record = row.bounds(columns.record), record.length > 0,
      let slot = slot(row, line: line), slot >= 0,
      let required = Self.meaning(row, columns.required, &required, &careful, read: { $0.day($1) }),
      let signed = Self.meaning(row, columns.signed, &signed, &careful, read: { $0.day($1) }),
      let recorded = Self.meaning(row, columns.recorded, &recorded, &careful, read: { $0.day($1) }),
      let mode = Self.meaning(row, columns.mode, &modes, &careful, read: { $0.mode($1) }),
      let source = Self.meaning(row, columns.source, &sources, &careful, read: { $0.source($1) })
    else { return false }
    let cell = RegisterCell(
      slot: UInt32(slot), required: UInt16(truncatingIfNeeded: required),
      signed: UInt16(truncatingIfNeeded: signed), recorded: UInt16(truncatingIfNeeded: recorded),
      source: UInt16(truncatingIfNeeded: source), mode: UInt8(truncatingIfNeeded: mode))
    add(cell, record, line: line, &account) { row.cells }
    return true
  }

  @inline(__always)
  private mutating func add(
    _ cell: RegisterCell, _ record: ScannedRow.Bounds, line: Int, _ account: inout SlabAccount,
    cells: () -> [String]
  ) {
    guard findsDuplicates else {
      fold.add(cell, careful.numbers.days)
      account.accepted += 1
      return
    }
    let print = careful.print(of: cell, record: record.start, length: record.length, line: line)
    guard contradicted.isEmpty || !contradicted.contains(print.official) else {
      account.setAside.append(careful.setAside(print, cells: cells()))
      return
    }
    fold.add(cell, careful.numbers.days)
    account.accepted += 1
    account.officials.append(print)
  }

  /// The ledger of a row, -1 where its key is refused, nil where a cell needs a closer look.
  @inline(__always)
  private mutating func slot(_ row: ScannedRow, line: Int) -> Int32? {
    guard let combination = keyTexts.combination(row) else { return nil }
    if let known = keys.slot(of: combination) { return known }
    let (slot, conversions) = careful.slot(cells: row.cells, line: line)
    keys.remember(combination, slot: slot, conversions: conversions)
    // Asked again, so that its conversions are counted as those of any other row.
    return keys.slot(of: combination)
  }

  /// What a cell means, 0 where it is empty or there is no such column; nil where it needs a closer
  /// look.
  @inline(__always)
  private static func meaning(
    _ row: ScannedRow, _ column: Int, _ known: inout ColumnMeaning, _ careful: inout CarefulRows,
    read: (inout CarefulRows, String) -> (meaning: Int32, rule: String?)
  ) -> Int32? {
    guard column >= 0 else { return 0 }
    guard let text = row.bounds(column) else { return nil }
    guard text.length > 0 else { return 0 }
    let number = known.meaning(of: text.start, length: text.length) { read(&careful, $0) }
    return number == ColumnMeaning.unclear ? nil : number
  }

  // MARK: All other rows

  private mutating func acceptCarefully(
    _ cells: [String], line: Int, _ account: inout SlabAccount
  ) {
    guard cells.contains(where: { !$0.isEmpty }) else {
      account.rowsRead -= 1
      careful.passOverEmptyRow()
      return
    }
    do throws(Fault) {
      let (cell, record) = try careful.cell(cells: cells, line: line)
      var bytes = Array(record.utf8)
      let length = bytes.count
      bytes += Array(repeating: 0, count: 16)
      bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        add(cell, ScannedRow.Bounds(start: start, length: length), line: line, &account) { cells }
      }
    } catch {
      account.rejected.append(RejectedRow(fault: error, cells: cells))
    }
  }

  private mutating func readByteByByte(_ slab: borrowing Slab, _ account: inout SlabAccount) {
    let scanner = RecordScanner(delimiter: delimiter)
    var fields: [FieldBounds] = []
    var position = slab.start
    var line = slab.firstLine
    while true {
      let start = slab.base + position
      switch scanner.scan(start, count: slab.count - position, isLast: true, into: &fields) {
      case .record(let record):
        account.rowsRead += 1
        let cells = fields.map { field in
          let end =
            field.hasDoubledQuotes ? RecordScanner.resolveQuotes(field, in: start) : field.end
          let bytes = UnsafeBufferPointer(start: start + field.start, count: end - field.start)
          return String(decoding: bytes, as: UTF8.self).trimmed
        }
        acceptCarefully(cells, line: line, &account)
        position += record.length
        line += record.lineCount
      case .blank(let length, _):
        position += length
        line += 1
      case .end, .incomplete, .fault: return
      }
    }
  }
}
