// Tests of GSL: the nonlinear data sets of NIST, from Tests/ReferenceData/nist, and their fits.

import GSL
import TestSupport
import Testing

/// A nonlinear data set with its certified values and both starts.
struct NISTNonlinearRow: Decodable, Sendable {
  let name: String
  let starts: [[Double]]
  let parameters: [Double]
  let standardErrors: [Double]
  let residualSumOfSquares: Double
  let degreesOfFreedom: Int
  let predictors: [[Double]]
  let y: [Double]

  static func all() throws -> [NISTNonlinearRow] {
    try ReferenceFile.load("nist/nonlinear", as: NISTNonlinearRow.self)
  }

  static func named(_ name: String) throws -> NISTNonlinearRow {
    try #require(try all().first { $0.name == name })
  }

  /// Fits the model of this set, given by NIST's formula, with numerical derivatives.
  func fit(start: [Double], _ configuration: NonlinearFit.Configuration = .init())
    throws(GSLError) -> NonlinearFit
  {
    if name == "Lanczos1" { return try fitLanczos1(start, configuration) }
    let model = NISTModel.named(name, predictors)
    let response = NISTModel.response(of: name, y)
    return try NonlinearFit.fit(
      start: start, residualCount: y.count, configuration: configuration
    ) { b, r in for i in r.indices { r[i] = model(b, i) - response[i] } }
  }

  /// The residuals of Lanczos1 at the minimum lie below the rounding errors of a `Double`.
  private func fitLanczos1(_ start: [Double], _ configuration: NonlinearFit.Configuration)
    throws(GSLError) -> NonlinearFit
  {
    let x = predictors[0].map(DoubleDouble.init(decimal:))
    let exactY = y.map(DoubleDouble.init(decimal:))
    return try NonlinearFit.fit(
      start: start, residualCount: y.count, configuration: configuration
    ) { b, r in
      for i in r.indices {
        var residual = -exactY[i]
        for k in [0, 2, 4] {
          residual =
            residual + DoubleDouble(b[k]) * DoubleDouble.exp(DoubleDouble(-b[k + 1]) * x[i])
        }
        r[i] = residual.high
      }
    }
  }
}
