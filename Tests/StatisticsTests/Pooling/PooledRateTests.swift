// Tests of Statistics: the mixture that a unit's rate follows.

import GSL
import Statistics
import TestSupport
import Testing

@Suite("Pooled rate")
struct PooledRateTests {
  static let pools: [[[Int]]] = [
    [[48, 53], [30, 30], [12, 20], [0, 7], [25, 26]],
    [[3_100, 4_200], [3_900, 4_100], [2_500, 3_900], [3_000, 3_050]],
    [[18, 18], [16, 16], [23, 23], [24, 24]],
  ]

  @Test("quantiles undo the distribution function", arguments: pools)
  func quantiles(counts: [[Int]]) throws {
    let pool = RatePool(counts.map { (signed: $0[0], required: $0[1]) })
    let levels = [5e-4, 0.025, 0.2, 0.5, 0.8, 0.975, 0.9995]
    for (x, n) in [(0, 0), (1, 4), (10, 40), (48, 53), (53, 53), (0, 53), (4_000, 5_000)] {
      let rate = pool.rate(signed: x, required: n)
      for (level, quantile) in zip(levels, rate.quantiles(levels))
      // Nearer to 1 a Double is too coarse to tell probabilities apart.
      where quantile < 1 - 1e-9 {
        let back = try rate.cdf(quantile)
        #expect(Tolerance.tabulatedQuantile.accepts(back, level), "\(x)/\(n): \(back) not \(level)")
      }
    }
  }

  @Test("the interval widens with its level")
  func nested() {
    let rate = RatePool([(8, 10), (7, 10), (9, 10), (3, 10)]).rate(signed: 3, required: 8)
    let ends = [0.5, 0.8, 0.95, 0.99].map { rate.interval(confidence: $0) }
    for (inner, outer) in zip(ends, ends.dropFirst()) {
      #expect(outer.low < inner.low && inner.high < outer.high)
    }
  }

  @Test("a beta law with the same moments has other tails where counts are few")
  func tails() throws {
    let pool = RatePool([(3, 3), (1, 4), (2, 2), (0, 3), (5, 5), (1, 2)])
    let rate = pool.rate(signed: 2, required: 2)
    let low = try rate.approximation.quantile(0.025)
    #expect(abs(rate.approximation.mean - rate.mean) < 1e-12)
    #expect(abs(rate.approximation.variance / rate.variance - 1) < 1e-9)
    // It misplaces more than a tenth of the tail: the reason for the mixture.
    #expect(abs(try rate.cdf(low) - 0.025) > 0.0025)
  }

  @Test("doubt about the pool widens the interval of the plug-in law")
  func wider() throws {
    let counts = [(8, 10), (7, 10), (9, 10), (3, 10), (10, 10)].map {
      (signed: $0.0, required: $0.1)
    }
    let fit = try #require(try fitted(counts))
    let plugIn = fit.posterior(signed: 2, required: 3)
    let ends = RatePool(counts).rate(signed: 2, required: 3).interval(confidence: 0.95)
    let narrow = try plugIn.quantile(0.975) - plugIn.quantile(0.025)
    #expect(ends.high - ends.low > narrow)
  }
}
