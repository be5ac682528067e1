// Ingest: the bytes of one input, plain, packed by gzip or turned into CSV by another program, from a
// file or from standard input.
// First step of reading a table; `SlabReader` cuts the bytes into whole records.

internal import CZlib

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An open input, closed with this value.
struct ByteSource: ~Copyable {
  /// Name by which users ask for standard input.
  static let standardInput = "-"

  /// Bytes of the file as it lies on the disk; nil where that cannot be known.
  let size: Int?
  /// Bytes taken from it so far, packed ones where it is packed.
  private(set) var position = 0
  /// Whether the bytes are packed by gzip.
  private(set) var isPacked = false

  private let file: OpenFile
  private let name: String
  private var unpacker: GzipStream?
  private var limit = UnpackLimit()
  /// Whether nothing was unpacked yet.
  private var isAtBeginning = true
  /// The program that turns the file into these bytes, and what of.
  private var child: ChildOutput?
  private var converted: ConvertedFile?
  /// The first bytes, read to see whether they are packed.
  private var beginning: [UInt8] = []

  private init(_ file: consuming OpenFile, size: Int?, name: String) {
    self.file = file
    self.size = size
    self.name = name
    unpacker = nil
    child = nil
    converted = nil
  }

  /// Opens the file at `path`, or standard input for `-`; `name` is what messages call it.
  static func open(path: String, name: String) throws(IngestError) -> ByteSource {
    let opened = path == standardInput ? dup(0) : systemOpen(path)
    guard opened >= 0 else {
      let code = errno
      guard code != ENOENT, code != ENOTDIR else { throw .missing("\(name): no such file") }
      throw .unreadable(
        Fault(
          file: name, rule: "the file cannot be opened (\(reason(code)))",
          repair: "make it readable for this user"))
    }
    var status = stat()
    let isFile = fstat(opened, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let file = OpenFile(descriptor: opened)
    if let converted = try ConvertedFile(path: path, name: name) {
      let child = try converted.start(input: file.descriptor)
      var source = ByteSource(file, size: nil, name: name)
      source.child = consume child
      source.converted = converted
      return source
    }
    var source = ByteSource(file, size: isFile ? Int(status.st_size) : nil, name: name)
    try source.lookAtBeginning()
    return source
  }

  /// Reads up to `count` bytes, which must be more than 0, to `target`; the answer 0 is the end.
  mutating func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(IngestError)
    -> Int
  {
    guard unpacker != nil else { return try take(into: target, count: count) }
    while true {
      let outcome = unpacker?.unpack(into: target, count: count)
      switch outcome {
      case .bytes(let written):
        if isAtBeginning {
          isAtBeginning = false
          guard !GzipStream.begins(target, count: written) else { throw packedTwice() }
        }
        let taken = position - (unpacker?.waiting ?? 0)
        guard limit.allows(written, taken: taken) else { throw unpacksTooFar() }
        return written
      case .hungry:
        guard let room = unpacker?.room else { return 0 }
        let added = try take(into: room.start, count: room.count)
        guard added > 0 else { throw packed("the packed file ends too early: it looks cut off") }
        unpacker?.feed(added)
      case .atMemberEnd:
        // Several packed members may follow each other; what else follows is not ours.
        if unpacker?.hasInput == false {
          guard let room = unpacker?.room else { return 0 }
          let added = try take(into: room.start, count: room.count)
          guard added > 0 else { return 0 }
          unpacker?.feed(added)
        }
        guard unpacker?.beginMember() == true else {
          throw packed("bytes follow the packed data that are not packed by gzip")
        }
      case .broken, nil: throw packed("the packed data are damaged")
      }
    }
  }

  private func packed(_ rule: String) -> IngestError {
    .unreadable(
      Fault(file: name, rule: rule, repair: "get the file again, and try gunzip --test on it"))
  }

  private func unpacksTooFar() -> IngestError {
    .unreadable(
      Fault(
        file: name,
        rule: "\(UnpackLimit.window >> 20) MiB of it come out of less than "
          + "1/\(UnpackLimit.greatestRatio) of their size: no table packs so well, and what is "
          + "packed so may fill a disk",
        repair:
          "if you know where the file comes from, unpack it yourself (gunzip --keep) and give "
          + "the .csv"))
  }

  private func packedTwice() -> IngestError {
    .unreadable(
      Fault(
        file: name, rule: "the file is packed twice: what is inside is packed by gzip again",
        repair: "unpack it once (gunzip) and give what comes out"))
  }

  private mutating func lookAtBeginning() throws(IngestError) {
    var first = [UInt8](repeating: 0, count: FileKind.longest)
    var filled = 0
    while filled < first.count {
      let added = try Self.read(file.descriptor, into: &first, from: filled, name)
      guard added > 0 else { break }
      filled += added
    }
    beginning = Array(first.prefix(filled))
    if let kind = FileKind(beginning) {
      throw .unreadable(Fault(file: name, rule: kind.rule, repair: kind.repair))
    }
    guard beginning.starts(with: GzipStream.sign) else { return }
    isPacked = true
    unpacker = GzipStream()
  }

  /// Bytes as they lie in the file.
  private mutating func take(
    into target: UnsafeMutablePointer<UInt8>, count: Int
  ) throws(IngestError) -> Int {
    if !beginning.isEmpty {
      let length = min(count, beginning.count)
      for index in 0..<length { target[index] = beginning[index] }
      beginning.removeFirst(length)
      position += length
      return length
    }
    let added = try Self.read(
      child?.output ?? file.descriptor, into: target, count: count, name)
    position += added
    // Rows of a program that fails at their end are not the whole file.
    if added == 0, let ending = child?.finish(), let failure = converted?.failure(ending) {
      throw failure
    }
    return added
  }

  /// Reads behind the first `start` bytes.
  private static func read(
    _ descriptor: Int32, into bytes: inout [UInt8], from start: Int, _ name: String
  ) throws(IngestError) -> Int {
    var outcome: Result<Int, IngestError> = .success(0)
    bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      do throws(IngestError) {
        outcome = .success(
          try read(descriptor, into: base + start, count: buffer.count - start, name))
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }

  /// A read that a signal interrupts is repeated.
  private static func read(
    _ descriptor: Int32, into target: UnsafeMutablePointer<UInt8>, count: Int, _ name: String
  ) throws(IngestError) -> Int {
    while true {
      let added = systemRead(descriptor, target, count)
      guard added < 0 else { return added }
      let code = errno
      guard code != EINTR else { continue }
      throw .unreadable(
        Fault(
          file: name, rule: "the file cannot be read (\(reason(code)))",
          repair: code == EISDIR ? "name a file, not a folder" : "check the disk and the file"))
    }
  }

  private static func reason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}

/// A descriptor that is closed with this value.
private struct OpenFile: ~Copyable {
  let descriptor: Int32

  deinit { close(descriptor) }
}

/// `open(2)` and `read(2)`, which the methods of the same names hide.
private func systemOpen(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func systemRead(
  _ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int
) -> Int {
  read(descriptor, target, count)
}

/// Unpacks gzip members by zlib.
private struct GzipStream: ~Copyable {
  enum Outcome {
    case bytes(Int)
    case hungry
    case atMemberEnd
    case broken
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutablePointer<UInt8>
  private static let inputSize = 1 << 17
  private var isAtEnd = false

  init?() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(capacity: Self.inputSize)
    // zlib says no only where memory is short.
    guard czlib_begin_gzip(stream) == Z_OK else { return nil }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  var room: (start: UnsafeMutablePointer<UInt8>, count: Int) { (input, Self.inputSize) }
  /// Packed bytes that were fed and are not used yet.
  var waiting: Int { Int(stream.pointee.avail_in) }
  var hasInput: Bool { waiting > 0 }

  func feed(_ count: Int) {
    stream.pointee.next_in = input
    stream.pointee.avail_in = UInt32(count)
  }

  /// Makes ready for another member; false where the next bytes are none.
  mutating func beginMember() -> Bool {
    guard let next = stream.pointee.next_in, Self.begins(next, count: waiting) else { return false }
    isAtEnd = false
    return inflateReset(stream) == Z_OK
  }

  /// First bytes of every member.
  static let sign: [UInt8] = [0x1F, 0x8B]

  /// Whether bytes begin as a member does, as far as they go.
  static func begins(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
    count > 0
      && UnsafeBufferPointer(start: bytes, count: min(count, 2)).elementsEqual(
        sign.prefix(count))
  }

  mutating func unpack(into target: UnsafeMutablePointer<UInt8>, count: Int) -> Outcome {
    if isAtEnd { return .atMemberEnd }
    stream.pointee.next_out = target
    stream.pointee.avail_out = UInt32(clamping: count)
    guard hasInput else { return .hungry }
    let status = inflate(stream, Z_NO_FLUSH)
    let written = Int(UInt32(clamping: count) - stream.pointee.avail_out)
    isAtEnd = status == Z_STREAM_END
    guard status == Z_OK || isAtEnd || status == Z_BUF_ERROR else { return .broken }
    if written > 0 { return .bytes(written) }
    return isAtEnd ? .atMemberEnd : .hungry
  }
}
