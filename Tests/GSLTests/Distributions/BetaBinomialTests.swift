// Tests of GSL: the beta-binomial law.

import Foundation
import GSL
import TestSupport
import Testing

struct BetaBinomialRow: Decodable, Sendable {
  let n: Int
  let alpha: Double
  let beta: Double
  let k: Int
  let logProbability: Double
  let lower: Double
  let upper: Double
}

@Suite("Beta-binomial distribution")
struct BetaBinomialTests {
  @Test(
    "agrees with a 50-digit sum",
    arguments: try ReferenceFile.load("gsl-betabinomial", as: BetaBinomialRow.self))
  func reference(row: BetaBinomialRow) {
    let law = BetaBinomial(n: row.n, alpha: row.alpha, beta: row.beta)
    expect(law.logProbability(row.k), row.logProbability, .logTail)
    let (lower, upper) = (law.cdf(row.k), law.upperTail(row.k))
    #expect(Tolerance.tail.accepts(lower, row.lower), "\(lower) is not \(row.lower)")
    #expect(Tolerance.tail.accepts(upper, row.upper), "\(upper) is not \(row.upper)")
  }

  @Test("agrees with mpmath at small and huge shapes", arguments: try CountRow.rows("betaBinomial"))
  func rows(row: CountRow) throws {
    let shapes = row.parameters
    try row.agrees(with: BetaBinomial(n: Int(shapes[0]), alpha: shapes[1], beta: shapes[2]))
  }

  @Test("agrees with scipy.stats.betabinom 1.17.1")
  func scipy() {
    let law = BetaBinomial(n: 53, alpha: 20, beta: 3)
    for (k, logProbability, cdf) in [
      (0, -35.784922590020265, 2.876110607408671e-16),
      (17, -13.65799884463958, 2.262175812553121e-06),
      (47, -2.36625346104446, 0.5678749238883111),
    ] {
      expect(law.logProbability(k), logProbability, .quantile)
      expect(law.cdf(k), cdf, .scipySums)
    }
    let levels = [0.025, 0.25, 0.5, 0.75, 0.975]
    #expect(levels.map { law.quantile($0) } == [36, 44, 47, 49, 52])
    let wide = BetaBinomial(n: 5_200, alpha: 14, beta: 6)
    #expect(levels.map { wide.quantile($0) } == [2_535, 3_299, 3_675, 4_018, 4_548])
    let flat = BetaBinomial(n: 9, alpha: 0.5, beta: 0.5)
    #expect(levels.map { flat.quantile($0) } == [0, 1, 4, 8, 9])
  }

  @Test("sums", arguments: [0, 1, 7, 500])
  func sums(n: Int) throws {
    for (alpha, beta) in [(0.3, 0.4), (1, 1), (12, 3), (5_000, 700)] {
      try expectSums(of: BetaBinomial(n: n, alpha: alpha, beta: beta), upTo: n)
    }
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(21, UInt64(index)))
    let n = Int(exp(stream.uniform() * 9))
    let law = BetaBinomial(
      n: n, alpha: exp(stream.uniform() * 14 - 4), beta: exp(stream.uniform() * 14 - 4))
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
    let mirrored = BetaBinomial(n: n, alpha: law.beta, beta: law.alpha)
    let k = law.quantile(stream.uniform())
    expect(law.logProbability(k), mirrored.logProbability(n - k), .logTail)
    expect(law.logCDF(k), mirrored.logUpperTail(n - k - 1), .logTail)
  }

  @Test("shapes 1 are uniform, huge shapes are binomial")
  func limits() throws {
    let uniform = BetaBinomial(n: 99, alpha: 1, beta: 1)
    for k in [0, 20, 98] {
      expect(uniform.probability(k), 0.01, .closedForm)
      expect(uniform.cdf(k), Double(k + 1) / 100, .closedForm)
    }
    // The variance exceeds the binomial one by a part in n / (α + β) = 1e-13.
    let narrow = BetaBinomial(n: 100, alpha: 4e14, beta: 6e14)
    let binomial = Binomial(n: 100, p: 0.4)
    for k in [0, 35, 41, 100] {
      expect(narrow.logProbability(k), binomial.logProbability(k), .quantile)
      expect(narrow.cdf(k), try binomial.cdf(k), .quantile)
    }
  }

  @Test("outside the support")
  func support() {
    let law = BetaBinomial(n: 10, alpha: 2, beta: 3)
    #expect(law.probability(-1) == 0)
    #expect(law.logProbability(11) == -.infinity)
    #expect(law.cdf(-1) == 0)
    #expect(law.cdf(10) == 1)
    #expect(law.upperTail(-1) == 1)
    #expect(law.upperTail(10) == 0)
    #expect(law.quantile(0) == 0)
    #expect(law.quantile(1) == 10)
    #expect(law.upperQuantile(0) == 10)
    #expect(law.upperQuantile(1) == 0)
    let empty = BetaBinomial(n: 0, alpha: 2, beta: 3)
    #expect(empty.probability(0) == 1)
    #expect(empty.cdf(0) == 1)
    #expect(empty.quantile(0.5) == 0)
    #expect(empty.mean == 0)
    #expect(empty.variance == 0)
  }
}
