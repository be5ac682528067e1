// Tests of Ingest: totals of a province beside those of its regencies.

import Records
import Testing

@testable import Ingest

@Suite("Nested occasions")
struct NestedOccasionsTests {
  private let bali = Fixtures.province("51")

  private func report(
    _ id: String, _ region: Region, attendance: Count, published: String,
    kinds: Set<EventKind> = [.session, .signing], signers: Count = .unknown
  ) -> EventReport {
    Fixtures.report(
      id, kinds: kinds, date: "2024-09-21", signers: signers, region: region, published: published,
      attendance: attendance)
  }

  private func evidence(_ reports: [EventReport]) throws -> Evidence {
    var builder = LedgerBuilder(
      reference: try ReferenceReader.read(folder: Fixtures.referenceFolder, overrides: [:]))
    for report in reports { _ = builder.add(report) }
    return builder.evidence()
  }

  @Test("The 716 village heads of Bali contain the 51 of Jembrana: counted once, told, never added")
  func real() throws {
    let result = try EvidenceReader.read(
      [Fixtures.realFolder], referenceFolder: Fixtures.referenceFolder)
    let evidence = result.evidence.newest
    let told = evidence.conflicts.filter { $0.rule == .totalContainsParts }
    #expect(told.map(\.field) == ["attendees", "signers"])
    #expect(told[0].claims.map(\.value) == ["51: 900", "51.01: 51", "51.02: 133"])
    #expect(told[1].claims.map(\.value) == ["51: 716", "51.01: 51"])
    // No ledger of a regency holds the province's total.
    let numbers = evidence.ledgers.flatMap(\.signings).compactMap { claim -> Int? in
      guard case .counted(let count) = claim.extent else { return nil }
      return count.lower
    }
    #expect(numbers.contains(51) && !numbers.contains(716))
    let names = Dictionary(
      grouping: evidence.sessions.filter { ["E006", "E009", "E010", "E012"].contains($0.id) },
      by: \.countingName)
    #expect(names.mapValues(\.count) == ["E012": 4])
    // Every other session of the real records counts under its own name or its tag.
    for session in evidence.sessions where session.countingName != "E012" {
      let event = evidence.occasions.first {
        $0.settled.eventID == session.id && $0.settled.region == session.region
      }
      #expect(session.countingName == event?.countingName)
    }
  }

  @Test("A part counts under its own name until the province's event is known")
  func versions() throws {
    let part = report(
      "E1", .regency(Fixtures.regency("51.01")), attendance: .exact(51), published: "2024-09-22")
    let whole = report("E2", .province(bali), attendance: .exact(900), published: "2024-09-25")
    let evidence = try evidence([whole, part])
    for (day, names) in [("2024-09-24", ["E1"]), ("2024-09-25", ["E2", "E2"])] {
      let known = evidence.known(on: Fixtures.day(day))
      #expect(known.sessions.map(\.countingName) == names)
      #expect(known.conflicts.count == names.count - 1)
    }
    #expect(evidence.conflicts.map(\.recordedOn) == [Fixtures.day("2024-09-25")])
  }

  @Test("Another day, province, kind or election, or a province without a total, contains nothing")
  func apart() throws {
    let whole = report("E2", .province(bali), attendance: .exact(900), published: "2024-09-21")
    func names(_ whole: EventReport, _ part: EventReport) throws -> Set<String> {
      Set(try evidence([whole, part]).sessions.map(\.countingName))
    }
    let jembrana = Region.regency(Fixtures.regency("51.01"))
    func part(_ region: Region, kinds: Set<EventKind> = [.session, .signing]) -> EventReport {
      report("E1", region, attendance: .exact(51), published: "2024-09-21", kinds: kinds)
    }
    #expect(try names(whole, part(jembrana)) == ["E2"])
    #expect(try names(whole, part(jembrana, kinds: [.session])) == ["E1", "E2"])
    #expect(try names(whole, part(.regency(Fixtures.regency("17.06")))) == ["E1", "E2"])
    let silent = report("E2", .province(bali), attendance: .unknown, published: "2024-09-21")
    #expect(try names(silent, part(jembrana)) == ["E1", "E2"])
    let other = Fixtures.report(
      "E1", kinds: [.session, .signing], date: "2024-09-22", region: jembrana)
    #expect(try names(whole, other) == ["E1", "E2"])
  }
}
