// Tests of GSL: Snedecor's F law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("F distribution")
struct FDistributionTests {
  @Test("agrees with mpmath", arguments: try ContinuousRow.rows("f"))
  func reference(row: ContinuousRow) throws {
    try row.agrees(
      with: FDistribution(numerator: row.parameters[0], denominator: row.parameters[1]))
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(14, UInt64(index)))
    let law = FDistribution(
      numerator: exp(stream.uniform() * 11), denominator: exp(stream.uniform() * 11))
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
    // 1/X has the degrees of freedom in the other order.
    let turned = FDistribution(numerator: law.denominator, denominator: law.numerator)
    let x = exp(2 * stream.normal())
    expect(try law.logCDF(x), try turned.logUpperTail(1 / x), .turned)
  }

  @Test("F with one degree of freedom is the square of Student's t", arguments: [0.1, 1, 9, 400])
  func square(x: Double) throws {
    let f = FDistribution(numerator: 1, denominator: 7)
    let t = StudentT(degreesOfFreedom: 7)
    expect(try f.upperTail(x), 2 * (try t.upperTail(x.squareRoot())), .closedForm)
  }

  @Test("ends and moments, nil where they do not exist")
  func ends() throws {
    let law = FDistribution(numerator: 3, denominator: 6)
    #expect(try law.cdf(0) == 0)
    #expect(try law.upperTail(.infinity) == 0)
    #expect(try law.quantile(0) == 0)
    #expect(try law.quantile(1) == .infinity)
    #expect(try law.upperQuantile(1) == 0)
    #expect(law.mean == 1.5)
    #expect(law.variance == 5.25)
    #expect(FDistribution(numerator: 3, denominator: 2).mean == nil)
    #expect(FDistribution(numerator: 3, denominator: 4).variance == nil)
    #expect(FDistribution(numerator: 2, denominator: 5).density(0) == 1)
  }
}
