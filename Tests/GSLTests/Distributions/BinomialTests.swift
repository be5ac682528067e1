// Tests of GSL: the binomial law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Binomial distribution")
struct BinomialTests {
  @Test("agrees with mpmath", arguments: try CountRow.rows("binomial"))
  func reference(row: CountRow) throws {
    try row.agrees(with: Binomial(n: Int(row.parameters[0]), p: row.parameters[1]))
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(17, UInt64(index)))
    let trials = Int(exp(stream.uniform() * 13))
    // A multiple of 2⁻¹²: 1 − p is exact, so that the mirrored law is the same law.
    let chance = (stream.uniform() * 4_096).rounded(.up) / 4_096
    let law = Binomial(n: trials, p: chance)
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
    let k = stream.binomial(trials, chance)
    let turned = Binomial(n: trials, p: 1 - chance)
    expect(law.logProbability(k), turned.logProbability(trials - k), .logTail)
    expect(try law.logCDF(k), try turned.logUpperTail(trials - k - 1), .logTail)
  }

  @Test("levels at the jumps give the jump", arguments: 1..<40)
  func jumps(trials: Int) throws {
    let law = Binomial(n: trials, p: 0.5)
    // Sums of binomial coefficients over a power of 2: exact as doubles.
    var (coefficient, sum) = (1.0, 0.0)
    for k in 0..<trials {
      sum += coefficient
      coefficient = coefficient * Double(trials - k) / Double(k + 1)
      let level = sum / pow(2, Double(trials))
      #expect(try law.quantile(level) == k)
      #expect(try law.upperQuantile(1 - level) == k)
    }
  }

  @Test("sums", arguments: [0, 1, 7, 500])
  func sums(trials: Int) throws {
    for chance in [0.0, 1e-3, 0.4, 0.999, 1] {
      try expectSums(of: Binomial(n: trials, p: chance), upTo: trials)
    }
  }

  @Test("sure counts and counts outside the support")
  func degenerate() throws {
    let none = Binomial(n: 9, p: 0)
    #expect(none.probability(0) == 1)
    #expect(none.probability(1) == 0)
    #expect(try none.quantile(1) == 0)
    let all = Binomial(n: 9, p: 1)
    #expect(all.logProbability(9) == 0)
    #expect(try all.cdf(8) == 0)
    #expect(try all.quantile(0) == 9)
    let law = Binomial(n: 9, p: 0.5)
    #expect(law.probability(10) == 0)
    #expect(try law.upperTail(-1) == 1)
    #expect(try law.logCDF(-1) == -.infinity)
    // (1/2)^100000 underflows, its logarithm does not.
    let fair = Binomial(n: 100_000, p: 0.5)
    expect(try fair.logCDF(0), -100_000 * log(2), .logTail)
    #expect(try fair.cdf(0) == 0)
  }
}
