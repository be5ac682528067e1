// Tests of Statistics: over-dispersion by moments, and the tests of none.

import GSL
import Statistics
import TestSupport
import Testing

@Suite("Over-dispersion")
struct OverdispersionTests {
  @Test("agrees with R", arguments: try BetaBinomialFitRow.rows())
  func reference(row: BetaBinomialFitRow) throws {
    let spread = try #require(try Overdispersion.measure(row.counts))
    let exact = Tolerance.closedForm
    #expect(exact.accepts(spread.mean, row.moments.p))
    #expect(Tolerance(relative: 1e-10, absolute: 0).accepts(spread.chiSquare, row.chiSquare))
    #expect(
      Tolerance(relative: 1e-9, absolute: 0).accepts(
        try #require(spread.correlation), row.moments.rho))
    #expect(
      Tolerance(relative: 1e-9, absolute: 0).accepts(
        try #require(spread.taroneScore), row.tarone))
    #expect(
      Tolerance(relative: 1e-8, absolute: 1e-300).accepts(
        spread.chiSquareProbability, row.chiSquareP))
    #expect(spread.dispersion == spread.chiSquare / Double(spread.units - 1))
  }

  @Test("the test rejects binomial counts as often as it says")
  func size() throws {
    let stream = RandomStream(seed: 12)
    var rejected = (pearson: 0, tarone: 0)
    let replicates = 2_000
    for _ in 0..<replicates {
      let counts = (0..<60).map { _ in
        let n = 10 + stream.uniformInt(below: 50)
        return (signed: stream.binomial(n, 0.8), required: n)
      }
      let spread = try #require(try Overdispersion.measure(counts))
      if spread.chiSquareProbability < 0.05 { rejected.pearson += 1 }
      if try #require(spread.taroneProbability) < 0.05 { rejected.tarone += 1 }
    }
    // 5 % of 2,000 with a standard error of 9.7; the laws are those of many large rosters.
    #expect(abs(rejected.pearson - 100) < 50, "\(rejected.pearson)")
    #expect(abs(rejected.tarone - 100) < 50, "\(rejected.tarone)")
  }

  @Test("what has no spread to compare with has no measure")
  func undefined() throws {
    #expect(try Overdispersion.measure([]) == nil)
    #expect(try Overdispersion.measure([(3, 5)]) == nil)
    #expect(try Overdispersion.measure([(0, 5), (0, 7)]) == nil)
    #expect(try Overdispersion.measure([(5, 5), (7, 7)]) == nil)
    let singles = try #require(try Overdispersion.measure([(1, 1), (0, 1), (1, 1)]))
    #expect(singles.correlation == nil && singles.taroneScore == nil && singles.precision == nil)
  }

  @Test("offices that sign as one have correlation 1 or near it")
  func alike() throws {
    let counts = (0..<40).map { (signed: $0 % 2 * 30, required: 30) }
    let spread = try #require(try Overdispersion.measure(counts))
    #expect(try #require(spread.correlation) > 0.99)
  }
}
