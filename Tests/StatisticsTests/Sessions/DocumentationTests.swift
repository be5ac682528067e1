// Tests of Statistics: regencies with a document by date.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Documented regencies")
struct DocumentationTests {
  static func ledger(_ code: String, _ date: String, _ extent: Extent) throws -> Ledger {
    try World.ledger(code, .camat, signings: [.of(extent, .stated, on: date)])
  }

  @Test("a regency counts from its first signature; a true zero and a non-participant never")
  func signing() throws {
    let book = World.book([
      try Self.ledger("17.06", "2024-06-20", .named), try Self.ledger("17.07", "2024-06-05", .all),
      try Self.ledger("18.01", "2024-06-05", .counted(.exact(0))),
      try Self.ledger("31.71", "2024-06-05", .all),
    ])
    let first = book.firstDocumented(.signing)
    #expect(first.count == 2)
    #expect(first[try World.code("17.07")] == day("2024-06-05"))
    #expect(first[try World.code("17.06")] == day("2024-06-20"))
  }

  @Test("events count where they happened, pledges and events of a whole province do not")
  func occasions() throws {
    func occasion(_ region: Region, _ date: String, _ kind: EventKind) -> Occasion {
      let report = EventReport(
        eventID: "\(region) \(date)", kinds: [kind], region: region, date: .day(day(date)),
        elections: [World.election.id], source: Source(publisher: "test"))
      return Occasion(
        settled: report, sources: [report.source], countsFrom: day(date), recordedOn: day(date),
        conflicts: [])
    }
    let code = try World.code("17.06")
    let book = World.book(
      [],
      occasions: [
        occasion(.regency(code), "2024-06-20", .signing),
        occasion(.regency(code), "2024-06-01", .pledge),
        occasion(.regency(code), "2024-07-20", .signing),
        occasion(.regency(try World.code("31.71")), "2024-06-20", .signing),
        occasion(.province(code.province), "2024-06-20", .signing),
      ])
    #expect(book.firstDocumented(.signing) == [code: day("2024-06-20")])
  }

  @Test("a date known only by its month leaves the share of silent regencies open within it")
  func vagueDates() throws {
    func occasion(_ code: String, _ date: ImpreciseDate) throws -> Occasion {
      let report = EventReport(
        eventID: code, kinds: [.signing], region: .regency(try World.code(code)), date: date,
        elections: [World.election.id], source: Source(publisher: "test"))
      return Occasion(
        settled: report, sources: [report.source], countsFrom: date.latest,
        recordedOn: date.latest, conflicts: [])
    }
    let book = World.book(
      [],
      occasions: [
        try occasion("17.06", .day(day("2024-06-10"))),
        try occasion("17.07", .month(year: 2024, month: 7)),
      ])
    let documented = book.documentedRegencies(.signing)
    #expect(documented.undocumented(on: day("2024-06-09")) == 3...3)
    #expect(documented.undocumented(on: day("2024-06-30")) == 2...2)
    #expect(documented.undocumented(on: day("2024-07-15")) == 1...2)
    #expect(documented.undocumented(on: day("2024-08-31")) == 1...1)
    // Of three participants one waits after June, and one signs somewhere in July.
    let share = try #require(documented.waitingShare(on: day("2024-07-15")))
    #expect(abs(share.lowerBound - 1.0 / 3) < 1e-9 && abs(share.upperBound - 2.0 / 3) < 1e-9)
  }

  @Test("a first recap above zero says only that somebody had signed by then")
  func recapInterval() throws {
    let (denominators, signings) = recaps([("2024-06-03", 0, 15), ("2024-07-01", 5, 15)])
    let known = try World.ledger("17.06", .camat, denominators: denominators, signings: signings)
    let documented = World.book([known]).documentedRegencies(.signing)
    #expect(documented.undocumented(on: day("2024-06-03")) == 3...3)
    #expect(documented.undocumented(on: day("2024-06-20")) == 2...3)
  }

  @Test("weeks add up to the total, which never falls")
  func weeks() throws {
    let book = World.book(
      [
        try Self.ledger("17.06", "2024-06-20", .named),
        try Self.ledger("17.07", "2024-06-05", .all),
      ],
      asOf: "2024-07-03")
    let documented = book.documentedRegencies(.signing)
    #expect(documented.participants == 3)
    #expect(
      documented.points.map(\.date.description) == [
        "2024-06-09", "2024-06-16", "2024-06-23", "2024-06-30", "2024-07-03",
      ])
    #expect(documented.points.map(\.total) == [1, 1, 2, 2, 2])
    #expect(documented.points.map(\.new) == [1, 0, 1, 0, 0])
    guard case .failure(.tooFewDates(2)) = documented.curve else {
      Issue.record("a curve through two dates")
      return
    }
    #expect(documented.expected(on: day("2024-07-03"), confidence: 0.9) == nil)
  }

  @Test("sessions document a regency from their day; what is not yet known does not count")
  func sessions() throws {
    let sessions = try [
      World.session("a", on: "2024-06-04"), World.session("b", on: "2024-05-04"),
      World.session("c", "18.01", on: "2024-08-04"),
    ]
    let first = World.book([], asOf: "2024-07-01", sessions: sessions).firstDocumented(.session)
    #expect(first == [try World.code("17.06"): day("2024-05-04")])
  }

  @Test("nothing documented: no weeks and no curve")
  func nothing() {
    let documented = World.book([]).documentedRegencies(.signing)
    #expect(documented.points.isEmpty && documented.participants == 3)
    guard case .failure(.tooFewDates(0)) = documented.curve else {
      Issue.record("a curve through nothing")
      return
    }
  }

  @Test("a first recap says only that signing began before, not that it began on the first day")
  func vague() throws {
    func recap(_ code: String, _ rows: [(String, Int)]) throws -> Ledger {
      let (denominators, signings) = recaps(rows.map { (date: $0.0, signed: $0.1, required: 15) })
      return try World.ledger(code, denominators: denominators, signings: signings)
    }
    let book = World.book([
      try recap("17.06", [("2024-06-05", 3), ("2024-06-19", 9)]),
      try recap("17.07", [("2024-06-19", 4)]),
      try recap("18.01", [("2024-06-05", 0), ("2024-06-19", 2)]),
    ])
    let signing = book.documentedRegencies(.signing)
    #expect(signing.participants == 3)
    #expect(signing.undocumented(on: day("2024-06-05")) == 1...2)
    #expect(signing.undocumented(on: day("2024-06-12")) == 0...2)
    #expect(signing.undocumented(on: day("2024-06-19")) == 0...0)
    for point in signing.points {
      #expect(signing.undocumented(on: point.date)?.upperBound == 3 - point.total)
    }
  }
}
