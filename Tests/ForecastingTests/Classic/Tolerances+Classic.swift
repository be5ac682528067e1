// Tests of Forecasting: how near a classic forecast must come to R, and why.

import TestSupport

extension Tolerance {
  /// Closed forms; the reference's deviations are from an interval, which cancels up to 6 digits of
  /// values near a million.
  static let closedForecast = Tolerance(relative: 1e-9, absolute: 0)
  /// The same recursion with the parameters of R: sums of up to 40 squares.
  static let sameRecursion = Tolerance(relative: 1e-9, absolute: 1e-9)
  /// Forecasts after searches that ended apart: R's stop up to 0.01 below the best log-likelihood,
  /// which moves a standard deviation by up to 6e-4.
  static let searchOfR = Tolerance(relative: 1e-3, absolute: 0)
  /// Means of the same, in units of what the series varies by.
  static let meanOfR = Tolerance(relative: 0, absolute: 2e-5)
  /// Means of R's Arima, in the same units: its search stops where the log-likelihood rises by 1e-8,
  /// and the drift has a standard error of up to 1.6, so that it moves by up to 4e-4 per step.
  static let meanOfArima = Tolerance(relative: 0, absolute: 1e-4)
  /// The best log-likelihood by SciPy's search, to the rounding of its sums.
  static let bestLikelihood = Tolerance(relative: 0, absolute: 1e-7)
  /// The means at the best parameters, in units of what the series varies by: the likelihood is flat
  /// at its top, so that they have half its digits.
  static let bestMean = Tolerance(relative: 0, absolute: 1e-5)
}
