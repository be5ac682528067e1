// Tests of Forecasting: how near a score must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// Scores: sums of up to a thousand rounded terms.
  static let score = Tolerance(relative: 1e-11, absolute: 1e-13)
  /// Sums of the same terms in another order.
  static let sameSum = Tolerance(relative: 1e-12, absolute: 1e-13)
  /// The best log score by SciPy's SLSQP against EM with a gap of 1e-9 nats.
  static let poolScore = Tolerance(relative: 0, absolute: 1e-8)
  /// The weights of that: the square root of the gap over the curvature, about 0.1.
  static let poolWeight = Tolerance(relative: 0, absolute: 3e-4)
  /// SciPy's distribution functions of counts are sums with relative 1e-12, their complements
  /// differences.
  static let sumOfMasses = Tolerance(relative: 1e-11, absolute: 1e-11)
}
