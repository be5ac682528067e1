// Ingest: the cells of the current row as bytes, and what the texts of each column were read as.
// Tables repeat few texts in many rows: each is understood once.

import Records

/// The cells of one row after the other.
final class RowCells {
  /// File as the user named it.
  let file: String
  let layout: TableLayout
  /// Every rule by which a cell was read as something else.
  private(set) var rules: [Conversion] = []
  /// Of these, the ones that were applied in the current row.
  var told: [Int32] = []

  private let bounds: UnsafeMutablePointer<Bounds>
  /// Room behind the cells that were made into texts.
  private var copies: UnsafeMutablePointer<UInt8>
  private var room: Int
  private let empty: UnsafeMutablePointer<UInt8>
  private let count: Int
  private let columns: UnsafeMutablePointer<ColumnMemory>
  private var ruleNumbers: [Conversion: Int32] = [:]
  /// Columns that together name the ledger of a row.
  private let keyColumns: [Int]
  private var keys: [KeyNumbers: (key: LedgerKey, rules: [Int32])] = [:]

  /// A cell without white space at its ends; 16 bytes from any of its bytes on are readable.
  struct Bounds {
    var start: UnsafePointer<UInt8>
    var length: Int
  }

  init(file: String, layout: TableLayout) {
    self.file = file
    self.layout = layout
    let declared = layout.schema.columns
    count = declared.count
    columns = .allocate(capacity: count)
    for (index, column) in declared.enumerated() {
      (columns + index).initialize(
        to: ColumnMemory(name: column.name, type: column.type, place: layout.columns[index]))
    }
    keyColumns = declared.indices.filter {
      layout.columns[$0] >= 0 && RegisterColumns.keyNames.contains(declared[$0].name)
    }
    empty = .allocate(capacity: 16)
    empty.initialize(repeating: 0, count: 16)
    room = 256
    copies = .allocate(capacity: room)
    bounds = .allocate(capacity: layout.width + 1)
    bounds.initialize(repeating: Bounds(start: empty, length: 0), count: layout.width + 1)
  }

  deinit {
    columns.deinitialize(count: count)
    columns.deallocate()
    bounds.deallocate()
    copies.deallocate()
    empty.deallocate()
  }

  // MARK: Rows

  /// Takes the cells of the reader's current record, which must be as wide as the header; they are
  /// valid until it moves on. False where all are empty.
  func take(_ reader: borrowing CSVReader) -> Bool {
    told.removeAll(keepingCapacity: true)
    var hasText = false
    for place in 0..<layout.width {
      let cell = Self.trimmed(reader.bytes(place), empty)
      bounds[place] = cell
      hasText = hasText || cell.length > 0
    }
    return hasText
  }

