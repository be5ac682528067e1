// The command: writing files whole or not at all.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files of the command.
enum Files {
  /// Writes text to a file in one step, or to standard output where there is none.
  ///
  /// A link is followed; a device or a pipe is written to as it is.
  static func write(_ text: String, to path: String?) throws {
    guard let path else {
      try send(text, to: "/dev/stdout", called: "standard output")
      return
    }
    let place = Place(path)
    if place.isDevice {
      try send(text, to: place.path, called: path)
      return
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: place.path), options: .atomic)
    } catch {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check folder, rights and space")
    }
  }

  /// Where a path leads.
  private struct Place {
    /// The path behind all links; the path itself where nothing is there yet.
    let path: String
    /// Whether something is there that is neither a file nor a folder: it must be written to, not put
    /// another file in its place.
    let isDevice: Bool

    init(_ path: String) {
      self.path =
        realpath(path, nil).map { pointer in
          defer { free(pointer) }
          return String(cString: pointer)
        } ?? path
      var status = stat()
      isDevice =
        stat(self.path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        && status.st_mode & S_IFMT != S_IFDIR
    }
  }

  /// Writes portions of text to a file that appears whole or not at all, or to standard output. An
  /// interrupt leaves nothing behind. A link is followed; a device or a pipe is written to as it is.
  static func stream(
    to path: String?, _ body: ((borrowing [UInt8]) throws -> Void) throws -> Void
  ) throws {
    guard let path else {
      try body { bytes in
        guard send(bytes, to: 1) else {
          throw Talk.failure(.cannotWrite, "standard output: cannot write; check rights and space")
        }
      }
      return
    }
    let refusal = "\(path): cannot write; check folder, rights and space"
    let place = Place(path)
    if place.isDevice {
      let file = open(place.path, O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { throw Talk.failure(.cannotWrite, refusal) }
      defer { close(file) }
      try body { bytes in
        guard send(bytes, to: file) else { throw Talk.failure(.cannotWrite, refusal) }
      }
      return
    }
    let draft = "\(place.path).draft-\(getpid())"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Talk.failure(.cannotWrite, refusal) }
    let interrupts = Interrupts { unlink(draft) }
    defer { interrupts.end() }
    do {
      defer { close(file) }
      try body { bytes in
        guard send(bytes, to: file) else { throw Talk.failure(.cannotWrite, refusal) }
      }
      guard fsync(file) == 0 else { throw Talk.failure(.cannotWrite, refusal) }
    } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, place.path) == 0 else {
      unlink(draft)
      throw Talk.failure(.cannotWrite, refusal)
    }
  }

  /// Writes bytes to an open file; false where that fails.
  static func send(_ bytes: borrowing [UInt8], to file: Int32) -> Bool {
    var start = 0
    while start < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        write(file, buffer.baseAddress.map { $0 + start }, buffer.count - start)
      }
      guard written > 0 else { return false }
      start += written
    }
    return true
  }

  /// Writes to something that is not a file of its own, such as standard output.
  private static func send(_ text: String, to path: String, called name: String) throws {
    let file = path == "/dev/stdout" ? dup(1) : open(path, O_WRONLY)
    var rest = Array(text.utf8)[...]
    while file >= 0, !rest.isEmpty {
      let written = rest.withUnsafeBytes { Self.write(file, $0.baseAddress, $0.count) }
      guard written > 0 else { break }
      rest = rest.dropFirst(written)
    }
    let isClosed = file >= 0 && close(file) == 0
    guard isClosed, rest.isEmpty else {
      throw Talk.failure(.cannotWrite, "\(name): cannot write; check rights and space")
    }
  }

  private static func write(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes, count)
    #else
      Darwin.write(file, bytes, count)
    #endif
  }

  /// Appends text to a file in portions.
  static func append(to path: String, _ body: ((String) throws -> Void) throws -> Void) throws {
    guard let file = fopen(path, "ab") else {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check folder, rights and space")
    }
    var isOpen = true
    defer { if isOpen { fclose(file) } }
    try body { text in
      let bytes = Array(text.utf8)
      guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
        throw Talk.failure(.cannotWrite, "\(path): cannot write; check the space")
      }
    }
    isOpen = false
    guard fclose(file) == 0 else {
      throw Talk.failure(.cannotWrite, "\(path): cannot write; check the space")
    }
  }
}
