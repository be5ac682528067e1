// Tests of Risk: ranks inside every draw, and quantiles of draws.

import GSL
import Testing

@testable import Risk

@Suite("Rank distribution")
struct RankDistributionTests {
  /// Rates with many ties, as small rosters give them.
  static func rates(rows: Int, draws: Int, steps: Int, seed: UInt64 = 3) -> [[Double]] {
    let stream = RandomStream(seed: seed)
    return (0..<rows).map { _ in
      (0..<draws).map { _ in Double(stream.uniformInt(below: steps + 1)) / Double(steps) }
    }
  }

  @Test("probabilities of the top k sum to k", arguments: [1, 2, 5, 9, 10])
  func topSums(top: Int) {
    for steps in [1, 3, 1_000] {
      let rates = Self.rates(rows: 10, draws: 200, steps: steps)
      let ranks = RankDistribution(rates: rates, draws: 200, top: top)
      // A sum of 2,000 shares rounds to less.
      #expect(abs(ranks.topProbabilities.reduce(0, +) - Double(top)) < 1e-10)
      #expect(ranks.topProbabilities.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-12 })
    }
  }

  @Test("middle ranks sum to n (n + 1) / 2 in every draw", arguments: [1, 3, 1_000])
  func rankSums(steps: Int) {
    let rates = Self.rates(rows: 10, draws: 50, steps: steps)
    for draw in 0..<50 {
      // One draw alone, so that a wrong draw cannot hide in a mean.
      let ranks = RankDistribution(rates: rates.map { [$0[draw]] }, draws: 1, top: 3)
      #expect(ranks.means.reduce(0, +) == 55)
      for (row, own) in rates.enumerated() {
        let below = rates.count { $0[draw] < own[draw] }
        let equal = rates.count { $0[draw] == own[draw] }
        #expect(ranks.means[row] == Double(below) + Double(equal + 1) / 2)
      }
    }
  }

  @Test("rank 1 is the lowest rate; all equal share the middle")
  func order() {
    let ranks = RankDistribution(rates: [[0.9], [0.1], [0.5]], draws: 1, top: 1)
    #expect(ranks.means == [3, 1, 2] && ranks.topProbabilities == [0, 1, 0])
    let equal = RankDistribution(rates: [[0.5], [0.5], [0.5], [0.5]], draws: 1, top: 2)
    #expect(equal.means == [2.5, 2.5, 2.5, 2.5])
    #expect(equal.topProbabilities == [0.5, 0.5, 0.5, 0.5])
  }

  @Test("swapping rows swaps their answers")
  func permuted() {
    let rates = Self.rates(rows: 8, draws: 100, steps: 4)
    let order = [3, 1, 7, 0, 5, 2, 6, 4]
    let plain = RankDistribution(rates: rates, draws: 100, top: 3)
    let mixed = RankDistribution(rates: order.map { rates[$0] }, draws: 100, top: 3)
    #expect(mixed.means == order.map { plain.means[$0] })
    for (place, row) in order.enumerated() {
      // Shares of ties are added up in the same order of draws.
      #expect(mixed.topProbabilities[place] == plain.topProbabilities[row])
      #expect(mixed.range(of: place) == plain.range(of: row))
    }
  }

  @Test("the chances of a pair sum to 1; those against the others sum to the mean rank less 1")
  func pairs() {
    let rates = Self.rates(rows: 6, draws: 120, steps: 3)
    let ranks = RankDistribution(rates: rates, draws: 120, top: 2)
    for row in 0..<6 {
      var below = 0.0
      for other in 0..<6 {
        let chance = ranks.probability(of: row, below: other)
        let counted = zip(rates[row], rates[other]).reduce(0.0) {
          $0 + ($1.0 < $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0)
        }
        #expect(chance == counted / 120)
        #expect(abs(chance + ranks.probability(of: other, below: row) - 1) < 1e-12)
        if other != row { below += ranks.probability(of: other, below: row) }
      }
      // A sum of six shares of 120 draws.
      #expect(abs(below - (ranks.means[row] - 1)) < 1e-12)
    }
  }

  @Test("quantiles are values of the sample: the least whose share reaches p")
  func quantiles() {
    let sorted = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    #expect(
      [0, 0.05, 0.1, 0.1001, 0.5, 0.95, 1].map { Quantile.of(sorted, $0) } == [
        1, 1, 1, 2, 5, 10, 10,
      ])
    #expect(Quantile.of([7], 0.5) == 7)
    #expect(Quantile.of(Array(sorted.prefix(9)), 0.5) == 5)
  }

  @Test("the range holds the median")
  func range() {
    let ranks = RankDistribution(
      rates: Self.rates(rows: 6, draws: 99, steps: 50), draws: 99, top: 2)
    for row in 0..<6 {
      let range = ranks.range(of: row)
      #expect(range.low <= range.value && range.value <= range.high)
      #expect(range.low >= 1 && range.high <= 6)
    }
  }
}
