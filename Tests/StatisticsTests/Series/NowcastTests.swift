// Tests of Statistics: what a nowcast adds to the records, and what it refuses to say.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Nowcast")
struct NowcastTests {
  static let asOf = CalendarDate(dayNumber: 60)

  static func records(seed: UInt64, longest: Int) -> [DelayedRecord] {
    var random = SeededGenerator(state: seed)
    return (0..<200).map { _ in
      ReportingDelayTests.record(
        Int.random(in: 0...60, using: &random), Int.random(in: 0...longest, using: &random),
        Int.random(in: 1...3, using: &random))
    }
  }

  @Test("without delay there is nothing to add", arguments: 0..<5)
  func noDelay(seed: UInt64) {
    let nowcast = Nowcast(
      Self.records(seed: seed, longest: 0), asOf: Self.asOf, confidence: 0.9, draws: 100, seed: 1)
    for day in nowcast.days {
      #expect(day.share == 1 && day.missing?.expected == 0 && day.missingSoFar?.expected == 0)
      #expect(day.missing?.high == 0 && day.missingSoFar?.high == 0)
    }
  }

  @Test("the expected missing are n (1 − F) / F and add up", arguments: 0..<5)
  func expected(seed: UInt64) throws {
    let records = Self.records(seed: seed, longest: 20)
    let delay = ReportingDelay(records, asOf: Self.asOf)
    let nowcast = Nowcast(records, asOf: Self.asOf, confidence: 0.9, draws: 200, seed: 1)
    #expect(nowcast.days.reduce(0) { $0 + $1.recorded } == delay.persons)
    #expect(nowcast.days.last?.date == Self.asOf)
    var sum = 0.0
    for day in nowcast.days {
      let share = try #require(delay.share(within: day.date.days(to: Self.asOf)))
      let (single, soFar) = try (#require(day.missing), #require(day.missingSoFar))
      #expect(day.share == share)
      #expect(
        Tolerance.closedForm.accepts(single.expected, Double(day.recorded) * (1 - share) / share))
      sum += single.expected
      #expect(Tolerance.closedForm.accepts(soFar.expected, sum))
      #expect(single.low >= 0 && single.low <= single.high && soFar.low <= soFar.high)
      if share == 1 { #expect(single.high == 0 && soFar.high == 0) }
    }
  }

  @Test("the same seed gives the same limits, a higher level no narrower ones")
  func reproducible() {
    let records = Self.records(seed: 3, longest: 20)
    let make = { (confidence: Double, seed: UInt64) in
      Nowcast(records, asOf: Self.asOf, confidence: confidence, draws: 500, seed: seed)
    }
    #expect(make(0.9, 7) == make(0.9, 7))
    #expect(make(0.9, 7) != make(0.9, 8))
    for (narrow, wide) in zip(make(0.5, 7).days, make(0.95, 7).days) {
      guard let inner = narrow.missingSoFar, let outer = wide.missingSoFar else { continue }
      #expect(outer.low <= inner.low && inner.high <= outer.high)
    }
  }

  @Test("where the share recorded so soon is unknown there is no number")
  func unknown() {
    // Nobody was recorded within less than 3 days.
    let records = (0...50).map { ReportingDelayTests.record($0, 3 + $0 % 2, 2) }
    let nowcast = Nowcast(records, asOf: Self.asOf, confidence: 0.9, draws: 100, seed: 1)
    let last = nowcast.days.suffix(3)
    #expect(last.allSatisfy { $0.share == nil && $0.missing == nil && $0.missingSoFar == nil })
    #expect(nowcast.days.dropLast(3).allSatisfy { $0.missingSoFar != nil })
    #expect(Nowcast([], asOf: Self.asOf, confidence: 0.9, seed: 1).days.isEmpty)
  }

  @Test("a delay of many units together serves a unit with few records")
  func pooled() throws {
    let delay = ReportingDelay(Self.records(seed: 4, longest: 20), asOf: Self.asOf)
    let own = [ReportingDelayTests.record(58, 1, 12)]
    let alone = Nowcast(own, asOf: Self.asOf, confidence: 0.9, draws: 100, seed: 1)
    // Its one record has the delay 1: the last day, with a window of 0, cannot be told.
    #expect(alone.days.last?.missing == nil)
    let pooled = Nowcast(own, asOf: Self.asOf, delay: delay, confidence: 0.9, draws: 1_000, seed: 1)
    let share = try #require(delay.share(within: 2))
    let missing = try #require(pooled.days.first?.missing)
    #expect(Tolerance.closedForm.accepts(missing.expected, 12 * (1 - share) / share))
    #expect(Double(missing.low) < missing.expected && missing.expected < Double(missing.high))
  }
}
