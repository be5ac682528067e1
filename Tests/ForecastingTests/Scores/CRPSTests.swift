// Tests of Forecasting: the continuous ranked probability score.

import Forecasting
import GSL
import TestSupport
import Testing

struct SampleScoreRow: Decodable, Sendable {
  let draws: [Double]
  let observed: Double
  let score: Double
  let fair: Double?
  let dispersion: Double
  let lower: Double
  let upper: Double
}

struct NormalScoreRow: Decodable, Sendable {
  let mean: Double
  let deviation: Double
  let observed: Double
  let score: Double
}

@Suite("Continuous ranked probability score")
struct CRPSTests {
  @Test(
    "of samples, by properscoring and scoringrules",
    arguments: try ReferenceFile.load("forecasting-crps", as: SampleScoreRow.self))
  func samples(row: SampleScoreRow) throws {
    let sample = CRPS.sample(row.draws, observed: row.observed)
    #expect(Tolerance.score.accepts(sample.score, row.score))
    #expect(Tolerance.score.accepts(sample.dispersion, row.dispersion))
    #expect((sample.fair == nil) == (row.fair == nil))
    if let fair = sample.fair, let truth = row.fair {
      #expect(Tolerance.score.accepts(fair, truth), "\(fair) is not \(truth)")
    }
    let place = ProbabilityIntegralTransform(draws: row.draws, observed: row.observed)
    #expect(place.lower == row.lower && place.upper == row.upper)
  }

  @Test(
    "of normal forecasts, by scoringrules",
    arguments: try ReferenceFile.load("forecasting-crps-normal", as: NormalScoreRow.self))
  func normal(row: NormalScoreRow) {
    let score = CRPS.normal(
      mean: row.mean, standardDeviation: row.deviation, observed: row.observed)
    #expect(Tolerance.score.accepts(score, row.score))
  }

  @Test("laws: order of draws, units, parts that add up, double sum, one draw")
  func laws() {
    var generator = SeededGenerator(state: 21)
    for _ in 0..<200 {
      let count = Int.random(in: 1...30, using: &generator)
      let draws = (0..<count).map { _ in Double(Int.random(in: -9...9, using: &generator)) }
      let y = Double(Int.random(in: -12...12, using: &generator))
      let sample = CRPS.sample(draws, observed: y)
      #expect(CRPS.sample(draws.shuffled(using: &generator), observed: y) == sample)
      let n = Double(count)
      let double = draws.reduce(0) { sum, x in
        sum + draws.reduce(0) { $0 + abs($1 - x) }
      }
      let miss = draws.reduce(0) { $0 + abs($1 - y) } / n
      #expect(Tolerance.sameSum.accepts(sample.score, miss - double / (2 * n * n)))
      let sum = sample.dispersion + sample.overprediction + sample.underprediction
      #expect(Tolerance.sameSum.accepts(sum, sample.score))
      #expect(sample.overprediction == 0 || sample.underprediction == 0)
      let moved = CRPS.sample(draws.map { 0.5 * $0 - 3 }, observed: 0.5 * y - 3)
      #expect(Tolerance.sameSum.accepts(moved.score, 0.5 * sample.score))
      if count == 1 {
        #expect(sample.fair == nil && sample.score == abs(draws[0] - y))
      }
    }
  }

  @Test("the mean fair score does not depend on the number n of draws, the other is 1 + 1/n of it")
  func fair() {
    let stream = RandomStream(seed: 8)
    // The mean CRPS of the true normal law is 1/√π.
    let truth = 1 / Double.pi.squareRoot()
    for count in [2, 5, 40] {
      let samples = (0..<4_000).map { _ in
        CRPS.sample((0..<count).map { _ in stream.normal() }, observed: stream.normal())
      }
      #expect(SampleMean(samples.compactMap(\.fair)).agrees(with: truth))
      #expect(SampleMean(samples.map(\.score)).agrees(with: truth * (1 + 1 / Double(count))))
    }
  }

  @Test("propriety: draws of the true distribution have the best mean score")
  func propriety() {
    let stream = RandomStream(seed: 4)
    let law = NormalDistribution.standard
    let points = (0..<100).map { law.quantile((Double($0) + 0.5) / 100) }
    let observed = (0..<1_500).map { _ in stream.normal() }
    let truth = observed.map { CRPS.sample(points, observed: $0).score }
    for (mean, deviation) in [(0.3, 1.0), (0, 0.6), (0, 1.6)] {
      let other = observed.map {
        CRPS.sample(points.map { mean + deviation * $0 }, observed: $0).score
      }
      let loss = SampleMean(zip(other, truth).map { $0 - $1 })
      #expect(loss.mean > monteCarloStandardErrors * loss.standardError, "\(mean) \(deviation)")
    }
  }

  @Test("10,000 draws of a large count take no square time and lose no digits")
  func size() {
    let draws = (0..<10_000).map { 1e6 + Double(($0 * 7_919) % 10_000) / 10_000 }
    let score = CRPS.sample(draws, observed: 1e6 + 0.5).score
    // Uniform on 0...1 with the observation in the middle: 1/12, up to the steps.
    #expect(abs(score - 1.0 / 12) < 1e-7)
  }
}
