// Tests of Risk: how near composite indices must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// A few dozen sums, products, logarithms and exponentials of numbers up to 100. Near 0 a score is
  /// the difference of two such numbers.
  static let compositeScore = Tolerance(relative: 1e-12, absolute: 1e-11)
  /// Contributions are shared out by products and quotients, and added up again.
  static let contributionSum = Tolerance(relative: 1e-12, absolute: 1e-12)
}
