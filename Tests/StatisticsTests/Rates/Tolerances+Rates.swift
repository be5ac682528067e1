// Tests of Statistics: tolerances of the intervals and laws of rates, and why.

import TestSupport

extension Tolerance {
  /// Quantiles of beta laws: the incomplete beta function of the library has 2e-10 at n = 1e6.
  static let betaQuantile = Tolerance(relative: 1e-10, absolute: 0)
  /// Ends near 0 and 1 that are formed as centre less half a width: a few roundings of 1.
  static let cutEnd = Tolerance(relative: 0, absolute: 4e-15)
  /// An end and the mirrored end of the mirrored count: a complement rounds against 1, and each
  /// root is found to a relative 1e-11.
  static let mirrored = Tolerance(relative: 0, absolute: 1e-11)
  /// A sum of up to 501 binomial probabilities, each with the rounding of a logarithm near 350.
  static let exactSum = Tolerance(relative: 1e-11, absolute: 0)
  /// A rule that counts only as far as two computers agree on a sum: beta-binomial probabilities
  /// have a relative 2e-10.
  static let predictive = Tolerance(relative: 1e-10, absolute: 1e-12)
  /// Funnel limits and deviates against SciPy; tails of 1e-3 come from the incomplete beta function.
  static let funnel = Tolerance(relative: 1e-10, absolute: 1e-12)
  /// A p-value far out in a chi-square tail (down to 1e-104).
  static let farTail = Tolerance(relative: 1e-9, absolute: 0)
  /// A root of a difference of nearly equal numbers in the reference (1e-13 of the score).
  static let nestedRoot = Tolerance(relative: 1e-9, absolute: 1e-9)
  /// Four printed digits.
  static let printed = Tolerance(relative: 0, absolute: 5.1e-5)
}
