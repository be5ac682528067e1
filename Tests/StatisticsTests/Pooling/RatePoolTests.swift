// Tests of Statistics: rates that borrow strength from all units of their level.

import Foundation
import Statistics
import TestSupport
import Testing

struct PoolRow: Decodable, Sendable {
  let pool: String
  let counts: [[Int]]
  let signed: Int
  let required: Int
  let mean: Double
  let variance: Double
  let at: [Double]
  let below: [Double]

  var fitted: RatePool { RatePool(counts.map { (signed: $0[0], required: $0[1]) }) }
}

@Suite("Pooled rates")
struct RatePoolTests {
  @Test(
    "the grid stands for the integral",
    arguments: try ReferenceFile.load("statistics-pool", as: PoolRow.self))
  func integral(row: PoolRow) throws {
    let rate = row.fitted.rate(signed: row.signed, required: row.required)
    #expect(Tolerance.gridForMoments.accepts(rate.mean, row.mean), "\(rate.mean) not \(row.mean)")
    #expect(
      Tolerance.gridForVariance.accepts(rate.variance, row.variance),
      "variance \(rate.variance) not \(row.variance)")
    for (x, below) in zip(row.at, row.below) {
      let own = try rate.cdf(x)
      #expect(Tolerance.gridForIntegral.accepts(own, below), "P(< \(x)) is \(own) not \(below)")
    }
  }

  @Test("weights sum to 1 and do not depend on the order of the units")
  func order() {
    let counts = (0..<40).map { (signed: $0 % 7 + 3, required: $0 % 7 + 4 + $0 % 3) }
    let (pool, mirrored) = (RatePool(counts), RatePool(counts.reversed()))
    #expect(abs(pool.grid.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(abs(pool.points(of: nil).reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(pool.units == 40 && mirrored.units == 40)
    for (left, right) in zip(pool.grid, mirrored.grid) {
      #expect(
        left.mean == right.mean && left.precision == right.precision && left.weight == right.weight)
    }
  }

  @Test("empty rosters say nothing")
  func emptyRosters() {
    let pool = RatePool([(3, 4), (0, 0), (5, 9), (0, 0)])
    let plain = RatePool([(3, 4), (5, 9)])
    #expect(pool.units == 2)
    #expect(zip(pool.grid, plain.grid).allSatisfy { $0.weight == $1.weight })
    #expect(RatePool([]).units == 0)
  }

  @Test("without units the pool is the prior")
  func prior() {
    let rate = RatePool([]).rate(signed: 0, required: 0)
    // A mean uniform on (0, 1), but for the corners beyond log odds of 9.
    #expect(abs(rate.mean - 0.5) < 1e-9)
    let log10 = RatePool([]).grid.reduce(0) { $0 + $1.weight * log($1.precision) }
    // Normal with mean ln 10 and standard deviation 1.5, cut at −2 and 9: 0.006 above the mean.
    #expect(abs(log10 - 2.3086) < 0.01, "\(log10)")
  }

  @Test("more own officials of the same rate draw the estimate towards the own rate")
  func ownData() {
    let pool = RatePool([(48, 53), (30, 30), (25, 26), (50, 52)])
    var distance = 1.0
    var spread = 1.0
    var share = -1.0
    for required in [0, 4, 20, 100, 1_000, 20_000, 1_000_000] {
      let rate = pool.rate(signed: required / 4, required: required)
      let now = abs(rate.mean - 0.25)
      #expect(now < distance, "\(required): \(rate.mean)")
      #expect(rate.ownShare > share && rate.ownShare < 1)
      // Small counts against the pool first widen the doubt.
      if required >= 1_000 { #expect(rate.variance < spread) }
      (distance, spread, share) = (now, rate.variance, rate.ownShare)
    }
    #expect(distance < 0.001)
  }

  @Test("the estimate lies between the own rate and the pool, and rises with each signer")
  func between() {
    let pool = RatePool([(8, 10), (7, 10), (9, 10), (6, 10), (8, 10), (8, 10)])
    let centre = pool.posterior(signed: 0, required: 0).mean
    var before = (mean: 0.0, low: 0.0, high: 0.0)
    for signed in 0...10 {
      let rate = pool.rate(signed: signed, required: 10)
      let ends = rate.interval(confidence: 0.9)
      let own = Double(signed) / 10
      #expect(rate.mean > before.mean && ends.low > before.low && ends.high > before.high)
      #expect(ends.low < rate.mean && rate.mean < ends.high)
      // Where the own rate is the pool's, the doubt about the pool may pass it slightly.
      if abs(own - centre) > 0.1 { #expect((rate.mean - own) * (rate.mean - centre) < 0) }
      before = (rate.mean, ends.low, ends.high)
    }
  }

  @Test("many units settle the pool's mean to their common rate")
  func manyUnits() {
    // 400 units of 30 officials with 27, 28 or 29 signers: mean 28, a rate of 0.9333.
    let pool = RatePool((0..<399).map { (signed: 27 + $0 % 3, required: 30) })
    let mean = pool.posterior(signed: 0, required: 0).mean
    // Standard error of the mean rate: the root of 0.0622 / 12,000, which is 0.0023; three of them.
    #expect(abs(mean - 28.0 / 30) < 0.007, "\(mean)")
  }

  @Test("the same units once more narrow the pool")
  func narrower() {
    let counts = (0..<12).map { (signed: 14 + $0 % 6, required: 20) }
    func deviation(_ pool: RatePool) -> Double {
      let mean = pool.grid.reduce(0) { $0 + $1.weight * $1.mean }
      return pool.grid.reduce(0) { $0 + $1.weight * ($1.mean - mean) * ($1.mean - mean) }
    }
    let (once, twice) = (RatePool(counts), RatePool(counts + counts))
    #expect(deviation(twice) < 0.7 * deviation(once))
  }

  @Test(
    "signers and others can swap",
    arguments: [[[48, 53], [30, 30], [12, 20]], [[0, 9], [0, 4]]])
  func complement(counts: [[Int]]) {
    let pool = RatePool(counts.map { (signed: $0[0], required: $0[1]) })
    let mirrored = RatePool(counts.map { (signed: $0[1] - $0[0], required: $0[1]) })
    for (x, n) in [(0, 0), (0, 5), (7, 20), (30, 30)] {
      let (own, other) = (
        pool.rate(signed: x, required: n), mirrored.rate(signed: n - x, required: n)
      )
      // Thinned points need not mirror each other, sums over them do.
      #expect(abs(own.mean + other.mean - 1) < 1e-3, "\(own.mean) \(other.mean)")
      #expect(abs(own.variance - other.variance) < 1e-4)
    }
  }
}
