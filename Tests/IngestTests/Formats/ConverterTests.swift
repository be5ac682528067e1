// Tests of Converter and FileFormat: which files are read through which program, and where it is
// found.

import Testing

@testable import Ingest

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite("Formats and their programs")
struct ConverterTests {
  @Test(
    "The ending decides, whatever its case",
    arguments: [
      ("register.parquet", FileFormat.parquet, "register"), ("a/b.c/Events.JSON", .json, "events"),
      ("x.jsonl", .json, "x"), ("x.ndjson", .json, "x"), ("Recaps.XLSX", .workbook, "recaps"),
      ("my recaps.xlsm", .workbook, "my recaps"), ("recaps.v2.sqlite", .database, "recaps.v2"),
      ("x.db", .database, "x"), ("x.sqlite3", .database, "x"),
    ])
  func endings(_ path: String, _ format: FileFormat, _ stem: String) {
    #expect(FileFormat(path: path) == format)
    #expect(FileFormat.stem(path) == stem)
  }

  @Test(
    "Other files are CSV",
    arguments: ["register.csv", "register.csv.gz", "-", "parquet", ".json", "a.json/register.csv"])
  func others(_ path: String) {
    #expect(FileFormat(path: path) == nil || FileFormat.stem(path) == nil)
    #expect(FileFormat.stem(path) == nil)
  }

  @Test("A program is what its variable names, else of the tools' folder, else of PATH")
  func search() throws {
    let folder = try TemporaryFolder(["duckdb": "", "other": "", "sqlite3": ""])
    for name in ["duckdb", "other"] { chmod("\(folder.path)/\(name)", 0o755) }
    let duckDB = Converter.duckDB
    #expect(duckDB.path(in: [:]) == nil)
    #expect(duckDB.path(in: ["PATH": "/nonexistent:\(folder.path)"]) == "\(folder.path)/duckdb")
    #expect(duckDB.path(in: ["NETRALITAS_TOOLS": folder.path, "PATH": "/bin"]) != nil)
    let named = ["NETRALITAS_DUCKDB": "other", "PATH": folder.path]
    #expect(duckDB.path(in: named) == "\(folder.path)/other")
    #expect(duckDB.path(in: ["NETRALITAS_DUCKDB": "/a/b", "PATH": folder.path]) == "/a/b")
    #expect(duckDB.path(in: ["NETRALITAS_DUCKDB": "", "PATH": folder.path]) != nil)
    // A file that cannot be run, and a folder, are no programs.
    #expect(Converter.sqlite.path(in: ["PATH": folder.path]) == nil)
    #expect(duckDB.path(in: ["NETRALITAS_DUCKDB": "tmp", "PATH": "/"]) == nil)
  }

  @Test(
    "Versions",
    arguments: [
      ("v1.5.6 (Variegata) 069cc9f9b5\n", "1.5.6"), ("3.40.1 2022-12-28 14:03:47 df", "3.40.1"),
      ("DuckDB v2.0", "2.0"), ("", nil), ("none", nil),
    ] as [(String, String?)])
  func version(_ text: String, _ version: String?) {
    #expect(Converter.version(in: text) == version)
  }
}

@Suite("SQLite's tables")
struct SQLiteConversionTests {
  @Test("The file's own name decides, then names of tables of records, then there is only one")
  func choice() {
    typealias Choice = SQLiteConversion
    #expect(Choice.table(of: "recaps", among: ["Recaps", "events"]) == "Recaps")
    #expect(Choice.table(of: "data", among: ["log", "recaps"]) == "recaps")
    #expect(Choice.table(of: "data", among: ["events", "recaps"]) == nil)
    #expect(Choice.table(of: "data", among: ["log"]) == "log")
    #expect(Choice.table(of: "data", among: ["log", "users"]) == nil)
    #expect(Choice.table(of: "data", among: []) == nil)
  }

  @Test("A listing gives names back whatever they hold")
  func listing() {
    let names = [("a \"b\"", "x\ny"), ("a \"b\"", "é ;--"), ("t", "")]
    let text = names.map { table, column in "\(hex(table)) \(hex(column))\n" }.joined()
    #expect(SQLiteConversion.tables(text) == ["a \"b\"": ["x\ny", "é ;--"], "t": [""]])
  }

  private func hex(_ text: String) -> String {
    text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }
}
