// Tests of Forecasting: random walks and the drift of a unit.

import Forecasting
import GSL
import Records
import TestSupport
import Testing

@Suite("Random walk")
struct RandomWalkTests {
  @Test("naive and drift by R's rwf", arguments: try ClassicRow.rows("naive", "drift"))
  func reference(row: ClassicRow) throws {
    let walk =
      row.method == "naive" ? RandomWalk.naive(row.values) : RandomWalk.drifting(row.values)
    let deviations = try #require(row.deviations)
    let forecast = try #require(walk).forecast(steps: row.means.count)
    for step in row.means.indices {
      #expect(Tolerance.closedForecast.accepts(forecast.means[step], row.means[step]))
      #expect(
        Tolerance.closedForecast.accepts(
          forecast.standardDeviations[step], deviations[step]))
    }
  }

  @Test("intervals of R: 80 and 95 % of the drift of 20 points")
  func intervals() throws {
    let row = try #require(ClassicRow.rows("drift").first)
    let forecast = try #require(RandomWalk.drifting(row.values)).forecast(steps: 6)
    for (step, coverage, low, high) in [
      (1, 0.8, 58.7467030113875, 66.3059285675599), (6, 0.95, 59.3275655564552, 90.988223917229),
    ] {
      let interval = forecast.interval(step: step, coverage: coverage)
      #expect(Tolerance.closedForecast.accepts(interval.low, low))
      #expect(Tolerance.closedForecast.accepts(interval.high, high))
      let quantiles = forecast.quantiles(step: step)
      #expect(quantiles.median == forecast.means[step - 1])
      let same = try #require(quantiles.interval(coverage))
      #expect(Tolerance.closedForecast.accepts(same.low, low))
    }
  }

  @Test("laws: units of value and time, distances of 1 are the default, too few values")
  func laws() throws {
    var generator = SeededGenerator(state: 81)
    for _ in 0..<100 {
      let count = Int.random(in: 3...12, using: &generator)
      let values = (0..<count).map { _ in Double.random(in: 0...9, using: &generator) }
      var time = 0.0
      let times = values.map { _ in
        time += Double(Int.random(in: 1...9, using: &generator))
        return time
      }
      let walk = try #require(RandomWalk.drifting(values, times: times))
      let moved = try #require(
        RandomWalk.drifting(values.map { 2 * $0 - 5 }, times: times.map { 7 * $0 + 3 }))
      let (one, other) = (walk.forecast(ahead: 4), moved.forecast(ahead: 28))
      #expect(Tolerance.sameRecursion.accepts(other.mean, 2 * one.mean - 5))
      #expect(
        Tolerance.sameRecursion.accepts(other.standardDeviation, 2 * one.standardDeviation))
      #expect(
        RandomWalk.naive(values)
          == RandomWalk.naive(values, times: values.indices.map(Double.init)))
    }
    #expect(RandomWalk.naive([1]) == nil && RandomWalk.drifting([1, 2]) == nil)
    #expect(RandomWalk.drifting([1e300, -1e300, 1e300]) == nil)
    #expect(RandomWalk.drifting([2, 2, 2])?.forecast(ahead: 9).standardDeviation == 0)
  }

  @Test("the variance of a change is found again from uneven distances")
  func uneven() throws {
    let stream = RandomStream(seed: 16)
    let variances = SampleMean(count: 1_000) {
      var (value, time) = (0.0, 0.0)
      var (values, times) = ([value], [time])
      for _ in 0..<6 {
        let step = Double(1 + stream.uniformInt(below: 9))
        time += step
        value += 0.3 * step + 2 * step.squareRoot() * stream.normal()
        values.append(value)
        times.append(time)
      }
      let deviation = RandomWalk.drifting(values, times: times)?.deviation ?? 0
      return deviation * deviation
    }
    #expect(variances.agrees(with: 4), "\(variances.mean)")
  }
}

@Suite("Drift of a unit")
struct UnitDriftTests {
  static func unit(_ required: Int, _ points: [(day: Int, signed: Int)]) throws -> UnitSeries {
    UnitSeries(
      regency: try #require(RegencyCode("11.01")), level: .staff, required: required,
      points: points.map {
        UnitSeries.Point(date: CalendarDate(dayNumber: 19_000 + $0.day), signed: $0.signed)
      })
  }

  @Test("a straight line goes on, on its scale")
  func straight() throws {
    let unit = try Self.unit(100, [(0, 10), (7, 20), (21, 40)])
    let share = try #require(UnitDrift(unit, scale: .share)).quantiles(days: 14)
    #expect(share.values.allSatisfy { abs($0 - 60) < 1e-9 })
    let late = try #require(UnitDrift(unit, scale: .share)).quantiles(days: 400)
    #expect(late.values.allSatisfy { $0 == 100 })
    let odds = try Self.unit(7, [(0, 1), (5, 3), (10, 5)])
    let logit = try #require(UnitDrift(odds, scale: .logit))
    let median = try #require(logit.quantiles(days: 5).median)
    #expect(median > 5 && median < 7)
  }

  @Test("odd units: forecasts in signed...required, or none", arguments: UnitDrift.Scale.allCases)
  func odd(scale: UnitDrift.Scale) throws {
    for (required, points) in [
      (1, [(0, 0), (1, 0), (2, 1)]), (53, [(0, 0), (7, 0), (14, 0)]),
      (53, [(0, 53), (7, 53), (14, 53)]), (1_000_000, [(0, 3), (7, 400_000), (372, 999_999)]),
      (30, [(0, 1), (1, 29), (366, 30)]),
    ] {
      let unit = try Self.unit(required, points)
      let drift = try #require(UnitDrift(unit, scale: scale))
      for days in [0, 1, 90, 5_000] {
        let values = drift.quantiles(days: days).values
        #expect(values.allSatisfy { $0 >= Double(points[2].1) && $0 <= Double(required) })
      }
    }
    #expect(try UnitDrift(Self.unit(9, [(0, 1), (5, 2)]), scale: scale) == nil)
    #expect(try UnitDrift(Self.unit(0, [(0, 0), (5, 0), (9, 0)]), scale: scale) == nil)
    #expect(try UnitDrift(Self.unit(9, []), scale: scale) == nil)
  }
}
