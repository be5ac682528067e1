// Tests of Forecasting: how near a classic forecast must come to R, and why.

import TestSupport

extension Tolerance {
  /// Closed forms; the reference's deviations are from an interval, which cancels up to 6 digits of
  /// values near a million.
  static let closedForecast = Tolerance(relative: 1e-9, absolute: 0)
  /// The same recursion with the parameters of R: sums of up to 40 squares.
  static let sameRecursion = Tolerance(relative: 1e-9, absolute: 1e-9)
}
