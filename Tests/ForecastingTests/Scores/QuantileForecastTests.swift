// Tests of Forecasting: forecasts by quantiles.

import Forecasting
import GSL
import TestSupport
import Testing

@Suite("Quantile forecast")
struct QuantileForecastTests {
  @Test("quantiles of draws: type 1 of counts is whole, types 7 and 8 do not fall")
  func draws() throws {
    var generator = SeededGenerator(state: 101)
    for _ in 0..<100 {
      let counts = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
        Int.random(in: 0...9, using: &generator)
      }
      let sample = try SortedSample(counts.map(Double.init))
      let forecast = QuantileForecast(counts: counts)
      #expect(forecast == QuantileForecast(draws: sample))
      #expect(forecast == QuantileForecast(counts: counts.shuffled(using: &generator)))
      for (level, value) in zip(forecast.levels, forecast.values) {
        // Exact in whole numbers: levels are multiples of 1/200.
        let needed = (Int((level * 200).rounded()) * counts.count + 199) / 200
        #expect(counts.count { Double($0) <= value } >= needed)
        #expect(counts.count { Double($0) < value } < needed)
      }
      for definition in SortedSample.QuantileDefinition.allCases {
        let values = QuantileForecast(draws: sample, definition: definition).values
        #expect(values == values.sorted())
      }
    }
  }

  @Test("the level 1 − 0.9 is the level 0.1")
  func lookup() {
    let forecast = QuantileForecast(levels: [0.1, 0.5, 0.9], values: [1, 2, 3])
    #expect(forecast.value(at: 1 - 0.9) == 1 && forecast.value(at: 0.9) == 3)
    #expect(forecast.value(at: 0.11) == nil && forecast.value(at: 0.95) == nil)
    #expect(forecast.interval(0.8) == PredictionInterval(coverage: 0.8, low: 1, high: 3))
    #expect(forecast.mapped { 2 * $0 }.values == [2, 4, 6])
  }
}
