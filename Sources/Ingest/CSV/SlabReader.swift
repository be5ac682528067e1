// Ingest: cuts an input into slabs of whole records, in constant memory. Bytes come from
// `ByteSource`; `CSVReader` reads the records of one slab after the other, `ParallelReader` those of
// several at once. Everything that needs the order of the file is done here: byte order mark,
// separator, encoding, line numbers, and faults that make the rest of the file doubtful.

/// The slabs of one CSV input.
struct SlabReader: ~Copyable {
  /// Greatest length of a record in bytes, line end included.
  static let greatestRecord = 1 << 20

  /// What was read as something else, each kind once: byte order mark, separator, encoding, line
  /// ends, packing.
  private(set) var conversions: [Conversion]
  /// Byte between two fields.
  private(set) var delimiter: UInt8
  /// Column names, for messages; the reader of the header sets them as it understands them.
  var header: [String]

  let name: String
  private let slabSize: Int
  private var source: ByteSource
  /// Bytes behind the last slab, and how many.
  private var rest: Slab
  private var isAtEnd: Bool
  /// Line on which the next slab begins.
  private(set) var nextLine: Int
  private var encoding: TextEncoding
  private var hasCarriageReturns: Bool

  /// Opens an input, finds its separator and skips its byte order mark.
  ///
  /// - Parameters:
  ///   - path: where the file is, or `-`.
  ///   - name: what messages call it.
  ///   - slabSize: usual bytes of a slab, `> 0`; tests make it small to cut records anywhere.
  /// - Throws: where there is no such file, or its beginning shows that it is no CSV.
  init(path: String, name: String, slabSize: Int) throws(IngestError) {
    self = try Self.opened(ByteSource.open(path: path, name: name), name, slabSize)
  }

  private init(_ source: consuming ByteSource, name: String, slabSize: Int) {
    self.source = source
    self.name = name
    self.slabSize = slabSize
    conversions = []
    delimiter = Byte.comma
    header = []
    rest = Slab(capacity: max(slabSize, 4))
    isAtEnd = false
    nextLine = 1
    encoding = .ascii
    hasCarriageReturns = false
  }

  private static func opened(
    _ source: consuming ByteSource, _ name: String, _ slabSize: Int
  ) throws(IngestError) -> SlabReader {
    var reader = SlabReader(source, name: name, slabSize: slabSize)
    try reader.begin()
    return reader
  }

  /// Bytes of the input taken so far, as they lie on the disk, and all of them where known.
  var progress: (position: Int, size: Int?) { (source.position, source.size) }

  /// Adds what was read as something else.
  mutating func tell(_ conversion: Conversion) { conversions.append(conversion) }

  /// Fills the slab with the next whole records; false at the end of the input.
  mutating func next(into slab: inout Slab) throws(IngestError) -> Bool {
    slab.grow(to: max(slabSize, rest.count), keeping: 0)
    slab.base.update(from: rest.base + rest.start, count: rest.count - rest.start)
    var filled = rest.count - rest.start
    (rest.start, rest.count) = (0, 0)
    try fill(&slab, &filled, upTo: slabSize)
    while true {
      let cut = try cut(&slab, filled)
      if cut.end > 0 {
        keep(&slab, from: cut.end, to: filled)
        slab.count = cut.end
        (slab.start, slab.firstLine) = (0, nextLine)
        slab.isCanonical = cut.isCanonical
        slab.quotedLineFeeds = cut.quotedLineFeeds
        nextLine += cut.lineFeeds
        if cut.hasOtherThanASCII { try decode(&slab, isOpen: cut.isOpen) }
        return true
      }
      if isAtEnd, filled == 0 { return false }
      guard filled < Self.greatestRecord else { throw tooLong(slab, filled) }
      try fill(&slab, &filled, upTo: min(filled * 2 + 1, Self.greatestRecord))
    }
  }

