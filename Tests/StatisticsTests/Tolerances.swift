// Tests of Statistics: how near a value must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// Closed forms: a few dozen roundings.
  static let closedForm = Tolerance(relative: 1e-12, absolute: 0)
  /// A grid of 23 by 15 points around the middle stands for an integral over the box.
  static let gridForIntegral = Tolerance(relative: 0, absolute: 0.002)
  /// Standard errors from slopes by central differences.
  static let standardError = Tolerance(relative: 1e-3, absolute: 0)
}
