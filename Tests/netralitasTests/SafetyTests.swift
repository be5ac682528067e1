// Tests of the command: nothing of the user's is lost, and hard inputs give the counts that a hand
// calculation gives.

import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Safety")
struct SafetyTests {
  private let recaps = "regency_code,level,election_id,as_of,required,signed,source\n"

  @Test("Slashes behind the name do not endanger the folder")
  func slashes() async throws {
    let scratch = try Scratch()
    for slashes in ["", "/", "//"] {
      let run = try await Command.run(
        "simulate", "--regencies", "1", "-o", "\(scratch.path)/made\(slashes)")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try scratch.names() == ["made"])
      #expect(try scratch.text("made/recaps.csv").hasPrefix("regency_code"))
    }
  }

  @Test("A file that somebody put into a written folder stops the next run")
  func addedFile() async throws {
    let scratch = try Scratch()
    let folder = "\(scratch.path)/made"
    _ = try await Command.run("simulate", "--regencies", "1", "-o", folder)
    _ = try scratch.file("made/notes.txt", "mine")
    let run = try await Command.run("simulate", "--regencies", "1", "-o", folder)
    #expect(run.status == 73)
    #expect(run.errors.contains("notes.txt"))
    #expect(try scratch.text("made/notes.txt") == "mine")
  }

  @Test("A link is followed, not replaced", arguments: ["compliance", "counts"])
  func link(_ verb: String) async throws {
    let scratch = try Scratch()
    let file = try scratch.file("real.csv", "old")
    let link = "\(scratch.path)/link.csv"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    let format = verb == "counts" ? [] : ["--format", "csv"]
    let run = try await Command.run([verb, Command.foundingCases, "-o", link] + format)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try scratch.text("real.csv").contains("election_id"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
  }

  @Test(
    "An output that has no room is exit 73, and a device stays one",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: ["compliance", "counts"])
  func noRoom(_ verb: String) async throws {
    let run = try await Command.run(verb, Command.foundingCases, "-o", "/dev/full")
    #expect(run.status == 73)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("Officials without a kind of employment are counted beside those with one")
  func partlyKnownEmployment() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "register.csv",
      """
      record_id,regency_code,level,employment,election_id,required_on,signed_on
      1,17.06,staff,pns,pilkada-2024,2024-01-01,2024-06-01
      2,17.06,staff,pns,pilkada-2024,2024-01-01,2024-06-01
      3,17.06,staff,pns,pilkada-2024,2024-01-01,
      4,17.06,staff,,pilkada-2024,2024-01-01,2024-06-03
      5,17.06,staff,,pilkada-2024,2024-01-01,
      1,17.05,staff,,pilkada-2024,2024-01-01,
      """)
    let run = try await Command.run("compliance", file, "--format", "csv")
    let row = try run.row(["regency_code": "17.06"])
    #expect(row["signed"] == "3")
    #expect(row["required"] == "5")
    // Another regency numbers its officials from 1 as well.
    #expect(try run.row(["regency_code": "17.05"])["required"] == "1")
    #expect(run.errors == "")
  }

  @Test("An official of all levels is refused")
  func registerLevel() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "register.csv",
      "record_id,regency_code,level,election_id,signed_on\n1,17.06,all,pilkada-2024,2024-06-01\n")
    let run = try await Command.run("validate", file, "--strict")
    #expect(run.status == 65)
    #expect(run.errors.contains("column level"))
  }

  @Test("A register in which nobody has signed is a true zero")
  func nobodySigned() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "register.csv",
      "record_id,regency_code,level,election_id,required_on,signed_on,recorded_on\n"
        + "1,17.06,camat,pilkada-2024,2024-03-01,,2024-05-01\n")
    let run = try await Command.run("compliance", file, "--format", "csv")
    let row = try run.row(["level": "camat"])
    #expect(row["signed"] == "0")
    #expect(row["required"] == "1")
    #expect(row["rate"] == "0.0000")
    let risk = try await Command.run("risk", file, "--scope", "camat", "--format", "csv")
    let judged = try risk.row(["regency_code": "17.06"])
    #expect(judged["drivers"]?.contains("no_report") == false)
  }

  @Test("A record entered before its day counts from its day")
  func enteredEarly() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "recaps.csv",
      "regency_code,level,election_id,as_of,required,signed,recorded_on\n"
        + "17.06,camat,pilkada-2024,2024-06-01,15,10,2024-01-02\n")
    let run = try await Command.run("compliance", file, "--format", "csv")
    #expect(try run.row(["level": "camat"])["signed"] == "10")
  }

  @Test("The same counts reached through two paths count once")
  func twoPaths() async throws {
    let scratch = try Scratch()
    let text =
      "regency_code,level,election_id,date,signed,required\n"
      + "17.06,camat,pilkada-2024,2024-06-01,5,15\n17.06,camat,pilkada-2024,2024-06-02,4,15\n"
    let first = try scratch.file("counts.csv", text)
    let run = try await Command.run(
      "compliance", first, "\(scratch.path)/./counts.csv", "--format", "csv")
    #expect(try run.row(["level": "camat"])["signed"] == "9")
  }

  @Test("Two regencies may give their events the same name")
  func sameEventName() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "events.csv",
      """
      event_id,kind,regency_name,event_date,election,signers,required,signer_levels
      E1,signing,Kabupaten Mukomuko,2024-06-01,pilkada-2024,10,53,kepala_opd
      E1,signing,Kabupaten Seluma,2024-06-01,pilkada-2024,20,40,kepala_opd
      """)
    let run = try await Command.run("compliance", file, "--format", "csv")
    #expect(try run.row(["regency_code": "17.06"])["signed"] == "10")
    #expect(try run.row(["regency_code": "17.05"])["signed"] == "20")
  }

  @Test("What was signed after the target date does not count for it")
  func pastTarget() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "recaps.csv",
      recaps + "17.06,camat,pilkada-2024,2024-06-01,15,5,a\n"
        + "17.06,camat,pilkada-2024,2025-01-10,15,15,a\n")
    let run = try await Command.run(
      "risk", file, "--scope", "camat", "--target-date", "2024-06-01", "--format", "csv")
    let row = try run.row(["regency_code": "17.06"])
    #expect(row["p_miss"] == "1.000")
    #expect(row["rate"] == "0.3333")
    #expect(run.errors.contains("as of the target date, 2024-06-01"))
  }

  @Test("A stale total does not overrule the levels that came later")
  func staleTotal() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "recaps.csv",
      recaps + "17.06,all,pilkada-2024,2024-01-10,100,10,a\n"
        + "17.06,camat,pilkada-2024,2024-06-01,15,15,a\n"
        + "17.06,staff,pilkada-2024,2024-06-01,85,45,a\n")
    let run = try await Command.run(
      "compliance", file, "--by", "regency", "--format", "csv")
    let row = try run.row(["regency_code": "17.06"])
    #expect(row["signed"] == "60")
    #expect(row["required"] == "100")
  }

  @Test("A better record that overrules another one is named")
  func overruled() async throws {
    let scratch = try Scratch()
    _ = try scratch.file(
      "recaps.csv", recaps + "17.06,kepala_opd,pilkada-2024,2024-05-01,53,20,BKD\n")
    _ = try scratch.file(
      "events.csv",
      "event_id,kind,regency_name,event_date,election,signers,required,signer_levels\n"
        + "E1,signing,Kabupaten Mukomuko,2024-06-01,pilkada-2024,48,53,kepala_opd\n")
    let run = try await Command.run("validate", scratch.path, "--format", "csv")
    let row = try run.row(["kind": "conflict"])
    #expect(row["rule"] == "better_record")
    #expect(row["value"] == "20")
    #expect(row["repair"]?.contains("48") == true)
  }

  @Test("A table without rows says why")
  func noRows() async throws {
    let run = try await Command.run(
      "compliance", Command.foundingCases, "--as-of", "2001-01-01", "--format", "csv")
    #expect(run.status == 0)
    #expect(run.rows.isEmpty)
    #expect(run.errors.contains("no rows"))
  }

  @Test("Verbs that cannot split employment say so", arguments: ["series", "trend", "risk"])
  func employment(_ verb: String) async throws {
    let run = try await Command.run(verb, Command.foundingCases, "--by", "regency,employment")
    #expect(run.status == 64)
  }

  @Test("A shifted register shows nobody's name, on the terminal or in a report")
  func names() async throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "register.csv",
      """
      record_id,regency_code,level,election_id,signed_on
      1,17.06,camat,pilkada-2024,2024-06-01
      2,Budi Santoso,camat,pilkada-2024,2024-06-01
      3,17.06,Siti Aminah,pilkada-2024,2024-06-01
      """)
    let run = try await Command.run("report", file, "-o", "\(scratch.path)/report")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("register.csv:3: column regency_code"))
    #expect(run.errors.contains("register.csv:4: column level"))
    var texts = [run.errors, run.output]
    for name in ["index.html", "validation.csv", "provenance.json", "conflicts.csv"] {
      texts.append(try scratch.text("report/\(name)"))
    }
    for text in texts {
      for word in ["Budi", "Santoso", "Siti", "Aminah", "budi_santoso", "siti_aminah"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
  }

  @Test("A report as of a day tells nothing of later events")
  func reportAsOf() async throws {
    let scratch = try Scratch()
    let run = try await Command.run(
      "report", Command.real, "-o", "\(scratch.path)/report", "--as-of", "2023-06-01")
    #expect(run.status == 0, "\(run.errors)")
    let evidence = CommandRun(
      status: 0, output: try scratch.text("report/evidence.csv"), errors: "")
    #expect(evidence.rows.count > 5)
    for row in evidence.rows where row["date_precision"] == "day" {
      #expect(row["event_date"] ?? "" <= "2023-06-01")
    }
    #expect(try !scratch.text("report/conflicts.csv").contains("Mukomuko"))
    #expect(try !scratch.text("report/index.html").contains("2023-12-28"))
  }
}
