// Ingest: a piece of an input that holds whole records. `SlabReader` fills it, one thread at a time
// reads the records out of it.

/// Whole records in memory that belongs to this value alone, so that it may move between threads.
// Unchecked, because the compiler does not see that nobody else holds the pointer.
struct Slab: ~Copyable, @unchecked Sendable {
  /// Readable bytes behind the last one, so that 64 may be looked at from any byte on.
  static let padding = 64

  private(set) var base: UnsafeMutablePointer<UInt8>
  /// Bytes that fit, without the padding.
  private(set) var capacity: Int
  /// Bytes of whole records.
  var count = 0
  /// Bytes at the beginning that were read by others, such as the header.
  var start = 0
  /// Line of the file on which the first record begins, from 1.
  var firstLine = 1
  /// Place among the slabs of the file, from 0; whoever hands slabs out numbers them.
  var number = 0
  /// Whether quotes stand only around whole fields and doubled inside them, each CR before an LF,
  /// and no byte is 0, so that `fieldEnds` is known.
  var isCanonical = false
  /// For each byte whether it ends a field: bit `i % 64` of word `i / 64`.
  private(set) var fieldEnds: UnsafeMutablePointer<UInt64>
  /// Places of line feeds inside quotes in a canonical slab, in order.
  var quotedLineFeeds: [Int] = []

  /// An empty slab with room for `capacity` bytes, at least 1.
  init(capacity: Int) {
    precondition(capacity > 0, "a slab of \(capacity) bytes")
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.padding)
    base.initialize(repeating: 0, count: capacity + Self.padding)
    fieldEnds = .allocate(capacity: capacity / 64 + 1)
  }

  deinit {
    base.deallocate()
    fieldEnds.deallocate()
  }

  /// Writes zeros behind the first `filled` bytes, for those who look 64 bytes ahead.
  func clearPadding(behind filled: Int) {
    (base + filled).update(repeating: 0, count: Self.padding)
  }

  /// Writes a line feed, which ends a field, behind the last byte; there must be room.
  func endWithLineFeed(at end: Int) {
    base[end] = Byte.lineFeed
    let bit: UInt64 = 1 << UInt64(end % 64)
    fieldEnds[end / 64] = end % 64 == 0 ? bit : fieldEnds[end / 64] | bit
  }

  /// Makes room for more bytes, keeping the first `kept` of them but not `fieldEnds`.
  mutating func grow(to larger: Int, keeping kept: Int) {
    guard larger > capacity else { return }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
    memory.initialize(repeating: 0, count: larger + Self.padding)
    memory.update(from: base, count: kept)
    base.deallocate()
    base = memory
    fieldEnds.deallocate()
    fieldEnds = .allocate(capacity: larger / 64 + 1)
    capacity = larger
  }
}

/// What is left of a file: the rest of a slab, and the slabs behind it.
struct RemainingSlabs: ~Copyable {
  private var first: Slab?
  private var slabs: SlabReader

  init(first: consuming Slab, slabs: consuming SlabReader) {
    self.first = consume first
    self.slabs = slabs
  }

  /// What was read as something else so far.
  var conversions: [Conversion] { slabs.conversions }
  /// Byte between two fields.
  var delimiter: UInt8 { slabs.delimiter }
  /// Column names.
  var header: [String] { slabs.header }
  /// Bytes taken so far and, where known, all of them.
  var progress: (position: Int, size: Int?) { slabs.progress }

  /// Puts the next whole records into `slab`; false at the end of the file.
  mutating func next(into slab: inout Slab) throws(IngestError) -> Bool {
    if let first = first.take() {
      slab = first
      return true
    }
    return try slabs.next(into: &slab)
  }
}
