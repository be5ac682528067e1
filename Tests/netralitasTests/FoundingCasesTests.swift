// Tests of the command: the five founding cases, each with what the tool must show of it.

import Testing

@Suite("Founding cases")
struct FoundingCasesTests {
  private func compliance(_ by: String, _ election: String) async throws -> CommandRun {
    let run = try await Command.run(
      "compliance", Command.foundingCases, "--election", election, "--by", by, "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  @Test("Mukomuko: 48 of 53, five heads of agencies outstanding, full count")
  func mukomuko() async throws {
    for election in ["pemilu-2024", "pilkada-2024"] {
      let whole = try await compliance("regency", election).row(["regency_code": "17.06"])
      #expect(whole["required"] == "53")
      #expect(whole["signed"] == "48")
      #expect(whole["signed_kind"] == "exact")
      #expect(whole["outstanding"] == "5")
      #expect(whole["rate"] == "0.9057")
      #expect(whole["rate_low"] == "0.7975")
      #expect(whole["rate_high"] == "0.9590")
      #expect(whole["interval"] == "wilson")
      #expect(whole["cascade_owed"] == "45")
      #expect(whole["cascade_documented"] == "0")
      let levels = try await compliance("regency,level", election)
      let heads = try levels.row(["regency_code": "17.06", "level": "kepala_opd"])
      #expect(heads["required"] == "30")
      #expect(heads["signed"] == "25")
      #expect(heads["outstanding"] == "5")
      for level in ["bupati", "wakil_bupati", "asisten", "staf_ahli", "camat"] {
        let row = try levels.row(["regency_code": "17.06", "level": level])
        #expect(row["outstanding"] == "0", "\(level)")
        #expect(row["signed"] == row["required"], "\(level)")
      }
    }
  }

  @Test("Mukomuko: a full count has a roster interval of zero width")
  func mukomukoRoster() async throws {
    let run = try await Command.run(
      "compliance", Command.foundingCases, "--election", "pemilu-2024", "--by", "regency",
      "--interval", "roster", "--format", "csv")
    let row = try run.row(["regency_code": "17.06"])
    #expect(row["rate_low"] == "0.9057")
    #expect(row["rate_high"] == "0.9057")
    #expect(row["interval"] == "roster")
  }

  @Test("Mukomuko: the headline's 53 is listed and settled at 48")
  func mukomukoConflict() async throws {
    let run = try await Command.run("validate", Command.foundingCases, "--format", "csv")
    let row = try run.row(["kind": "conflict", "column": "signers"])
    #expect(row["place"] == "17.06 Kabupaten Mukomuko: W068")
    #expect(row["value"] == "48")
    #expect(row["rule"] == "outstanding_beats_total")
    #expect(row["repair"]?.contains("53 signed") == true)
    #expect(row["repair"]?.contains("5 of 53 not yet signed (kepala_opd)") == true)
  }

  @Test("Muna Barat: signed is unknown, not 0; offices give denominators; a wide risk, low grade")
  func munaBarat() async throws {
    let levels = try await compliance("regency,level", "pilkada-2024")
    for (level, required) in [("camat", "11"), ("kepala_desa", "81")] {
      let row = try levels.row(["regency_code": "74.13", "level": level])
      #expect(row["required"] == required)
      #expect(row["required_basis"] == "reference")
      #expect(row["signed"] == "")
      #expect(row["signed_kind"] == "unknown")
      #expect(row["rate"] == "")
      #expect(row["sessions"] == "1")
      #expect(row["last_signed_on"] == "2024-06-10")
    }
    let heads = try levels.row(["regency_code": "74.13", "level": "kepala_opd"])
    #expect(heads["required_basis"] == "estimated")
    #expect(heads["required"] == "")
    #expect(heads["sources"]?.contains("detiksultra.com") == true)

    let risk = try await Command.run("risk", Command.foundingCases, "--format", "csv")
    let row = try risk.row(["regency_code": "74.13"])
    #expect(row["grade"] == "D")
    #expect(row["rate"] == "")
    let low = try #require(Double(row["p_miss_low"] ?? ""))
    let high = try #require(Double(row["p_miss_high"] ?? ""))
    #expect(high - low > 0.3)
    let events = try await events()
    #expect(events.filter { $0["region_code"] == "74.13" }.count == 2)
    let second = try #require(events.first { $0["event_id"] == "E191" })
    #expect(second["event_date"] == "2024-06-10")
    #expect(second["attendee_levels"] == "camat;kepala_desa;kepala_opd")
    #expect(second["legal_basis"]?.contains("200.2.1/6589") == true)
    #expect(second["legal_basis"]?.contains("200.2.1/92/2023") == true)
  }

  @Test("Buru: two representatives are an event, not 2 of N; the cascade is owed")
  func buru() async throws {
    let levels = try await compliance("regency,level", "pemilu-2024")
    let rows = levels.rows.filter { $0["regency_code"] == "81.04" }
    #expect(!rows.isEmpty)
    for row in rows { #expect(row["signed"] == "", "\(row["level"] ?? "")") }
    let heads = try levels.row(["regency_code": "81.04", "level": "kepala_opd"])
    #expect(heads["signed_kind"] == "represented")
    let staff = try levels.row(["regency_code": "81.04", "level": "staff"])
    #expect(staff["signed_kind"] == "unknown")
    let whole = try await compliance("regency", "pemilu-2024").row(["regency_code": "81.04"])
    #expect(whole["signed_kind"] == "represented")
    #expect(whole["rate"] == "")
    #expect(whole["cascade_owed"] == "10")
    #expect(whole["cascade_documented"] == "0")
    let event = try #require(try await events().first { $0["event_id"] == "E068" })
    #expect(event["mode"] == "represented")
    #expect(event["open_duties"] == "cascade")
    #expect(event["witnesses"] == "Polres; KPU; Sekda")
  }

  @Test("Lebak: sekda 1 of 1, camat 28 of 28, all heads of an estimated roster, staff unknown")
  func lebak() async throws {
    let levels = try await compliance("regency,level", "pemilu-2024")
    let sekda = try levels.row(["regency_code": "36.02", "level": "sekda"])
    #expect(sekda["required"] == "1")
    #expect(sekda["signed"] == "1")
    let camat = try levels.row(["regency_code": "36.02", "level": "camat"])
    #expect(camat["required"] == "28")
    #expect(camat["required_basis"] == "reference")
    #expect(camat["signed"] == "28")
    let heads = try levels.row(["regency_code": "36.02", "level": "kepala_opd"])
    #expect(heads["required"] == "")
    #expect(heads["required_basis"] == "estimated")
    #expect(heads["signed_kind"] == "all")
    #expect(heads["rate"] == "1.0000")
    let staff = try levels.row(["regency_code": "36.02", "level": "staff"])
    #expect(staff["signed"] == "")
    #expect(staff["signed_kind"] == "unknown")
    let event = try #require(try await events().first { $0["event_id"] == "W097" })
    #expect(event["open_duties"] == "monitoring")
  }

  @Test("Ogan Komering Ulu: two dates are a conflict, the joint event counts once, both elections")
  func oganKomeringUlu() async throws {
    let run = try await Command.run("validate", Command.foundingCases, "--format", "csv")
    let conflict = try run.row(["kind": "conflict", "column": "event_date"])
    #expect(conflict["place"] == "16.01 Kabupaten Ogan Komering Ulu: W073")
    #expect(conflict["value"] == "2023-12-27")
    #expect(conflict["rule"] == "majority_of_sources")
    #expect(conflict["repair"]?.contains("2023-12-28 (Palpos)") == true)
    let joint = try run.row(["kind": "joint", "place": "SUMSEL-20231227"])
    #expect(joint["count"] == "2")
    #expect(joint["repair"] == "16 16.01")
    for election in ["pemilu-2024", "pilkada-2024"] {
      let row = try await compliance("regency,level", election)
        .row(["regency_code": "16.01", "level": "bupati"])
      #expect(row["last_signed_on"] == "2023-12-27")
      // The province's own event adds no official to the province.
      let province = try await compliance("province,level", election)
        .row(["province_code": "16", "level": "bupati"])
      #expect(province["required"] == row["required"])
      #expect(province["signed"] == row["signed"])
    }
  }

  @Test("Read together with all events, the same events count once")
  func mergedWithAllEvents() async throws {
    let run = try await Command.run(
      "compliance", Command.real, "--election", "pemilu-2024", "--by", "regency", "--format", "csv")
    let row = try run.row(["regency_code": "17.06"])
    #expect(row["required"] == "53")
    #expect(row["signed"] == "48")
    #expect(row["sessions"] == "1")
  }

  /// Rows of the evidence table of a report on the founding cases.
  private func events() async throws -> [[String: String]] {
    let scratch = try Scratch()
    let run = try await Command.run(
      "report", Command.foundingCases, "-o", "\(scratch.path)/report", "--lang", "en")
    #expect(run.status == 0, "\(run.errors)")
    return CommandRun(status: 0, output: try scratch.text("report/evidence.csv"), errors: "").rows
  }
}
