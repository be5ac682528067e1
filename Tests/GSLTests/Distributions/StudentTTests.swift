// Tests of GSL: Student's t law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Student's t distribution")
struct StudentTTests {
  @Test("agrees with mpmath", arguments: try ContinuousRow.rows("t"))
  func reference(row: ContinuousRow) throws {
    try row.agrees(with: StudentT(degreesOfFreedom: row.parameters[0]))
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(12, UInt64(index)))
    let law = StudentT(degreesOfFreedom: exp(stream.uniform() * 14))
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
    let t = 4 * stream.normal()
    #expect(try law.cdf(-t) == law.upperTail(t))
    #expect(law.density(t) == law.density(-t))
  }

  @Test("with one degree of freedom the law is Cauchy's", arguments: [-1e150, -7, 0.25, 3, 1e9])
  func cauchy(t: Double) throws {
    let law = StudentT(degreesOfFreedom: 1)
    let tail = atan(1 / abs(t)) / Double.pi
    expect(try t < 0 ? law.cdf(t) : law.upperTail(t), tail, .closedForm)
    expect(law.logDensity(t), -log(Double.pi) - 2 * log(hypot(1, t)), .logTail)
  }

  @Test("the ends are exact, and moments that do not exist are nil")
  func ends() throws {
    let law = StudentT(degreesOfFreedom: 3)
    #expect(try law.quantile(0) == -.infinity)
    #expect(try law.quantile(1) == .infinity)
    #expect(try law.quantile(0.5) == 0)
    #expect(try law.upperTail(.infinity) == 0)
    #expect(try law.cdf(0) == 0.5)
    #expect(law.mean == 0)
    #expect(law.variance == 3)
    #expect(StudentT(degreesOfFreedom: 1).mean == nil)
    #expect(StudentT(degreesOfFreedom: 2).variance == nil)
  }
}
