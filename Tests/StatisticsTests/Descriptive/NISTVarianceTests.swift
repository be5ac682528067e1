// Tests of Statistics: every analysis of variance of NIST's Statistical Reference Datasets, in digits
// of agreement with the certified values.

import Foundation
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
    var lines = [
      "| data set | between | within | F | R² | residual sd |",
      "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows {
      let analysis = try #require(OneWayANOVA(try row.values()))
      #expect(analysis.betweenDegreesOfFreedom == row.betweenDegreesOfFreedom)
      #expect(analysis.withinDegreesOfFreedom == row.withinDegreesOfFreedom)
      let digits = [
        min(
          digits(analysis.betweenSumOfSquares, row.betweenSumOfSquares),
          digits(analysis.betweenMeanSquare, row.betweenMeanSquare)),
        min(
          digits(analysis.withinSumOfSquares, row.withinSumOfSquares),
          digits(analysis.withinMeanSquare, row.withinMeanSquare)),
        digits(try #require(analysis.fStatistic), row.fStatistic),
        digits(try #require(analysis.coefficientOfDetermination), row.rSquared),
        digits(analysis.residualStandardDeviation, row.residualStandardDeviation),
      ]
      // 13 constant leading digits leave 1.2e-4 of a value of 0.1 to its double: four digits of a
      // square, whatever the arithmetic.
      let bar = ["lower": 12.0, "average": 9, "higher": 3]
      #expect(digits.allSatisfy { $0 >= bar[row.level, default: 15] }, "\(row.name) \(digits)")
      lines.append(
        "| \(row.name) |"
          + digits.map { String(format: " %.1f |", ($0 * 10).rounded(.down) / 10) }.joined())
    }
    print(lines.joined(separator: "\n"))
    // Plain arithmetic gives the same digits on every machine.
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(
      contentsOf: folder.appending(path: "ReferenceData/README.md"), encoding: .utf8)
    #expect(readme.contains("<!-- anova -->\n" + lines.joined(separator: "\n") + "\n"))
  }

  /// −log₁₀ of the relative error, at most the 15 digits that NIST certifies.
  private func digits(_ value: Double, _ certified: Double) -> Double {
    let error = abs(value - certified) / certified
    return error == 0 ? 15 : min(15, max(0, -log10(error)))
  }
}
