// Tests of Forecasting: reference rows of classic forecasts.

import Forecasting
import TestSupport

/// A forecast of R's package forecast with what it found.
struct ClassicRow: Decodable, Sendable, CustomStringConvertible {
  let method: String
  let values: [Double]
  let means: [Double]
  let deviations: [Double]?
  let alpha: Double?
  let beta: Double?
  let phi: Double?
  let level: Double?
  let trend: Double?
  let theta: Double?
  let drift: Double?
  let logLikelihood: Double?
  let variance: Double?

  var description: String { "\(method) of \(values.count) from \(values[0])" }

  var form: ExponentialSmoothing.Form? {
    switch method {
    case "simple": .simple
    case "trend": .trend
    case "damped": .damped
    default: nil
    }
  }

  /// The size of what the series varies by, for absolute errors.
  var spread: Double { (values.max() ?? 0) - (values.min() ?? 0) }

  static func rows(_ methods: String...) throws -> [ClassicRow] {
    try ReferenceFile.load("forecasting-classic", as: ClassicRow.self)
      .filter { methods.contains($0.method) }
  }
}
