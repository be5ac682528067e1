// Ingest: the bytes of one file, in chunks. First step of reading a table; `ByteWindow` keeps the
// chunks in memory for as long as a record needs them.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An open file. The descriptor belongs to this value and is closed with it.
struct FileSource: ~Copyable {
  private let descriptor: Int32
  private let name: String

  /// Opens the file at `path`; `name` is what messages call it.
  init(path: String, name: String) throws(IngestError) {
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else {
      let code = errno
      guard code != ENOENT, code != ENOTDIR else { throw .missing("\(name): no such file") }
      throw .unreadable(
        Fault(
          file: name, rule: "the file cannot be opened (\(Self.reason(code)))",
          repair: "make it readable for this user"))
    }
    descriptor = opened
    self.name = name
  }

  deinit { close(descriptor) }

  /// Reads up to `memory.count` bytes, which must be more than 0; the answer 0 is the end of the
  /// file. A read that a signal interrupts is repeated.
  func readChunk(into memory: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
    while true {
      let count = read(descriptor, memory.baseAddress, memory.count)
      guard count < 0 else { return count }
      let code = errno
      guard code != EINTR else { continue }
      throw .unreadable(
        Fault(
          file: name, rule: "the file cannot be read (\(Self.reason(code)))",
          repair: code == EISDIR ? "name a file, not a folder" : "check the disk and the file"))
    }
  }

  private static func reason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}