  private struct Cut {
    var end = 0
    var lineFeeds = 0
    var hasOtherThanASCII = false
    var quotedLineFeeds: [Int] = []
    var isCanonical = true
    /// Whether the input ends without a line end.
    var isOpen = false
  }

  /// Reads until `most` bytes are there or the input ends.
  private mutating func fill(
    _ slab: inout Slab, _ filled: inout Int, upTo most: Int
  ) throws(IngestError) {
    slab.grow(to: most, keeping: filled)
    while filled < most, !isAtEnd {
      let added = try source.read(into: slab.base + filled, count: most - filled)
      filled += added
      isAtEnd = added == 0
    }
    slab.clearPadding(behind: filled)
  }

  private mutating func fillRest(upTo most: Int) throws(IngestError) {
    rest.grow(to: most, keeping: rest.count)
    while rest.count < most, !isAtEnd {
      let added = try source.read(into: rest.base + rest.count, count: most - rest.count)
      rest.count += added
      isAtEnd = added == 0
    }
  }

  /// Where the last whole record ends.
  private mutating func cut(_ slab: inout Slab, _ filled: Int) throws(IngestError) -> Cut {
    guard filled > 0 else { return Cut() }
    // Room for the end of a last line that has none.
    slab.grow(to: filled + 1, keeping: filled)
    let check = StructureCheck(
      slab.base, count: filled, delimiter: delimiter, isLast: isAtEnd, fieldEnds: slab.fieldEnds)
    if check.hasCarriageReturns { noteCarriageReturns() }
    guard check.end == 0, check.isOdd else {
      var end = check.end
      var isOpen = false
      // The last line ends like all others, so that readers need not ask.
      if end == filled, slab.base[end - 1] != Byte.lineFeed {
        slab.endWithLineFeed(at: end)
        end += 1
        isOpen = true
      }
      return Cut(
        end: end, lineFeeds: check.lineFeeds, hasOtherThanASCII: check.hasOtherThanASCII,
        quotedLineFeeds: check.quotedLineFeeds, isOpen: isOpen)
    }
    return try cutByteByByte(&slab, filled)
  }

  private mutating func cutByteByByte(
    _ slab: inout Slab, _ filled: Int
  ) throws(IngestError) -> Cut {
    var cut = Cut(isCanonical: false)
    let scanner = RecordScanner(delimiter: delimiter)
    var fields: [FieldBounds] = []
    while true {
      switch scanner.scan(
        slab.base + cut.end, count: filled - cut.end, isLast: isAtEnd, into: &fields)
      {
      case .record(let record):
        if record.endsWithCRLF { noteCarriageReturns() }
        cut.end += record.length
        cut.isOpen = slab.base[cut.end - 1] != Byte.lineFeed
        cut.lineFeeds += record.lineCount
        cut.hasOtherThanASCII = cut.hasOtherThanASCII || !record.isASCII
      case .blank(let length, let endsWithCRLF):
        if endsWithCRLF { noteCarriageReturns() }
        cut.end += length
        cut.lineFeeds += 1
      case .incomplete, .end:
        return cut
      case .fault(let kind, let offset):
        // What comes before the fault is read first.
        guard cut.end == 0 else { return cut }
        throw fault(kind, at: offset, of: slab, fields: fields.count)
      }
    }
  }

  private mutating func keep(_ slab: inout Slab, from end: Int, to filled: Int) {
    guard end < filled else { return }
    rest.grow(to: filled - end, keeping: 0)
    rest.base.update(from: slab.base + end, count: filled - end)
    rest.count = filled - end
  }

  private mutating func noteCarriageReturns() {
    guard !hasCarriageReturns else { return }
    hasCarriageReturns = true
    conversions.append(Conversion(file: name, rule: "line ends CR LF read as LF"))
  }

  // MARK: Beginning of the file

