// Tests of Forecasting: quantile scores and the weighted interval score.

import Forecasting
import GSL
import TestSupport
import Testing

struct IntervalScoreRow: Decodable, Sendable {
  let levels: [Double]
  let values: [Double]
  let observed: Double
  let half: [Double]
  let full: [Double]
  let pinball: [Double]

  var forecast: QuantileForecast { QuantileForecast(levels: levels, values: values) }
}

@Suite("Weighted interval score")
struct WeightedIntervalScoreTests {
  static func parts(_ score: WeightedIntervalScore) -> [Double] {
    [score.dispersion, score.overprediction, score.underprediction]
  }

  @Test(
    "parts by the definition, quantile scores by scoringrules",
    arguments: try ReferenceFile.load("forecasting-wis", as: IntervalScoreRow.self))
  func reference(row: IntervalScoreRow) {
    for (weight, truths) in [
      (WeightedIntervalScore.MedianWeight.half, row.half), (.full, row.full),
    ] {
      let score = WeightedIntervalScore(
        row.forecast, observed: row.observed, medianWeight: weight)
      for (part, truth) in zip(Self.parts(score), truths) {
        #expect(Tolerance.score.accepts(part, truth), "\(part) is not \(truth)")
      }
    }
    for (place, truth) in row.pinball.enumerated() {
      let score = QuantileScore.pinball(
        quantile: row.values[place], level: row.levels[place], observed: row.observed)
      #expect(Tolerance.score.accepts(score, truth))
    }
  }

  @Test("the values of scoringutils' own tests, with the median once and twice")
  func published() {
    let levels = [0.1, 0.25, 0.5, 0.75, 0.9]
    let cases: [(y: Double, q: [Double], once: Double, twice: Double, parts: [Double])] = [
      (1, [-1, 0, 1, 2, 3], 0.36, 0.3, [0.36, 0, 0]),
      (-15, [-2, 1, 2, 2, 4], 15.34, 15.616666666666667, [0.34, 15, 0]),
      (22, [-2, 0, 3, 3, 4], 19.14, 19.116666666666667, [0.54, 0, 18.6]),
    ]
    for (y, values, once, twice, parts) in cases {
      let forecast = QuantileForecast(levels: levels, values: values)
      let score = WeightedIntervalScore(forecast, observed: y)
      #expect(Tolerance.score.accepts(score.total, once))
      for (part, truth) in zip(Self.parts(score), parts) {
        #expect(Tolerance.score.accepts(part, truth), "\(part) is not \(truth)")
      }
      let full = WeightedIntervalScore(forecast, observed: y, medianWeight: .full)
      #expect(Tolerance.score.accepts(full.total, twice))
    }
  }

  @Test("the interval score of Gneiting and Raftery, and its weighed form")
  func interval() {
    let interval = PredictionInterval(coverage: 0.9, low: 44, high: 52)
    #expect(Tolerance.score.accepts(IntervalScore(interval, observed: 53).total, 28))
    #expect(Tolerance.score.accepts(IntervalScore(interval, observed: 42).overprediction, 40))
    #expect(Tolerance.score.accepts(IntervalScore(interval, observed: 52).total, 8))
    let weighed = IntervalScore(interval, observed: 53, weighed: true)
    #expect(Tolerance.score.accepts(weighed.total, 28 * 0.05))
    #expect(weighed.overprediction == 0 && weighed.underprediction == 1)
  }

  @Test("the hub levels: 23, rising, mirrored; intervals and median are found by their level")
  func levels() throws {
    let forecast = QuantileForecast(
      levels: HubQuantiles.levels, values: HubQuantiles.levels.map { $0 * 100 })
    #expect(HubQuantiles.levels.count == 23 && forecast.isSymmetric)
    #expect(forecast.median == 50)
    for coverage in [0.5, 0.8, 0.9, 0.95, 0.98] {
      let interval = try #require(forecast.interval(coverage))
      #expect(Tolerance.score.accepts(interval.high - interval.low, coverage * 100))
    }
    #expect(forecast.interval(0.99) == nil)
    let sides = QuantileForecast(levels: [0.2, 0.6], values: [1, 5])
    #expect(try Tolerance.score.accepts(#require(sides.median), 4))
    #expect(!sides.isSymmetric)
    #expect(QuantileForecast(levels: [0.6, 0.7], values: [1, 5]).median == nil)
  }

  @Test("laws: parts add up, quantiles give the same score, units scale and shift, mirror images")
  func laws() {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<200 {
      let values = HubQuantiles.levels.map { _ in Double.random(in: -5...5, using: &generator) }
      let forecast = QuantileForecast(levels: HubQuantiles.levels, values: values.sorted())
      let y = Double.random(in: -7...7, using: &generator)
      let score = WeightedIntervalScore(forecast, observed: y)
      #expect(Self.parts(score).allSatisfy { $0 >= 0 })
      // Intervals around one median cannot lie above and below an observation.
      #expect(score.overprediction == 0 || score.underprediction == 0)
      let mean = QuantileScore.mean(forecast, observed: y)
      #expect(Tolerance.sameSum.accepts(score.total, mean), "\(score.total) is not \(mean)")
      let moved = WeightedIntervalScore(forecast.mapped { 3 * $0 + 7 }, observed: 3 * y + 7)
      for (part, truth) in zip(Self.parts(moved), Self.parts(score)) {
        #expect(Tolerance.sameSum.accepts(part, 3 * truth))
      }
      let mirrored = QuantileForecast(
        levels: HubQuantiles.levels, values: forecast.values.reversed().map { -$0 })
      let other = WeightedIntervalScore(mirrored, observed: -y)
      #expect(Tolerance.sameSum.accepts(other.overprediction, score.underprediction))
      #expect(Tolerance.sameSum.accepts(other.dispersion, score.dispersion))
    }
  }

  @Test("over many levels the score tends to the CRPS")
  func limit() throws {
    let law = NormalDistribution.standard
    for y in [0, 0.7, -2.5] {
      let crps = CRPS.normal(mean: 0, standardDeviation: 1, observed: y)
      var errors: [Double] = []
      for count in [9, 99, 999, 9_999] {
        let levels = (1...count).map { Double($0) / Double(count + 1) }
        let forecast = QuantileForecast(levels: levels, values: levels.map(law.quantile))
        errors.append(abs(WeightedIntervalScore(forecast, observed: y).total - crps))
      }
      #expect(errors == errors.sorted(by: >), "\(errors)")
      // The trapezoid of step h leaves out tails of the order h ln h.
      #expect(errors[3] < 1e-3, "\(errors)")
    }
  }

  @Test("propriety: the true distribution has the best mean score")
  func propriety() {
    let stream = RandomStream(seed: 3)
    let law = NormalDistribution.standard
    func forecast(_ mean: Double, _ deviation: Double) -> QuantileForecast {
      QuantileForecast(
        levels: HubQuantiles.levels,
        values: HubQuantiles.levels.map { mean + deviation * law.quantile($0) })
    }
    let observed = (0..<5_000).map { _ in stream.normal() }
    func scores(_ forecast: QuantileForecast) -> [Double] {
      observed.map { WeightedIntervalScore(forecast, observed: $0).total }
    }
    let truth = scores(forecast(0, 1))
    for (mean, deviation) in [(0.3, 1.0), (-0.3, 1), (0, 0.7), (0, 1.4)] {
      let loss = SampleMean(zip(scores(forecast(mean, deviation)), truth).map { $0 - $1 })
      #expect(loss.mean > monteCarloStandardErrors * loss.standardError, "\(mean) \(deviation)")
    }
  }
}
