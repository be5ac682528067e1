// Tests of Statistics: every analysis of variance of NIST's Statistical Reference Datasets, in digits
// of agreement with the certified values.

import Statistics
import TestSupport
import Testing

/// A data set with its certified table. The sets SmLs have one digit behind a common whole number.
struct NISTVarianceRow: Decodable, Sendable {
  let name: String
  let level: String
  let betweenDegreesOfFreedom: Int
  let withinDegreesOfFreedom: Int
  let betweenSumOfSquares: Double
  let withinSumOfSquares: Double
  let betweenMeanSquare: Double
  let withinMeanSquare: Double
  let fStatistic: Double
  let rSquared: Double
  let residualStandardDeviation: Double
  let groups: [[Double]]?
  let whole: String?
  let tenths: [String]?

  func values() throws -> [[Double]] {
    if let groups { return groups }
    let (whole, tenths) = (try #require(whole), try #require(tenths))
    return try tenths.map { digits in
      try digits.map { try #require(Double("\(whole).\($0)")) }
    }
  }
}

@Suite("Agreement of the analysis of variance with NIST")
struct NISTVarianceTests {
  @Test("has the digits that the values have left above their mean")
  func table() throws {
    let rows = try ReferenceFile.load("nist/anova", as: NISTVarianceRow.self)
    #expect(rows.count == 11)
    var table = AgreementTable("anova", ["between", "within", "F", "R²", "residual sd"])
    for row in rows {
      let analysis = try #require(OneWayANOVA(try row.values()))
      #expect(analysis.betweenDegreesOfFreedom == row.betweenDegreesOfFreedom)
      #expect(analysis.withinDegreesOfFreedom == row.withinDegreesOfFreedom)
      let digits = [
        worstLogRelativeError(
          [analysis.betweenSumOfSquares, analysis.betweenMeanSquare],
          [row.betweenSumOfSquares, row.betweenMeanSquare]),
        worstLogRelativeError(
          [analysis.withinSumOfSquares, analysis.withinMeanSquare],
          [row.withinSumOfSquares, row.withinMeanSquare]),
        logRelativeError(try #require(analysis.fStatistic), row.fStatistic),
        logRelativeError(try #require(analysis.coefficientOfDetermination), row.rSquared),
        logRelativeError(analysis.residualStandardDeviation, row.residualStandardDeviation),
      ]
      // 13 constant leading digits leave 1.2e-4 of a value of 0.1 to its double: four digits of a
      // square, whatever the arithmetic.
      let bar = ["lower": 12.0, "average": 9, "higher": 3]
      #expect(digits.allSatisfy { $0 >= bar[row.level, default: 15] }, "\(row.name) \(digits)")
      table.add(row.name, digits)
    }
    try table.expectInReadme(exactly: true)
  }
}
