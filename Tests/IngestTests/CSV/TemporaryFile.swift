// Tests of Ingest: a file with given bytes that exists as long as the value does.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file in the folder for temporary files; it is removed with this value.
final class TemporaryFile {
  /// Where the file is.
  let path: String

  /// Writes the bytes to a new file.
  init(_ bytes: [UInt8]) throws {
    var template = Array("/tmp/netralitas-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { memory in
        write(descriptor, memory.baseAddress?.advanced(by: written), memory.count - written)
      }
      guard count > 0 else { throw Failure(code: errno) }
      written += count
    }
  }

  /// Writes the UTF-8 of a text to a new file.
  convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

  deinit { unlink(path) }

  /// A file operation that failed, with its `errno`.
  struct Failure: Error {
    /// The number of the error.
    let code: Int32
  }
}
