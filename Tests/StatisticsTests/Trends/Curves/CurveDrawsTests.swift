// Tests of Statistics: weighted draws against the normal law they must approach, and their quantiles.

import GSL
import TestSupport
import Testing

@testable import Statistics

@Suite("Curve draws")
struct CurveDrawsTests {
  @Test("with plenty of data the draws have the mean and the errors of the fit")
  func normalLimit() throws {
    let increments = [300.0, 850, 2_140, 4_660, 7_820, 8_380, 6_010, 3_380, 1_600, 760, 330, 150]
      .enumerated().map { Increment(end: Double($0.offset + 1), count: $0.element) }
    let counts = GroupedCounts(increments, required: 52_000)
    let dispersion = CurveDispersion([.logistic], counts)
    let fit = try CurveFit(
      .logistic, increments, required: 52_000, penalised: true, dispersion: dispersion.estimate)
    let draws = try #require(CurveDraws(fit, counts, dispersion, seed: 3))
    #expect(abs(draws.weights.reduce(0, +) - 1) < 1e-12)
    // A t law of 5 degrees around a normal one wastes few draws.
    #expect(draws.effectiveCount > 200, "\(draws.effectiveCount)")
    let factor = dispersion.values.reduce(0) { $0 + $1.probability * $1.factor }
    for place in fit.parameters.indices {
      let mean = zip(draws.parameters, draws.weights).reduce(0) { $0 + $1.1 * $1.0[place] }
      let square = zip(draws.parameters, draws.weights).reduce(0) {
        $0 + $1.1 * ($1.0[place] - mean) * ($1.0[place] - mean)
      }
      let error = fit.standardErrors[place] * (factor / dispersion.estimate).squareRoot()
      // 5 standard errors of a mean and of a spread from 200 draws.
      #expect(abs(mean - fit.parameters[place]) < 5 * error / 14, "\(place)")
      #expect(abs(square.squareRoot() / error - 1) < 5 / 20.0, "\(place) \(square) \(error)")
    }
  }

  @Test("the same seed gives the same draws")
  func repeatable() throws {
    let increments = (1...6).map { Increment(end: Double($0), count: Double($0)) }
    let counts = GroupedCounts(increments, required: 60)
    let fit = try CurveFit(.weibull, increments, required: 60, penalised: true)
    let dispersion = CurveDispersion([.weibull], counts)
    let one = try #require(CurveDraws(fit, counts, dispersion, seed: 3))
    let two = try #require(CurveDraws(fit, counts, dispersion, seed: 3))
    #expect(one.parameters == two.parameters && one.weights == two.weights)
  }

  @Test("weighted quantiles: equal weights, weight 0, and one value")
  func quantiles() throws {
    let values = (1...100).map(Double.init)
    let even = try #require(
      WeightedQuantile.interval(
        values.reversed(), Array(repeating: 0.01, count: 100), confidence: 0.9))
    // The middle of the k-th weight lies at (k − 1/2)/100.
    #expect(abs(even.low - 5.5) < 1e-9 && abs(even.high - 95.5) < 1e-9, "\(even)")
    let one = try #require(WeightedQuantile.interval([7, -1], [1, 0], confidence: 0.9))
    #expect(one == (7, 7))
    #expect(WeightedQuantile.interval([], [], confidence: 0.9) == nil)
  }
}
