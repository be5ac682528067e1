// Ingest: one record of a canonical slab as bytes, cells by their place.

/// A record that `BlockScanner` found.
struct ScannedRow {
  /// A cell without quotes and white space around it.
  struct Bounds {
    let start: UnsafePointer<UInt8>
    let length: Int

    /// Whether it is ASCII, begins with a letter or a digit and holds neither `+` nor `:`: then it is
    /// neither a formula nor a number that a spreadsheet shortened, and no mark stands in it.
    @inline(__always)
    var isPlainName: Bool {
      guard length > 0, (start[0] | 0x20) &- 0x61 < 26 || start[0] &- 0x30 < 10 else {
        return false
      }
      var place = 0
      while place < length {
        let (low, high) = shortBytes(start + place, min(16, length &- place))
        if Self.isSpecial(low) | Self.isSpecial(high) != 0 { return false }
        place &+= 16
      }
      return true
    }

    /// Not 0 where one of eight bytes is `+`, `:` or not ASCII.
    @inline(__always)
    private static func isSpecial(_ word: UInt64) -> UInt64 {
      let ones: UInt64 = 0x0101_0101_0101_0101
      // A byte that is equal becomes 0, and only 0 borrows (H. S. Warren, Hacker's Delight, 6-1).
      let plus = word ^ (ones &* 0x2B)
      let colon = word ^ (ones &* 0x3A)
      return (word | (plus &- ones) & ~plus | (colon &- ones) & ~colon) & (ones << 7)
    }
  }

  /// First byte of the slab.
  let base: UnsafePointer<UInt8>
  /// Where the record begins.
  let start: Int
  /// Ends of its first `width` fields.
  let ends: UnsafeMutablePointer<Int>
  /// Fields that it has.
  let fields: Int
  /// Fields that the header has.
  let width: Int

  /// Where a field begins, its quote included.
  @inline(__always)
  func fieldStart(_ column: Int) -> Int { column == 0 ? start : ends[column &- 1] &+ 1 }

  /// Whether the line holds nothing.
  @inline(__always)
  var isBlank: Bool {
    fields == 1
      && (ends[0] == start || ends[0] == start + 1 && base[start] == Byte.carriageReturn)
  }

  /// A cell; nil where doubled quotes or other than ASCII white space ask for a closer look.
  @inline(__always)
  func bounds(_ column: Int) -> Bounds? {
    let first = base + fieldStart(column)
    let last = base + ends[column]
    guard last > first else { return Bounds(start: first, length: 0) }
    // Nearly every cell begins and ends with ASCII that is neither a space nor a quote.
    if Self.isOrdinary(first[0]), Self.isOrdinary(last[-1]) {
      return Bounds(start: first, length: last - first)
    }
    return carefulBounds(first, last, isLast: column == width - 1)
  }

  private func carefulBounds(
    _ first: UnsafePointer<UInt8>, _ last: UnsafePointer<UInt8>, isLast: Bool
  ) -> Bounds? {
    var (first, last) = (first, last)
    if isLast, last > first, last[-1] == Byte.carriageReturn { last -= 1 }
    if last > first, first[0] == Byte.quote {
      first += 1
      last -= 1
      for place in 0..<(last - first) where first[place] == Byte.quote { return nil }
    }
    while last > first, Self.isSpace(first[0]) { first += 1 }
    while last > first, Self.isSpace(last[-1]) { last -= 1 }
    // A space of another script may stand at either end.
    if last > first, first[0] >= 0x80 || last[-1] >= 0x80 { return nil }
    return Bounds(start: first, length: last - first)
  }

  /// Whether a byte is ASCII behind the space, `!` and the quote.
  @inline(__always)
  private static func isOrdinary(_ byte: UInt8) -> Bool { byte &- 0x23 < 0x5D }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte &- 9 < 5
  }

  /// All cells as text, quotes resolved, without white space around them; those beyond `width` are
  /// left out, empty ones stand for them.
  var cells: [String] {
    var cells: [String] = []
    for column in 0..<min(fields, width) {
      var first = base + fieldStart(column)
      var last = base + ends[column]
      if column == fields - 1, last > first, last[-1] == Byte.carriageReturn { last -= 1 }
      guard last > first, first[0] == Byte.quote else {
        cells.append(Self.text(first, last))
        continue
      }
      first += 1
      last -= 1
      var bytes: [UInt8] = []
      var place = first
      while place < last {
        bytes.append(place[0])
        place += place[0] == Byte.quote ? 2 : 1
      }
      cells.append(String(decoding: bytes, as: UTF8.self).trimmed)
    }
    return cells + Array(repeating: "", count: max(0, fields - width))
  }

  private static func text(
    _ first: UnsafePointer<UInt8>, _ last: UnsafePointer<UInt8>
  ) -> String {
    String(decoding: UnsafeBufferPointer(start: first, count: last - first), as: UTF8.self).trimmed
  }
}

/// The numbers of the texts of the columns that name a ledger.
///
/// The cells of neighbouring columns are one text, as they stand in the file: two ways of writing
/// the same have two numbers, each of which is understood once.
struct KeyTexts: ~Copyable {
  private let runs: [ClosedRange<Int>]
  private let memories: UnsafeMutablePointer<CellMemory>

  init(runs: [ClosedRange<Int>]) {
    self.runs = runs
    memories = .allocate(capacity: runs.count)
    for place in runs.indices { (memories + place).initialize(to: CellMemory()) }
  }

  deinit {
    memories.deinitialize(count: runs.count)
    memories.deallocate()
  }

  /// Writes the combination of each row's texts; a row of which one cannot be numbered needs care.
  mutating func combine(
    _ rows: borrowing RowBatch, into combinations: UnsafeMutablePointer<KeyMeaning.Combination>,
    needsCare: UnsafeMutablePointer<Bool>
  ) {
    combinations.initialize(repeating: KeyMeaning.Combination(), count: rows.count)
    for place in runs.indices {
      let run = runs[place]
      for index in 0..<rows.count {
        let row = rows[index]
        let first = row.fieldStart(run.lowerBound)
        let number = memories[place].number(
          of: row.base + first, length: row.ends[run.upperBound] &- first)
        if number < 0 { needsCare[index] = true }
        // Numbers take 17 bits, and there are at most seven columns.
        combinations[index].append(UInt64(truncatingIfNeeded: number), bits: 18)
      }
    }
  }
}
