// Tests of GSL: how near smoothing must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// A mean over a few dozen values: two roundings, or the rounding of values that cancel.
  static let movingMean = Tolerance(relative: 4e-16, absolute: 1e-14)
  /// One subtraction and one factor.
  static let movingSpread = Tolerance(relative: 1e-14, absolute: 0)
  /// A cubic by Horner's rule, relative to values up to about 30; knots near 1e6 lose 6 digits of
  /// their distance.
  static let cubic = Tolerance(relative: 1e-9, absolute: 1e-13)
}
