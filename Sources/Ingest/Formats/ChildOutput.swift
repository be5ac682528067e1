// Ingest: a child process whose output is read as it comes. It never outlives this value: where its
// output is not read to the end, it is ended.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A running program.
///
/// It stays in the process group of the command, so that Ctrl-C ends both; where the command is
/// ended by force, the closed pipe ends the program at its next write.
struct ChildOutput: ~Copyable {
  /// How a program ended.
  enum Ending: Equatable {
    case success
    /// With an exit code and what it said.
    case failure(code: Int32, complaint: String)
    /// By a signal, or not at all after its output had ended.
    case broken(String)
  }

  /// A program that could not be started.
  struct StartFailure: Error, Equatable {
    /// What the system says.
    let reason: String
  }

  /// Seconds that a program has to end by itself after its output has ended.
  private static let patience = 10.0
  /// Seconds that a program has to end once it was asked to.
  private static let lastPatience = 0.5
  /// Bytes of complaints that are looked at.
  private static let complaintLimit = 4096

  /// The descriptor to read what it prints; it is closed with this value.
  let output: Int32
  private let process: pid_t
  private let complaints: Int32
  private var ending: Ending?

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: where it is.
  ///   - arguments: as they are; no shell sees them.
  ///   - input: an open file to be its standard input; nil for none.
  /// - Throws: where it cannot be started.
  init(_ program: String, _ arguments: [String], input: Int32?) throws(StartFailure) {
    let started = try Self.start(program, arguments, input: input)
    (process, output, complaints) = (started.process, started.output, started.complaints)
    ending = nil
  }

  private static func start(
    _ program: String, _ arguments: [String], input: Int32?
  ) throws(StartFailure) -> (process: pid_t, output: Int32, complaints: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw StartFailure(reason: reason(errno)) }
    // Other children must not hold our end, nor this one its own twice.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let complaints = anonymousFile()
    var process: pid_t = 0
    let code = Spawning.run(
      program, arguments, &process, input: input, output: ends[1], complaints: complaints)
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      if complaints >= 0 { close(complaints) }
      throw StartFailure(reason: reason(code))
    }
    return (process, ends[0], complaints)
  }

  deinit {
    close(output)
    if ending == nil {
      kill(process, SIGTERM)
      if Self.wait(for: process, atMost: Self.lastPatience) == nil {
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
      }
    }
    if complaints >= 0 { close(complaints) }
  }

  /// How the program ended, after its output has ended.
  mutating func finish() -> Ending {
    if let ending { return ending }
    let found = Self.end(
      Self.wait(for: process, atMost: Self.patience), complaint: Self.text(of: complaints))
    // Without a status it still runs; it is ended with this value.
    if found.isOver { ending = found.ending }
    return found.ending
  }

  private static func end(
    _ status: Int32?, complaint: String
  ) -> (ending: Ending, isOver: Bool) {
    guard let status else {
      return (.broken("it did not end when its output had ended"), false)
    }
    // The macros of wait(2), which Swift does not import.
    let signal = status & 0x7F
    guard signal == 0 else { return (.broken("it was ended by signal \(signal)"), true) }
    let code = (status >> 8) & 0xFF
    return (code == 0 ? .success : .failure(code: code, complaint: complaint), true)
  }

  /// The status of a process that ends within some seconds.
  private static func wait(for process: pid_t, atMost seconds: Double) -> Int32? {
    var pause: UInt32 = 200
    var waited = 0.0
    while true {
      var status: Int32 = 0
      let answer = waitpid(process, &status, WNOHANG)
      if answer == process { return status }
      // Somebody else has seen its end: nobody can tell how it was.
      if answer < 0, errno != EINTR { return SIGKILL }
      guard waited < seconds else { return nil }
      usleep(pause)
      waited += Double(pause) / 1e6
      pause = min(pause * 2, 50_000)
    }
  }

  /// A file without a name, for what the program complains of: nobody needs to read it meanwhile, as
  /// a pipe would ask. -1 where there is no room for one.
  private static func anonymousFile() -> Int32 {
    let place = FileManager.default.temporaryDirectory.appending(path: "netralitas-XXXXXX")
    var template = Array(place.path.utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return -1 }
    unlink(&template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func text(of file: Int32) -> String {
    guard file >= 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: complaintLimit)
    let count = pread(file, &bytes, complaintLimit, 0)
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }

  private static func reason(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}

extension ChildOutput {
  /// What a program prints, at most 1 MiB of it, and how it ended.
  static func text(
    of program: String, _ arguments: [String], input: Int32?
  ) throws(StartFailure) -> (text: String, ending: Ending) {
    var child = try ChildOutput(program, arguments, input: input)
    let output = child.output
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    var filled = 0
    while filled < bytes.count {
      let added = bytes.withUnsafeMutableBytes { memory in
        memory.baseAddress.map { read(output, $0 + filled, memory.count - filled) } ?? 0
      }
      if added < 0, errno == EINTR { continue }
      guard added > 0 else { break }
      filled += added
    }
    return (String(decoding: bytes.prefix(filled), as: UTF8.self), child.finish())
  }
}
