// Tests of GSL: the negative binomial law by mean and dispersion.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Negative binomial distribution")
struct NegativeBinomialTests {
  @Test("agrees with mpmath", arguments: try CountRow.rows("negativeBinomial"))
  func reference(row: CountRow) throws {
    try row.agrees(with: NegativeBinomial(mean: row.parameters[0], dispersion: row.parameters[1]))
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(18, UInt64(index)))
    let law = NegativeBinomial(
      mean: exp(stream.uniform() * 16 - 4), dispersion: exp(stream.uniform() * 24 - 20))
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
  }

  @Test("sums", arguments: [0.2, 3, 10])
  func sums(mean: Double) throws {
    for dispersion in [0, 1e-8, 0.1, 0.5] {
      try expectSums(of: NegativeBinomial(mean: mean, dispersion: dispersion), upTo: 600)
    }
  }

  @Test("runs into the Poisson law without a step", arguments: [0.5, 20, 1e5])
  func poissonLimit(mean: Double) throws {
    let poisson = Poisson(mean: mean)
    for z in [-2.0, 0, 4] {
      let k = max(0, Int(mean + z * mean.squareRoot()))
      for exponent in stride(from: -12.0, through: -300, by: -8) {
        let dispersion = pow(10, exponent)
        let law = NegativeBinomial(mean: mean, dispersion: dispersion)
        // ln P moves by φ/2 ((k − μ)² − k) and terms with φ².
        let distance = Double(k) - mean
        let shift = dispersion / 2 * (distance * distance - Double(k))
        expect(law.logProbability(k), poisson.logProbability(k) + shift, .logTail)
        let change = dispersion * mean * 20
        let tolerance = Tolerance(relative: 1e-12 + change, absolute: 0)
        expect(try law.cdf(k), try poisson.cdf(k), tolerance)
        expect(try law.upperTail(k), try poisson.upperTail(k), tolerance)
      }
    }
  }

  @Test("a dispersion of 1 is geometric")
  func geometric() throws {
    let law = NegativeBinomial(mean: 4, dispersion: 1)
    for k in [0, 1, 10, 3_000] {
      expect(law.logProbability(k), log(0.2) + Double(k) * log(0.8), .logTail)
      expect(try law.logUpperTail(k), Double(k + 1) * log(0.8), .logTail)
    }
  }

  @Test("ends, and a mean of 0")
  func ends() throws {
    let law = NegativeBinomial(mean: 4, dispersion: 0.5)
    #expect(law.variance == 12)
    #expect(law.probability(-1) == 0)
    #expect(try law.cdf(-1) == 0)
    #expect(try law.quantile(0) == 0)
    #expect(try law.quantile(1) == Int.max)
    let none = NegativeBinomial(mean: 0, dispersion: 3)
    #expect(none.probability(0) == 1)
    #expect(try none.cdf(0) == 1)
    #expect(try none.quantile(0.9) == 0)
  }
}
