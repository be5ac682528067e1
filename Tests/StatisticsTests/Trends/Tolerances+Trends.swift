// Tests of Statistics: tolerances of trends, ranks and curves, with their reasons.

import TestSupport

extension Tolerance {
  /// Sums of at most a few thousand terms and one root.
  static let rankStatistic = Tolerance(relative: 1e-11, absolute: 1e-13)
  /// Tails far out, where the argument's last digit moves the result.
  static let tailProbability = Tolerance(relative: 1e-9, absolute: 0)
  /// Parameters after Newton steps to the last digits, against 40-digit roots; q near 0 counts
  /// absolutely.
  static let curveParameter = Tolerance(relative: 1e-7, absolute: 1e-8)
  /// Standard errors from central differences of exact slopes with steps of 1e-3 errors.
  static let curveError = Tolerance(relative: 1e-5, absolute: 0)
  /// Values at an optimum, flat to second order.
  static let curveLikelihood = Tolerance(relative: 1e-10, absolute: 1e-8)
  /// R's nls stops at a relative offset of 3e-7 of its residuals.
  static let nonlinearLeastSquares = Tolerance(relative: 1e-5, absolute: 0)
  /// Central differences of a smooth function, step 1e-6.
  static let numericSlope = Tolerance(relative: 1e-6, absolute: 1e-8)
}
