// Tests of GSL: the NIST data sets, read from Tests/ReferenceData/gsl-nist.json.

import TestSupport
import Testing

/// A data set of NIST's Statistical Reference Datasets with its certified values.
struct NISTRow: Decodable, Sendable {
  let name: String
  let starts: [[Double]]
  let parameters: [Double]
  let standardErrors: [Double]
  let residualSumOfSquares: Double
  let degreesOfFreedom: Int
  let x: [Double]
  let y: [Double]

  static func named(_ name: String) throws -> NISTRow {
    let rows = try ReferenceFile.load("gsl-nist", as: NISTRow.self)
    return try #require(rows.first { $0.name == name })
  }
}
