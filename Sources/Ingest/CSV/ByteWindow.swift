// Ingest: the part of a file that is in memory. Stands between `FileSource` and `RecordScanner`;
// it slides along the file, so that memory depends on the longest record and not on the file.

/// A window of bytes that moves forward over a file.
struct ByteWindow: ~Copyable {
  private let source: FileSource
  private let chunkSize: Int
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var start = 0
  private var end = 0
  /// Whether the file has no bytes after the window.
  private(set) var isAtEnd = false

  /// An empty window over a file that is read `chunkSize` bytes at a time, at least 1.
  init(source: consuming FileSource, chunkSize: Int) {
    precondition(chunkSize > 0, "chunk size \(chunkSize) is not positive")
    self.source = source
    self.chunkSize = chunkSize
    capacity = chunkSize * 2
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// Bytes in the window.
  var count: Int { end - start }

  /// First byte of the window; valid until the next `fill`.
  var base: UnsafeMutablePointer<UInt8> { memory + start }

  /// Moves the beginning of the window past `length` bytes.
  mutating func consume(_ length: Int) {
    precondition(length <= count, "cannot skip \(length) of \(count) bytes")
    start += length
  }

  /// Adds one chunk at the end of the window. Bytes that were consumed make room; only when that
  /// is not enough does the memory double.
  mutating func fill() throws(IngestError) {
    guard !isAtEnd else { return }
    if capacity - end < chunkSize { makeRoom() }
    let room = UnsafeMutableRawBufferPointer(start: memory + end, count: chunkSize)
    let added = try source.readChunk(into: room)
    end += added
    isAtEnd = added == 0
  }

  private mutating func makeRoom() {
    let kept = count
    if capacity - kept >= chunkSize {
      memory.update(from: memory + start, count: kept)
    } else {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.update(from: memory + start, count: kept)
      memory.deallocate()
      memory = larger
      capacity *= 2
    }
    start = 0
    end = kept
  }
}
