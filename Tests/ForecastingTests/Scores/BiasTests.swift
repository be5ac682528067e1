// Tests of Forecasting: bias and empirical coverage.

import Forecasting
import GSL
import TestSupport
import Testing

@Suite("Bias and coverage")
struct BiasTests {
  @Test("bias of draws: counts with both sides of the step, measurements with the upper")
  func draws() {
    #expect(Bias.of(draws: [1, 2, 3, 4], observed: 3) == 1 - (0.75 + 0.5))
    #expect(Bias.of(draws: [1.0, 2, 3, 4], observed: 3) == 1 - 2 * 0.75)
    #expect(Bias.of(draws: [1, 2], observed: 9) == -1 && Bias.of(draws: [1, 2], observed: 0) == 1)
    #expect(Bias.of(draws: [5, 5, 5], observed: 5) == 0)
  }

  @Test("bias of quantiles, by the definition of scoringutils")
  func quantiles() {
    let forecast = QuantileForecast(
      levels: [0.1, 0.25, 0.5, 0.75, 0.9], values: [-1, 0, 1, 2, 3])
    for (y, truth) in [
      (1.0, 0.0), (0.5, 0.5), (0, 0.5), (-0.5, 0.8), (-1, 0.8), (-2, 1), (1.5, -0.5), (2, -0.5),
      (2.5, -0.8), (3, -0.8), (4, -1),
    ] {
      #expect(Bias.of(forecast, observed: y).map { abs($0 - truth) < 1e-12 } == true, "y = \(y)")
    }
    let upper = QuantileForecast(levels: [0.6, 0.9], values: [1, 2])
    #expect(Bias.of(upper, observed: 1) == nil)
  }

  @Test("laws: the mirror image has the opposite bias, order makes no difference")
  func laws() {
    var generator = SeededGenerator(state: 51)
    for _ in 0..<200 {
      let draws = (0..<9).map { _ in Int.random(in: 0...9, using: &generator) }
      let y = Int.random(in: 0...9, using: &generator)
      let bias = Bias.of(draws: draws, observed: y)
      #expect(abs(bias + Bias.of(draws: draws.map { -$0 }, observed: -y)) < 1e-15)
      #expect(Bias.of(draws: draws.shuffled(using: &generator), observed: y) == bias)
      #expect((-1...1).contains(bias))
    }
  }

  @Test("coverage of a calibrated forecast is the nominal one; a missing interval is left out")
  func coverage() throws {
    let stream = RandomStream(seed: 7)
    let law = NormalDistribution.standard
    let forecast = QuantileForecast(
      levels: HubQuantiles.levels, values: HubQuantiles.levels.map(law.quantile))
    let observed = (0..<4_000).map { _ in stream.normal() }
    let all = [QuantileForecast](repeating: forecast, count: observed.count)
    for nominal in EmpiricalCoverage.reported {
      let coverage = try #require(EmpiricalCoverage(nominal, of: all, observed: observed))
      let error = (nominal * (1 - nominal) / 4_000).squareRoot()
      #expect(abs(coverage.deviation) < monteCarloStandardErrors * error)
      #expect(coverage.count == 4_000)
    }
    #expect(EmpiricalCoverage(0.77, of: all, observed: observed) == nil)
    let median = QuantileForecast(levels: [0.5], values: [0])
    let mixed = EmpiricalCoverage(0.5, of: [forecast, median], observed: [0.1, 0])
    #expect(mixed?.count == 1 && mixed?.share == 1)
  }
}
