// Tests of the command: a table is the same table whatever file it is kept in. The same numbers, the
// same account, row by row; only what it was read through differs.

import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Formats", .enabled(FormatPrograms.missing) { await FormatPrograms.areWanted() })
struct FormatTests {
  /// A register with other spellings, quotes, repeats, a contradiction and rows that are refused.
  private let register = """
    record_id,regency_code,level,employment,election_id,required_on,signed_on,recorded_on,source
    A-1,17.06,camat,pns,pilkada-2024,2024-06-01,2024-10-01,,"Dinas ""A"", bagian 1"
    A-2,Kab. Mukomuko,staff,pns,pilkada-2024,2024-06-01,1 Oktober 2024,,é ; $(id)
    A-3,17.06,staff,pppk,pilkada-2024,2024-06-01,02/10/2024,,
    A-3,17.06,staff,pppk,pilkada-2024,2024-06-01,02/10/2024,,
    A-4,17.06,staff,pns,pilkada-2024,2024-06-01,2024-10-04,,x
    A-4,17.06,staff,pns,pilkada-2024,2024-06-01,2024-10-05,,x
    A-5,17.06,honorer,,pilkada-2024,,,,x
    A-6,17.6,staff,pns,pilkada-2024,2024-06-01,,,x
    A-7,17.06,presiden,pns,pilkada-2024,2024-06-01,,,x
    A-8,17.06,staff,pns,pilkada-2024,2024-06-01,31 Februari 2024,,x
    1234567890123456789,74.13,sekda,pns,pilkada-2024,2024-06-01,2024-10-03 08:15:00,2024-10-09,x
    ,74.13,sekda,pns,pilkada-2024,2024-06-01,,,no name
    A-9,74.13,lurah,pns,pilkada-2024,,2024-11-01,,=1+1

    """

  /// Recaps whose numbers and days can be stored as such.
  private let recaps = """
    regency_code,level,employment,election_id,as_of,required,signed,recorded_on,source
    17.06,camat,pns,pilkada-2024,2024-10-01,15,10,2024-10-02,BKPSDM
    17.06,lurah,pns,pilkada-2024,2024-10-01,,3,2024-10-02,BKPSDM
    17.06,staff,pns,pilkada-2024,2024-10-01,5123,4100,2024-10-02,BKPSDM
    17.06,staff,pns,pilkada-2024,2024-10-20,5123,5200,,BKPSDM
    74.13,kepala_desa,village,pilkada-2024,2024-10-05,81,0,,
    74.13,nobody,pns,pilkada-2024,2024-10-05,81,1,,

    """

  /// The account without the file's name and without what it was read through.
  private func account(_ run: CommandRun, of file: String) -> [String] {
    run.output.split(separator: "\n").map { String($0).replacing(file, with: "FILE") }
      .filter { line in
        !["read through", "other sheets not read"].contains { line.contains($0) }
      }
  }

  @Test("A register of texts", arguments: TableKind.allCases)
  func register(_ kind: TableKind) async throws {
    try await same("register", register, kind, isTyped: false)
  }

  @Test("Recaps of texts", arguments: TableKind.allCases)
  func recaps(_ kind: TableKind) async throws {
    try await same("recaps", recaps, kind, isTyped: false)
  }

  @Test("Recaps of numbers and days", arguments: TableKind.allCases)
  func typedRecaps(_ kind: TableKind) async throws {
    try await same("recaps", recaps, kind, isTyped: true)
  }