  private mutating func begin() throws(IngestError) {
    try fillRest(upTo: 4)
    let bytes = UnsafeBufferPointer(start: rest.base, count: rest.count)
    if source.isPacked { conversions.append(Conversion(file: name, rule: "unpacked by gzip")) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      rest.start = 3
      conversions.append(Conversion(file: name, rule: "byte order mark left out"))
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .unreadable(
        Fault(
          file: name, line: 1, rule: "the file is UTF-16 and not UTF-8", repair: Self.saveAsUTF8))
    } else if bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      throw .unreadable(
        Fault(
          file: name, line: 1, rule: "the file is a spreadsheet or a zip archive and not CSV",
          repair: "save the sheet as \"CSV UTF-8\", or give the file its ending .xlsx"))
    }
    while true {
      let bytes = UnsafeBufferPointer(
        start: rest.base + rest.start, count: rest.count - rest.start)
      if let found = CSVHeader.delimiter(in: bytes, isLast: isAtEnd) {
        delimiter = found
        header = Self.header(in: bytes, delimiter: found)
        break
      }
      guard rest.count <= Self.greatestRecord else { return }
      try fillRest(upTo: rest.count * 2 + 16)
    }
    guard delimiter != Byte.comma else { return }
    let rule = "separator \(CSVHeader.name(of: delimiter)) read as \",\""
    conversions.append(Conversion(file: name, rule: rule))
  }

  /// Names in the first record that is not blank, for faults that are met beside it.
  private static func header(
    in bytes: UnsafeBufferPointer<UInt8>, delimiter: UInt8
  ) -> [String] {
    guard let start = bytes.firstIndex(where: { $0 != Byte.lineFeed && $0 != Byte.carriageReturn })
    else { return [] }
    let record = UnsafeBufferPointer(rebasing: bytes[start...])
    guard let base = record.baseAddress else { return [] }
    var fields: [FieldBounds] = []
    let outcome = RecordScanner(delimiter: delimiter).scan(
      base, count: record.count, isLast: true, into: &fields)
    guard case .record = outcome else { return [] }
    return fields.map { String(decoding: record[$0.start..<$0.end], as: UTF8.self).trimmed }
  }

  // MARK: Encoding

  /// Makes sure that a slab is UTF-8, by another encoding where the file has shown that it uses it.
  private mutating func decode(_ slab: inout Slab, isOpen: Bool) throws(IngestError) {
    let bytes = UnsafeBufferPointer(start: slab.base, count: slab.count)
    // The bytes that are not ASCII may stand in the rest, which comes with the next slab.
    guard bytes.contains(where: { $0 >= 0x80 }) else { return }
    if encoding != .windows1252 {
      guard let invalid = firstInvalidUTF8(in: bytes) else {
        encoding = .utf8
        return
      }
      let hadLongBefore =
        encoding == .utf8 || bytes[..<invalid].contains { $0 >= 0x80 }
      // A character that the end of the input may have cut.
      let left = bytes[invalid...].prefix { $0 != Byte.lineFeed }
      let isCut =
        isOpen && left.endIndex >= slab.count - 1 && left.count < 4
        && (0xC2...0xF4).contains(bytes[invalid])
        && left.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
      guard !hadLongBefore, !isCut else { throw notUTF8(at: invalid, of: slab) }
    }
    if let long = firstLongUTF8(in: bytes) { throw mixed(at: long, of: slab) }
    let (converted, undefined) = TextEncoding.utf8(fromWindows1252: bytes)
    if let undefined { throw notUTF8(at: undefined, of: slab) }
    slab.grow(to: converted.count, keeping: 0)
    slab.base.update(from: converted, count: converted.count)
    slab.clearPadding(behind: converted.count)
    slab.count = converted.count
    if slab.isCanonical {
      // Fields end elsewhere now.
      let check = StructureCheck(
        slab.base, count: slab.count, delimiter: delimiter, isLast: true,
        fieldEnds: slab.fieldEnds)
      slab.quotedLineFeeds = check.quotedLineFeeds
    }
    guard encoding != .windows1252 else { return }
    encoding = .windows1252
    conversions.append(
      Conversion(file: name, rule: "Windows-1252 read as UTF-8 (the file is not UTF-8)"))
  }
}
