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
  private let cells = BatchCells()

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
  }

  /// Reads all rows of a slab.
  mutating func read(_ slab: borrowing Slab) -> SlabAccount {
    var account = SlabAccount(number: slab.number)
    // Enough for rows of 64 bytes; fewer make the array grow.
    if findsDuplicates { account.officials.reserveCapacity(slab.count / 64) }
    guard slab.isCanonical else {
      readByteByByte(slab, &account)
      return account
    }
    var scanner = BlockScanner(slab)
    var rows = RowBatch(width: columns.header.count, of: slab)
    while !scanner.isAtEnd {
      let odd = scanner.fill(&rows)
      // The rows before it come first in the account.
      accept(&rows, &account)
      guard let odd, !odd.isBlank else { continue }
      account.rowsRead += 1
      // The ends of cells beyond the header are not kept: they are looked for again.
      let cells =
        odd.fields <= odd.width
        ? odd.cells
        : Self.cells(slab.base + odd.start, count: scanner.recordEnd - odd.start, delimiter)
      acceptCarefully(cells, line: scanner.line, &account)
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

  /// Accepts the rows of a batch, by their numbers or more carefully, and empties it.
  private mutating func accept(_ rows: inout RowBatch, _ account: inout SlabAccount) {
    let count = rows.count
    account.rowsRead += count
    cells.needsCare.initialize(repeating: false, count: count)
    findSlots(rows)
    let care = cells.needsCare
    required.read(rows, columns.required, into: cells.required, needsCare: care) { careful.day($0) }
    signed.read(rows, columns.signed, into: cells.signed, needsCare: care) { careful.day($0) }
    recorded.read(rows, columns.recorded, into: cells.recorded, needsCare: care) { careful.day($0) }
    modes.read(rows, columns.mode, into: cells.modes, needsCare: care) { careful.mode($0) }
    sources.read(rows, columns.source, into: cells.sources, needsCare: care) { careful.source($0) }
    for place in 0..<count {
      if !care[place], let record = rows[place].bounds(columns.record), record.isPlainName {
        add(cells[place], record, line: rows.line(place), &account) { rows[place].cells }
      } else {
        takeBack(rows[place], place)
        acceptCarefully(rows[place].cells, line: rows.line(place), &account)
      }
    }
    rows.removeAll()
  }

  /// Does not count what a row was read as that is read again with more care.
  private mutating func takeBack(_ row: ScannedRow, _ place: Int) {
    if cells.slots[place] >= 0 { keys.takeBack(cells.combinations[place]) }
    required.takeBack(row, columns.required)
    signed.takeBack(row, columns.signed)
    recorded.takeBack(row, columns.recorded)
    modes.takeBack(row, columns.mode)
  }

  /// Writes the ledger of each row, -1 where it is not known; a row whose key is refused needs care.
  private mutating func findSlots(_ rows: borrowing RowBatch) {
    let combinations = cells.combinations
    keyTexts.combine(rows, into: combinations, needsCare: cells.needsCare)
    cells.slots.initialize(repeating: -1, count: rows.count)
    for place in 0..<rows.count where !cells.needsCare[place] {
      let slot =
        keys.slot(of: combinations[place])
        ?? newSlot(of: combinations[place], rows[place].cells, line: rows.line(place))
      cells.slots[place] = slot
      if slot < 0 { cells.needsCare[place] = true }
    }
  }

  @inline(never)
  private mutating func newSlot(
    of combination: KeyMeaning.Combination, _ cells: [String], line: Int
  ) -> Int32 {
    let (slot, conversions) = careful.slot(cells: cells, line: line)
    keys.remember(combination, slot: slot, conversions: conversions)
    // Asked again, so that its conversions are counted as those of any other row.
    return keys.slot(of: combination) ?? -1
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
        acceptCarefully(Self.cells(start, fields), line: line, &account)
        position += record.length
        line += record.lineCount
      case .blank(let length, _):
        position += length
        line += 1
      case .end, .incomplete, .fault: return
      }
    }
  }

  /// All cells of a record of `count` bytes as text.
  private static func cells(
    _ start: UnsafeMutablePointer<UInt8>, count: Int, _ delimiter: UInt8
  ) -> [String] {
    var fields: [FieldBounds] = []
    _ = RecordScanner(delimiter: delimiter).scan(start, count: count, isLast: true, into: &fields)
    return cells(start, fields)
  }

  private static func cells(
    _ start: UnsafeMutablePointer<UInt8>, _ fields: [FieldBounds]
  ) -> [String] {
    fields.map { field in
      let end =
        field.hasDoubledQuotes ? RecordScanner.resolveQuotes(field, in: start) : field.end
      let bytes = UnsafeBufferPointer(start: start + field.start, count: end - field.start)
      return String(decoding: bytes, as: UTF8.self).trimmed
    }
  }
}
