// Tests of Risk: numbers of misses, independent and in joint draws.

import GSL
import TestSupport
import Testing

@testable import Risk

@Suite("Numbers of misses")
struct MissCountTests {
  struct Row: Decodable {
    let p, mass, upper: [Double]
    let mean, variance: Double
    let q05, q95: Int
  }

  @Test("independent events as by exact fractions")
  func reference() throws {
    for row in try ReferenceFile<Row>.load("risk-poisson-binomial", as: Row.self) {
      let law = PoissonBinomial(row.p)
      #expect(law.mass.count == row.mass.count)
      for (count, truth) in row.mass.enumerated() {
        #expect(Tolerance.eventCounts.accepts(law.mass[count], truth), "\(count) of \(row.p)")
        #expect(Tolerance.eventCounts.accepts(law.upperTail(count), row.upper[count]))
      }
      #expect(Tolerance.eventCounts.accepts(law.mean, row.mean))
      #expect(Tolerance.eventCounts.accepts(law.variance, row.variance))
      #expect(law.quantile(0.05) == row.q05 && law.quantile(0.95) == row.q95)
      #expect(law.upperTail(0) == 1 && law.upperTail(row.p.count + 1) == 0)
    }
  }

  @Test("probabilities sum to 1, and the order of events is of no consequence")
  func laws() {
    let stream = RandomStream(seed: 4)
    for count in [0, 1, 7, 514] {
      let p = (0..<count).map { _ in stream.uniform() }
      let law = PoissonBinomial(p)
      #expect(abs(law.mass.reduce(0, +) - 1) < 1e-12)
      for (left, right) in zip(law.mass, PoissonBinomial(p.reversed()).mass) {
        #expect(Tolerance.eventCounts.accepts(left, right))
      }
    }
  }

  @Test("misses counted draw by draw; rows that share their luck spread more than independent ones")
  func joint() {
    let stream = RandomStream(seed: 5)
    let luck = (0..<2_000).map { _ in stream.uniform() }
    let misses = (0..<40).map { row in
      luck.map { 0.7 * $0 + 0.3 * stream.uniform() < 0.3 + 0.01 * Double(row) }
    }
    let count = MissCount(misses)
    #expect(count.rows == 40)
    #expect(abs(count.mean - count.independent.mean) < 1e-9)
    let (low, high) = (count.independent.quantile(0.05), count.independent.quantile(0.95))
    #expect(count.range.high - count.range.low > 2 * Double(high - low))
    #expect(count.probability(atLeast: 0) == 1 && count.probability(atLeast: 41) == 0)
    // The chances of at least 1, 2, … sum to the mean.
    let sum = (1...40).reduce(0) { $0 + count.probability(atLeast: $1) }
    #expect(abs(sum - count.mean) < 1e-9)
  }

  @Test("independent rows have the law of independent events")
  func independent() {
    let stream = RandomStream(seed: 6)
    let p = [0.1, 0.5, 0.7, 0.9]
    let draws = 20_000
    let count = MissCount(p.map { p in (0..<draws).map { _ in stream.uniform() < p } })
    for least in 1...4 {
      let truth = PoissonBinomial(p).upperTail(least)
      let error = (truth * (1 - truth) / Double(draws)).squareRoot()
      #expect(
        abs(count.probability(atLeast: least) - truth) < monteCarloStandardErrors * error)
    }
  }

  @Test("no rows, no misses")
  func empty() {
    #expect(MissCount([]).mean == 0 && PoissonBinomial([]).mass == [1])
  }
}
