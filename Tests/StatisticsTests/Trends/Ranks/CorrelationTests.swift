// Tests of Statistics: correlations against R, and their laws.

import Statistics
import TestSupport
import Testing

struct CorrelationRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let x: [Double]
  let y: [Double]
  let kendall: Double
  let spearman: Double
  let pearson: Double

  var testDescription: String { name }
}

@Suite("Correlation")
struct CorrelationTests {
  @Test(
    "agrees with R",
    arguments: try ReferenceFile.load("statistics-correlation", as: CorrelationRow.self))
  func reference(row: CorrelationRow) throws {
    let kendall = try #require(Correlation.kendallTauB(row.x, row.y))
    let spearman = try #require(Correlation.spearman(row.x, row.y))
    let pearson = try #require(Correlation.pearson(row.x, row.y))
    #expect(Tolerance.rankStatistic.accepts(kendall, row.kendall), "\(kendall)")
    #expect(Tolerance.rankStatistic.accepts(spearman, row.spearman), "\(spearman)")
    #expect(Tolerance.rankStatistic.accepts(pearson, row.pearson), "\(pearson)")
  }

  @Test("undefined for a constant list, for one pair and for none")
  func undefined() {
    for (x, y) in [([1.0, 2], [3.0, 3]), ([1, 1], [2, 3]), ([1], [1]), ([], [])] {
      #expect(Correlation.kendallTauB(x, y) == nil)
      #expect(Correlation.spearman(x, y) == nil)
      #expect(Correlation.pearson(x, y) == nil)
    }
  }

  @Test("symmetric, odd under reversal, and blind to scale")
  func laws() throws {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<50 {
      let x = (0..<12).map { _ in Double(Int.random(in: 0...6, using: &generator)) }
      let y = (0..<12).map { _ in Double(Int.random(in: 0...6, using: &generator)) }
      for coefficient in [Correlation.kendallTauB, Correlation.spearman, Correlation.pearson] {
        let value = try #require(coefficient(x, y))
        #expect(abs(value) <= 1)
        #expect(Tolerance.rankStatistic.accepts(try #require(coefficient(y, x)), value))
        #expect(Tolerance.rankStatistic.accepts(try #require(coefficient(x, y.map(-))), -value))
        #expect(
          Tolerance.rankStatistic.accepts(try #require(coefficient(x.map { 3 * $0 + 1 }, y)), value)
        )
      }
    }
  }

  @Test("midranks share the ranks of ties and sum to n(n + 1)/2")
  func midranks() {
    #expect(Correlation.midranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
    #expect(Correlation.midranks([]) == [])
    #expect(Correlation.midranks([7, 7, 7]) == [2, 2, 2])
  }
}
