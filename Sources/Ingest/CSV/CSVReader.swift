// Ingest: the records of one CSV file, one after the other, in constant memory. Every table is
// read through it but registers, which `RegisterReader` reads several slabs at once: bytes come from
// `SlabReader`, fields from `RecordScanner`; the readers of the single tables decide what a column
// means.

/// Reads a CSV file record by record.
///
/// The header is read when the reader is made. Each `next()` moves to the following record, whose
/// fields are views into the reader's memory until the next call. A record with more or fewer
/// fields than the header is the caller's to refuse; whatever makes the rest of the file doubtful
/// is thrown. Complexity: one pass; memory of the order of the longest record.
struct CSVReader: ~Copyable {
  /// Most columns that a header may have.
  static let mostColumns = 1000

  /// Column names, without spaces around them.
  var header: [String] { slabs.header }
  /// What was read as something else, each kind once: byte order mark, separator, encoding, line
  /// ends. The last two can join the list after the first record.
  var conversions: [Conversion] { slabs.conversions }
  /// Line on which the current record begins, from 1.
  private(set) var line: Int

  // No property has a default value: a throwing initialiser of a noncopyable type may not have
  // initialised a part when it throws.
  private var slabs: SlabReader
  private var slab: Slab
  private var position: Int
  private var nextLine: Int
  private var recordStart: Int
  private var fields: [FieldBounds]
  private let scanner: RecordScanner
  private var progress: Result<Void, IngestError>

  /// Opens a file and reads its header.
  ///
  /// - Parameters:
  ///   - path: where the file is, or `-` for standard input.
  ///   - name: what messages call it.
  ///   - chunkSize: bytes asked for at once, `> 0`; tests make it small to cut records anywhere.
  /// - Throws: where there is no such file, it is empty, or its header cannot be read.
  init(path: String, name: String, chunkSize: Int = 1 << 18) throws(IngestError) {
    self = try Self.opened(SlabReader(path: path, name: name, slabSize: chunkSize), name, chunkSize)
  }

  private static func opened(
    _ slabs: consuming SlabReader, _ name: String, _ chunkSize: Int
  ) throws(IngestError) -> CSVReader {
    var reader = CSVReader(slabs, chunkSize: chunkSize)
    guard try reader.next() else {
      throw .unreadable(
        Fault(file: name, rule: "the file is empty", repair: "give it a header line and rows"))
    }
    try reader.takeHeader()
    return reader
  }

  /// Takes the next record as the header in place of the one before; false at the end of the file.
  mutating func nextHeader() throws(IngestError) -> Bool {
    guard try next() else { return false }
    try takeHeader()
    return true
  }

  /// Adds what was read as something else, for the account.
  mutating func tell(_ conversion: Conversion) { slabs.tell(conversion) }

  private mutating func takeHeader() throws(IngestError) {
    guard fieldCount <= Self.mostColumns else {
      throw .unreadable(
        Fault(
          file: slabs.name, line: line, rule: "the header has \(fieldCount) columns",
          repair: "a table has at most \(Self.mostColumns); check the separator and the line ends"))
    }
    slabs.header = (0..<fieldCount).map { text($0).trimmed }
  }

  private init(_ slabs: consuming SlabReader, chunkSize: Int) {
    scanner = RecordScanner(delimiter: slabs.delimiter)
    self.slabs = slabs
    slab = Slab(capacity: chunkSize)
    position = 0
    nextLine = 1
    recordStart = 0
    line = 1
    fields = []
    progress = .success(())
  }

  /// The file after the current record.
  consuming func remainder() -> RemainingSlabs {
    slab.start = position
    slab.firstLine = nextLine
    return RemainingSlabs(first: slab, slabs: slabs)
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

  /// The same bytes; they are valid until the next record, and 16 are readable from any of them on.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(fields.indices.contains(column), "column \(column) of \(fields.count)")
    let bounds = fields[column]
    return UnsafeBufferPointer(
      start: slab.base + recordStart + bounds.start, count: bounds.end - bounds.start)
  }

  private mutating func advance() throws(IngestError) -> Bool {
    while true {
      line = nextLine
      recordStart = position
      let outcome = scanner.scan(
        slab.base + position, count: slab.count - position, isLast: true, into: &fields)
      switch outcome {
      case .record(let record):
        guard record.length <= SlabReader.greatestRecord else {
          throw slabs.tooLong(at: line)
        }
        position += record.length
        nextLine += record.lineCount
        for index in fields.indices where fields[index].hasDoubledQuotes {
          fields[index].end = RecordScanner.resolveQuotes(
            fields[index], in: slab.base + recordStart)
        }
        return true
      case .blank(let length, _):
        position += length
        nextLine += 1
      case .end:
        slab.count = 0
        position = 0
        guard try slabs.next(into: &slab) else { return false }
        nextLine = slab.firstLine
      case .incomplete, .fault:
        preconditionFailure("a slab holds whole records without fault")
      }
    }
  }
}
