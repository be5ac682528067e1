// Tests of Statistics: variation of units around a target beyond chance.

import GSL
import Statistics
import TestSupport
import Testing

struct FunnelRow: Decodable, Sendable {
  let set: String
  let counts: [[Int]]
  let given: Double?
  let winsor: Double
  let target: Double
  let z: [Double]
  let pearson: Double
  let winsorised: Double
  let betweenVariance: Double
  let homogeneity: Double
  let adjusted: [Double]
  /// Limits at 0.001, 0.025, 0.975 and 0.999 of each unit.
  let limits: [[Double]]

  var pairs: [(signed: Int, required: Int)] { counts.map { (signed: $0[0], required: $0[1]) } }
}

@Suite("Dispersion of funnels")
struct FunnelDispersionTests {
  @Test(
    "φ, τ² and the test of one common rate",
    arguments: try ReferenceFile.load("statistics-funnel", as: FunnelRow.self))
  func reference(row: FunnelRow) throws {
    let spread = try #require(
      try FunnelDispersion(row.pairs, target: row.given, winsor: row.winsor))
    for (value, truth) in [
      (spread.target, row.target), (spread.pearson, row.pearson),
      (spread.winsorised, row.winsorised), (spread.betweenVariance, row.betweenVariance),
    ] {
      #expect(Tolerance.funnel.accepts(value, truth), "\(row.set): \(value) is not \(truth)")
    }
    for (value, truth) in zip(spread.z, row.z) { #expect(Tolerance.funnel.accepts(value, truth)) }
    #expect(Tolerance.farTail.accepts(spread.homogeneity, row.homogeneity))
  }

  @Test("nothing varies: one unit, nobody signed, all signed, a target of 1")
  func undefined() throws {
    #expect(try FunnelDispersion([]) == nil)
    #expect(try FunnelDispersion([(3, 5)]) == nil)
    #expect(try FunnelDispersion([(0, 5), (0, 9)]) == nil)
    #expect(try FunnelDispersion([(5, 5), (9, 9)]) == nil)
    #expect(try FunnelDispersion([(4, 5), (9, 9)], target: 1) == nil)
    let given = try #require(try FunnelDispersion([(5, 5), (9, 9)], target: 0.9))
    #expect(given.pearson > 0 && given.homogeneity > 0.05)
  }

  @Test("chance alone gives φ near 1 and small p-values seldom; a spread of rates is found")
  func simulated() throws {
    let stream = RandomStream(seed: 11)
    var (phi, small, found) = ([Double](), 0, 0)
    let rounds = 400
    for _ in 0..<rounds {
      let sizes = (0..<30).map { 10 + 3 * $0 }
      let equal = sizes.map { (signed: stream.binomial($0, 0.8), required: $0) }
      let spread = try #require(try FunnelDispersion(equal))
      phi.append(spread.pearson)
      small += spread.homogeneity < 0.05 ? 1 : 0
      let unequal = sizes.map { size in
        (signed: stream.binomial(size, stream.beta(8, 2)), required: size)
      }
      let wide = try #require(try FunnelDispersion(unequal))
      found += wide.homogeneity < 0.05 && wide.betweenVariance > 0 ? 1 : 0
    }
    // A common rate estimated from 30 units leaves 29/30.
    #expect(SampleMean(phi).agrees(with: 29.0 / 30), "\(SampleMean(phi).mean)")
    // 5 % of 400 rounds, five standard errors.
    let limit = 5 * (0.05 * 0.95 / Double(rounds)).squareRoot()
    #expect(abs(Double(small) / Double(rounds) - 0.05) < limit, "\(small)")
    #expect(found > rounds * 95 / 100, "\(found)")
  }

  @Test("laws: order does not matter, those who did not sign have the same spread")
  func laws() throws {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<50 {
      let counts = (0..<12).map { _ in
        let required = Int.random(in: 1...50, using: &generator)
        return (signed: Int.random(in: 0...required, using: &generator), required: required)
      }
      let spread = try #require(try FunnelDispersion(counts))
      let shuffled = try #require(try FunnelDispersion(counts.shuffled(using: &generator)))
      let mirrored = try #require(
        try FunnelDispersion(
          counts.map { (signed: $0.required - $0.signed, required: $0.required) }))
      for other in [shuffled, mirrored] {
        #expect(Tolerance.funnel.accepts(other.pearson, spread.pearson))
        #expect(Tolerance.funnel.accepts(other.winsorised, spread.winsorised))
        #expect(Tolerance.funnel.accepts(other.betweenVariance, spread.betweenVariance))
      }
      let values = (spread.winsorised, spread.pearson)
      #expect(values.0 <= values.1 && spread.betweenVariance >= 0)
      #expect((0...1).contains(spread.homogeneity))
    }
  }
}
