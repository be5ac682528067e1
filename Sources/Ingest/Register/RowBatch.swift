// Ingest: some records of a slab together. `RegisterWorker` reads a batch column by column, which
// takes half the time of reading it row by row: what a column needs stays in the registers.

/// Records of a canonical slab that have as many fields as the header.
struct RowBatch: ~Copyable {
  /// Records that fit.
  static let most = 128

  /// Fields of each.
  let width: Int
  /// Records in it.
  private(set) var count = 0
  /// First byte of the slab.
  private let base: UnsafePointer<UInt8>
  private let starts: UnsafeMutablePointer<Int>
  private let lines: UnsafeMutablePointer<Int>
  private let ends: UnsafeMutablePointer<Int>

  /// An empty batch for rows of `width` fields of a slab, which must stay while it is used.
  init(width: Int, of slab: borrowing Slab) {
    self.width = width
    base = UnsafePointer(slab.base)
    starts = .allocate(capacity: Self.most)
    lines = .allocate(capacity: Self.most)
    ends = .allocate(capacity: (Self.most + 1) * width)
  }

  deinit {
    starts.deallocate()
    lines.deallocate()
    ends.deallocate()
  }

  /// Room for the ends of the fields of one more record, also where the batch is full.
  @inline(__always)
  var nextEnds: UnsafeMutablePointer<Int> { ends + count * width }

  /// Takes the record whose ends were written to `nextEnds`.
  @inline(__always)
  mutating func take(start: Int, line: Int) {
    starts[count] = start
    lines[count] = line
    count &+= 1
  }

  /// Empties the batch.
  mutating func removeAll() { count = 0 }

  /// Line on which a record begins.
  @inline(__always)
  func line(_ place: Int) -> Int { lines[place] }

  /// A record, `place` in `0..<count`.
  @inline(__always)
  subscript(place: Int) -> ScannedRow {
    ScannedRow(
      base: base, start: starts[place], ends: ends + place &* width, fields: width, width: width)
  }
}

/// What the rows of a batch say, by numbers.
struct BatchCells: ~Copyable {
  /// For each row whether a cell needs a closer look.
  let needsCare: UnsafeMutablePointer<Bool>
  let slots: UnsafeMutablePointer<Int32>
  // Here and not in the worker: the deinit of a generic noncopyable type in a lock is not run (Swift
  // 6.3).
  let combinations: UnsafeMutablePointer<KeyMeaning.Combination>
  let required = Self.column()
  let signed = Self.column()
  let recorded = Self.column()
  let modes = Self.column()
  let sources = Self.column()

  init() {
    needsCare = .allocate(capacity: RowBatch.most)
    slots = .allocate(capacity: RowBatch.most)
    combinations = .allocate(capacity: RowBatch.most)
  }

  deinit {
    needsCare.deallocate()
    slots.deallocate()
    combinations.deallocate()
    for column in [required, signed, recorded, modes, sources] { column.deallocate() }
  }

  private static func column() -> UnsafeMutablePointer<UInt16> {
    let column = UnsafeMutablePointer<UInt16>.allocate(capacity: RowBatch.most)
    column.initialize(repeating: 0, count: RowBatch.most)
    return column
  }

  /// The cell of a row, which must not need care.
  @inline(__always)
  subscript(place: Int) -> RegisterCell {
    RegisterCell(
      slot: UInt32(bitPattern: slots[place]), required: required[place], signed: signed[place],
      recorded: recorded[place], source: sources[place],
      mode: UInt8(truncatingIfNeeded: modes[place]))
  }
}
