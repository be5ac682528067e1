// Tests of Forecasting: models compared on common cases.

import Forecasting
import TestSupport
import Testing

struct PairwiseRow: Decodable, Sendable {
  let scores: [[Double?]]
  let relative: [Double]
  let scaled: [Double]
}

@Suite("Pairwise comparison")
struct PairwiseComparisonTests {
  static func names(_ count: Int) -> [String] { (0..<count).map { "m\($0)" } }

  @Test(
    "geometric means of ratios over common cases",
    arguments: try ReferenceFile.load("forecasting-pairwise", as: PairwiseRow.self))
  func reference(row: PairwiseRow) throws {
    let names = Self.names(row.scores.count)
    let comparison = PairwiseComparison(
      names, scores: row.scores, baseline: names[names.count - 1])
    for (place, model) in comparison.models.enumerated() {
      #expect(try Tolerance.score.accepts(#require(model.relative), row.relative[place]))
      #expect(try Tolerance.score.accepts(#require(model.scaled), row.scaled[place]))
      #expect(model.cases == row.scores[place].count { $0 != nil })
    }
    #expect(comparison[names[names.count - 1]]?.scaled == 1)
  }

  @Test("laws: ratios are reciprocal, units and order make no difference, a full set is simple")
  func laws() throws {
    var generator = SeededGenerator(state: 61)
    for _ in 0..<50 {
      let scores = (0..<3).map { _ in
        (0..<12).map { _ -> Double? in Double.random(in: 0.1...9, using: &generator) }
      }
      let names = Self.names(3)
      let comparison = PairwiseComparison(names, scores: scores, baseline: "m1")
      let scaled = PairwiseComparison(
        names, scores: scores.map { $0.map { $0.map { 1_000 * $0 } } }, baseline: "m1")
      let order = (0..<12).shuffled(using: &generator)
      let shuffled = PairwiseComparison(
        names.reversed(), scores: scores.reversed().map { row in order.map { row[$0] } },
        baseline: "m1")
      for (place, name) in names.enumerated() {
        let own = try #require(comparison[name])
        let value = try #require(own.scaled)
        #expect(try Tolerance.score.accepts(#require(scaled[name]?.scaled), value))
        #expect(try Tolerance.score.accepts(#require(shuffled[name]?.scaled), value))
        // Where all models forecast all cases, the scaled skill is the ratio of mean scores.
        let mean = try #require(own.meanScore)
        let base = try #require(comparison["m1"]?.meanScore)
        #expect(Tolerance.score.accepts(value, mean / base))
        for other in names.indices {
          let there = try #require(comparison.ratios[place][other])
          let back = try #require(comparison.ratios[other][place])
          #expect(Tolerance.score.accepts(there * back, 1))
        }
      }
    }
  }

  @Test("pairs without common cases, models without cases, perfect models")
  func gaps() {
    let comparison = PairwiseComparison(
      ["a", "b", "c", "none", "perfect"],
      scores: [
        [2, 4, nil, nil], [1, 2, nil, nil], [nil, nil, 3, 1], [nil, nil, nil, nil],
        [0, 0, nil, nil],
      ], baseline: "b")
    #expect(comparison.ratios[0][2] == nil && comparison.ratios[0][1] == 2)
    #expect(comparison["none"]?.relative == nil && comparison["none"]?.meanScore == nil)
    #expect(comparison["c"]?.relative == 1)
    #expect(comparison["perfect"]?.relative == 0 && comparison["perfect"]?.scaled == 0)
    #expect(comparison["nobody"] == nil)
  }
}