  private func same(
    _ table: String, _ text: String, _ kind: TableKind, isTyped: Bool
  ) async throws {
    let scratch = try Scratch()
    _ = try scratch.file("\(table).csv", text)
    let file = "\(table).\(kind)"
    try await kind.make(table, file, isTyped: isTyped, in: scratch.path)
    let before = try scratch.names()
    let verbs = [
      ["validate", "--format", "csv"], ["compliance", "--format", "csv"], ["counts"],
    ]
    for verb in verbs {
      let plain = try await Command.run(
        [verb[0], "\(table).csv"] + verb.dropFirst(), in: scratch.path)
      let other = try await Command.run([verb[0], file] + verb.dropFirst(), in: scratch.path)
      #expect(plain.status == 0, "\(plain.errors)")
      #expect(other.status == 0, "\(other.errors)")
      #expect(account(other, of: file) == account(plain, of: "\(table).csv"), "\(verb)")
      if verb[0] == "validate" {
        let how = other.rows.filter { $0["rule"]?.contains("read through") == true }
        #expect(how.count == 1)
        #expect(
          how.first?["rule"]?.contains(/read through (DuckDB|SQLite|openpyxl) \d+\.\d/) == true)
      }
    }
    #expect(try scratch.names() == before)
  }

  @Test("Numbers with decimals are never thousands, moments are no days, lists are no values")
  func numbers() async throws {
    let scratch = try Scratch()
    let query = """
      COPY (SELECT '17.06' regency_code, 'camat'::BLOB AS level, 'pilkada-2024' election_id, \
      TIMESTAMP '2024-10-01 00:00:00' as_of, 1.234::DOUBLE required, 1::DECIMAL(9, 3) signed \
      UNION ALL SELECT '17.06', 'lurah', 'pilkada-2024', DATE '2024-10-01', 2000000, 1234567) \
      TO 'recaps.parquet'; \
      COPY (SELECT '17.06' regency_code, 'camat' AS level, 'pilkada-2024' election_id, \
      TIMESTAMPTZ '2024-10-01 00:00:00+07' as_of, 1 signed) TO 'moments.parquet'; \
      COPY (SELECT '17.06' regency_code, ['camat', 'lurah'] AS level, 'pilkada-2024' election_id, \
      DATE '2024-10-01' as_of, [1] signed) TO 'lists.parquet'; \
      COPY (FROM 'lists.parquet') TO 'lists.json' (FORMAT json)
      """
    try await FormatPrograms.run(["duckdb", "-no-init", "-c", query], in: scratch.path)
    let run = try await validate("recaps.parquet", in: scratch)
    #expect(run.rejected.map { $0["value"] } == ["1.2340"])
    #expect(run.rejected.map { $0["line"] } == ["2"])
    #expect(run.all.output.contains("1 accepted, 1 rejected"))
    #expect(!run.all.output.contains("thousands grouped"))
    let moments = try await validate("moments.parquet", in: scratch)
    #expect(moments.rejected.map { $0["column"] } == ["as_of"])
    for file in ["lists.parquet", "lists.json"] {
      let lists = try await validate(file, in: scratch)
      #expect(lists.rejected.map { $0["column"] } == ["level"], "\(file)")
    }
  }

  @Test(
    "A list is no value of any column",
    arguments: [
      "regency_code", "level", "employment", "election_id", "as_of", "required", "signed",
      "recorded_on",
    ])
  func lists(_ column: String) async throws {
    let scratch = try Scratch()
    var row = [
      "regency_code": "17.06", "level": "camat", "employment": "pns",
      "election_id": "pilkada-2024", "as_of": "2024-10-01", "required": "15", "signed": "10",
      "recorded_on": "2024-10-02",
    ].mapValues { "\"\($0)\"" }
    row[column] = row[column].map { "[\($0)]" }
    let text = row.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
    _ = try scratch.file("recaps.json", "[{\(text)}]")
    let run = try await validate("recaps.json", in: scratch)
    #expect(run.rejected.map { $0["column"] } == [column])
  }

  private func validate(
    _ file: String, in scratch: Scratch
  ) async throws -> (all: CommandRun, rejected: [[String: String]]) {
    let run = try await Command.run(["validate", file, "--format", "csv"], in: scratch.path)
    return (run, run.rows.filter { $0["kind"] == "rejected" })
  }

  @Test("Names that occur late in a JSON file are read, and its texts stay texts")
  func lateNames() async throws {
    let scratch = try Scratch()
    let key =
      #""regency_code":"17.06","election_id":"pilkada-2024","as_of":"2024-10-01","signed":"#
    let rows =
      (0..<25_000).map { _ in "{\(key)1,\"level\":\"lurah\"}" }
      + ["{\(key)53.0,\"level\":\"camat\",\"required\":\"1.234\"}"]
    _ = try scratch.file("recaps.jsonl", rows.joined(separator: "\n"))
    let run = try await Command.run(
      ["compliance", "recaps.jsonl", "--format", "csv"], in: scratch.path)
    let found = try run.row(["level": "camat"])
    #expect(found["required"] == "1234")
    #expect(found["signed"] == "53")
  }

  @Test(
    "File names are never options, queries, patterns or commands",
    arguments: TableKind.allCases,
    ["-c.quit", "it's; DROP TABLE recaps --", "a [b]*?{c} $(id) \"q\"", "file:x?mode=rwc"])
  func names(_ kind: TableKind, _ name: String) async throws {
    let scratch = try Scratch()
    _ = try scratch.file("recaps.csv", recaps)
    try await kind.make("recaps", "plain", isTyped: false, in: scratch.path)
    let file = "\(name).\(kind)"
    try FileManager.default.moveItem(
      atPath: "\(scratch.path)/plain", toPath: "\(scratch.path)/\(file)")
    let before = try scratch.names()
    let run = try await Command.run(
      ["compliance", "--format", "csv", "--", file], in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.row(["level": "camat"])["signed"] == "10")
    #expect(try scratch.names() == before)
  }

  @Test("A folder of mixed formats is the folder of CSV files")
  func folder() async throws {
    let scratch = try Scratch()
    let names = ["plain", "mixed"]
    for name in names {
      try FileManager.default.createDirectory(
        atPath: "\(scratch.path)/\(name)", withIntermediateDirectories: true)
    }
    _ = try scratch.file("plain/register.csv", register)
    _ = try scratch.file("plain/recaps.csv", recaps)
    try FileManager.default.copyItem(
      atPath: "\(Command.foundingCases)/events.csv", toPath: "\(scratch.path)/plain/events.csv")
    let plain = "\(scratch.path)/plain"
    let kinds: [(String, TableKind)] = [
      ("register", .sqlite), ("recaps", .xlsx), ("events", .json),
    ]
    for (table, kind) in kinds {
      try await kind.make(table, "../mixed/\(table).\(kind)", isTyped: false, in: plain)
    }
    _ = try scratch.file("mixed/notes.json", "{}")
    let verb = ["--by", "regency,level", "--format", "csv"]
    let expected = try await Command.run(["compliance", "plain"] + verb, in: scratch.path)
    let run = try await Command.run(["compliance", "mixed"] + verb, in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(expected.rows.count > 3)
    #expect(run.output == expected.output)
    let account = try await Command.run(["validate", "mixed", "--format", "csv"], in: scratch.path)
    #expect(account.output.contains("mixed/notes.json"))
    #expect(account.output.contains("other sheets not read: Sheet, Catatan"))
  }
}
