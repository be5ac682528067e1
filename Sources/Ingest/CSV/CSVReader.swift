// Ingest: the records of one CSV file, one after the other, in constant memory. Every table is
// read through it: bytes come from `ByteWindow`, fields from `RecordScanner`; the readers of the
// single tables decide what a column means.

/// Reads a CSV file record by record.
///
/// The header is read when the reader is made. Each `next()` moves to the following record, whose
/// fields are views into the reader's memory until the next call. A record with more or fewer
/// fields than the header is the caller's to refuse; whatever makes the rest of the file doubtful
/// is thrown. Complexity: one pass; memory of the order of the longest record.
struct CSVReader: ~Copyable {
  /// Greatest length of a record in bytes, line end included.
  static let greatestRecord = 1 << 20

  /// Column names, without spaces around them.
  private(set) var header: [String]
  /// What was read as something else, each kind once: byte order mark, separator, line ends. The
  /// line ends can join the list after the first record.
  private(set) var conversions: [Conversion]
  /// Line on which the current record begins, from 1.
  private(set) var line: Int

  // No property has a default value: a throwing initialiser of a noncopyable type may not have
  // initialised a part when it throws.
  private let name: String
  private var window: ByteWindow
  private var scanner: RecordScanner
  private var fields: [FieldBounds]
  private var recordLength: Int
  private var nextLine: Int
  private var hasCRLF: Bool
  private var progress: Result<Void, IngestError>

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - name: what messages call it.
  ///   - chunkSize: bytes asked for at once, `> 0`; tests make it small to cut records anywhere.
  /// - Throws: where there is no such file, it is empty, or its header cannot be read.
  init(path: String, name: String, chunkSize: Int = 1 << 18) throws(IngestError) {
    self = try Self.opened(source: FileSource(path: path, name: name), name, chunkSize)
  }

  private init(source: consuming FileSource, name: String, chunkSize: Int) {
    header = []
    conversions = []
    line = 1
    self.name = name
    window = ByteWindow(source: source, chunkSize: chunkSize)
    scanner = RecordScanner(delimiter: Byte.comma)
    fields = []
    recordLength = 0
    nextLine = 1
    hasCRLF = false
    progress = .success(())
  }

  private static func opened(
    source: consuming FileSource, _ name: String, _ chunkSize: Int
  ) throws(IngestError) -> CSVReader {
    var reader = CSVReader(source: source, name: name, chunkSize: chunkSize)
    try reader.skipByteOrderMark()
    try reader.findDelimiter()
    guard try reader.next() else {
      throw .unreadable(
        Fault(file: name, rule: "the file is empty", repair: "give it a header line and rows"))
    }
    reader.header = (0..<reader.fieldCount).map { reader.text($0).trimmed }
    return reader
  }

  /// Fields of the current record.
  var fieldCount: Int { fields.count }

  /// Moves to the next record; false at the end of the file. Blank lines are passed over. Once it
  /// has thrown, it throws the same again.
  mutating func next() throws(IngestError) -> Bool {
    try progress.get()
    do {
      return try advance()
    } catch {
      progress = .failure(error)
      throw error
    }
  }

  /// The bytes of a field of the current record, `column` in `0..<fieldCount`: valid UTF-8, quotes
  /// resolved, spaces kept. Costs no memory.
  func withBytes<Result, Failure: Error>(
    _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(bytes(column).span)
  }

