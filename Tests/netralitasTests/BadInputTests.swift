// Tests of the command: bad input ends with the right code and one message that says where, what
// and how to repair it, and leaves no file behind; a bad row alone is told and the rest goes on.

import Testing

@Suite("Bad input")
struct BadInputTests {
  private let header = "regency_code,level,election_id,as_of,required,signed\n"
  private let good = "17.06,camat,pilkada-2024,2024-10-01,15,10\n"

  @Test("A missing folder is exit 66")
  func missingFolder() async throws {
    let run = try await Command.run("compliance", "no-such-folder")
    #expect(run.status == 66)
    #expect(run.output == "")
    #expect(run.errors == "netralitas: no-such-folder: no such file or folder; check the path\n")
  }

  @Test("A folder without a table is exit 66")
  func emptyFolder() async throws {
    let scratch = try Scratch()
    let run = try await Command.run("compliance", scratch.path)
    #expect(run.status == 66)
    #expect(run.errors.contains("no table with records"))
  }

  @Test("An empty file is exit 65")
  func emptyFile() async throws {
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", "")
    let run = try await Command.run("compliance", file)
    #expect(run.status == 65)
    #expect(run.errors.contains("recaps.csv"))
    #expect(run.errors.contains("empty"))
  }

  @Test("A wrong header is exit 65 and names the column")
  func wrongHeader() async throws {
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", "kode,level,election_id,as_of,signed\n")
    let run = try await Command.run("compliance", file)
    #expect(run.status == 65)
    #expect(run.errors.contains("recaps.csv:1: column regency_code"))
    #expect(run.errors.contains("add regency_code or regency or regency_name"))
  }

  @Test("A file cut inside a quoted field is exit 65 and names the line of the quote")
  func cutFile() async throws {
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", header + good + "17.06,\"cam")
    let output = "\(scratch.path)/out.csv"
    let run = try await Command.run("compliance", file, "--format", "csv", "-o", output)
    #expect(run.status == 65)
    #expect(run.errors.contains("recaps.csv:3"))
    #expect(run.errors.contains("quote"))
    #expect(try scratch.names() == ["recaps.csv"])
  }

  /// A bad row, the column it is bad in, and what the message must say.
  static let badRows: [(row: String, column: String, words: [String])] = [
    ("99.99,camat,pilkada-2024,2024-10-02,15,11", "regency_code", ["99.99"]),
    ("Gorontalo,camat,pilkada-2024,2024-10-02,15,11", "regency_code", ["75.01", "75.71"]),
    ("17.06,camat,pilkada-2024,2023-02-30,15,11", "as_of", ["2023-02-30"]),
    ("17.06,camat,pilkada-2024,2024-10-02,15,16", "signed", ["more signers", "15"]),
    ("17.06,camat,pilkada-2024,2024-10-02,15,-1", "signed", ["-1"]),
    ("17.06,camat,pilkada-2077,2024-10-02,15,11", "election_id", ["pilkada-2077", "pilkada-2024"]),
    ("17.06,kamat,pilkada-2024,2024-10-02,15,11", "level", ["kamat"]),
    ("17.06,camat,pilkada-2024,2024-10-02,15", "", ["5 cells"]),
  ]

  @Test("A bad row is rejected, counted and told; the rest goes on", arguments: badRows.indices)
  func badRow(_ index: Int) async throws {
    let bad = Self.badRows[index]
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", header + good + bad.row + "\n")
    let run = try await Command.run("compliance", file, "--format", "csv")
    #expect(run.status == 0)
    let row = try run.row(["regency_code": "17.06", "level": "camat"])
    #expect(row["signed"] == "10")
    #expect(run.errors.contains("recaps.csv:3"))
    if !bad.column.isEmpty { #expect(run.errors.contains("column \(bad.column)")) }
    for word in bad.words { #expect(run.errors.contains(word), "\(run.errors)") }
    #expect(run.errors.contains("1 of 2 rows rejected"))

    let account = try await Command.run("validate", file, "--format", "csv")
    #expect(try account.row(["kind": "file"])["rule"]?.hasPrefix("1 accepted, 1 rejected") == true)
    #expect(try account.row(["kind": "rejected"])["line"] == "3")
  }

  @Test("With --strict a bad row is exit 65 and nothing is written", arguments: badRows.indices)
  func strict(_ index: Int) async throws {
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", header + good + Self.badRows[index].row + "\n")
    let output = "\(scratch.path)/out.csv"
    let run = try await Command.run(
      "compliance", file, "--strict", "--format", "csv", "-o", output)
    #expect(run.status == 65)
    #expect(run.output == "")
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains("recaps.csv:3"))
    #expect(try scratch.names() == ["recaps.csv"])
  }

  @Test("A report on bad data leaves no folder behind")
  func reportLeavesNothing() async throws {
    let scratch = try Scratch()
    let file = try scratch.file("recaps.csv", header + "17.06,\"cam")
    let run = try await Command.run("report", file, "-o", "\(scratch.path)/report")
    #expect(run.status == 65)
    #expect(try scratch.names() == ["recaps.csv"])
  }

  @Test("A report never replaces a folder that it did not make")
  func foreignFolder() async throws {
    let scratch = try Scratch()
    _ = try scratch.file("mine.txt", "keep")
    let run = try await Command.run("report", Command.foundingCases, "-o", scratch.path)
    #expect(run.status == 73)
    #expect(try scratch.names() == ["mine.txt"])
  }

  @Test("An output that cannot be written is exit 73")
  func cannotWrite() async throws {
    let run = try await Command.run(
      "compliance", Command.foundingCases, "-o", "/no-such-folder/out.csv")
    #expect(run.status == 73)
    #expect(run.errors.contains("/no-such-folder/out.csv"))
  }

  /// Options that do not fit, and a word of the message.
  static let wrongUse: [(arguments: [String], word: String)] = [
    (["--confidence", "95"], "0.95"), (["--by", "galaxy"], "regency"),
    (["--scope", "kings"], "leadership"), (["--as-of", "2023-02-30"], "as-of"),
    (["--election", "pilkada-1999"], "pilkada-2024"), (["--format", "pdf"], "format"),
  ]

  @Test("Wrong use is exit 64 and says what fits", arguments: wrongUse.indices)
  func usage(_ index: Int) async throws {
    let (arguments, word) = Self.wrongUse[index]
    let run = try await Command.run(
      "compliance", Command.foundingCases, arguments[0], arguments[1])
    #expect(run.status == 64)
    #expect(run.errors.contains(word), "\(run.errors)")
  }

  @Test("A target outside (0, 1] and an empty top are exit 64")
  func targets() async throws {
    for arguments in [["--target", "0"], ["--target", "1.5"], ["--top", "0"]] {
      let run = try await Command.run("risk", Command.foundingCases, arguments[0], arguments[1])
      #expect(run.status == 64, "\(arguments)")
    }
  }

  @Test("A descriptor that points outside its package is refused")
  func outsidePackage() async throws {
    let scratch = try Scratch()
    _ = try scratch.file("datapackage.json", #"{"resources": [{"path": "../recaps.csv"}]}"#)
    let run = try await Command.run("compliance", scratch.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("inside the package"))
  }

  @Test("A name that a spreadsheet would run is made harmless")
  func formula() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "recaps.csv",
      "regency_code,level,election_id,as_of,required,signed,source\n"
        + "17.06,camat,pilkada-2024,2024-10-01,15,10,=cmd|calc\n")
    let run = try await Command.run("compliance", file, "--format", "csv")
    #expect(try run.row(["level": "camat"])["sources"] == "'=cmd|calc")
  }
}
