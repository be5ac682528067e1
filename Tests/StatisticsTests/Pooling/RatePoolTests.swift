// Tests of Statistics: rates that borrow strength.

import Records
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
  let continuousMean: Double

  var fitted: RatePool { RatePool(counts.map { (signed: $0[0], required: $0[1]) }) }
}

@Suite("Pooled rates")
struct PoolingTests {
  @Test(
    "the grid stands for the integral",
    arguments: try ReferenceFile.load("statistics-pool", as: PoolRow.self))
  func integral(row: PoolRow) {
    let posterior = row.fitted.posterior(signed: row.signed, required: row.required)
    #expect(
      Tolerance.gridForIntegral.accepts(posterior.mean, row.continuousMean),
      "\(posterior.mean) is not \(row.continuousMean)")
  }

  @Test("weights sum to 1 and do not depend on the order of the units")
  func order() {
    let counts = (0..<40).map { (signed: $0 % 7 + 3, required: $0 % 7 + 4 + $0 % 3) }
    let (pool, mirrored) = (RatePool(counts), RatePool(counts.reversed()))
    #expect(abs(pool.grid.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(pool.units == 40 && mirrored.units == 40)
    for (left, right) in zip(pool.grid, mirrored.grid) {
      // Only the order of sums differs, which costs the last digits.
      #expect(abs(left.mean - right.mean) < 1e-12)
      #expect(abs(left.precision - right.precision) < 1e-12 * left.precision)
      // Weights carry the rounding of logs near 1e3.
      #expect(abs(left.weight - right.weight) < 1e-11)
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

  @Test("more own officials of the same rate draw the estimate towards the own rate")
  func ownData() {
    let pool = RatePool([(48, 53), (30, 30), (25, 26), (50, 52)])
    var distance = 1.0
    var spread = 1.0
    for required in [0, 4, 20, 100, 1_000, 20_000] {
      let posterior = pool.posterior(signed: required / 4, required: required)
      let now = abs(posterior.mean - 0.25)
      #expect(now < distance, "\(required): \(posterior.mean)")
      // Small counts against the pool first widen the doubt.
      if required >= 1_000 { #expect(posterior.variance < spread) }
      (distance, spread) = (now, posterior.variance)
    }
    // The pool weighs at most exp(7) officials against 20,000.
    #expect(distance < 0.05)
  }

  @Test("the estimate lies between the own rate and the pool, and rises with each signer")
  func between() {
    let pool = RatePool([(8, 10), (7, 10), (9, 10), (6, 10), (8, 10), (8, 10)])
    let centre = pool.posterior(signed: 0, required: 0).mean
    var before = 0.0
    for signed in 0...10 {
      let mean = pool.posterior(signed: signed, required: 10).mean
      let own = Double(signed) / 10
      #expect(mean > before)
      // Where the own rate is the pool's, the doubt about the pool may pass it slightly.
      if abs(own - centre) > 0.1 { #expect((mean - own) * (mean - centre) < 0) }
      before = mean
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
}
