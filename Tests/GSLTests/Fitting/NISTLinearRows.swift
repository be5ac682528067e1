// Tests of GSL: the linear data sets of NIST, from Tests/ReferenceData/nist.

import GSL
import TestSupport
import Testing

/// A linear data set with its certified values.
struct NISTLinearRow: Decodable, Sendable {
  let name: String
  let parameters: [Double]
  let standardErrors: [Double]
  let residualStandardDeviation: Double
  let rSquared: Double
  let residualSumOfSquares: Double
  let degreesOfFreedom: Int
  let predictors: [[Double]]
  let y: [Double]

  static func all() throws -> [NISTLinearRow] {
    try ReferenceFile.load("nist/linear", as: NISTLinearRow.self)
  }

  static func named(_ name: String) throws -> NISTLinearRow {
    try #require(try all().first { $0.name == name })
  }

  /// Powers of the one predictor, the several predictors of Longley, or no constant (NoInt).
  var design: [[Double]] {
    y.indices.map { row in
      if name.hasPrefix("NoInt") { return [predictors[0][row]] }
      if predictors.count > 1 { return [1] + predictors.map { $0[row] } }
      var power = 1.0
      return parameters.indices.map { _ in
        defer { power *= predictors[0][row] }
        return power
      }
    }
  }
}
