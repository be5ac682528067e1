// Tests of Forecasting: log score, ranked probability score and where observations fall.

import Forecasting
import GSL
import TestSupport
import Testing

struct MassRow: Decodable, Sendable {
  let masses: [Double]
  let observed: Int
  let logScore: Double
  let rps: Double
  let lower: Double
  let upper: Double
}

@Suite("Scores of masses")
struct LogScoreTests {
  @Test(
    "log score, ranked probability score and PIT of beta-binomial forecasts, by SciPy",
    arguments: try ReferenceFile.load("forecasting-mass", as: MassRow.self))
  func reference(row: MassRow) {
    let log = LogScore.of(mass: row.masses[row.observed], draws: nil)
    #expect(Tolerance.score.accepts(log, row.logScore))
    let rps = RankedProbabilityScore.of(masses: row.masses, observed: row.observed)
    #expect(Tolerance.sumOfMasses.accepts(rps, row.rps))
    let place = ProbabilityIntegralTransform(
      lower: min(1, row.masses[..<row.observed].reduce(0, +)),
      upper: min(1, row.masses[...row.observed].reduce(0, +)))
    #expect(Tolerance.sumOfMasses.accepts(place.lower, row.lower))
    #expect(Tolerance.sumOfMasses.accepts(place.upper, row.upper))
    #expect(place.randomised(0) == place.lower && place.randomised(1) == place.upper)
  }

  @Test("a value that no draw took has the mass 1/(D + 1)")
  func floor() {
    #expect(LogScore.floor(draws: 999) == 0.001)
    let draws = [3, 4, 4, 5]
    #expect(LogScore.of(draws: draws, observed: 9) == LogScore.of(mass: 0.2, draws: nil))
    #expect(LogScore.of(draws: draws, observed: 4) == LogScore.of(mass: 0.5, draws: nil))
    #expect(LogScore.of(mass: 0.01, draws: 4) == LogScore.of(mass: 0.2, draws: nil))
    #expect(LogScore.of(mass: 1, draws: 4) == 0)
    #expect(LogScore.of(mass: 0, draws: nil).isFinite)
  }

  @Test("the ranked probability score of draws of counts is their CRPS")
  func rankedIsCRPS() {
    var generator = SeededGenerator(state: 31)
    for _ in 0..<200 {
      let draws = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
        Int.random(in: 0...8, using: &generator)
      }
      let y = Int.random(in: 0...8, using: &generator)
      let masses = (0...8).map { k in
        Double(draws.count { $0 == k }) / Double(draws.count)
      }
      let crps = CRPS.sample(draws.map(Double.init), observed: Double(y)).score
      let rps = RankedProbabilityScore.of(masses: masses, observed: y)
      #expect(Tolerance.sameSum.accepts(rps, crps), "\(rps) is not \(crps)")
    }
  }

  @Test("propriety: the true masses have the best mean log score and ranked probability score")
  func propriety() {
    let stream = RandomStream(seed: 5)
    let law = BetaBinomial(n: 12, alpha: 4, beta: 2)
    let truth = (0...12).map(law.probability)
    let others = [(2.0, 1.0), (8, 4), (4, 3)].map { alpha, beta in
      (0...12).map(BetaBinomial(n: 12, alpha: alpha, beta: beta).probability)
    }
    let observed = (0..<5_000).map { _ in stream.betaBinomial(12, 4, 2) }
    for other in others {
      let log = SampleMean(
        observed.map {
          LogScore.of(mass: other[$0], draws: nil) - LogScore.of(mass: truth[$0], draws: nil)
        })
      #expect(log.mean > monteCarloStandardErrors * log.standardError)
      let rps = SampleMean(
        observed.map {
          RankedProbabilityScore.of(masses: other, observed: $0)
            - RankedProbabilityScore.of(masses: truth, observed: $0)
        })
      #expect(rps.mean > monteCarloStandardErrors * rps.standardError)
    }
  }

  @Test(
    "PIT of calibrated counts is uniform, by drawing and without; of narrow forecasts it is not")
  func uniform() {
    let stream = RandomStream(seed: 6)
    let law = Poisson(mean: 2.5)
    let places = (0..<5_000).map { _ in
      let y = stream.poisson(2.5)
      return ProbabilityIntegralTransform(
        lower: y == 0 ? 0 : law.tails(y - 1), upper: law.tails(y))
    }
    let histogram = ProbabilityIntegralTransform.histogram(places)
    let drawn = ProbabilityIntegralTransform.histogram(
      places.map {
        let u = $0.randomised(stream.uniform())
        return ProbabilityIntegralTransform(lower: u, upper: u)
      })
    for densities in [histogram, drawn] {
      // A bin holds 500 of 5,000 values: standard error 0.043 of the density.
      #expect(densities.allSatisfy { abs($0 - 1) < monteCarloStandardErrors * 0.0425 })
      #expect(Tolerance.sameSum.accepts(densities.reduce(0, +), 10))
    }
    let narrow = ProbabilityIntegralTransform.histogram(
      (0..<1_000).map { _ in
        ProbabilityIntegralTransform(
          draws: (0..<50).map { _ in 0.5 * stream.normal() }, observed: stream.normal())
      })
    #expect(narrow[0] > 2 && narrow[9] > 2 && narrow[4] < 1)
    let below = ProbabilityIntegralTransform(draws: [1.0, 2.0], observed: 0)
    #expect(ProbabilityIntegralTransform.histogram([below], edges: [0, 0.5, 1]) == [2, 0])
  }
}

extension Poisson {
  fileprivate func tails(_ k: Int) -> Double { (try? cdf(k)) ?? .nan }
}
