// Tests of Statistics: how near a regression must come to R's glm, and why.

import TestSupport

extension Tolerance {
  /// Estimates, their covariance and measures of fit, all iterated to rest: condition number of the
  /// information, up to about 1e4, times rounding. A deviance is a difference of sums near 1e4.
  static let regression = Tolerance(relative: 1e-10, absolute: 1e-11)
  /// Equivalent inputs: rounding of sums in another order, and of the last step.
  static let sameFit = Tolerance(relative: 1e-9, absolute: 1e-10)
}
