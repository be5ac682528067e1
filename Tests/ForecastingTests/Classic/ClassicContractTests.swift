// Tests of Forecasting: no classic method traps, hangs or gives a number that is none.

import Forecasting
import Records
import TestSupport
import Testing

@Suite("Classic methods on odd series")
struct ClassicContractTests {
  /// Series of all lengths that are constant, jump, alternate, are tiny or huge.
  static func oddSeries() -> [[Double]] {
    var generator = SeededGenerator(state: 111)
    var all: [[Double]] = []
    for count in 1...14 {
      all.append([Double](repeating: 0, count: count))
      all.append([Double](repeating: 1_000_000, count: count))
      all.append((0..<count).map { $0 == count - 1 ? 1_000_000 : 0 })
      all.append((0..<count).map { $0.isMultiple(of: 2) ? 0 : 1e150 })
      all.append((0..<count).map { Double($0) * 1e-300 })
      all.append((0..<count).map { 1e15 + Double($0) })
      all.append((0..<count).map { _ in Double.random(in: -8e307...8e307, using: &generator) })
      all.append((0..<count).map { _ in Double(Int.random(in: 0...1, using: &generator)) })
    }
    return all
  }

  @Test("all methods: a forecast of finite numbers, or none")
  func series() {
    var forecasts = 0
    for values in Self.oddSeries() {
      var found = ExponentialSmoothing.Form.allCases.compactMap {
        ExponentialSmoothing(values, form: $0)?.forecast(steps: 60)
      }
      found += [
        ThetaForecast(values)?.forecast(steps: 60),
        MovingAverageDrift(values)?.forecast(steps: 60),
        RandomWalk.naive(values)?.forecast(steps: 60),
        RandomWalk.drifting(values)?.forecast(steps: 60),
      ].compactMap { $0 }
      for forecast in found {
        forecasts += 1
        #expect(forecast.means.count == 60)
        for step in [1, 60] {
          let quantiles = forecast.quantiles(step: step)
          #expect(quantiles.values.allSatisfy { $0.isFinite })
        }
      }
    }
    #expect(forecasts > 300, "\(forecasts)")
  }

  @Test("units with gaps, one date, one person or a million: quantiles in signed...required")
  func units() throws {
    var generator = SeededGenerator(state: 112)
    for required in [1, 2, 53, 5_000, 1_000_000] {
      for count in 1...9 {
        let signed = (0..<count).map { _ in Int.random(in: 0...required, using: &generator) }
          .sorted()
        var day = 0
        let unit = try UnitDriftTests.unit(
          required,
          signed.map { value in
            day += Bool.random(using: &generator) ? 1 : 365
            return (day, value)
          })
        let series = try #require(RegularSeries(unit))
        let range = Double(signed[count - 1])...Double(required)
        let baseline = HubBaseline(series.values)
        for steps in [0, 1, 60] {
          let hub = baseline.quantiles(steps: steps, pairs: 50, within: range, seed: 1)
          #expect(hub.values.allSatisfy(range.contains))
        }
        for scale in UnitDrift.Scale.allCases {
          guard let drift = UnitDrift(unit, scale: scale) else { continue }
          #expect(drift.quantiles(days: 90).values.allSatisfy(range.contains))
        }
      }
    }
  }
}
