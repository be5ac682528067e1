// Tests of GSL: how near optimisation and linear algebra must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// A root: the promise of the documentation, and one rounding of the reference.
  static let root = Tolerance(relative: 1.2e-15, absolute: 0)
  /// A minimum whose gradient is known to rounding: condition number about 1e3 times 1e-16, and
  /// some rounding of the sums.
  static let minimum = Tolerance(relative: 1e-11, absolute: 1e-11)
  /// Solutions of well-conditioned systems: condition number about 1e3 times rounding.
  static let linearSystem = Tolerance(relative: 1e-11, absolute: 1e-13)
  /// The Hilbert matrix of order 6 has condition number 1.5e7.
  static let hilbert = Tolerance(relative: 1e-8, absolute: 0)
}
