// Tests of Ingest: whole inputs: the account of every row, persons that are conserved, an order
// that does not matter.

import Records
import Testing

@testable import Ingest

@Suite("Evidence reader")
struct EvidenceReaderTests {
  private let recaps = "regency_code,level,election_id,as_of,required,signed,source\n"

  /// Rows of recaps with some that break a rule, from a seed.
  private func mixedRows(_ generator: inout SeededGenerator) -> [String] {
    (0..<60).map { index in
      let code = ["17.06", "36.02", "99.01", "Kota Bandung"].randomElement(using: &generator) ?? ""
      let date =
        ["2024-10-01", "2024-10-08", "01/11/2024", "2024-02-30"]
        .randomElement(using: &generator) ?? ""
      let signed = Int.random(in: 0...18, using: &generator)
      return "\(code),camat,pilkada-2024,\(date),15,\(signed),office \(index % 7)"
    }
  }

  @Test("Rows read are rows accepted and rejected, and every rejection has its place")
  func account() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20 {
      let rows = mixedRows(&generator)
      let folder = try TemporaryFolder(["recaps.csv": recaps + rows.joined(separator: "\n")])
      let report = try folder.read().report
      #expect(report.rowsRead == rows.count)
      #expect(report.accepted + report.rejected == rows.count)
      #expect(report.rejections.count == report.rejected)
      #expect(report.rejected > 0)
      #expect(report.rejections.allSatisfy { $0.line > 1 && !$0.repair.isEmpty })
    }
  }

  @Test("The order of rows and the splitting into files do not matter")
  func order() throws {
    var generator = SeededGenerator(seed: 12)
    let rows = mixedRows(&generator)
    let first = try TemporaryFolder(["recaps.csv": recaps + rows.joined(separator: "\n")]).read()
    let shuffled = rows.shuffled(using: &generator)
    let again = try TemporaryFolder(["recaps.csv": recaps + shuffled.joined(separator: "\n")])
      .read()
    let parts = [Array(rows.prefix(25)), Array(rows.dropFirst(25))].map {
      recaps + $0.joined(separator: "\n")
    }
    let folders = try [
      TemporaryFolder(["recaps.csv": parts[0]]), TemporaryFolder(["recaps.csv": parts[1]]),
    ]
    let split = try EvidenceReader.read(
      folders.map(\.path), referenceFolder: Fixtures.referenceFolder)
    for other in [again, split] {
      #expect(other.evidence.ledgers.map(\.key) == first.evidence.ledgers.map(\.key))
      #expect(other.evidence.ledgers.map(\.signings) == first.evidence.ledgers.map(\.signings))
      #expect(
        other.evidence.ledgers.map(\.denominators) == first.evidence.ledgers.map(\.denominators))
      #expect(other.evidence.conflicts == first.evidence.conflicts)
    }
  }

  @Test("Persons in the ledgers are the persons of the accepted rows without the repeats")
  func persons() throws {
    let header = "record_id,regency_code,level,election_id,signed_on,recorded_on\n"
    let rows = [
      "a,17.06,camat,pilkada-2024,2024-10-01,2024-10-02", "b,17.06,camat,pilkada-2024,,",
      "c,17.06,lurah,pilkada-2024,2024-10-01,", "a,17.06,camat,pilkada-2024,2024-10-01,2024-10-02",
      "b,17.06,camat,pilkada-2024,2024-10-05,", "d,17.06,lurah,pilkada-2024,2024-10-01,",
      "d,17.06,lurah,pilkada-2024,2024-10-02,",
    ]
    let result = try TemporaryFolder(["register.csv": header + rows.joined(separator: "\n")]).read()
    #expect(result.report.accepted == 5)
    // One exact repeat, and one row that a later signature corrects.
    #expect(result.report.files.first?.duplicates == 2)
    // Two days for one signature: both refused, without showing the identifier.
    #expect(result.report.rejections.map(\.line) == [7, 8])
    #expect(result.report.rejections.first?.value == "")
    let required = result.evidence.ledgers.flatMap(\.denominators).compactMap(\.count.exactValue)
    #expect(required.reduce(0, +) == 3)
    let signed = result.evidence.ledgers.flatMap(\.signings).reduce(0) { sum, claim in
      guard case .counted(let count) = claim.extent else { return sum }
      return sum + (count.exactValue ?? 0)
    }
    #expect(signed == 3)
  }

  @Test("A spreadsheet's file with semicolons, BOM, CRLF and Indonesian dates needs no option")
  func spreadsheet() throws {
    let text =
      "\u{FEFF}regency_code;level;election_id;as_of;required;signed\r\n"
      + "Kab. Mukomuko;Kadis;pilkada-2024;1 Oktober 2024;1.030;1.025\r\n"
    let result = try TemporaryFolder(["recaps.csv": text]).read()
    #expect(result.report.accepted == 1)
    let ledger = try #require(result.evidence.ledgers.first)
    #expect(ledger.key.regency == Fixtures.regency("17.06"))
    #expect(ledger.key.level == .kepalaOPD)
    #expect(ledger.denominators.first?.count == .exact(1030))
    #expect(ledger.signings.first?.upTo == Fixtures.day("2024-10-01"))
    let rules = result.report.conversions.keys.map(\.rule).joined(separator: "; ")
    #expect(result.report.conversions.count >= 5, "\(rules)")
  }

  @Test("A falling recap is kept as a version and named")
  func fallingRecap() throws {
    let rows = [
      "17.06,camat,pilkada-2024,2024-10-01,15,12,a", "17.06,camat,pilkada-2024,2024-10-08,15,9,a",
    ]
    let result = try TemporaryFolder(["recaps.csv": recaps + rows.joined(separator: "\n")]).read()
    #expect(result.evidence.conflicts.map(\.rule) == [.laterCorrection])
    #expect(result.evidence.ledgers.first?.signings.count == 2)
  }

  @Test("A recap issued again is told, and a fall only for the days on which it stood")
  func reissuedRecap() throws {
    let header = "regency_code,level,election_id,as_of,signed,recorded_on,source\n"
    let rows = [
      "17.06,camat,pilkada-2024,2024-10-01,12,,a", "17.06,camat,pilkada-2024,2024-10-08,9,,a",
      "17.06,camat,pilkada-2024,2024-10-08,13,2024-10-20,a",
      "17.06,camat,pilkada-2024,2024-10-15,12,,b", "17.06,camat,pilkada-2024,2024-10-15,14,,c",
    ]
    let result = try TemporaryFolder(["recaps.csv": header + rows.joined(separator: "\n")]).read()
    func told(_ day: String) -> [String] {
      result.evidence.known(on: Fixtures.day(day)).conflicts.map {
        "\($0.rule.rawValue) \($0.settledAs): \($0.claims.map(\.value).joined(separator: ", "))"
      }
    }
    let fall = "later_correction 9 from 2024-10-08: 12 on 2024-10-01, 9 on 2024-10-08"
    let bounds = "kept_as_bounds 12-14: 12 on 2024-10-15, 14 on 2024-10-15"
    #expect(told("2024-10-07") == [])
    #expect(told("2024-10-08") == [fall])
    #expect(told("2024-10-15") == [fall, bounds])
    #expect(
      told("2024-10-20") == [
        bounds, "later_correction 13: 9 on 2024-10-08, 13 on 2024-10-08",
      ])
    #expect(result.evidence.ledgers[0].signings.count == 5)
  }

  @Test("Unknown columns are ignored with a note, unknown resources too")
  func ignored() throws {
    let result = try TemporaryFolder([
      "recaps.csv":
        "regency_code,level,election_id,as_of,signed,colour\n17.06,camat,pilkada-2024,2024-10-01,9,red",
      "datapackage.json": #"{"resources": [{"path": "recaps.csv"}, {"path": "truth.csv"}]}"#,
    ]).read()
    #expect(result.report.files.first?.ignoredColumns == ["colour"])
    #expect(result.report.ignoredFiles.count == 1)
  }

  @Test("A package's own reference table wins")
  func ownReference() throws {
    let elections =
      "election_id,name,kind,date\npilkada-2099,Pilkada 2099,local,2099-11-27\n"
    let result = try TemporaryFolder([
      "recaps.csv": recaps + "17.06,camat,pilkada-2099,2099-10-01,15,9,a",
      "elections.csv": elections,
    ]).read()
    #expect(result.report.accepted == 1)
    #expect(result.reference.elections.map(\.id) == [ElectionID("pilkada-2099")])
  }

  @Test("In the kabupaten of Yogyakarta a lurah heads a desa, in its city a kelurahan")
  func lurahOfYogyakarta() throws {
    let result = try TemporaryFolder([
      "events.csv":
        "event_id,kind,regency_name,event_date,election,signer_levels\n"
        + "E1,signing,Kabupaten Kulon Progo,2024-07-17,pilkada-2024,lurah\n"
        + "E2,signing,Kota Yogyakarta,2024-07-17,pilkada-2024,lurah\n"
    ]).read()
    let levels = result.evidence.ledgers.map { "\($0.key.regency) \($0.key.level?.rawValue ?? "")" }
    #expect(levels == ["34.01 kepala_desa", "34.71 lurah"])
  }
}
