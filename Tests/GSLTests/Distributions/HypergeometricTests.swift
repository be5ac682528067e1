// Tests of GSL: the hypergeometric law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Hypergeometric distribution")
struct HypergeometricTests {
  @Test("agrees with mpmath", arguments: try CountRow.rows("hypergeometric"))
  func reference(row: CountRow) throws {
    let sizes = row.parameters.map { Int($0) }
    try row.agrees(
      with: Hypergeometric(population: sizes[0], successes: sizes[1], sample: sizes[2]))
  }

  @Test("laws at seeded random levels", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(19, UInt64(index)))
    let population = 2 + Int(exp(stream.uniform() * 13))
    let successes = Int(Double(population) * stream.uniform())
    let sample = Int(Double(population) * stream.uniform())
    let law = Hypergeometric(population: population, successes: successes, sample: sample)
    try expectLaws(of: law, at: exp(-14 * stream.uniform()))
    try expectLaws(of: law, at: stream.uniform())
    // Sample and successes can change places.
    let turned = Hypergeometric(population: population, successes: sample, sample: successes)
    let k = law.quantile(stream.uniform())
    expect(law.logProbability(k), turned.logProbability(k), .turned)
    expect(law.logCDF(k), turned.logCDF(k), .turned)
  }

  @Test("sums", arguments: [(0, 0, 0), (1, 1, 0), (53, 48, 20), (900, 300, 450)])
  func sums(sizes: (Int, Int, Int)) throws {
    let law = Hypergeometric(population: sizes.0, successes: sizes.1, sample: sizes.2)
    try expectSums(of: law, upTo: sizes.2)
  }

  @Test("a whole sample and an empty one are sure")
  func degenerate() {
    let whole = Hypergeometric(population: 20, successes: 7, sample: 20)
    #expect(whole.support == 7...7)
    #expect(whole.probability(7) == 1)
    #expect(whole.quantile(0) == 7)
    #expect(whole.cdf(6) == 0)
    let empty = Hypergeometric(population: 20, successes: 7, sample: 0)
    #expect(empty.probability(0) == 1)
    #expect(empty.upperTail(0) == 0)
    #expect(empty.quantile(1) == 0)
    let law = Hypergeometric(population: 10, successes: 8, sample: 5)
    #expect(law.support == 3...5)
    #expect(law.probability(2) == 0)
  }

  @Test("the largest population does not overflow")
  func largest() {
    let law = Hypergeometric(
      population: 1_000_000_000, successes: 999_999_999, sample: 999_999_998)
    #expect(law.support == 999_999_997...999_999_998)
    expect(law.probability(999_999_998), 2e-9, Tolerance(relative: 1e-12, absolute: 0))
    let half = Hypergeometric(
      population: 1_000_000_000, successes: 500_000_000, sample: 500_000_000)
    expect(half.cdf(249_999_999) + half.probability(250_000_000) / 2, 0.5, .sums)
  }
}
