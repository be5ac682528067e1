// Tests of ChildOutput: what programs print is read whole, how they end is told, and none outlives
// its reader.

import Testing

@testable import Ingest

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("Output of a child process")
struct ChildOutputTests {
  private let shell = "/bin/sh"

  @Test("What a program prints is read whole, and complaints do not hold it up")
  func whole() throws {
    let script = """
      i=0; while [ $i -lt 3000 ]; do echo "row $i"; echo "complaint $i" >&2; i=$((i+1)); done
      """
    let answer = try ChildOutput.text(of: shell, ["-c", script], input: nil)
    #expect(answer.ending == .success)
    #expect(answer.text.split(separator: "\n").count == 3000)
    #expect(answer.text.hasSuffix("row 2999\n"))
  }

  @Test("A failure after some rows has its code and the complaint")
  func failure() throws {
    let answer = try ChildOutput.text(
      of: shell, ["-c", "echo row; echo why >&2; exit 3"], input: nil)
    #expect(answer.text == "row\n")
    #expect(answer.ending == .failure(code: 3, complaint: "why\n"))
  }

  @Test("A program that a signal ends is broken, whatever it printed")
  func signal() throws {
    let answer = try ChildOutput.text(of: shell, ["-c", "echo row; kill -9 $$"], input: nil)
    #expect(answer.ending == .broken("it was ended by signal 9"))
  }

  @Test("Standard input is the open file, or nothing")
  func input() throws {
    let file = try TemporaryFile("a;b\n")
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let (given, _) = try ChildOutput.text(of: "/bin/cat", [], input: descriptor)
    #expect(given == "a;b\n")
    let (nothing, ending) = try ChildOutput.text(of: "/bin/cat", [], input: nil)
    #expect(nothing == "", "\(ending)")
  }

  @Test(
    "Arguments reach the program as they are", arguments: ["a b", "$(id)", "; id", "'\"", "-n"])
  func arguments(_ argument: String) throws {
    let answer = try ChildOutput.text(
      of: shell, ["-c", "printf %s \"$1\"", "sh", argument], input: nil)
    #expect(answer.text == argument)
  }

  @Test("A program that is missing or may not be run throws the system's reason")
  func start() throws {
    #expect(throws: ChildOutput.StartFailure(reason: "No such file or directory")) {
      _ = try ChildOutput.text(of: "/nonexistent/program", [], input: nil)
    }
    let file = try TemporaryFile("#!/bin/sh\necho row\n")
    #expect(throws: ChildOutput.StartFailure(reason: "Permission denied")) {
      _ = try ChildOutput.text(of: file.path, [], input: nil)
    }
  }

  @Test("A program whose output is not wanted any more is ended, even one that will not listen")
  func early() throws {
    let file = try TemporaryFile("")
    let script = """
      echo $$ > "$1"; trap '' TERM PIPE; while :; do echo row 2>/dev/null; done
      """
    try first(of: script, file.path)
    let process = try pid(in: file.path)
    // It is neither running nor waiting to be buried.
    #expect(kill(process, 0) == -1)
    #expect(errno == ESRCH)
  }

  /// Reads four bytes of what a script prints and leaves the rest.
  private func first(of script: String, _ argument: String) throws {
    let child = try ChildOutput(shell, ["-c", script, "sh", argument], input: nil)
    var bytes = [UInt8](repeating: 0, count: 4)
    #expect(read(child.output, &bytes, 4) == 4)
    #expect(bytes == Array("row\n".utf8))
  }

  private func pid(in path: String) throws -> pid_t {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    let text = try ChildOutput.text(of: "/bin/cat", [], input: descriptor).text
    return try #require(pid_t(text.trimmed))
  }
}
