// Tests of Ingest: laws that hold for every shape of input: nobody is lost or counted twice, and
// neither order nor files matter. What is known as of a day follows from the reports of that day.

import Records
import Testing

@testable import Ingest

@Suite("Laws of the evidence")
struct EvidenceLawsTests {
  /// A table of rows from a seed, with repeats among them.
  struct Shape: CustomTestStringConvertible, Sendable {
    let table: String
    let header: String
    let row: @Sendable (inout SeededGenerator) -> String
    var testDescription: String { table }
  }

  static let shapes = [
    // Without a column `source` the table is the source, whatever the file.
    Shape(
      table: "recaps", header: "regency_code,level,election_id,as_of,required,signed,recorded_on"
    ) { generator in
      let required = [15, 15, 16].randomElement(using: &generator) ?? 15
      return "\(code(&generator)),\(level(&generator)),pilkada-2024,\(day(&generator)),\(required),"
        + "\(Int.random(in: 0...15, using: &generator)),\(lateDay(&generator))"
    },
    Shape(table: "counts", header: "regency_code,level,election_id,date,signed,required,source") {
      generator in
      "\(code(&generator)),\(level(&generator)),pilkada-2024,\(day(&generator)),"
        + "\(Int.random(in: 0...4, using: &generator)),15,\(outlet(&generator))"
    },
    Shape(
      table: "sessions",
      header: "session_id,regency_code,election_id,held_on,tier,audience_levels,attendees"
    ) { generator in
      "S\(Int.random(in: 0...9, using: &generator)),\(code(&generator)),pilkada-2024,"
        + "\(day(&generator)),\(["opd", "district"].randomElement(using: &generator) ?? ""),camat,"
        + "\(Int.random(in: 10...12, using: &generator))"
    },
    Shape(
      table: "events",
      header:
        "event_id,kind,regency_code,event_date,election,signers,required,signer_levels,mode,"
        + "source_publisher,published_date"
    ) { generator in
      let kind = ["signing", "signing;sosialisasi"].randomElement(using: &generator) ?? ""
      let levels = ["camat", "camat=12", "camat=all", "camat=12;lurah=3"]
      return "E\(Int.random(in: 0...5, using: &generator)),\(kind),\(code(&generator)),"
        + "\(day(&generator)),pilkada-2024,\(["", "12", "15"].randomElement(using: &generator) ?? ""),"
        + "\(["", "15"].randomElement(using: &generator) ?? ""),"
        + "\(levels.randomElement(using: &generator) ?? ""),"
        + "\(["", "represented"].randomElement(using: &generator) ?? ""),\(outlet(&generator)),"
        + lateDay(&generator)
    },
  ]

  private static func code(_ generator: inout SeededGenerator) -> String {
    ["17.06", "36.02", "16.01"].randomElement(using: &generator) ?? ""
  }

  private static func level(_ generator: inout SeededGenerator) -> String {
    ["camat", "lurah"].randomElement(using: &generator) ?? ""
  }

  private static func outlet(_ generator: inout SeededGenerator) -> String {
    ["A", "B", "A; B"].randomElement(using: &generator) ?? ""
  }

  private static func day(_ generator: inout SeededGenerator) -> String {
    "2024-10-0\(Int.random(in: 1...4, using: &generator))"
  }

  private static func lateDay(_ generator: inout SeededGenerator) -> String {
    ["", "2024-10-05", "2024-10-09"].randomElement(using: &generator) ?? ""
  }

  private func read(_ shape: Shape, _ files: [[String]]) throws -> IngestResult {
    let folders = try files.map { rows in
      try TemporaryFolder([
        "\(shape.table).csv": ([shape.header] + rows).joined(separator: "\n") + "\n"
      ])
    }
    return try EvidenceReader.read(folders.map(\.path), referenceFolder: Fixtures.referenceFolder)
  }

  private func rows(_ shape: Shape, _ generator: inout SeededGenerator) -> [String] {
    (0..<60).map { _ in shape.row(&generator) }
  }

