// Tests of Forecasting: conformal prediction.

import Forecasting
import GSL
import TestSupport
import Testing

struct SplitConformalRow: Decodable, Sendable {
  let residuals: [Double]
  let miss: Double
  let rank: Int?
  let halfWidth: Double?
}

struct ConformalisedRow: Decodable, Sendable {
  let low: [Double]
  let high: [Double]
  let y: [Double]
  let miss: Double
  let scores: [Double]
  let adjustment: Double
}

@Suite("Conformal prediction")
struct ConformalQuantileTests {
  @Test(
    "split conformal half-widths",
    arguments: try ReferenceFile.load("forecasting-conformal", as: SplitConformalRow.self))
  func split(row: SplitConformalRow) {
    let rank = ConformalQuantile.rank(count: row.residuals.count, miss: row.miss)
    #expect(rank == row.rank)
    #expect(
      ConformalQuantile.halfWidth(residuals: row.residuals, miss: row.miss) == row.halfWidth)
  }

  @Test(
    "conformalised quantile regression",
    arguments: try ReferenceFile.load("forecasting-cqr", as: ConformalisedRow.self))
  func conformalised(row: ConformalisedRow) {
    let intervals = zip(row.low, row.high).map {
      PredictionInterval(coverage: 0.8, low: $0, high: $1)
    }
    let past = ConformalisedQuantiles(intervals, observed: row.y)
    #expect(past.scores == row.scores)
    #expect(past.adjustment(miss: row.miss) == row.adjustment)
    let ends = past.adjustments(missBelow: 0.1, missAbove: 0.1)
    // Rank 9 of 9: the largest score of each end.
    #expect(ends.low == zip(row.low, row.y).map { $0 - $1 }.max())
    #expect(ends.high == zip(row.y, row.high).map { $0 - $1 }.max())
    #expect(past.adjustments(missBelow: 0.05, missAbove: 0.5).low == nil)
  }

  @Test("ranks: whole but for rounding is whole, too few scores have none")
  func ranks() {
    #expect(ConformalQuantile.rank(count: 19, miss: 0.1) == 18)
    #expect(ConformalQuantile.rank(count: 9, miss: 0.1) == 9)
    #expect(ConformalQuantile.rank(count: 8, miss: 0.1) == nil)
    #expect(ConformalQuantile.rank(count: 0, miss: 0.5) == nil)
    #expect(ConformalQuantile.rank(count: 4, miss: 1) == 1)
    #expect(ConformalQuantile.rank(count: 4, miss: 0) == nil)
    // In doubles 100 × (1 − 0.9) is 9.999999999999998, and 10 × (1 − 0.7) is 3.0000000000000004.
    #expect(ConformalQuantile.rank(count: 99, miss: 0.9) == 10)
    #expect(ConformalQuantile.rank(count: 9, miss: 0.7) == 3)
  }

  @Test("marginal coverage on exchangeable cases is rank/(n + 1), whatever the law")
  func coverage() throws {
    let stream = RandomStream(seed: 12)
    for (count, miss) in [(9, 0.2), (19, 0.1), (24, 0.5)] {
      let rank = try #require(ConformalQuantile.rank(count: count, miss: miss))
      let exact = Double(rank) / Double(count + 1)
      for shape in [0.5, 4] {
        let covered = SampleMean(count: 3_000) {
          let scores = (0..<count).map { _ in stream.gamma(shape: shape, scale: 1) }
          guard let bound = ConformalQuantile.of(scores, miss: miss) else { return 1 }
          return stream.gamma(shape: shape, scale: 1) <= bound ? 1 : 0
        }
        #expect(exact >= 1 - miss - 1e-12 && covered.agrees(with: exact), "\(covered.mean)")
      }
    }
  }

  @Test("conformalised intervals cover what they promise although the first ones did not")
  func repaired() {
    let stream = RandomStream(seed: 13)
    let narrow = PredictionInterval(coverage: 0.8, low: -0.3, high: 0.6)
    let covered = SampleMean(count: 3_000) {
      let past = ConformalisedQuantiles(
        [PredictionInterval](repeating: narrow, count: 39),
        observed: (0..<39).map { _ in stream.normal() })
      guard let wider = past.adjustment(miss: 0.2) else { return 1 }
      let y = stream.normal()
      return narrow.low - wider <= y && y <= narrow.high + wider ? 1 : 0
    }
    #expect(covered.agrees(with: 0.8), "\(covered.mean)")
  }
}
