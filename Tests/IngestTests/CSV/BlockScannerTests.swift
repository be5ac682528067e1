// Tests of BlockScanner and StructureCheck: on random bytes they agree with RecordScanner, which
// looks at one byte after the other.

import Testing

@testable import Ingest

@Suite("Block scanner")
struct BlockScannerTests {
  private static let pieces: [String] = [
    "a", "bc", "1706", "\"x,y\"", "\"l\nm\"", "\"d\"\"q\"", "\"\"", "", "é", "\"ü\r\n\"",
    String(repeating: "z", count: 61),
  ]
  /// What makes bytes odd: a quote inside a field, text behind one, a lone CR, a zero.
  private static let oddPieces = ["5\" x", "\"a\"b", "\r", "\u{0}", "\"open"]

  /// Records of random pieces with a separator and line ends.
  private static func text(seed: Int, withOddities: Bool) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(seed))
    let lineEnd = seed % 3 == 0 ? "\r\n" : "\n"
    var text = ""
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      let fields = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        withOddities && Int.random(in: 0..<12, using: &random) == 0
          ? oddPieces[Int.random(in: 0..<oddPieces.count, using: &random)]
          : pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      text += fields.joined(separator: ",") + lineEnd
    }
    if seed % 4 == 0 { text.removeLast() }
    return Array(text.utf8)
  }

  private struct Record: Equatable {
    var line: Int
    var fields: [[UInt8]]
  }

  /// Records by the careful scanner, up to the first fault or the end.
  private static func careful(_ bytes: [UInt8]) -> (records: [Record], end: Int, isFaulty: Bool) {
    var copy = bytes + Array(repeating: 0, count: 64)
    return copy.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return ([], 0, false) }
      var records: [Record] = []
      var (position, line) = (0, 1)
      var fields: [FieldBounds] = []
      while true {
        switch RecordScanner(delimiter: Byte.comma).scan(
          base + position, count: bytes.count - position, isLast: true, into: &fields)
        {
        case .record(let record):
          records.append(
            Record(
              line: line,
              fields: fields.map {
                Array(
                  UnsafeBufferPointer(start: base + position + $0.start, count: $0.end - $0.start))
              }))
          position += record.length
          line += record.lineCount
        case .blank(let length, _):
          position += length
          line += 1
        case .end: return (records, position, false)
        case .incomplete, .fault: return (records, position, true)
        }
      }
    }
  }

  @Test("Canonical bytes give the same records, lines and cells", arguments: 0..<400)
  func agrees(seed: Int) throws {
    let bytes = Self.text(seed: seed, withOddities: false)
    var slab = Slab(capacity: bytes.count + 1)
    slab.base.update(from: bytes, count: bytes.count)
    let check = StructureCheck(
      slab.base, count: bytes.count, delimiter: Byte.comma, isLast: true, fieldEnds: slab.fieldEnds)
    #expect(check.end == bytes.count)
    #expect(check.lineFeeds == bytes.count { $0 == Byte.lineFeed })
    #expect(!check.isOdd)
    #expect(check.hasOtherThanASCII == bytes.contains { $0 >= 0x80 })
    var count = bytes.count
    if bytes.last != Byte.lineFeed {
      slab.endWithLineFeed(at: count)
      count += 1
    }
    slab.count = count
    slab.isCanonical = true
    slab.quotedLineFeeds = check.quotedLineFeeds
    // Records of `width` fields come in a batch, all others alone and with the fields that fit.
    let width = 1 + seed % 7
    var scanner = BlockScanner(slab)
    var rows = RowBatch(width: width, of: slab)
    var records: [Record] = []
    while !scanner.isAtEnd {
      let odd = scanner.fill(&rows)
      for place in 0..<rows.count {
        records.append(Record(line: rows.line(place), fields: rows[place].fieldBytes))
      }
      rows.removeAll()
      if let odd { records.append(Record(line: scanner.line, fields: odd.fieldBytes)) }
    }
    records.removeAll { $0.fields == [[]] }
    let expected = Self.careful(bytes)
    #expect(!expected.isFaulty)
    #expect(
      records
        == expected.records.map {
          Record(line: $0.line, fields: Array($0.fields.prefix(width)))
        }.filter { $0.fields != [[]] })
  }

  @Test(
    "Odd bytes are never called canonical further than the careful scanner reads",
    arguments: 0..<400)
  func findsOddities(seed: Int) {
    let bytes = Self.text(seed: seed, withOddities: true)
    let slab = Slab(capacity: bytes.count + 1)
    slab.base.update(from: bytes, count: bytes.count)
    let check = StructureCheck(
      slab.base, count: bytes.count, delimiter: Byte.comma, isLast: true, fieldEnds: slab.fieldEnds)
    let careful = Self.careful(bytes)
    // Every certain record ends where the careful scanner ends one as well, before any fault.
    #expect(check.end <= careful.end || !careful.isFaulty)
    let before = Self.careful(Array(bytes[..<check.end]))
    #expect(check.lineFeeds == bytes[..<check.end].count { $0 == Byte.lineFeed })
    #expect(!before.isFaulty)
    #expect(before.records == Array(careful.records.prefix(before.records.count)))
    if careful.isFaulty { #expect(check.isOdd) }
  }
}

extension ScannedRow {
  /// The fields that are known, quotes around them left out.
  fileprivate var fieldBytes: [[UInt8]] {
    (0..<min(fields, width)).map { column in
      var (first, last) = (fieldStart(column), ends[column])
      if column == fields - 1, last > first, base[last - 1] == Byte.carriageReturn { last -= 1 }
      if last > first, base[first] == Byte.quote { (first, last) = (first + 1, last - 1) }
      return Array(UnsafeBufferPointer(start: base + first, count: last - first))
    }
  }
}
