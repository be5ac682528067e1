// Tests of GSL: the normal law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Normal distribution")
struct NormalDistributionTests {
  let law = NormalDistribution.standard

  @Test("agrees with mpmath", arguments: try ContinuousRow.rows("normal"))
  func reference(row: ContinuousRow) throws { try row.agrees(with: law) }

  @Test("laws at seeded random levels", arguments: 0..<50)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(11, UInt64(index)))
    try expectLaws(of: law, at: exp(-600 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
    let z = 6 * stream.normal()
    #expect(law.cdf(-z) == law.upperTail(z))
  }

  @Test("the ends are exact, and the logarithm of a tail that underflows is finite")
  func ends() {
    #expect(law.quantile(0) == -.infinity)
    #expect(law.quantile(1) == .infinity)
    #expect(law.quantile(0.5) == 0)
    #expect(law.cdf(.infinity) == 1)
    #expect(law.upperTail(.infinity) == 0)
    #expect(law.logCDF(-.infinity) == -.infinity)
    #expect(law.cdf(-50) == 0)
    // ln Φ(z) = −z²/2 − ln(−z √(2π)) − 1/z² + ...
    let truth = -1250 - log(50 * (2 * Double.pi).squareRoot()) - 1.0 / 2500
    expect(law.logCDF(-50), truth, Tolerance(relative: 1e-9, absolute: 0))
  }
}
