// Tests of the command: what users are told where the program that reads a file is missing or fails.
// The programs are small scripts in place of DuckDB.

import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Failures of other programs")
struct FormatFailureTests {
  private let header = "regency_code,level,election_id,as_of,required,signed"
  private let row = "17.06,camat,pilkada-2024,2024-10-01,15,10"

  /// Runs a verb on a Parquet file that a script reads instead of DuckDB.
  private func run(
    _ script: String, _ options: [String] = [], isExecutable: Bool = true
  ) async throws -> CommandRun {
    let scratch = try Scratch()
    _ = try scratch.file("recaps.parquet", "PAR1")
    // A version is asked for as well.
    let program = try scratch.file(
      "fake", "#!/bin/sh\n[ \"$1\" != --version ] || { echo v9.9; exit 0; }\n\(script)\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: isExecutable ? 0o755 : 0o644], ofItemAtPath: program)
    let found = try await Command.run(
      ["validate", "recaps.parquet", "--format", "csv"] + options, in: scratch.path,
      variables: ["NETRALITAS_DUCKDB": program])
    #expect(try scratch.names() == ["fake", "recaps.parquet"])
    return found
  }

  @Test("What a program prints is read")
  func success() async throws {
    let run = try await run("echo '\(header)'; echo '\(row)'")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("1 accepted, 0 rejected"))
    #expect(run.output.contains("read through DuckDB 9.9"))
  }

  @Test("A failure after some rows refuses the file, with what the program said")
  func late() async throws {
    let run = try await run("echo '\(header)'; echo '\(row)'; echo 'IO Error: disk' >&2; exit 4")
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(
      run.errors.contains("recaps.parquet: DuckDB could not read a Parquet file: IO Error: disk"))
    #expect(run.errors.contains("save the table as CSV"))
  }

  @Test(
    "A failure without a word, a signal and an empty output are told",
    arguments: [
      ("exit 7", "exit code 7"), ("kill -9 $$", "signal 9"), ("exit 0", "the file is empty"),
      ("echo '\(1)' >&2; printf 'a\\033b' >&2; exit 1", "could not read a Parquet file: 1"),
      (
        "printf 'Traceback (most recent call last):\\n  x\\nOSError: why\\n' >&2; exit 1",
        "OSError: why"
      ),
    ])
  func told(_ script: String, _ words: String) async throws {
    let run = try await run(script)
    #expect(run.status == 65)
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test(
    "Garbage is refused as in any file",
    arguments: ["echo garbage", "printf 'a\\000b\\n'", "head -c 3000000 /dev/zero | tr '\\0' x"])
  func garbage(_ script: String) async throws {
    let run = try await run(script)
    #expect(run.status == 65)
    #expect(run.errors.contains("recaps.parquet:1: "), "\(run.errors)")
  }

  @Test("A program whose rows are not wanted any more is ended", .timeLimit(.minutes(1)))
  func early() async throws {
    let bad = "17.06,nobody,pilkada-2024,2024-10-01,15,10"
    let run = try await run(
      """
      trap '' PIPE TERM
      echo '\(header)'
      while :; do echo '\(bad)' 2>/dev/null; done
      """, ["--max-rejects", "5"])
    #expect(run.status == 65)
    #expect(run.errors.contains("6 rows rejected, more than 5"))
  }

  @Test("A program that cannot be run is told with what to do")
  func notExecutable() async throws {
    let run = try await run("exit 0", isExecutable: false)
    #expect(run.status == 65)
    #expect(run.errors.contains("cannot be run (Permission denied)"))
    #expect(run.errors.contains("pip install duckdb-cli"))
  }

  @Test(
    "A missing program is told with what to do",
    arguments: [
      (
        "recaps.parquet", "a Parquet file is read through DuckDB (duckdb)", "pip install duckdb-cli"
      ),
      ("recaps.json", "a JSON file is read through DuckDB (duckdb)", "NETRALITAS_DUCKDB"),
      (
        "recaps.sqlite", "an SQLite file is read through SQLite (sqlite3)",
        "apt-get install sqlite3"
      ),
      ("recaps.xlsx", "a workbook is read through Python (python3)", "python3-openpyxl"),
    ])
  func missing(_ file: String, _ rule: String, _ repair: String) async throws {
    let scratch = try Scratch()
    _ = try scratch.file(file, "x")
    let run = try await Command.run(
      ["validate", file], in: scratch.path,
      variables: ["PATH": "/nonexistent", "NETRALITAS_TOOLS": "/nonexistent"])
    #expect(run.status == 65)
    #expect(run.errors.contains("\(file): \(rule), which was not found"), "\(run.errors)")
    #expect(run.errors.contains(repair))
    #expect(run.errors.contains("save the table as CSV"))
  }

  @Test("A Python without openpyxl is told with what to do")
  func withoutPackage() async throws {
    let scratch = try Scratch()
    _ = try scratch.file("recaps.xlsx", "x")
    let program = try scratch.file("fake", "#!/bin/sh\nexit 3\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let run = try await Command.run(
      ["validate", "recaps.xlsx"], in: scratch.path, variables: ["NETRALITAS_PYTHON": program])
    #expect(run.status == 65)
    #expect(run.errors.contains("openpyxl"))
    #expect(run.errors.contains("apt-get install python3-openpyxl"))
  }

  @Test("A missing file and a folder are told as for CSV, before any program is run")
  func places() async throws {
    let scratch = try Scratch()
    let missing = try await Command.run(["validate", "recaps.parquet"], in: scratch.path)
    #expect(missing.status == 66)
    #expect(missing.errors.contains("no such file"))
  }
}
