// Tests of GSL: one derived stream for each unit gives the same results whatever the threads.

import GSL
import TestSupport
import Testing

@Suite("Random streams in tasks")
struct RandomStreamTaskTests {
  private static let base: UInt64 = 20_261_125

  /// A few draws of every kind for one unit.
  private static func draws(of unit: String, in stream: RandomStream) -> [Double] {
    stream.reseed(RandomStream.derivedSeed(base, unit))
    return (0..<20).flatMap { _ in
      [
        stream.normal(), stream.gamma(shape: 0.4, scale: 2), stream.beta(2, 0.5),
        Double(stream.binomial(5_000, 0.3)), Double(stream.poisson(40)), stream.uniform(),
        Double(stream.betaBinomial(300, 2, 5)), stream.exponential(mean: 3),
      ]
    }
  }

  private static func draws(of units: [String]) -> [String: [Double]] {
    let stream = RandomStream(seed: 0)
    return Dictionary(uniqueKeysWithValues: units.map { ($0, draws(of: $0, in: stream)) })
  }

  @Test("one task, two tasks in other orders and one task for each unit agree")
  func tasks() async {
    let units = (11...94).flatMap { province in (1...9).map { "\(province).0\($0)" } }
    let alone = Self.draws(of: units)
    async let odd = Self.draws(of: units.indices.filter { $0 % 2 == 1 }.map { units[$0] })
    async let even = Self.draws(
      of: units.indices.filter { $0 % 2 == 0 }.reversed().map { units[$0] })
    let two = await odd.merging(await even) { first, _ in first }
    #expect(two == alone)
    var order = SeededGenerator(state: 1)
    let shuffled = units.shuffled(using: &order)
    let many = await withTaskGroup(of: (String, [Double]).self) { group in
      for unit in shuffled {
        group.addTask { (unit, Self.draws(of: unit, in: RandomStream(seed: 9))) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(many == alone)
    #expect(Set(alone.values).count == units.count)
  }
}