  /// Takes cells that were made into texts, as many as the header has.
  func take(_ texts: [String]) {
    told.removeAll(keepingCapacity: true)
    let needed = texts.reduce(16) { $0 + $1.utf8.count }
    if needed > room {
      copies.deallocate()
      room = needed * 2
      copies = .allocate(capacity: room)
    }
    copies.initialize(repeating: 0, count: room)
    var start = 0
    for place in 0..<layout.width {
      guard place < texts.count else {
        bounds[place] = Bounds(start: empty, length: 0)
        continue
      }
      for (offset, byte) in texts[place].utf8.enumerated() { copies[start + offset] = byte }
      bounds[place] = Bounds(start: copies + start, length: texts[place].utf8.count)
      start += texts[place].utf8.count
    }
  }

  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ empty: UnsafePointer<UInt8>
  ) -> Bounds {
    guard var first = bytes.baseAddress, bytes.count > 0 else {
      return Bounds(start: empty, length: 0)
    }
    var last = first + bytes.count
    while last > first, isSpace(first[0]) { first += 1 }
    while last > first, isSpace(last[-1]) { last -= 1 }
    guard last > first, first[0] >= 0x80 || last[-1] >= 0x80 else {
      return Bounds(start: first, length: last - first)
    }
    // A space of another script may stand at either end.
    let text = String(
      decoding: UnsafeBufferPointer(start: first, count: last - first), as: UTF8.self)
    let leading = text.prefix(while: \.isWhitespace).utf8.count
    return Bounds(start: first + leading, length: text.trimmed.utf8.count)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte &- 9 < 5
  }

  // MARK: Cells

  /// The declared column of a name; any other name is a caller's bug.
  @inline(__always)
  func index(_ name: String) -> Int {
    for index in 0..<count where columns[index].name == name { return index }
    preconditionFailure("the table \(layout.schema.name) declares no column \(name)")
  }

  /// What a column is declared as.
  @inline(__always)
  func type(_ index: Int) -> ColumnType { columns[index].type }

  /// Whether the file has a column.
  func has(_ index: Int) -> Bool { columns[index].place >= 0 }

  /// The cell of a declared column; empty where the file has none.
  @inline(__always)
  func cell(_ index: Int) -> Bounds {
    let place = columns[index].place
    return place < 0 ? Bounds(start: empty, length: 0) : bounds[place]
  }

  /// The text of a declared column.
  func text(_ index: Int) -> String { Self.text(cell(index)) }

  /// All texts of the row, also of columns that the table does not know.
  var texts: [String] { (0..<layout.width).map { Self.text(bounds[$0]) } }

  private static func text(_ cell: Bounds) -> String {
    String(decoding: UnsafeBufferPointer(start: cell.start, count: cell.length), as: UTF8.self)
  }

  /// What a cell is read as, and the number of the rule by which it was read as something else, -1
  /// for none. A column must be read by the same function in every row.
  @inline(__always)
  func reading<Value: Sendable>(
    _ index: Int, _ parse: (String) -> FieldReading<Value>
  ) -> (reading: FieldReading<Value>, rule: Int32) {
    let memory: CellReadings<Value>
    if let known = columns[index].readings {
      guard Swift.type(of: known) == CellReadings<Value>.self else {
        preconditionFailure("\(layout.title(index)) is read in two ways")
      }
      memory = unsafeDowncast(known, to: CellReadings<Value>.self)
    } else {
      memory = CellReadings()
      columns[index].readings = memory
    }
    let cell = cell(index)
    let number = columns[index].texts.number(of: cell.start, length: cell.length)
    if let known = memory[number] { return known }
    let reading = parse(Self.text(cell))
    var rule: Int32 = -1
    if case .success(_, let conversion?) = reading { rule = self.rule(conversion, index) }
    memory[number] = (reading, rule)
    return (reading, rule)
  }

  /// Tells that a cell was read as something else.
  func tell(_ conversion: String, of index: Int) { told.append(rule(conversion, index)) }

  private func rule(_ text: String, _ index: Int) -> Int32 {
    let conversion = Conversion(
      file: file, column: layout.schema.columns[index].name, rule: text)
    if let known = ruleNumbers[conversion] { return known }
    let number = Int32(rules.count)
    rules.append(conversion)
    ruleNumbers[conversion] = number
    return number
  }

  // MARK: Keys

  /// The texts of the current row that name its ledger, by their numbers; nil where one of them
  /// cannot be remembered.
  private var keyNumbers: KeyNumbers? {
    var combination = KeyNumbers()
    for index in keyColumns {
      let cell = cell(index)
      let number = columns[index].texts.number(of: cell.start, length: cell.length)
      guard number >= 0 else { return nil }
      // Numbers take 15 bits, and there are at most seven columns.
      combination.high = combination.high << 16 | combination.low >> 48
      combination.low = combination.low << 16 | UInt64(number)
    }
    return combination
  }

  /// The ledger that the row names, where the same texts named one before; `read` finds it
  /// otherwise. What it tells is told again.
  func key(_ read: () throws(Fault) -> LedgerKey) throws(Fault) -> LedgerKey {
    guard let numbers = keyNumbers else { return try read() }
    if let known = keys[numbers] {
      told += known.rules
      return known.key
    }
    let before = told.count
    let key = try read()
    if keys.count < 1 << 20 { keys[numbers] = (key, Array(told[before...])) }
    return key
  }
}

/// Texts by their numbers.
private struct KeyNumbers: Hashable {
  var low: UInt64 = 0
  var high: UInt64 = 0
}

/// One declared column: what it is, where it stands, and its texts so far.
private struct ColumnMemory: ~Copyable {
  let name: String
  let type: ColumnType
  /// Its place in the file, -1 where it has none.
  let place: Int
  var texts = CellMemory()
  /// `CellReadings` of the type that the column is read as.
  var readings: AnyObject?

  init(name: String, type: ColumnType, place: Int) {
    self.name = name
    self.type = type
    self.place = place
  }
}

/// What the texts of one column were read as, by their numbers.
private final class CellReadings<Value: Sendable> {
  private var entries: [(reading: FieldReading<Value>, rule: Int32)?] = []

  /// Nil for a number that is new or `CellMemory.full`.
  subscript(number: Int) -> (reading: FieldReading<Value>, rule: Int32)? {
    get { number >= 0 && number < entries.count ? entries[number] : nil }
    set {
      guard number >= 0 else { return }
      while entries.count <= number { entries.append(nil) }
      entries[number] = newValue
    }
  }
}
