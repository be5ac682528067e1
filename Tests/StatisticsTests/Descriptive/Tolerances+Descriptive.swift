// Tests of Statistics: how near a descriptive statistic must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// Ratios of sums of squares of a few dozen values: a few dozen roundings.
  static let varianceRatio = Tolerance(relative: 1e-12, absolute: 1e-13)
  /// The promise of the incomplete beta function for shapes up to 100,000.
  static let incompleteBeta = Tolerance(relative: 2e-10, absolute: 0)
}
