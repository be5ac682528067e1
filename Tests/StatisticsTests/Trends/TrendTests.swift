// Tests of Statistics: trends, the reasons why there is none, and what repeated counts tell.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Trends")
struct TrendTests {
  static func trend(_ rows: [(date: String, signed: Int, required: Int)]) throws -> Trend {
    let (denominators, signings) = recaps(rows)
    let book = World.book([
      try World.ledger(denominators: denominators, signings: signings)
    ])
    let trends = book.trends(by: Grouping(area: .regency, byLevel: true), confidence: 0.95)
    try #require(trends.count == 1)
    return trends[0]
  }

  static func failure(_ trend: Trend) -> TrendFailure? {
    guard case .unavailable(let failure) = trend.outcome else { return nil }
    return failure
  }

  static let rising: [(date: String, signed: Int, required: Int)] = [
    ("2024-05-01", 2, 15), ("2024-05-15", 5, 15), ("2024-06-01", 9, 15), ("2024-06-15", 11, 15),
    ("2024-07-01", 12, 15),
  ]

  @Test("rising counts have a curve and a line upwards")
  func fitted() throws {
    let trend = try Self.trend(Self.rising)
    guard case .fitted(let curve) = trend.outcome else {
      Issue.record("\(trend.outcome)")
      return
    }
    #expect(curve.ceiling > 12.0 / 15 * 0.9 && curve.ceiling < 1 && curve.rate > 0)
    let line = try #require(trend.line)
    #expect(line.slopeLow < line.slope && line.slope < line.slopeHigh && line.slope > 0)
    #expect(trend.dates == 5 && trend.origin == day("2024-04-24"))
    #expect(trend.curve?.ceiling == curve.ceiling && trend.lineFailure == nil)
    let sen = try #require(trend.theilSen)
    #expect(sen.slopeLow <= sen.slope && sen.slope <= sen.slopeHigh && sen.slope > 0)
    #expect(trend.speedTest?.count == 4)
    // Five dates are too few for a change of speed.
    #expect(trend.change == nil)
  }

  @Test("the day on which signing stopped")
  func stopped() throws {
    let rows = [3, 8, 14, 19, 26, 31, 31, 31, 31, 31].enumerated().map { week, signed in
      (date: day("2024-05-01").advanced(by: 7 * week).description, signed: signed, required: 60)
    }
    let trend = try Self.trend(rows)
    let change = try #require(trend.change)
    // The origin is a week before the first count, so that the sixth count is at 6 weeks.
    #expect(change.week == 6 && change.hazardAfter == 0 && change.pValue < 0.05, "\(change)")
    #expect(trend.origin.advanced(by: Int(change.week * 7)) == day("2024-06-05"))
    let speed = try #require(trend.speedTest)
    #expect(speed.score < 0)
    let again = try Self.trend(rows)
    #expect(again.change == change && again.theilSen == trend.theilSen)
  }

  @Test("a roster that all have signed has a line and a reason or a curve, never a NaN")
  func everybody() throws {
    let rows = [2, 9, 15, 15, 15, 15].enumerated().map { week, signed in
      (date: day("2024-05-01").advanced(by: 7 * week).description, signed: signed, required: 15)
    }
    let trend = try Self.trend(rows)
    let curve = try #require(trend.curve)
    #expect(curve.ceiling > 0.8 && curve.ceiling < 1 && curve.ceilingError.isFinite)
    #expect(trend.line?.slope.isFinite ?? true)
  }

  @Test("the line's slope in closed form")
  func line() throws {
    // Two equal halves around the middle: weights are equal in pairs, so that the weighted slope
    // can be written down. Logits of (s + 1/2) / (n - s + 1/2) at 0, 1, 2, 3 weeks.
    let trend = try Self.trend([
      ("2024-05-01", 2, 15), ("2024-05-08", 5, 15), ("2024-05-15", 10, 15), ("2024-05-22", 13, 15),
    ])
    let outer = 1 / (1 / 2.5 + 1 / 13.5)
    let inner = 1 / (1 / 5.5 + 1 / 10.5)
    let (far, near) = (1.686_398_953_570_162_4, 0.646_627_164_925_052_9)  // log 5.4, log(21/11)
    let slope = (outer * 1.5 * far + inner * 0.5 * near) * 2 / ((outer * 2.25 + inner * 0.25) * 2)
    let got = try #require(trend.line?.slope)
    // Weighted least squares by orthogonal factors: a few hundred roundings.
    #expect(abs(got - slope) < 1e-10, "\(got) is not \(slope)")
  }

  @Test("reasons why there is no trend")
  func reasons() throws {
    #expect(Self.failure(try Self.trend(Array(Self.rising.prefix(3)))) == .tooFewDates(3))
    let flat = (1...5).map { (date: "2024-0\($0)-01", signed: 7, required: 15) }
    #expect(Self.failure(try Self.trend(flat)) == .noChange)
    let none = (1...5).map { (date: "2024-0\($0)-01", signed: 0, required: 15) }
    #expect(Self.failure(try Self.trend(none)) == .noChange)
    let falling = Self.rising + [(date: "2024-08-01", signed: 9, required: 15)]
    #expect(Self.failure(try Self.trend(falling)) == .falling)
    let book = World.book([
      try World.ledger(signings: [.of(.named, .stated, on: "2024-06-01")])
    ])
    let trends = book.trends(by: Grouping(area: .regency, byLevel: true), confidence: 0.95)
    #expect(trends.map(Self.failure) == [.notCounted] && trends[0].line == nil)
  }