  @Test(
    "Order, splitting and repeats of files change nothing but the repeats told", arguments: shapes)
  func files(_ shape: Shape) throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<3 {
      let rows = rows(shape, &generator)
      let first = try read(shape, [rows])
      #expect(first.report.rejected == 0)
      let repeats = first.report.files.reduce(0) { $0 + $1.duplicates }
      #expect(repeats == rows.count - Set(rows).count || shape.table == "counts")
      let shuffled = rows.shuffled(using: &generator)
      let half = [Array(shuffled.prefix(23)), Array(shuffled.dropFirst(23))]
      for files in [[shuffled], half, [half[1], half[0]], [rows, rows]] {
        let other = try read(shape, files)
        #expect(Snapshot(other.evidence, full: true).difference(first.evidence) == [])
        let read = other.report.rowsRead
        #expect(
          other.report.files.reduce(0) { $0 + $1.duplicates } == read - rows.count + repeats)
      }
    }
  }

  @Test("Every accepted row is in the evidence once", arguments: shapes)
  func conserved(_ shape: Shape) throws {
    var generator = SeededGenerator(seed: 32)
    let rows = rows(shape, &generator)
    let evidence = try read(shape, [rows]).evidence
    let cells = Set(rows).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let signings = evidence.ledgers.flatMap(\.signings)
    let signed = signings.reduce(0) { sum, claim in
      guard case .counted(.exact(let persons)) = claim.extent else { return sum }
      return sum + persons
    }
    switch shape.table {
    case "recaps":
      #expect(signings.count == cells.count)
      #expect(signed == cells.reduce(0) { $0 + (Int($1[5]) ?? 0) })
    case "counts":
      // Two sources of one count are one count.
      let counts = Set(cells.map { $0.prefix(5).joined(separator: ",") })
      #expect(signings.count == counts.count)
      #expect(signed == counts.reduce(0) { $0 + (Int($1.split(separator: ",")[4]) ?? 0) })
    case "sessions": #expect(evidence.sessions.count == cells.count)
    default:
      let events = Set(cells.map { "\($0[0]) \($0[2])" })
      #expect(evidence.newest.occasions.count == events.count)
      #expect(
        Set(evidence.newest.occasions.map { "\($0.settled.eventID) \($0.settled.region)" })
          == events
      )
      let told = evidence.newest.occasions.reduce(0) { $0 + $1.sources.count }
      #expect(told == Set(cells.map { "\($0[0]) \($0[2]) \($0[9])" }).count)
    }
  }

  /// The reports of the real events, each with a rival from a seed: another outlet or the same one,
  /// another day, another number, days later.
  private func realReports(_ generator: inout SeededGenerator) throws -> [EventReport] {
    let folder = Fixtures.realFolder
    let reference = try ReferenceReader.read(folder: Fixtures.referenceFolder, overrides: [:])
    var context = RowContext(reference)
    var account = IngestReport()
    var reports: [EventReport] = []
    for file in try PackageFiles(input: folder).records {
      let table = try file.open()
      guard table.schema.name == "events" else { continue }
      try TableSchema.read(table, options: ReadingOptions(), into: &account) { row throws(Fault) in
        reports.append(try context.eventReport(&row))
        return .new
      }
    }
    #expect(reports.count == 291)
    let rivals = reports.compactMap { report -> EventReport? in
      guard let date = report.date.latest, Bool.random(using: &generator) else { return nil }
      let outlet = Bool.random(using: &generator) ? report.source.publisher : "Rival"
      let published = date.advanced(by: Int.random(in: 0...40, using: &generator))
      return EventReport(
        eventID: report.eventID, kinds: report.kinds, region: report.region,
        date: .day(date.advanced(by: -Int.random(in: 0...1, using: &generator))),
        elections: report.elections, signers: .exact(Int.random(in: 1...60, using: &generator)),
        required: report.required, signerLevels: report.signerLevels,
        attendees: .exact(Int.random(in: 1...60, using: &generator)), jointTag: report.jointTag,
        source: Source(publisher: outlet), publishedOn: .day(published))
    }
    return reports + rivals
  }

  /// When a report was known, said anew: an independent form of the rule.
  private func known(_ report: EventReport, by day: CalendarDate) -> Bool {
    let votes = ["2020-12-09", "2024-02-14", "2024-11-27"].map(Fixtures.day)
    let served = report.elections.map { id in
      votes[["pilkada-2020", "pemilu-2024", "pilkada-2024"].firstIndex(of: id.description) ?? 0]
    }
    guard let end = report.date.latest, let start = report.date.earliest else {
      return (report.publishedOn.latest ?? served.min() ?? end(of: report)) <= day
    }
    var happened = end
    if start != end {
      let bounds = [report.publishedOn.latest, served.max()].compactMap { $0 }.filter {
        $0 >= start
      }
      happened = min(end, bounds.min() ?? end)
    }
    return happened <= day && (report.publishedOn.earliest ?? happened) <= day
  }

  private func end(of report: EventReport) -> CalendarDate { Fixtures.day("2024-11-27") }

  @Test("The evidence as of a day is that of the reports known by then")
  func asOf() throws {
    var generator = SeededGenerator(seed: 33)
    let reference = try ReferenceReader.read(folder: Fixtures.referenceFolder, overrides: [:])
    func evidence(_ reports: [EventReport]) -> Evidence {
      var builder = LedgerBuilder(reference: reference)
      for report in reports { _ = builder.add(report) }
      return builder.evidence()
    }
    for turn in 0..<3 {
      let all = try realReports(&generator)
      let subset =
        turn == 0 ? all : all.filter { _ in Int.random(in: 0...2, using: &generator) > 0 }
      let whole = evidence(subset)
      #expect(whole.occasions.count > whole.newest.occasions.count)
      for _ in 0..<12 {
        let day = Fixtures.day("2023-06-01").advanced(by: .random(in: 0...600, using: &generator))
        let then = evidence(subset.filter { known($0, by: day) })
        #expect(
          Snapshot(whole.known(on: day), full: false).difference(then.known(on: day)) == [],
          "\(day)")
      }
    }
  }

  @Test("Recaps as of a day are those recorded by then, with their conflicts")
  func recapsAsOf() throws {
    var generator = SeededGenerator(seed: 34)
    let shape = Self.shapes[0]
    for _ in 0..<3 {
      let rows = rows(shape, &generator)
      let whole = try read(shape, [rows]).evidence
      for text in ["2024-10-02", "2024-10-04", "2024-10-05", "2024-10-08", "2024-10-09"] {
        let then = rows.filter { row in
          let cells = row.split(separator: ",", omittingEmptySubsequences: false)
          return (cells[6].isEmpty ? cells[3] : cells[6]) <= text
        }
        let evidence = try read(shape, [then]).evidence
        let day = Fixtures.day(text)
        #expect(
          Snapshot(whole.known(on: day), full: false).difference(evidence.known(on: day)) == [],
          "\(text)")
      }
    }
  }
}

