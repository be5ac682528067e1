// Tests of Statistics: what is read off a series besides its counts.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Findings of a series")
struct SeriesFindingsTests {
  static func book(_ ledgers: [Ledger], asOf: String, occasions: [Occasion] = []) -> TallyBook {
    World.book(ledgers, asOf: asOf, occasions: occasions)
  }

  static func daily(_ book: TallyBook, nowcast: (confidence: Double, seed: UInt64)? = nil)
    -> [Series]
  {
    book.series(by: Grouping(area: .regency, byLevel: true), step: .day, nowcast: nowcast)
  }

  @Test("a fall is repaired for display and kept as reported")
  func repaired() throws {
    let (denominators, signings) = recaps([
      ("2024-06-03", 10, 15), ("2024-06-04", 8, 15), ("2024-06-05", 12, 15),
    ])
    let ledger = try World.ledger(denominators: denominators, signings: signings)
    let series = try #require(Self.daily(Self.book([ledger], asOf: "2024-06-05")).first)
    #expect(series.points.map(\.signed) == [10, 8, 12].map { Count.exact($0) })
    #expect(series.repaired == [9, 9, 12])
  }

  @Test("dates without an exact count stay empty in the repaired series")
  func gaps() throws {
    let ledger = try World.ledger(
      denominators: [.of(.exact(15), .stated, from: "2024-06-03")],
      signings: [.of(.counted(.atLeast(3)), .stated, on: "2024-06-03")])
    let series = try #require(Self.daily(Self.book([ledger], asOf: "2024-06-04")).first)
    #expect(series.repaired == [nil, nil])
  }

  @Test("a jump is a ceremony, drops are stragglers, a reported event is flagged")
  func ceremonies() throws {
    let counts = [("2024-06-03", 1), ("2024-06-10", 2), ("2024-06-17", 40), ("2024-06-24", 41)]
    let (denominators, signings) = recaps(counts.map { ($0.0, $0.1, 53) })
    let ledger = try World.ledger(denominators: denominators, signings: signings)
    func verdicts(_ occasions: [Occasion]) throws -> [CeremonyVerdict] {
      let book = Self.book([ledger], asOf: "2024-06-24", occasions: occasions)
      return try #require(Self.daily(book).first).ceremonies.compactMap { $0 }
    }
    #expect(try verdicts([]) == [.stragglers, .stragglers, .ceremony, .stragglers])
    let report = EventReport(
      eventID: "e", kinds: [.signing], region: .regency(try World.code("17.06")),
      date: .day(day("2024-06-24")), elections: [World.election.id],
      signerLevels: [
        LevelMention(word: "camat", levels: [.camat], employment: .unknown, extent: .named)
      ], source: Source(publisher: "test"))
    let occasion = Occasion(
      settled: report, sources: [report.source], countsFrom: day("2024-06-24"),
      recordedOn: day("2024-06-24"), conflicts: [])
    #expect(try verdicts([occasion]).last == .flagged)
  }

  @Test("the verdict is about the days of the reports, whatever the step of the series")
  func step() throws {
    // Eight of 20 outstanding in two days is a ceremony, in two weeks it might not be.
    let (denominators, signings) = recaps([
      ("2024-06-03", 4, 24), ("2024-06-14", 4, 24), ("2024-06-16", 12, 24), ("2024-06-24", 13, 24),
    ])
    let ledger = try World.ledger(denominators: denominators, signings: signings)
    let book = Self.book([ledger], asOf: "2024-06-24")
    let weekly = try #require(
      book.series(by: Grouping(area: .regency, byLevel: true), step: .week).first)
    let daily = try #require(Self.daily(book).first)
    let day = try #require(daily.points.firstIndex { $0.date.description == "2024-06-16" })
    let week = try #require(weekly.points.firstIndex { $0.date.description == "2024-06-16" })
    #expect(daily.ceremonies[day] == .ceremony && weekly.ceremonies[week] == .ceremony)
  }

  @Test("a register that is entered late shows signatures not recorded yet")
  func nowcast() throws {
    let series = try Self.lateRegister(roster: 300)
    // Of the last four days half is missing: 20 persons, of 180 recorded ones.
    #expect(series.points.last?.signed == .exact(180))
    let last = try #require(series.unrecorded.compactMap { $0 }.last)
    #expect(abs(last.expected - 20) < 1e-9 && last.low < 20 && last.high > 20)
    let old = try #require(series.unrecorded[10])
    #expect(old.expected == 0 && old.high == 0)
    #expect(try Self.lateRegister(roster: 300).unrecorded == series.unrecorded)
  }

  @Test("nobody is missing who is not in the roster, and without a nowcast nobody at all")
  func nowcastInsideRoster() throws {
    let full = try #require(
      try Self.lateRegister(roster: 185).unrecorded.compactMap { $0 }.last)
    #expect(full.expected == 5 && full.high == 5)
    #expect(try Self.lateRegister(roster: 300, nowcast: nil).unrecorded.allSatisfy { $0 == nil })
  }

  /// Ten sign each day of 20; five are entered on the day, the others four days later.
  static func lateRegister(
    roster: Int, nowcast: (confidence: Double, seed: UInt64)? = (0.9, 7)
  ) throws -> Series {
    let days = (1...20).map { day("2024-06-\($0 < 10 ? "0" : "")\($0)") }
    let asOf = days[19]
    let signings = days.flatMap { signed in
      [0, 4].map { delay in
        SigningClaim(
          extent: .counted(.exact(5)), measure: .increment, basis: .register,
          after: signed.advanced(by: -1), upTo: signed,
          recordedOn: signed.advanced(by: delay), source: Source(publisher: "test"))
      }
    }
    let ledger = try World.ledger(
      denominators: [.of(.exact(roster), .register)], signings: signings)
    let book = book([ledger], asOf: asOf.description)
    return try #require(daily(book, nowcast: nowcast).first)
  }
}