  @Test("every row in scope has a trend or a reason")
  func complete() {
    let trends = World.book([], scope: .leadership)
      .trends(by: Grouping(area: .regency, byLevel: true), confidence: 0.95)
    #expect(trends.count == 3 * Level.leadership.count)
    #expect(trends.allSatisfy { Self.failure($0) == .notCounted })
  }

  @Test("counting in days or as if a week later gives the same curve")
  func shifted() throws {
    let shifted = Self.rising.map { row in
      (date: day(row.date).advanced(by: 35).description, signed: row.signed, required: row.required)
    }
    let (one, two) = (try Self.trend(Self.rising), try Self.trend(shifted))
    guard case .fitted(let left) = one.outcome, case .fitted(let right) = two.outcome else {
      Issue.record("no curve")
      return
    }
    #expect(left.ceiling == right.ceiling && left.midpoint == right.midpoint)
    #expect(one.origin.days(to: two.origin) == 35)
  }
}

@Suite("Trickle")
struct TrickleTests {
  static func trickle(
    _ rows: [(date: String, signed: Int, required: Int)]
  ) throws -> (signers: Double, officialWeeks: Double) {
    let (denominators, signings) = recaps(rows)
    let book = World.book([try World.ledger(denominators: denominators, signings: signings)])
    return book.trickle(of: try World.code("17.06"), level: .camat)
  }

  @Test("signers after the first count, and the official-weeks in which they could have signed")
  func counts() throws {
    let trickle = try Self.trickle([
      ("2024-05-01", 8, 15), ("2024-05-15", 10, 15), ("2024-06-05", 11, 15),
    ])
    // 7 outstanding for 2 weeks, then 5 for 3 weeks.
    #expect(trickle == (3, 7 * 2 + 5 * 3))
  }

  @Test("one count tells nothing, nor do counts before anybody signed")
  func nothing() throws {
    #expect(try Self.trickle([("2024-05-01", 8, 15)]) == (0, 0))
    #expect(try Self.trickle([("2024-05-01", 0, 15), ("2024-06-01", 9, 15)]) == (0, 0))
  }

  @Test("a ceremony is no trickle")
  func ceremony() throws {
    // 20 of 30 outstanding in a week: stragglers of one in twenty a week never do that.
    #expect(try Self.trickle([("2024-05-01", 10, 40), ("2024-05-08", 30, 40)]) == (0, 0))
    // Over 20 weeks they do.
    #expect(try Self.trickle([("2024-05-01", 10, 40), ("2024-09-18", 30, 40)]) == (20, 30 * 20))
  }

  @Test("a register knows its quiet weeks, so it trickles as weekly recaps of the same facts do")
  func registerAsRecaps() throws {
    let source = Source(publisher: "test")
    let register = Ledger(
      key: LedgerKey(
        election: World.election.id, regency: try World.code("17.06"), level: .camat),
      denominators: [.of(.exact(15), .register, from: "2024-04-01")],
      signings: [("2024-05-01", 8), ("2024-05-08", 2)].map { date, count in
        SigningClaim(
          extent: .counted(.exact(count)), measure: .increment, basis: .register, upTo: day(date),
          recordedOn: day(date), source: source)
      })
    let asOf = "2024-05-22"
    let ofRegister = World.book([register], asOf: asOf).trickle(
      of: try World.code("17.06"), level: .camat)
    let ofRecaps = try Self.trickle([
      ("2024-05-01", 8, 15), ("2024-05-08", 10, 15), ("2024-05-15", 10, 15), (asOf, 10, 15),
    ])
    #expect(ofRegister == ofRecaps)
    #expect(ofRegister == (2, 7 + 5 * 2))
  }
}

@Suite("Trends of several units")
struct TrendCohortTests {
  static func campaign(_ regency: String, from week: Int) throws -> Ledger {
    let shares = [2, 6, 14, 22, 27, 30, 32, 33, 34, 34]
    let rows = (week..<10).map { number in
      (
        date: day("2024-06-03").advanced(by: 7 * number).description, signed: shares[number],
        required: 40
      )
    }
    let (denominators, signings) = recaps(rows)
    return try World.ledger(regency, .camat, denominators: denominators, signings: signings)
  }

  static func trend(_ ledgers: [Ledger]) throws -> Trend {
    let all = World.book(ledgers).trends(
      by: Grouping(area: .nation, byLevel: true), confidence: 0.95)
    return try #require(all.first)
  }

  @Test("a unit that reports later does not bring its earlier signers at once")
  func lateReporter() throws {
    let alone = try Self.trend([Self.campaign("17.06", from: 0)])
    let joined = try Self.trend([
      Self.campaign("17.06", from: 0), Self.campaign("17.07", from: 9),
    ])
    #expect(joined.units == 1 && joined.unitsLeftOut == 1 && alone.unitsLeftOut == 0)
    #expect(joined.curve?.ceiling == alone.curve?.ceiling)
    #expect(joined.speedTest?.tauB == alone.speedTest?.tauB)
    #expect(joined.robustLine == alone.robustLine && alone.robustLine != nil)
  }

  @Test("units that start together make one cohort, and an early start waits for the others")
  func cohort() throws {
    let both = try Self.trend([
      Self.campaign("17.06", from: 0), Self.campaign("17.07", from: 2),
    ])
    #expect(both.units == 2 && both.unitsLeftOut == 0 && both.dates == 8)
    #expect(both.origin == day("2024-06-17").advanced(by: -Trend.daysBeforeFirstCount))
  }
}
