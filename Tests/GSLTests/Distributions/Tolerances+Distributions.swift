// Tests of GSL: how near the laws must come to mpmath, and why.

import TestSupport

extension Tolerance {
  /// Tails and probabilities are the exponential of a logarithm that may be as large as 700, with a
  /// few hundred roundings on the way. The absolute part is for values that `Double` holds with
  /// fewer digits.
  static let tail = Tolerance(relative: 1e-12, absolute: 1e-307)
  /// Logarithms of tails: the same roundings, absolute where the logarithm is near 0.
  static let logTail = Tolerance(relative: 1e-12, absolute: 1e-12)
  /// Tails found by adding up thousands of probabilities one by one.
  static let sums = Tolerance(relative: 1e-11, absolute: 1e-13)
  /// The same law told in another way: the arguments themselves are rounded differently, which
  /// counts for the shape times as much.
  static let turned = Tolerance(relative: 1e-11, absolute: 1e-11)
  /// SciPy's sums of beta-binomial probabilities carry the errors of its log-gammas, near 1e-11.
  static let scipySums = Tolerance(relative: 1e-10, absolute: 0)
}
