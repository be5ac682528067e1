// Tests of Statistics: signatures and sessions over time.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Series")
struct SeriesTests {
  static func series(_ ledgers: [Ledger], asOf: String, step: Series.Step) throws -> Series {
    let book = World.book(ledgers, asOf: asOf)
    let all = book.series(by: Grouping(area: .regency, byLevel: true), step: step)
    try #require(all.count == 1)
    return all[0]
  }

  @Test("every day has a point; days without a report carry the count on and say nothing new")
  func carriesOn() throws {
    let (denominators, signings) = recaps([("2024-06-03", 5, 15), ("2024-06-06", 9, 15)])
    let points = try Self.series(
      [World.ledger(denominators: denominators, signings: signings)], asOf: "2024-06-08", step: .day
    ).points
    #expect(points.map(\.date) == (3...8).map { day("2024-06-0\($0)") })
    #expect(points.map(\.signed) == [5, 5, 5, 9, 9, 9].map { Count.exact($0) })
    #expect(
      points.map(\.newSigned) == [.exact(5), .unknown, .unknown, .exact(4), .unknown, .unknown])
    #expect(points.map(\.rate) == [5, 5, 5, 9, 9, 9].map { Double($0) / 15 })
  }

  @Test("weeks end on Sunday, the last one on the day of the table, and add up to the days")
  func weeks() throws {
    let (denominators, signings) = recaps([
      ("2024-06-03", 5, 15), ("2024-06-06", 9, 15), ("2024-06-18", 11, 15),
    ])
    let ledger = try World.ledger(denominators: denominators, signings: signings)
    let weeks = try Self.series([ledger], asOf: "2024-06-19", step: .week).points
    #expect(weeks.map(\.date.description) == ["2024-06-09", "2024-06-16", "2024-06-19"])
    #expect(weeks.map(\.newSigned) == [.exact(9), .unknown, .exact(2)])
    let days = try Self.series([ledger], asOf: "2024-06-19", step: .day).points
    let sum = { (points: [SeriesPoint]) in points.compactMap(\.newSigned.exactValue).reduce(0, +) }
    #expect(sum(weeks) == sum(days) && sum(days) == 11)
  }

  @Test("a register is complete: a day without a signature is a true zero")
  func register() throws {
    let points = try Self.series(
      [
        World.ledger(
          denominators: [.of(.exact(15), .register)],
          signings: [
            .of(.counted(.exact(5)), .register, on: "2024-06-03"),
            .of(.counted(.exact(4)), .register, on: "2024-06-05"),
          ])
      ], asOf: "2024-06-06", step: .day
    ).points
    #expect(points.map(\.newSigned) == [5, 0, 4, 0].map { Count.exact($0) })
  }

  @Test("an event without a number never reads as zero new signers")
  func unknown() throws {
    let points = try Self.series(
      [World.ledger(signings: [.of(.named, .stated, on: "2024-06-03")])], asOf: "2024-06-05",
      step: .day
    ).points
    #expect(!points.isEmpty)
    #expect(points.allSatisfy { $0.signed == .unknown && $0.newSigned == .unknown })
    #expect(points.allSatisfy { $0.rate == nil && $0.required == .exact(15) })
  }

  @Test("a count after an unknown signing is not all new")
  func afterUnknown() throws {
    let (denominators, signings) = recaps([("2024-06-05", 9, 15)])
    let points = try Self.series(
      [
        World.ledger(
          denominators: denominators,
          signings: [.of(.named, .stated, on: "2024-06-03")] + signings)
      ], asOf: "2024-06-05", step: .day
    ).points
    #expect(points.map(\.signed) == [.unknown, .unknown, .exact(9)])
    #expect(points.map(\.newSigned) == [.unknown, .unknown, .unknown])
  }

  @Test("sessions add up and count once")
  func sessions() throws {
    let (denominators, signings) = recaps([("2024-06-03", 5, 15)])
    let book = World.book(
      [try World.ledger(denominators: denominators, signings: signings)], asOf: "2024-06-06",
      sessions: [
        try World.session("a", on: "2024-06-04"), try World.session("b", on: "2024-06-06"),
        try World.session("c", "17.07", on: "2024-06-04"),
        try World.session("d", on: "2024-06-07"),
      ])
    let points = book.series(by: Grouping(area: .regency, byLevel: true), step: .day)[0].points
    #expect(points.map(\.sessions) == [0, 1, 1, 2])
    #expect(points.map(\.newSessions) == [0, 1, 0, 1])
    #expect(points.map(\.attendees) == [.unknown, .exact(50), .exact(50), .exact(100)])
  }

  @Test("the last point says the same as the compliance table")
  func lastPoint() throws {
    let grown = try World.ledger(
      denominators: [
        .of(.exact(10), .register), .of(.exact(5), .register, from: "2024-07-01"),
      ], signings: [.of(.counted(.exact(5)), .register, on: "2024-06-03")])
    let point = try #require(
      try Self.series([grown], asOf: "2024-08-01", step: .week).points.last)
    let tally = try World.tally([grown], asOf: "2024-08-01")
    #expect(point.signed == tally.signed)
    #expect(point.required == tally.required)
  }

  @Test("no more signatures wait for their record than officials of the roster are open")
  func openRoster() throws {
    // 29 of 30 signed, and late records promise several more.
    let signings = (0..<29).map { number in
      let signedOn = day("2024-06-01").advanced(by: number % 10)
      return SigningClaim(
        extent: .counted(.exact(1)), measure: .increment, basis: .register,
        after: signedOn.advanced(by: -1), upTo: signedOn,
        recordedOn: min(day("2024-06-12"), signedOn.advanced(by: [0, 1, 2, 5, 9][number % 5])),
        source: Source(publisher: "test"))
    }
    let ledger = try World.ledger(
      denominators: [.of(.exact(30), .register)], signings: signings)
    let book = World.book([ledger], asOf: "2024-06-12")
    for text in ["regency,level", "nation"] {
      let grouping = try #require(Grouping(text))
      let all = book.series(by: grouping, step: .day, nowcast: (confidence: 0.95, seed: 1))
      let series = try #require(all.first)
      let last = try #require(series.unrecorded.last ?? nil)
      #expect(series.points.last?.signed == .exact(29))
      #expect(last.expected > 0 && last.expected <= 1 && last.low <= 1 && last.high == 1)
      #expect(series.unrecorded.compactMap { $0 }.allSatisfy { $0.high <= 1 })
    }
  }

  @Test("where a count falls nobody can tell what came in a ceremony")
  func falling() throws {
    func verdicts(_ counts: [Int]) throws -> [CeremonyVerdict] {
      let (denominators, signings) = recaps(
        counts.enumerated().map { place, signed in
          (day("2024-06-03").advanced(by: 7 * place).description, signed, 90)
        })
      return try Self.series(
        [World.ledger(denominators: denominators, signings: signings)], asOf: "2024-07-20",
        step: .week
      ).ceremonies.compactMap { $0 }
    }
    #expect(try verdicts([2, 3, 60, 61, 62]).contains(.ceremony))
    // 40 of whom 10 had not signed: 15 new ones are of 60 open officials, not of 50.
    #expect(try verdicts([40, 30, 45, 46, 47]).isEmpty)
  }
}
