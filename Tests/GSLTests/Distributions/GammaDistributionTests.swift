// Tests of GSL: the gamma law and the incomplete gamma function behind it.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Gamma distribution")
struct GammaDistributionTests {
  @Test("agrees with mpmath", arguments: try ContinuousRow.rows("gamma"))
  func reference(row: ContinuousRow) throws {
    try row.agrees(with: GammaDistribution(shape: row.parameters[0], scale: row.parameters[1]))
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(15, UInt64(index)))
    let law = GammaDistribution(
      shape: exp(stream.uniform() * 16 - 4), scale: exp(stream.uniform() * 10 - 5))
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
  }

  @Test("no level and no shape fails, also where the library's inverse does")
  func neverFails() throws {
    for exponent in -6...8 {
      for mantissa in [1, 2.7, 5.5] {
        let law = GammaDistribution(shape: mantissa * pow(10, Double(exponent)), scale: 1)
        var last = 0.0
        for level in [1e-300, 1e-6, 0.025, 0.5, 0.975, 1 - 1e-6] {
          let x = try law.quantile(level)
          #expect(x >= last && x.isFinite, "\(law) at \(level)")
          last = x
          let upper = try law.upperQuantile(level)
          #expect(upper >= 0 && upper.isFinite, "\(law) at \(level)")
        }
      }
    }
  }

  @Test("ends and moments")
  func ends() throws {
    let law = GammaDistribution(shape: 3, scale: 0.5)
    #expect(try law.cdf(0) == 0)
    #expect(try law.upperTail(.infinity) == 0)
    #expect(try law.quantile(1) == .infinity)
    #expect(try law.upperQuantile(1) == 0)
    #expect(law.mean == 1.5)
    #expect(law.variance == 0.75)
    #expect(GammaDistribution(shape: 1, scale: 0.5).density(0) == 2)
    // P is about x^1e-4, so the quantile of 1e-6 is near 1e-60000.
    #expect(try GammaDistribution(shape: 1e-4, scale: 1).quantile(1e-6) == 0)
  }
}
