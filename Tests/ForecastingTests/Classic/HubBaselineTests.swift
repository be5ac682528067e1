// Tests of Forecasting: the baseline of the hubs and the grid of equal steps it needs.

import Forecasting
import Records
import TestSupport
import Testing

@Suite("Hub baseline")
struct HubBaselineTests {
  @Test("one step: the past changes and their negatives, the last value in the middle")
  func oneStep() {
    let baseline = HubBaseline([0, 1, 3, 6, 6])
    #expect(baseline.last == 6 && baseline.changes == [1, 2, 3, 0])
    let draws = baseline.draws(steps: 1, pairs: 20_000, within: -100...100, seed: 1)
    #expect(draws.count == 40_000)
    for (change, share) in [(0.0, 0.25), (1, 0.125), (-1, 0.125), (2, 0.125), (-3, 0.125)] {
      let found = Double(draws.count { $0 == 6 + change }) / 40_000
      // Standard error of a share of a quarter among 20,000 pairs: 0.0031.
      #expect(abs(found - share) < monteCarloStandardErrors * 0.0031, "\(change): \(found)")
    }
    // All draws come in pairs around the last value.
    #expect(zip(draws, draws.reversed()).allSatisfy { $0 + $1 == 12 })
  }

  @Test("h steps: the variance is h times that of one step")
  func variance() {
    let baseline = HubBaseline([0, 1, 3, 6, 6])
    for steps in [1, 4, 13] {
      let draws = baseline.draws(steps: steps, pairs: 5_000, within: -1e3...1e3, seed: 2)
      // Both of a pair have the same square.
      let squares = SampleMean(draws[5_000...].map { ($0 - 6) * ($0 - 6) })
      #expect(squares.agrees(with: Double(steps) * 14 / 4), "\(steps): \(squares.mean)")
    }
  }

  @Test("laws: median, range, wider further out, seeds, units")
  func laws() throws {
    let values = [0, 0, 12, 30, 31, 31, 40.0]
    let baseline = HubBaseline(values)
    let range = 40.0...53
    let near = baseline.quantiles(steps: 1, within: range, seed: 3)
    let far = baseline.quantiles(steps: 8, within: range, seed: 3)
    #expect(near.levels == HubQuantiles.levels && near.median == 40 && far.median == 40)
    #expect((near.values + far.values).allSatisfy(range.contains))
    #expect(try #require(far.value(at: 0.8)) >= #require(near.value(at: 0.8)))
    #expect(baseline.quantiles(steps: 8, within: range, seed: 3) == far)
    let moved = HubBaseline(values.map { 2 * $0 + 1 })
      .quantiles(steps: 8, within: 81...107, seed: 3)
    #expect(moved.values == far.values.map { 2 * $0 + 1 })
    let free = baseline.quantiles(steps: 3, within: -1e4...1e4, seed: 4)
    #expect(zip(free.values, free.values.reversed()).allSatisfy { abs($0 + $1 - 80) < 13 })
  }

  @Test("one value has no spread; no step has none")
  func odd() {
    let single = HubBaseline([5]).quantiles(steps: 9, within: 0...9, seed: 1)
    #expect(single.values.allSatisfy { $0 == 5 })
    let now = HubBaseline([0, 5]).quantiles(steps: 0, within: 0...9, seed: 1)
    #expect(now.values.allSatisfy { $0 == 5 })
    let full = HubBaseline([1, 1_000_000]).quantiles(
      steps: 4, within: 1_000_000...1_000_000, seed: 1)
    #expect(full.values.allSatisfy { $0 == 1_000_000 })
  }
}

@Suite("Regular series")
struct RegularSeriesTests {
  static func series(_ points: [(day: Int, signed: Int)], step: Int = 7) throws -> RegularSeries? {
    RegularSeries(try UnitDriftTests.unit(1_000_000, points), stepDays: step)
  }

  @Test("the last value is the last report; between reports the straight line")
  func grid() throws {
    let series = try #require(try Self.series([(0, 10), (3, 16), (17, 30)]))
    // Days 3, 10 and 17.
    #expect(series.values == [16, 23, 30])
    #expect(series.lastDate == CalendarDate(dayNumber: 19_017))
    #expect(try Self.series([(0, 10), (3, 16), (17, 30)], step: 1)?.values.count == 18)
    #expect(try Self.series([(0, 10), (3, 16), (17, 30)], step: 17)?.values == [10, 30])
  }

  @Test("odd units: no point, one point, a gap of a year, a step longer than the series")
  func odd() throws {
    #expect(try Self.series([]) == nil)
    #expect(try Self.series([(4, 9)])?.values == [9])
    #expect(try Self.series([(0, 3), (5, 9)])?.values == [9])
    let gap = try #require(try Self.series([(0, 0), (364, 520), (371, 600)]))
    #expect(gap.values.count == 54 && gap.values[1] == 10 && gap.values[53] == 600)
    #expect(gap.values == gap.values.sorted())
  }
}
