// Tests of GSL: the formulas of NIST's nonlinear data sets. Benchmarks/Peers times fits of the same
// models through a link to this file, so it needs nothing else of the tests.

import Foundation

/// A model of a nonlinear data set of NIST.
enum NISTModel {
  /// What a model says about one observation, given the parameters.
  typealias Prediction = (_ parameters: Span<Double>, _ observation: Int) -> Double

  /// The observations as the model states them: Nelson's is one of logarithms.
  static func response(of name: String, _ y: [Double]) -> [Double] {
    name == "Nelson" ? y.map { log($0) } : y
  }

  /// NIST's formula of a data set.
  static func named(_ name: String, _ predictors: [[Double]]) -> Prediction {
    let x = predictors[0]
    switch name {
    case "Misra1a", "BoxBOD": return { b, i in b[0] * (1 - exp(-b[1] * x[i])) }
    case "Misra1b":
      return { b, i in
        let base = 1 + b[1] * x[i] / 2
        return b[0] * (1 - 1 / (base * base))
      }
    case "Misra1c": return { b, i in b[0] * (1 - 1 / (1 + 2 * b[1] * x[i]).squareRoot()) }
    case "Misra1d": return { b, i in b[0] * b[1] * x[i] / (1 + b[1] * x[i]) }
    case "Chwirut1", "Chwirut2": return { b, i in exp(-b[0] * x[i]) / (b[1] + b[2] * x[i]) }
    case "Lanczos1", "Lanczos2", "Lanczos3":
      return { b, i in
        b[0] * exp(-b[1] * x[i]) + b[2] * exp(-b[3] * x[i]) + b[4] * exp(-b[5] * x[i])
      }
    case "Gauss1", "Gauss2", "Gauss3":
      return { b, i in
        let (first, second) = ((x[i] - b[3]) / b[4], (x[i] - b[6]) / b[7])
        return b[0] * exp(-b[1] * x[i]) + b[2] * exp(-first * first) + b[5] * exp(-second * second)
      }
    case "DanWood": return { b, i in b[0] * pow(x[i], b[1]) }
    case "Kirby2":
      return { b, i in
        (b[0] + x[i] * (b[1] + x[i] * b[2])) / (1 + x[i] * (b[3] + x[i] * b[4]))
      }
    case "Hahn1", "Thurber":
      return { b, i in
        (b[0] + x[i] * (b[1] + x[i] * (b[2] + x[i] * b[3])))
          / (1 + x[i] * (b[4] + x[i] * (b[5] + x[i] * b[6])))
      }
    case "Nelson":
      let temperature = predictors[1]
      return { b, i in b[0] - b[1] * x[i] * exp(-b[2] * temperature[i]) }
    default: return other(name, x)
    }
  }

  private static func other(_ name: String, _ x: [Double]) -> Prediction {
    switch name {
    case "MGH17":
      return { b, i in b[0] + b[1] * exp(-x[i] * b[3]) + b[2] * exp(-x[i] * b[4]) }
    case "Roszman1":
      return { b, i in b[0] - b[1] * x[i] - atan(b[2] / (x[i] - b[3])) / .pi }
    case "ENSO":
      return { b, i in
        let turn = 2 * Double.pi * x[i]
        return b[0] + b[1] * cos(turn / 12) + b[2] * sin(turn / 12) + b[4] * cos(turn / b[3])
          + b[5] * sin(turn / b[3]) + b[7] * cos(turn / b[6]) + b[8] * sin(turn / b[6])
      }
    case "MGH09":
      return { b, i in b[0] * x[i] * (x[i] + b[1]) / (x[i] * (x[i] + b[2]) + b[3]) }
    case "Rat42": return { b, i in b[0] / (1 + exp(b[1] - b[2] * x[i])) }
    case "MGH10": return { b, i in b[0] * exp(b[1] / (x[i] + b[2])) }
    case "Eckerle4":
      return { b, i in
        let z = (x[i] - b[2]) / b[1]
        return b[0] / b[1] * exp(-0.5 * z * z)
      }
    case "Rat43": return { b, i in b[0] / pow(1 + exp(b[1] - b[2] * x[i]), 1 / b[3]) }
    case "Bennett5": return { b, i in b[0] * pow(b[1] + x[i], -1 / b[2]) }
    default: preconditionFailure("no model for \(name)")
    }
  }
}
