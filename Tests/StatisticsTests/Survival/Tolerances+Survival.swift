// Tests of Statistics: how near survival estimates must come to a reference, and why.

import TestSupport

extension Tolerance {
  /// Products and sums over a few hundred steps, each with one rounding; R does the same sums in
  /// another order.
  static let survivalSum = Tolerance(relative: 1e-11, absolute: 1e-14)
  /// R takes the normal quantile and two exponentials; near 1 the absolute error counts.
  static let survivalLimit = Tolerance(relative: 1e-10, absolute: 1e-12)
  /// Probabilities at a maximum that is found to 1e-12 in the gradient: flat directions of up to 90
  /// records multiply that.
  static let npmleProbability = Tolerance(relative: 0, absolute: 1e-10)
  /// At the maximum the log-likelihood is flat, so only its rounding shows.
  static let npmleLikelihood = Tolerance(relative: 1e-13, absolute: 1e-12)
  /// R's EM algorithm stops at steps of 1e-4.
  static let survfitTurnbull = Tolerance(relative: 0, absolute: 5e-4)
}
