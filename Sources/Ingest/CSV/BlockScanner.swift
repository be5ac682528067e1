// Ingest: the fields of canonical slabs, by the masks that `StructureCheck` left. It gives the same
// records as `RecordScanner` does, several times faster; tests hold the two together.

/// Moves over the records of a canonical slab.
struct BlockScanner {
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private let fieldEnds: UnsafeMutablePointer<UInt64>
  private let quotedLineFeeds: [Int]
  /// Place in the slab of the next line feed inside quotes, and its number among them.
  private var nextQuoted = Int.max
  private var quoted = 0
  private var block: Int
  /// Ends of fields in the block that are not used yet.
  private var breaks: UInt64 = 0
  private var nextStart: Int
  private var nextLine: Int

  /// Line on which the current record begins.
  private(set) var line: Int

  /// A scanner before the first record of the slab, which must stay while it is used.
  init(_ slab: borrowing Slab) {
    precondition(slab.isCanonical, "the slab is not canonical")
    base = UnsafePointer(slab.base)
    count = slab.count
    fieldEnds = slab.fieldEnds
    quotedLineFeeds = slab.quotedLineFeeds
    nextStart = slab.start
    nextLine = slab.firstLine
    line = slab.firstLine
    block = slab.start / 64
    quoted = quotedLineFeeds.firstIndex { $0 >= slab.start } ?? quotedLineFeeds.count
    if quoted < quotedLineFeeds.count { nextQuoted = quotedLineFeeds[quoted] }
    if nextStart < count { breaks = fieldEnds[block] & (.max << UInt64(nextStart % 64)) }
  }

  /// Behind the line end of the current record.
  var recordEnd: Int { nextStart }

  /// Whether the last record was passed.
  var isAtEnd: Bool { nextStart >= count }

  /// Moves over records that have as many fields as the batch is wide, until the batch is full or
  /// a record with another number of fields comes.
  ///
  /// - Parameter rows: receives the records.
  /// - Returns: the record with another number of fields, good until the next call; nil where the
  ///   batch is full or the slab at its end. A blank line is a record of one empty field.
  mutating func fill(_ rows: inout RowBatch) -> ScannedRow? {
    let width = rows.width
    // Kept by themselves, so that they stay in registers.
    var (block, breaks, start) = (block, breaks, nextStart)
    defer { (self.block, self.breaks, nextStart) = (block, breaks, start) }
    while start < count, rows.count < RowBatch.most {
      let recordStart = start
      line = nextLine
      let ends = rows.nextEnds
      var fields = 0
      var place = start
      repeat {
        while breaks == 0 {
          block &+= 1
          breaks = fieldEnds[block]
        }
        place = block &<< 6 &+ breaks.trailingZeroBitCount
        breaks &= breaks &- 1
        if fields < width { ends[fields] = place }
        fields &+= 1
      } while base[place] != Byte.lineFeed
      start = place &+ 1
      nextLine &+= 1
      if nextQuoted < place { countLines(upTo: place) }
      guard fields == width else {
        return ScannedRow(
          base: base, start: recordStart, ends: ends, fields: fields, width: width)
      }
      rows.take(start: recordStart, line: line)
    }
    return nil
  }

  /// Counts the line feeds inside the record.
  private mutating func countLines(upTo end: Int) {
    while nextQuoted < end {
      nextLine += 1
      quoted += 1
      nextQuoted = quoted < quotedLineFeeds.count ? quotedLineFeeds[quoted] : .max
    }
  }
}
