// Tests of Statistics: rates that borrow strength from their province first.

import Foundation
import GSL
import Statistics
import TestSupport
import Testing

struct PoolGroupRow: Decodable, Sendable {
  let pool: String
  let counts: [String: [[Int]]]
  let group: String
  let signed: Int
  let required: Int
  let mean: Double
  let variance: Double
  let spread: Double

  var fitted: RatePool {
    RatePool(
      grouped: counts.flatMap { group, units in
        units.map { (signed: $0[0], required: $0[1], group: group) }
      })
  }
}

/// Units of several groups with known spread.
func drawnGroups(
  seed: UInt64, groups: Int, units: Int, spread: Double, precision: Double = 12
) -> [(signed: Int, required: Int, group: String)] {
  let stream = RandomStream(seed: seed)
  return (0..<groups).flatMap { group in
    let mean = 1 / (1 + exp(-1.2 - spread * stream.normal()))
    return (0..<units).map { _ in
      let n = 10 + stream.uniformInt(below: 40)
      return (
        signed: stream.betaBinomial(n, mean * precision, (1 - mean) * precision), required: n,
        group: "g\(group)"
      )
    }
  }
}

@Suite("Pooled rates with provinces")
struct RatePoolGroupsTests {
  @Test(
    "sums stand for the integral",
    arguments: try ReferenceFile.load("statistics-pool-groups", as: PoolGroupRow.self))
  func integral(row: PoolGroupRow) {
    let pool = row.fitted
    let rate = pool.rate(signed: row.signed, required: row.required, group: row.group)
    #expect(Tolerance.gridOfGroups.accepts(rate.mean, row.mean), "\(rate.mean) not \(row.mean)")
    #expect(
      Tolerance.varianceOfGroups.accepts(rate.variance, row.variance),
      "variance \(rate.variance) not \(row.variance)")
    let spread = pool.groupSpread.reduce(0) { $0 + $1.value * $1.weight }
    #expect(Tolerance.spreadOfGroups.accepts(spread, row.spread), "\(spread)")
  }

  @Test("with one group, or none allowed to differ, the pool is the one without groups")
  func reduces() {
    let counts = drawnGroups(seed: 3, groups: 4, units: 5, spread: 0.4)
    let plain = RatePool(counts.map { (signed: $0.signed, required: $0.required) })
    let single = RatePool(
      grouped: counts.map { (signed: $0.signed, required: $0.required, group: "g0") })
    let alike = RatePool(grouped: counts, groupScale: 0)
    let nearly = RatePool(grouped: counts, groupScale: 1e-4)
    for (x, n) in [(0, 0), (3, 10), (10, 10), (44, 50)] {
      let truth = plain.rate(signed: x, required: n)
      for pool in [single, alike, nearly] {
        let rate = pool.rate(signed: x, required: n, group: "g0")
        #expect(abs(rate.mean - truth.mean) < 1e-4, "\(rate.mean) not \(truth.mean)")
        #expect(abs(rate.variance / truth.variance - 1) < 5e-3)
      }
    }
  }

  @Test("a group without units gets the pool of all with the doubt about the groups")
  func unseen() {
    let counts = drawnGroups(seed: 5, groups: 12, units: 8, spread: 0.8)
    let pool = RatePool(grouped: counts)
    #expect(pool.groups.count == 12 && pool.units == 96)
    let unseen = pool.rate(signed: 0, required: 0, group: "nowhere")
    #expect(unseen.mean == pool.rate(signed: 0, required: 0).mean)
    let seen = pool.groups.map { pool.rate(signed: 0, required: 0, group: $0) }
    #expect(seen.allSatisfy { $0.variance < unseen.variance || abs($0.mean - unseen.mean) > 0.1 })
    let average = seen.reduce(0) { $0 + $1.mean } / 12
    #expect(abs(unseen.mean - average) < 0.02)
    // A single group without company is widened by the prior of the spread.
    let single = RatePool(grouped: counts.filter { $0.group == "g1" })
    #expect(
      single.rate(signed: 0, required: 0).variance
        > 1.1 * single.rate(signed: 0, required: 0, group: "g1").variance)
    #expect(single.groupSpread.isEmpty)
  }

  @Test("groups move from the pool of all towards their own units")
  func shrinkage() {
    let counts = drawnGroups(seed: 7, groups: 10, units: 6, spread: 1)
    let pool = RatePool(grouped: counts)
    let all = pool.rate(signed: 0, required: 0).mean
    for group in pool.groups {
      let own = RatePool(
        counts.filter { $0.group == group }.map { (signed: $0.signed, required: $0.required) })
      let alone = own.rate(signed: 0, required: 0).mean
      let shrunk = pool.rate(signed: 0, required: 0, group: group).mean
      if abs(alone - all) > 0.05 { #expect((shrunk - all) * (alone - all) > 0, "\(group)") }
    }
  }

  @Test("the spread between groups is found", arguments: [0.1, 0.5, 1.2])
  func spread(truth: Double) {
    let pool = RatePool(
      grouped: drawnGroups(seed: 11, groups: 38, units: 10, spread: truth))
    let mean = pool.groupSpread.reduce(0) { $0 + $1.value * $1.weight }
    let square = pool.groupSpread.reduce(0) { $0 + $1.value * $1.value * $1.weight }
    let deviation = (square - mean * mean).squareRoot()
    #expect(abs(mean - truth) < 3.5 * deviation, "\(mean) ± \(deviation)")
    // 38 groups tell the spread to about an eighth.
    #expect(deviation < 0.1 + truth / 5)
    #expect(abs(pool.groupSpread.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
  }

  @Test("order and names of groups do not matter")
  func order() {
    let counts = drawnGroups(seed: 13, groups: 5, units: 4, spread: 0.6)
    let pool = RatePool(grouped: counts)
    let other = RatePool(
      grouped: counts.reversed().map { ($0.signed, $0.required, "z" + String($0.group.reversed())) }
    )
    for group in pool.groups {
      let left = pool.rate(signed: 3, required: 9, group: group)
      let right = other.rate(signed: 3, required: 9, group: "z" + String(group.reversed()))
      #expect(abs(left.mean - right.mean) < 1e-10 && abs(left.variance - right.variance) < 1e-10)
    }
  }

  @Test("extreme counts give finite rates")
  func extremes() throws {
    let cases: [[(signed: Int, required: Int, group: String)]] = [
      [], [(0, 1, "a")], [(0, 1, "a"), (1, 1, "b")],
      [(5_000, 5_000, "a"), (5_000, 5_000, "b")], [(0, 9_000, "a"), (9_000, 9_000, "b")],
      (0..<40).map { (signed: 30, required: 30, group: "g\($0 % 3)") },
      (0..<30).map { (signed: $0 % 3 == 0 ? 0 : 4_000, required: 4_000, group: "g\($0 % 3)") },
      [(1_000_000, 2_000_000, "a"), (3, 4, "b"), (0, 0, "c")],
    ]
    for counts in cases {
      let pool = RatePool(grouped: counts)
      for group in [nil, "a", "g1"] as [String?] {
        for (x, n) in [(0, 0), (0, 30), (30, 30), (2_500, 5_000)] {
          let rate = pool.rate(signed: x, required: n, group: group)
          let ends = rate.interval(confidence: 0.95)
          #expect(rate.mean > 0 && rate.mean < 1 && rate.variance.isFinite, "\(counts) \(x)/\(n)")
          #expect(ends.low >= 0 && ends.low <= ends.high && ends.high <= 1, "\(ends)")
        }
      }
    }
  }
}
