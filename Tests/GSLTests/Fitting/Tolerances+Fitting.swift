// Tests of GSL: how near a fit must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// The smallest singular value moves by the rounding of the largest: the condition number of
  /// Longley, 4e4, times rounding.
  static let condition = Tolerance(relative: 1e-9, absolute: 0)
  /// The library stops reweighting when a step is 1.5e-8 of each coefficient; what is left of a
  /// linear convergence is a few times that.
  static let reweighting = Tolerance(relative: 1e-6, absolute: 0)
}
