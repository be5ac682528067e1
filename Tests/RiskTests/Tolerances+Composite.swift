// Tests of Risk: how near composite indices must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// A few dozen sums, products, logarithms and exponentials of numbers up to 100. Near 0 a score is
  /// the difference of two such numbers.
  static let compositeScore = Tolerance(relative: 1e-12, absolute: 1e-11)
  /// Sums of up to some hundred positive products.
  static let eventCounts = Tolerance(relative: 1e-12, absolute: 0)
  /// 4,096 quasi-random points instead of an integral.
  static let sobolIndex = Tolerance(relative: 0, absolute: 0.005)
  /// The same for functions with kinks.
  static let kinkedSobolIndex = Tolerance(relative: 0, absolute: 0.01)
  /// Contributions are shared out by products and quotients, and added up again.
  static let contributionSum = Tolerance(relative: 1e-12, absolute: 1e-12)
}