  /// The text of a field of the current record, `column` in `0..<fieldCount`, spaces kept.
  func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  private func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(fields.indices.contains(column), "column \(column) of \(fields.count)")
    let bounds = fields[column]
    return UnsafeBufferPointer(
      start: window.base + bounds.start, count: bounds.end - bounds.start)
  }

  // MARK: Records

  private mutating func advance() throws(IngestError) -> Bool {
    window.consume(recordLength)
    recordLength = 0
    while true {
      line = nextLine
      let outcome = scanner.scan(
        window.base, count: window.count, isLast: window.isAtEnd, into: &fields)
      switch outcome {
      case .record(let record):
        try accept(record)
        return true
      case .blank(let length, let endsWithCRLF):
        if endsWithCRLF { noteCRLF() }
        window.consume(length)
        nextLine += 1
      case .incomplete(let openQuote):
        guard window.count <= Self.greatestRecord else { throw tooLong(openQuote: openQuote) }
        try window.fill()
      case .end:
        return false
      case .fault(let kind, let offset):
        throw faultError(kind, at: offset)
      }
    }
  }

  private mutating func accept(_ record: ScannedRecord) throws(IngestError) {
    guard record.length <= Self.greatestRecord else { throw tooLong(openQuote: nil) }
    if !record.isASCII {
      let bytes = UnsafeBufferPointer(start: window.base, count: record.length)
      if let offset = firstInvalidUTF8(in: bytes) { throw notUTF8(at: offset) }
    }
    if record.endsWithCRLF { noteCRLF() }
    recordLength = record.length
    nextLine = line + record.lineCount
    for index in fields.indices where fields[index].hasDoubledQuotes { resolveQuotes(index) }
  }

  /// Writes each doubled quote of a field as one, in place; the field grows shorter.
  private mutating func resolveQuotes(_ index: Int) {
    let base = window.base
    var target = fields[index].start
    var position = fields[index].start
    while position < fields[index].end {
      let byte = base[position]
      base[target] = byte
      target += 1
      position += byte == Byte.quote ? 2 : 1
    }
    fields[index].end = target
  }

  private mutating func noteCRLF() {
    guard !hasCRLF else { return }
    hasCRLF = true
    conversions.append(Conversion(file: name, rule: "line ends CR LF read as LF"))
  }

  // MARK: Beginning of the file

  private mutating func skipByteOrderMark() throws(IngestError) {
    while window.count < 3, !window.isAtEnd { try window.fill() }
    let bytes = UnsafeBufferPointer(start: window.base, count: window.count)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      window.consume(3)
      conversions.append(Conversion(file: name, rule: "byte order mark left out"))
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .unreadable(
        Fault(
          file: name, line: 1, rule: "the file is UTF-16 and not UTF-8", repair: Self.saveAsUTF8))
    }
  }

  private mutating func findDelimiter() throws(IngestError) {
    while window.count <= Self.greatestRecord {
      let bytes = UnsafeBufferPointer(start: window.base, count: window.count)
      guard let found = CSVHeader.delimiter(in: bytes, isLast: window.isAtEnd) else {
        try window.fill()
        continue
      }
      scanner = RecordScanner(delimiter: found)
      guard found != Byte.comma else { return }
      let rule = "separator \(CSVHeader.name(of: found)) read as \",\""
      conversions.append(Conversion(file: name, rule: rule))
      return
    }
  }
}

// MARK: Faults

extension CSVReader {
  private static let saveAsUTF8 = "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"

  /// Line, and column in characters, of a byte of the current record.
  private func place(of offset: Int) -> (line: Int, column: Int) {
    var place = (line: line, column: 1)
    for position in 0..<offset {
      let byte = window.base[position]
      if byte == Byte.lineFeed {
        place = (place.line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
    }
    return place
  }

  private func fault(
    at offset: Int, field: Int, rule: (_ character: Int) -> String, repair: String
  ) -> IngestError {
    let place = place(of: offset)
    return .unreadable(
      Fault(
        file: name, line: place.line, column: field < header.count ? header[field] : "",
        rule: rule(place.column), repair: repair))
  }

  private func faultError(_ kind: ScanFault, at offset: Int) -> IngestError {
    // An open quote and a NUL are met inside the field after those found so far.
    let last = fields.count - 1
    return switch kind {
    case .openQuote:
      fault(
        at: offset, field: last + 1,
        rule: { "the quote that opens at character \($0) is never closed: the file looks cut off" },
        repair: "get the whole file again, or close the quote")
    case .textAfterQuote:
      fault(
        at: offset, field: last, rule: { "text follows a closing quote at character \($0)" },
        repair: "write a quote inside a quoted field twice")
    case .loneCarriageReturn:
      fault(
        at: offset, field: last,
        rule: { "a lone CR at character \($0): lines end with LF or CR LF" },
        repair: "save the file with LF line ends")
    case .nul:
      fault(
        at: offset, field: last + 1,
        rule: { "a NUL byte at character \($0): the file is not text" },
        repair: Self.saveAsUTF8)
    }
  }

  private func notUTF8(at offset: Int) -> IngestError {
    let hex = String(window.base[offset], radix: 16, uppercase: true)
    let field = fields.firstIndex { offset < $0.end } ?? fields.count
    return fault(
      at: offset, field: field, rule: { "the byte 0x\(hex) at character \($0) is not UTF-8" },
      repair: Self.saveAsUTF8)
  }

  private func tooLong(openQuote: Int?) -> IngestError {
    let limit = "a record is longer than 1 MiB"
    guard let openQuote else {
      return .unreadable(
        Fault(
          file: name, line: line, rule: limit, repair: "check the line ends and quotes near it"))
    }
    return fault(
      at: openQuote, field: fields.count,
      rule: { "\(limit): the quote that opens at character \($0) may not be closed" },
      repair: "close the quote")
  }
}
