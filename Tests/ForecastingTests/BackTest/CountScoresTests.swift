// Tests of Forecasting: sums of scores over forecasts of counts, against the scores of single ones
// and against forecasts whose calibration is known.

import Forecasting
import GSL
import Testing

@Suite("Scores of counts")
struct CountScoresTests {
  @Test("nothing is nil, not a number")
  func empty() {
    let scores = CountScores()
    #expect(scores.units == 0 && scores.relativeScore == nil && scores.brier == nil)
    #expect(scores.innerCoverage(0.8) == nil && scores.closedCoverage(0.8) == nil)
    #expect(scores.largestReliabilityGap() == nil)
  }

  @Test("two forecasts: sums of their scores, and the share that the closed interval holds")
  func two() throws {
    let draws = Array(0..<100)
    let baseline = QuantileForecast(
      levels: HubQuantiles.levels, values: HubQuantiles.levels.map { _ in 40 })
    var scores = CountScores()
    scores.add(draws, observed: 50, target: 60, uniform: 0.5, baseline: baseline)
    scores.add(draws, observed: 120, target: 60, uniform: 0.5, baseline: baseline)
    let forecast = QuantileForecast(counts: draws)
    let own = [50.0, 120].map { WeightedIntervalScore(forecast, observed: $0).total }
    let other = [50.0, 120].map { WeightedIntervalScore(baseline, observed: $0).total }
    #expect(scores.score == own[0] + own[1] && scores.baselineScore == other[0] + other[1])
    #expect(scores.relativeScore == (own[0] + own[1]) / (other[0] + other[1]))
    #expect(scores.places == [0.505, 1])
    #expect(scores.closedCoverage(0.8) == 0.5 && scores.innerCoverage(0.8) == 0.5)
    #expect(scores.closedCoverage(0.7) == nil)
    #expect(scores.missProbabilities == [0.6, 0.6] && scores.missed == [true, false])
    #expect(scores.largestReliabilityGap(units: 3) == nil)
    #expect(abs(try #require(scores.largestReliabilityGap(units: 2)) - 0.1) < 1e-12)
  }

  @Test("a forecast without baseline counts for coverage only")
  func withoutBaseline() {
    var scores = CountScores()
    scores.add([1, 2, 3], observed: 2, target: 2, uniform: 0.5, baseline: nil)
    #expect(scores.relativeScore == nil && scores.innerCoverage(0.5) == 1)
  }

  @Test("of three officials: the closed interval holds too much, the inner part what it says")
  func smallCounts() throws {
    let stream = RandomStream(seed: 3)
    var scores = CountScores()
    for _ in 0..<600 {
      let draws = (0..<500).map { _ in stream.binomial(3, 0.6) }
      scores.add(
        draws, observed: stream.binomial(3, 0.6), target: 2, uniform: stream.uniform(),
        baseline: nil)
    }
    // Four standard errors of shares of 600.
    #expect(abs(try #require(scores.innerCoverage(0.8)) - 0.8) < 0.066)
    #expect(try #require(scores.closedCoverage(0.8)) > 0.9)
    #expect(try #require(scores.largestReliabilityGap()) < 0.08)
  }
}
