// Tests of Forecasting: tolerances of curves with never-signers, with their reasons.

import TestSupport

extension Tolerance {
  /// Parameters after Newton steps until a step promises 1e-15 of the objective, against roots of
  /// 40 digits: half the digits of the objective, and more by the last step.
  static let cureParameter = Tolerance(relative: 1e-7, absolute: 1e-8)
  /// Inverse of exact second derivatives; the reference differentiates at 40 digits.
  static let cureError = Tolerance(relative: 1e-6, absolute: 0)
  /// Values at an optimum, flat to second order.
  static let cureLikelihood = Tolerance(relative: 1e-11, absolute: 1e-8)
  /// Central differences with steps of 1e-5: the square of the step, and rounding over the step.
  static let cureSlope = Tolerance(relative: 2e-6, absolute: 2e-6)
  /// R's optim stops when the objective changes by 1e-8 of itself.
  static let optimiserOfR = Tolerance(relative: 1e-4, absolute: 1e-4)
}