/// Evidence as text that can be compared; in full, or without the day on which it is superseded,
/// which only later records tell.
private struct Snapshot {
  private let lines: [String]
  private let isFull: Bool

  /// Lines that only one of the two has, or the word "order".
  func difference(_ evidence: Evidence) -> [String] {
    let other = Snapshot(evidence, full: isFull).lines
    let found = Set(lines).symmetricDifference(other).sorted()
    return found.isEmpty && lines != other ? ["order"] : found
  }

  init(_ evidence: Evidence, full: Bool) {
    func end(_ statement: some KnownStatement) -> String {
      full ? "\(statement.supersededOn?.description ?? "")" : ""
    }
    isFull = full
    lines =
      evidence.ledgers.flatMap { ledger in
        ledger.denominators.map {
          "\(ledger.key) \($0.count) \($0.basis) \($0.asOf as Any) \($0.recordedOn as Any) \(end($0)) \($0.sources)"
        }
          + ledger.signings.map {
            "\(ledger.key) \($0.extent) \($0.basis) \($0.after as Any) \($0.upTo as Any) \($0.recordedOn as Any) \(end($0)) \($0.mode) \($0.sources)"
          }
      }
      + evidence.occasions.map {
        "\($0.settled.eventID) \($0.settled.date) \($0.settled.signers) \($0.settled.region) \($0.recordedOn as Any) \(end($0)) \($0.sources)"
      }
      + evidence.sessions.map {
        "\($0.id) \($0.region) \($0.heldOn as Any) \($0.recordedOn as Any) \(end($0)) \($0.tier) \($0.attendees) \($0.countingName) \($0.source)"
      }
      + evidence.conflicts.map {
        "\($0.subject) \($0.field) \($0.claims) \($0.settledAs) \($0.rule) \($0.recordedOn as Any) \(end($0))"
      }
  }
}
