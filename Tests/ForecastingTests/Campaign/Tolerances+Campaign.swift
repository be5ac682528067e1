// Tests of Forecasting: how near numbers of the campaign model must come to each other, and why.

import TestSupport

extension Tolerance {
  /// Sums over units in another order, after 180 steps of expectation and maximisation.
  static let sumOrder = Tolerance(relative: 1e-6, absolute: 1e-6)
  /// Stirling's series cut after four terms, from 8 on.
  static let stirling = Tolerance(relative: 1e-12, absolute: 1e-10)
  /// Differences of six ln Γ of size 1e5.
  static let gridLikelihood = Tolerance(relative: 1e-9, absolute: 1e-7)
}
