// Tests of Forecasting: scores of probabilities of an event.

import Forecasting
import TestSupport
import Testing

struct BrierRow: Decodable, Sendable {
  struct Bin: Decodable, Sendable {
    let count: Int
    let forecast: Double?
    let share: Double?
  }

  let p: [Double]
  let y: [Int]
  let edges: [Double]
  let score: Double
  let reliability: Double
  let resolution: Double
  let uncertainty: Double
  let table: [Bin]
}

@Suite("Brier score")
struct BrierScoreTests {
  @Test(
    "score, decomposition and table",
    arguments: try ReferenceFile.load("forecasting-brier", as: BrierRow.self))
  func reference(row: BrierRow) {
    let score = BrierScore(row.p, outcomes: row.y.map { $0 == 1 }, edges: row.edges)
    #expect(score.count == row.p.count && score.table.count == row.table.count)
    for (value, truth) in [
      (score.score, row.score), (score.reliability, row.reliability),
      (score.resolution, row.resolution), (score.uncertainty, row.uncertainty),
    ] {
      #expect(Tolerance.score.accepts(value, truth), "\(value) is not \(truth)")
    }
    for (bin, truth) in zip(score.table, row.table) {
      #expect(bin.count == truth.count)
      #expect((bin.meanForecast == nil) == (truth.forecast == nil))
      #expect(Tolerance.score.accepts(bin.meanForecast ?? 0, truth.forecast ?? 0))
      #expect(Tolerance.score.accepts(bin.observedShare ?? 0, truth.share ?? 0))
    }
  }

  @Test("the parts add up; a bin with equal forecasts hides nothing; order makes no difference")
  func decomposition() {
    var generator = SeededGenerator(state: 41)
    for round in 0..<200 {
      let count = Int.random(in: 1...60, using: &generator)
      let p = (0..<count).map { _ in
        let value = Double.random(in: 0...1, using: &generator)
        return round.isMultiple(of: 2) ? value : (value * 10).rounded(.down) / 10 + 0.05
      }.map { min($0, 1) }
      let y = p.map { $0 > Double.random(in: 0...1, using: &generator) }
      let score = BrierScore(p, outcomes: y)
      let sum = score.reliability - score.resolution + score.uncertainty + score.withinBins
      #expect(Tolerance.sameSum.accepts(sum, score.score), "\(sum) is not \(score.score)")
      if !round.isMultiple(of: 2) { #expect(abs(score.withinBins) < 1e-14) }
      #expect(score.table.reduce(0) { $0 + $1.count } == count)
      #expect((score.skill == nil) == (Set(y).count == 1))
    }
  }

  @Test("the ends of bins: a forecast on an edge belongs to the bin above, 1 to the last")
  func edges() {
    let score = BrierScore([0, 0.1, 0.5, 1], outcomes: [false, false, true, true])
    #expect(score.table.map(\.count) == [1, 1, 0, 0, 0, 1, 0, 0, 0, 1])
    #expect(score.table[2].meanForecast == nil && score.table[2].observedShare == nil)
    let perfect = BrierScore([0, 1], outcomes: [false, true])
    #expect(perfect.score == 0 && perfect.skill == 1 && perfect.reliability == 0)
  }

  @Test("propriety: the true probability has the best expected score")
  func propriety() {
    for p in [0.0, 0.13, 0.5, 0.9] {
      func expected(_ q: Double) -> Double { p * (1 - q) * (1 - q) + (1 - p) * q * q }
      // The score is a mean over cases, so 1,000 cases in the shares p and 1 − p give the expectation.
      let came = Int((p * 1_000).rounded())
      let outcomes = (0..<1_000).map { $0 < came }
      let scores = stride(from: 0, through: 1, by: 0.01).map { q -> Double in
        let score = BrierScore([Double](repeating: q, count: 1_000), outcomes: outcomes).score
        #expect(Tolerance.score.accepts(score, expected(q)))
        return score
      }
      #expect(scores.firstIndex(of: scores.min() ?? -1) == Int((p * 100).rounded()))
    }
  }
}
