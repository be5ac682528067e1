// Tests of GSL: the chi-square law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Chi-square distribution")
struct ChiSquareTests {
  @Test("agrees with mpmath", arguments: try ContinuousRow.rows("chiSquare"))
  func reference(row: ContinuousRow) throws {
    try row.agrees(with: ChiSquare(degreesOfFreedom: row.parameters[0]))
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(13, UInt64(index)))
    let law = ChiSquare(degreesOfFreedom: exp(stream.uniform() * 12 - 1))
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
  }

  @Test(
    "two degrees of freedom are exponential, one is a squared normal", arguments: [0.01, 1, 30])
  func closedForms(x: Double) throws {
    expect(try ChiSquare(degreesOfFreedom: 2).upperTail(x), exp(-x / 2), .closedForm)
    let normal = 2 * NormalDistribution.standard.upperTail(x.squareRoot())
    expect(try ChiSquare(degreesOfFreedom: 1).upperTail(x), normal, .closedForm)
  }

  @Test("ends and moments")
  func ends() throws {
    let law = ChiSquare(degreesOfFreedom: 4)
    #expect(try law.upperTail(0) == 1)
    #expect(try law.cdf(-3) == 0)
    #expect(try law.cdf(.infinity) == 1)
    #expect(try law.quantile(0) == 0)
    #expect(try law.upperQuantile(0) == .infinity)
    #expect(law.density(-1) == 0)
    #expect(ChiSquare(degreesOfFreedom: 2).density(0) == 0.5)
    #expect(ChiSquare(degreesOfFreedom: 1).density(0) == .infinity)
    #expect(law.mean == 4)
    #expect(law.variance == 8)
  }
}
