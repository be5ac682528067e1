// Tests of GSL: the nonlinear data sets of NIST, from Tests/ReferenceData/nist, and their models.

import Foundation
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
    let x = predictors[0]
    switch name {
    case "Misra1a", "BoxBOD":
      return try fit(start, configuration) { b, i in b[0] * (1 - exp(-b[1] * x[i])) }
    case "Misra1b":
      return try fit(start, configuration) { b, i in
        let base = 1 + b[1] * x[i] / 2
        return b[0] * (1 - 1 / (base * base))
      }
    case "Misra1c":
      return try fit(start, configuration) { b, i in
        b[0] * (1 - 1 / (1 + 2 * b[1] * x[i]).squareRoot())
      }
    case "Misra1d":
      return try fit(start, configuration) { b, i in b[0] * b[1] * x[i] / (1 + b[1] * x[i]) }
    case "Chwirut1", "Chwirut2":
      return try fit(start, configuration) { b, i in exp(-b[0] * x[i]) / (b[1] + b[2] * x[i]) }
    case "Lanczos1":
      let (exactX, exactY) = (
        x.map(DoubleDouble.init(decimal:)), y.map(DoubleDouble.init(decimal:))
      )
      return try NonlinearFit.fit(
        start: start, residualCount: y.count, configuration: configuration
      ) { b, r in
        for i in r.indices {
          var residual = -exactY[i]
          for k in [0, 2, 4] {
            residual =
              residual + DoubleDouble(b[k]) * DoubleDouble.exp(DoubleDouble(-b[k + 1]) * exactX[i])
          }
          r[i] = residual.high
        }
      }
    case "Lanczos2", "Lanczos3":
      return try fit(start, configuration) { b, i in
        b[0] * exp(-b[1] * x[i]) + b[2] * exp(-b[3] * x[i]) + b[4] * exp(-b[5] * x[i])
      }
    case "Gauss1", "Gauss2", "Gauss3":
      return try fit(start, configuration) { b, i in
        let (first, second) = ((x[i] - b[3]) / b[4], (x[i] - b[6]) / b[7])
        return b[0] * exp(-b[1] * x[i]) + b[2] * exp(-first * first) + b[5] * exp(-second * second)
      }
    case "DanWood": return try fit(start, configuration) { b, i in b[0] * pow(x[i], b[1]) }
    case "Kirby2":
      return try fit(start, configuration) { b, i in
        (b[0] + x[i] * (b[1] + x[i] * b[2])) / (1 + x[i] * (b[3] + x[i] * b[4]))
      }
    case "Hahn1", "Thurber":
      return try fit(start, configuration) { b, i in
        (b[0] + x[i] * (b[1] + x[i] * (b[2] + x[i] * b[3])))
          / (1 + x[i] * (b[4] + x[i] * (b[5] + x[i] * b[6])))
      }
    case "Nelson":
      let temperature = predictors[1]
      let logarithms = y.map { log($0) }
      return try NonlinearFit.fit(
        start: start, residualCount: y.count, configuration: configuration
      ) { b, r in
        for i in r.indices {
          r[i] = b[0] - b[1] * x[i] * exp(-b[2] * temperature[i]) - logarithms[i]
        }
      }
    default: return try fitOther(start, configuration)
    }
  }

  private func fitOther(_ start: [Double], _ configuration: NonlinearFit.Configuration)
    throws(GSLError) -> NonlinearFit
  {
    let x = predictors[0]
    switch name {
    case "MGH17":
      return try fit(start, configuration) { b, i in
        b[0] + b[1] * exp(-x[i] * b[3]) + b[2] * exp(-x[i] * b[4])
      }
    case "Roszman1":
      return try fit(start, configuration) { b, i in
        b[0] - b[1] * x[i] - atan(b[2] / (x[i] - b[3])) / .pi
      }
    case "ENSO":
      return try fit(start, configuration) { b, i in
        let turn = 2 * Double.pi * x[i]
        return b[0] + b[1] * cos(turn / 12) + b[2] * sin(turn / 12) + b[4] * cos(turn / b[3])
          + b[5] * sin(turn / b[3]) + b[7] * cos(turn / b[6]) + b[8] * sin(turn / b[6])
      }
    case "MGH09":
      return try fit(start, configuration) { b, i in
        b[0] * x[i] * (x[i] + b[1]) / (x[i] * (x[i] + b[2]) + b[3])
      }
    case "Rat42":
      return try fit(start, configuration) { b, i in b[0] / (1 + exp(b[1] - b[2] * x[i])) }
    case "MGH10":
      return try fit(start, configuration) { b, i in b[0] * exp(b[1] / (x[i] + b[2])) }
    case "Eckerle4":
      return try fit(start, configuration) { b, i in
        let z = (x[i] - b[2]) / b[1]
        return b[0] / b[1] * exp(-0.5 * z * z)
      }
    case "Rat43":
      return try fit(start, configuration) { b, i in
        b[0] / pow(1 + exp(b[1] - b[2] * x[i]), 1 / b[3])
      }
    case "Bennett5":
      return try fit(start, configuration) { b, i in b[0] * pow(b[1] + x[i], -1 / b[2]) }
    default: preconditionFailure("no model for \(name)")
    }
  }

  private func fit(
    _ start: [Double], _ configuration: NonlinearFit.Configuration,
    _ model: (Span<Double>, Int) -> Double
  ) throws(GSLError) -> NonlinearFit {
    try NonlinearFit.fit(
      start: start, residualCount: y.count, configuration: configuration
    ) { b, r in for i in r.indices { r[i] = model(b, i) - y[i] } }
  }
}
