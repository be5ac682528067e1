// Tests of GSL: seeded random numbers.

import Foundation
import TestSupport
import Testing

@testable import GSL

struct RandomRow: Decodable, Sendable {
  let seed: String
  let words: [UInt32]
  let textKey: String
  let numberKey: String
}

@Suite("Random streams")
struct RandomStreamTests {
  @Test(
    "words and derived seeds agree with an independent implementation",
    arguments: try ReferenceFile.load("gsl-random", as: RandomRow.self))
  func reference(row: RandomRow) throws {
    let seed = try #require(UInt64(row.seed))
    let stream = RandomStream(seed: seed)
    #expect(row.words.map { _ in stream.nextWord() } == row.words)
    #expect(String(RandomStream.derivedSeed(seed, "32.04 Bandung")) == row.textKey)
    #expect(String(RandomStream.derivedSeed(seed, 7, 9)) == row.numberKey)
  }

  @Test("the same seed gives the same stream, also after other use")
  func sameSeed() {
    let first = RandomStream(seed: 42)
    let second = RandomStream(seed: 43)
    _ = second.gamma(shape: 0.3, scale: 2)
    second.reseed(42)
    for _ in 0..<1_000 {
      #expect(first.betaBinomial(500, 0.7, 1.3) == second.betaBinomial(500, 0.7, 1.3))
      #expect(first.normal() == second.normal())
      #expect(first.next() == second.next())
    }
  }

  @Test("seeds that agree in their low 32 bits give different streams")
  func highBits() {
    let words = (0..<1_000).map { RandomStream(seed: 42 | UInt64($0) << 32).next() }
    #expect(Set(words).count == words.count)
  }

  @Test("derived seeds differ")
  func derivedSeeds() {
    var seeds: Set<UInt64> = []
    for base: UInt64 in 0..<20 {
      for key in 0..<1_000 {
        seeds.insert(RandomStream.derivedSeed(base, String(key)))
        seeds.insert(RandomStream.derivedSeed(base, UInt64(key)))
        seeds.insert(RandomStream.derivedSeed(base, UInt64(key), 0))
        seeds.insert(RandomStream.derivedSeed(base, 0, UInt64(key + 1)))
      }
    }
    // (key, 0) and (0, key + 1) are four different kinds of keys and never the same pair.
    #expect(seeds.count == 20 * 4 * 1_000)
    #expect(RandomStream.derivedSeed(1, 2, 3) != RandomStream.derivedSeed(1, 3, 2))
    #expect(RandomStream.derivedSeed(1, "11.10") != RandomStream.derivedSeed(1, "11.1"))
  }

  struct Draw: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let mean: Double
    let variance: Double
    let draw: @Sendable (RandomStream) -> Double
  }

  static let draws = [
    Draw(testDescription: "uniform", mean: 0.5, variance: 1.0 / 12) { $0.uniform() },
    Draw(testDescription: "uniformInt", mean: 4.5, variance: 8.25) {
      Double($0.uniformInt(below: 10))
    },
    Draw(testDescription: "normal", mean: 0, variance: 1) { $0.normal() },
    Draw(testDescription: "gamma", mean: 6, variance: 18) { $0.gamma(shape: 2, scale: 3) },
    Draw(testDescription: "gamma below 1", mean: 0.6, variance: 1.2) {
      $0.gamma(shape: 0.3, scale: 2)
    },
    Draw(testDescription: "beta", mean: 0.4, variance: 0.04) { $0.beta(2, 3) },
    Draw(testDescription: "beta below 1", mean: 0.25, variance: 0.09375) { $0.beta(0.25, 0.75) },
    Draw(testDescription: "binomial", mean: 300, variance: 210) { Double($0.binomial(1_000, 0.3)) },
    Draw(testDescription: "betaBinomial", mean: 20, variance: 110) {
      Double($0.betaBinomial(50, 2, 3))
    },
    Draw(testDescription: "poisson", mean: 4.5, variance: 4.5) { Double($0.poisson(4.5)) },
    Draw(testDescription: "exponential", mean: 2, variance: 4) { $0.exponential(mean: 2) },
  ]

  @Test("sample moments lie within 5 standard errors", arguments: draws)
  func moments(law: Draw) {
    let stream = RandomStream(seed: RandomStream.derivedSeed(2_026, law.testDescription))
    let first = SampleMean(count: 40_000) { law.draw(stream) }
    #expect(first.agrees(with: law.mean), "\(first) is not \(law.mean)")
    let second = SampleMean(count: 40_000) {
      let deviation = law.draw(stream) - law.mean
      return deviation * deviation
    }
    #expect(second.agrees(with: law.variance), "\(second) is not \(law.variance)")
  }

  @Test("tiny shapes and sure events stay inside the support")
  func edges() {
    let stream = RandomStream(seed: 5)
    for _ in 0..<10_000 {
      let value = stream.beta(1e-3, 1e-3)
      #expect(value >= 0 && value <= 1)
      let mixed = stream.beta(1e-4, 5)
      #expect(mixed >= 0 && mixed <= 1)
    }
    #expect(stream.binomial(10, 0) == 0)
    #expect(stream.binomial(10, 1) == 10)
    #expect(stream.poisson(0) == 0)
    #expect(stream.uniformInt(below: 1) == 0)
  }

  @Test("serves the standard library as a generator")
  func standardLibrary() {
    var first = RandomStream(seed: 9)
    var second = RandomStream(seed: 9)
    let values = Array(0..<100)
    #expect(values.shuffled(using: &first) == values.shuffled(using: &second))
  }
}
