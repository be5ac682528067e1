// Tests of Statistics: the change of the speed of signing, its test, its date and their coverage.

import GSL
import TestSupport
import Testing

@testable import Statistics

@Suite("Change of speed")
struct HazardChangeTests {
  /// A campaign with hazard `before` up to interval `change` and `after` from there.
  static func campaign(
    _ before: Double, _ after: Double, change: Int, weeks: Int, required: Int,
    correlation: Double, _ stream: RandomStream
  ) -> [Increment] {
    let lengths = Array(repeating: 1.0, count: weeks)
    let empty = HazardTable(Array(repeating: 0, count: weeks), lengths, required)
    let drawn = empty.simulated(change: change, (before, after), correlation, stream)
    return drawn.counts.enumerated().map {
      Increment(end: Double($0.offset + 1), count: Double($0.element))
    }
  }

  @Test("official-weeks and ratio by hand")
  func byHand() {
    // 100 outstanding, 50 sign in a week: 50 / ln 2 official-weeks; then none in 2 weeks of 50.
    let table = HazardTable([50, 0], [1, 2], 100)
    let weeks = 72.134_752_044_448_17
    #expect(Tolerance.closedForm.accepts(table.exposure[1], weeks))
    #expect(Tolerance.closedForm.accepts(table.exposure[2], weeks + 100))
    #expect(Tolerance.closedForm.accepts(table.hazard(0..<1), 0.693_147_180_559_945_3))
    // 2 (50 ln(50/E₁) − 50 ln(50/(E₁ + 100))) = 100 ln((E₁ + 100)/E₁).
    #expect(Tolerance.closedForm.accepts(table.ratio(1), 100 * 0.869_741_686_191_944))
  }

  @Test("finds when signing stopped")
  func stopped() throws {
    let increments = [12.0, 9, 11, 8, 7, 9, 0, 0, 0, 0, 0].enumerated().map {
      Increment(end: Double($0.offset + 1), count: $0.element)
    }
    let change = try #require(HazardChange(increments, required: 120, confidence: 0.95, seed: 1))
    #expect(change.before == 6 && change.week == 6)
    #expect(change.hazardAfter == 0 && change.hazardBefore > 0.05 && change.speedRatio == 0)
    #expect(change.pValue <= 0.01 && change.weekLow >= 5 && change.weekHigh <= 7, "\(change)")
    #expect(HazardChange.stretches(increments, required: 120).changes == [6])
  }

  @Test("the ratio of speeds is that of the hazards, not the test statistic")
  func speeds() throws {
    let counts = [0, 0, 0, 30, 28, 25]
    let late = counts.enumerated().map { Increment(end: Double($0 + 1), count: Double($1)) }
    let none = try #require(HazardChange(late, required: 120, confidence: 0.9, seed: 2))
    #expect(none.before == 3 && none.hazardBefore == 0 && none.speedRatio == nil)
    let slower = [40, 24, 2, 3, 2, 2].enumerated().map {
      Increment(end: Double($0 + 1), count: Double($1))
    }
    let change = try #require(HazardChange(slower, required: 100, confidence: 0.9, seed: 2))
    // At constant hazards 100 fall to 36 in two weeks and 36 to 27 in four, about what the counts
    // do: (ln(36/27) / 4) / (ln(100/36) / 2).
    let expected = 0.140_793
    let speeds = try #require(change.speedRatio)
    #expect(change.before == 2 && change.ratio > 10)
    #expect(abs(speeds / expected - 1) < 0.02, "\(speeds) \(expected)")
  }

  @Test("nil without signers; the same seed gives the same answer")
  func edges() throws {
    let none = (1...5).map { Increment(end: Double($0), count: $0 == 5 ? 3 : 1) }
    let one = HazardChange(none, required: 20, confidence: 0.9, replicates: 99, seed: 4)
    #expect(one == HazardChange(none, required: 20, confidence: 0.9, replicates: 99, seed: 4))
    let zeros = (1...5).map { Increment(end: Double($0), count: 0) }
    #expect(HazardChange(zeros, required: 20, confidence: 0.9, seed: 4) == nil)
    let everybody = (1...4).map { Increment(end: Double($0), count: $0 == 1 ? 20 : 0) }
    let change = HazardChange(everybody, required: 20, confidence: 0.9, replicates: 19, seed: 4)
    #expect(change.map { $0.ratio.isFinite && $0.hazardBefore.isFinite } ?? true)
  }

  @Test("rejects without a change as often as it says", arguments: [0, 0.02])
  func size(correlation: Double) throws {
    let stream = RandomStream(seed: 20_261_125)
    let runs = 150
    var rejected = 0
    for run in 0..<runs {
      let increments = Self.campaign(
        0.08, 0.08, change: 5, weeks: 12, required: 150, correlation: correlation, stream)
      let change = try #require(
        HazardChange(
          increments, required: 150, confidence: 0.9, replicates: 99, seed: UInt64(run)))
      rejected += change.pValue <= 0.05 ? 1 : 0
    }
    // Binomial(150, 0.05): above 19 has probability 6e-5.
    #expect(rejected <= 19, "\(rejected) of \(runs)")
  }

  @Test("the set of dates holds the date as often as it says", arguments: [0, 0.02])
  func coverage(correlation: Double) throws {
    let stream = RandomStream(seed: 20_261_126)
    let runs = 150
    var (covered, narrow, found) = (0, 0, 0)
    for run in 0..<runs {
      let increments = Self.campaign(
        0.03, 0.15, change: 7, weeks: 14, required: 200, correlation: correlation, stream)
      let change = try #require(
        HazardChange(
          increments, required: 200, confidence: 0.9, replicates: 99, seed: UInt64(run)))
      covered += change.weekLow <= 7 && 7 <= change.weekHigh ? 1 : 0
      narrow += change.weekHigh - change.weekLow <= 6 ? 1 : 0
      found += change.pValue <= 0.05 ? 1 : 0
    }
    // Binomial(150, 0.9): 120 and fewer has probability 2e-4.
    #expect(covered > 120, "\(covered) of \(runs)")
    // A set of all dates would cover as well; a fivefold speed is seen more sharply than that.
    #expect(narrow > 100, "\(narrow) of \(runs) within 6 weeks")
    #expect(found > 120, "\(found) of \(runs) found")
  }
}
