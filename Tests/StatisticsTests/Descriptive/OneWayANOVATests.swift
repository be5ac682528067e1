// Tests of Statistics: one-way analysis of variance.

import Statistics
import TestSupport
import Testing

@Suite("One-way analysis of variance")
struct OneWayANOVATests {
  @Test("agrees with SciPy and R on groups of unequal size")
  func reference() throws {
    let rows = try ReferenceFile.load("statistics-anova", as: ANOVAReferenceRow.self)
    for row in rows {
      let analysis = try #require(OneWayANOVA(row.groups))
      let p = try #require(try analysis.pValue())
      #expect(Tolerance.varianceRatio.accepts(try #require(analysis.fStatistic), row.fStatistic))
      #expect(Tolerance.incompleteBeta.accepts(p, row.pValue), "\(row.pValue)")
      let correlation = try #require(analysis.intraclassCorrelation)
      #expect(Tolerance.varianceRatio.accepts(correlation, row.intraclassCorrelation))
    }
  }

  @Test("too little to compare is no analysis, no spread no ratio")
  func undefined() throws {
    #expect(OneWayANOVA([]) == nil)
    #expect(OneWayANOVA([[1, 2, 3], []]) == nil)
    #expect(OneWayANOVA([[1], [2], [3]]) == nil)
    let apart = try #require(OneWayANOVA([[1, 1], [2, 2]]))
    #expect(apart.fStatistic == nil)
    #expect(try apart.pValue() == nil)
    #expect(apart.coefficientOfDetermination == 1)
    #expect(apart.intraclassCorrelation == 1)
    let equal = try #require(OneWayANOVA([[0.1, 0.1], [0.1, 0.1]]))
    #expect(equal.coefficientOfDetermination == nil)
    #expect(equal.intraclassCorrelation == nil)
  }

  @Test("equal group means have F 0, p 1 and a negative correlation")
  func equalMeans() throws {
    let analysis = try #require(OneWayANOVA([[1, 3], [0, 4]]))
    #expect(analysis.fStatistic == 0)
    #expect(try analysis.pValue() == 1)
    #expect(analysis.intraclassCorrelation == -1)
    #expect(analysis.effectiveGroupSize == 2)
  }

  @Test("order and shift do not matter, the sums of squares add up")
  func laws() throws {
    var generator = SeededGenerator(state: 8)
    for _ in 0..<50 {
      let groups = (0..<4).map { _ in
        (0..<Int.random(in: 2...6, using: &generator)).map { _ in
          Double(Int.random(in: 0...99, using: &generator))
        }
      }
      let analysis = try #require(OneWayANOVA(groups))
      let shuffled = try #require(
        OneWayANOVA(
          groups.shuffled(using: &generator).map { group in
            group.shuffled(using: &generator).map { $0 + 0x1p30 }
          }))
      #expect(
        Tolerance.varianceRatio.accepts(
          shuffled.betweenSumOfSquares, analysis.betweenSumOfSquares))
      #expect(
        Tolerance.varianceRatio.accepts(shuffled.withinSumOfSquares, analysis.withinSumOfSquares))
      let all = groups.flatMap { $0 }
      let mean = all.reduce(0, +) / Double(all.count)
      let total = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      #expect(
        Tolerance.varianceRatio.accepts(
          analysis.betweenSumOfSquares + analysis.withinSumOfSquares, total))
    }
  }
}

/// Unequal groups with F, p and intraclass correlation.
private struct ANOVAReferenceRow: Decodable {
  let groups: [[Double]]
  let fStatistic: Double
  let pValue: Double
  let intraclassCorrelation: Double
}
