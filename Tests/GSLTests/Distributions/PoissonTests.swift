// Tests of GSL: the Poisson law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Poisson distribution")
struct PoissonTests {
  @Test("agrees with mpmath", arguments: try CountRow.rows("poisson"))
  func reference(row: CountRow) throws { try row.agrees(with: Poisson(mean: row.parameters[0])) }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(16, UInt64(index)))
    let law = Poisson(mean: exp(stream.uniform() * 18 - 4))
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
  }

  @Test("sums", arguments: [0.2, 3, 40.5])
  func sums(mean: Double) throws { try expectSums(of: Poisson(mean: mean), upTo: 150) }

  @Test("ends, and a mean of 0")
  func ends() throws {
    let law = Poisson(mean: 2.5)
    #expect(law.probability(-1) == 0)
    #expect(try law.cdf(-1) == 0)
    #expect(try law.quantile(0) == 0)
    #expect(try law.quantile(1) == Int.max)
    #expect(try law.upperQuantile(1) == 0)
    // Far beyond what a probability can hold.
    #expect(try law.upperTail(10_000) == 0)
    let far = law.logProbability(10_001)
    #expect(try abs(law.logUpperTail(10_000) - far) < 1e-3)
    let none = Poisson(mean: 0)
    #expect(none.probability(0) == 1)
    #expect(none.probability(1) == 0)
    #expect(try none.cdf(0) == 1)
    #expect(try none.quantile(0.7) == 0)
    #expect(try none.quantile(1) == 0)
  }
}
