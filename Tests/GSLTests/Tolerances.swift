// Tests of GSL: how near a value must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// Closed forms and series: a few dozen roundings.
  static let closedForm = Tolerance(relative: 1e-12, absolute: 0)
  /// Differences of logarithms that may cancel to about 0, where only absolute digits are left.
  static let logarithm = Tolerance(relative: 1e-12, absolute: 1e-14)
  /// Quantiles by iteration: the promise in the documentation.
  static let quantile = Tolerance(relative: 1e-11, absolute: 0)
  /// Certified values of nonlinear fits carry 11 digits; the differences that stand for derivatives
  /// cost up to two of them, where the parameters hang together most (Thurber).
  static let nonlinearFit = Tolerance(relative: 1e-8, absolute: 0)
  /// Linear fits by orthogonal factors: condition number (about 1e3 on Norris) times rounding.
  static let linearFit = Tolerance(relative: 1e-10, absolute: 0)
}
