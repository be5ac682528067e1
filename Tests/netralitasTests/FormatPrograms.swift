// Tests of the command: the programs that read files other than CSV, and tables in all formats.

import Subprocess
import SystemPackage
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The programs that tests with real files need.
enum FormatPrograms {
  static let missing: Comment =
    "DuckDB, SQLite or openpyxl is missing: run make setup to test with real files"

  private static let tools = "\(Command.root)/.tools/venv/bin"

  /// Whether these tests run. In CI they always do, and fail where a program is missing.
  static func areWanted() async -> Bool {
    if ProcessInfo.processInfo.environment["CI"] != nil { return true }
    let calls = [
      ["duckdb", "--version"], ["sqlite3", "-version"], ["python3", "-c", "import openpyxl"],
    ]
    for call in calls where (try? await run(call, in: "/")) == nil { return false }
    return true
  }

  /// Runs a program of the set-up or of the system; whatever is not success throws.
  @discardableResult
  static func run(_ call: [String], in folder: String) async throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let result = try await Subprocess.run(
      .name("env"), arguments: Arguments(call),
      environment: .inherit.updating(["PATH": "\(tools):\(path)"]),
      workingDirectory: FilePath(folder), output: .string(limit: 1 << 24),
      error: .string(limit: 1 << 16))
    guard result.terminationStatus.isSuccess else {
      throw Failure(call: call[0], complaint: result.standardError)
    }
    return result.standardOutput
  }

  struct Failure: Error {
    let call: String
    let complaint: String
  }
}

/// A kind of file that a table can be kept in.
enum TableKind: String, CaseIterable {
  case parquet
  case json
  case jsonl
  case sqlite
  case xlsx

  /// Turns `TABLE.csv` of a folder into another file, by the program that people use for it.
  ///
  /// - Parameters:
  ///   - table: The table's name.
  ///   - file: The name of the new file.
  ///   - isTyped: Whether numbers and days are stored as such, or all cells as texts.
  ///   - folder: Where both are.
  /// - Throws: Where a program fails.
  func make(_ table: String, _ file: String, isTyped: Bool, in folder: String) async throws {
    let quoted = file.replacing("'", with: "''")
    let source = "read_csv('\(table).csv', all_varchar = \(!isTyped), null_padding = true)"
    switch self {
    case .parquet: try await duckDB("COPY (FROM \(source)) TO '\(quoted)' (FORMAT parquet)", folder)
    case .json:
      try await duckDB("COPY (FROM \(source)) TO '\(quoted)' (FORMAT json, ARRAY true)", folder)
    case .jsonl: try await duckDB("COPY (FROM \(source)) TO '\(quoted)' (FORMAT json)", folder)
    case .sqlite:
      // Without a table of that name, all columns become texts.
      let declaration = isTyped ? [Self.typedRecaps] : []
      try await FormatPrograms.run(
        ["sqlite3", "./\(file)"] + declaration
          + [".import --csv --skip \(isTyped ? 1 : 0) '\(table).csv' \(table)"], in: folder)
    case .xlsx:
      try await FormatPrograms.run(
        ["python3", "-c", Self.workbook, "\(table).csv", file, isTyped ? "typed" : "texts"],
        in: folder)
    }
  }

  private func duckDB(_ query: String, _ folder: String) async throws {
    try await FormatPrograms.run(["duckdb", "-no-init", "-c", query], in: folder)
  }

  private static let typedRecaps = """
    CREATE TABLE recaps (regency_code TEXT, level TEXT, employment TEXT, election_id TEXT, \
    as_of TEXT, required REAL, signed REAL, recorded_on TEXT, source TEXT)
    """

  /// The sheet that counts stands between an empty one and one with other things.
  private static let workbook = """
    import csv, datetime, re, sys
    import openpyxl

    def typed(cell):
        if re.fullmatch(r"\\d{4}-\\d\\d-\\d\\d", cell):
            return datetime.date.fromisoformat(cell)
        return float(cell) if re.fullmatch(r"\\d{1,6}", cell) else cell

    book = openpyxl.Workbook()
    sheet = book.create_sheet("Data")
    for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")):
        sheet.append([typed(cell) if sys.argv[3] == "typed" else cell for cell in row])
    book.create_sheet("Catatan").append(["something else"])
    book.save(sys.argv[2])
    """
}

extension Command {
  /// Runs the command to its end in a folder, with these variables beside those of the tests.
  static func run(
    _ arguments: [String], in folder: String, variables: [Environment.Key: String?] = [:]
  ) async throws -> CommandRun {
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments),
      environment: .inherit.updating(variables), workingDirectory: FilePath(folder),
      output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
    guard case .exited(let status) = result.terminationStatus else {
      Issue.record("ended by a signal: \(result.terminationStatus) \(result.standardError)")
      return CommandRun(status: -1, output: "", errors: result.standardError)
    }
    return CommandRun(
      status: Int(status), output: result.standardOutput, errors: result.standardError)
  }
}
