// Tests of Statistics: how near pools must come to their references, and why.

import TestSupport

extension Tolerance {
  /// VGAM and optim stop when the likelihood settles to about 1e-13, which leaves half the digits of
  /// the parameters.
  static let maximumLikelihood = Tolerance(relative: 1e-5, absolute: 0)
  /// Likelihoods at the top are flat: errors of parameters enter squared.
  static let likelihoodAtTop = Tolerance(relative: 1e-9, absolute: 0)
  /// metafor iterates to 1e-14 and then prints 15 digits; sums over 100 units cost the rest.
  static let restrictedLikelihood = Tolerance(relative: 1e-6, absolute: 1e-9)
  /// Second differences of a log-likelihood with steps of 1e-4.
  static let secondDifference = Tolerance(relative: 1e-4, absolute: 1e-6)
  /// Sums over points a standard deviation apart stand for integrals over the box; what falls off
  /// slower than a normal law leaves this much.
  static let gridForMoments = Tolerance(relative: 5e-4, absolute: 1e-4)
  /// A variance is a small difference of such sums.
  static let gridForVariance = Tolerance(relative: 3e-3, absolute: 1e-6)
  /// Three more coordinates share 13 by 9 by 11 points: with few groups their skewed tails cost this.
  static let gridOfGroups = Tolerance(relative: 3e-3, absolute: 0)
  static let varianceOfGroups = Tolerance(relative: 1.5e-2, absolute: 0)
  /// Nine points for the spread, whose tail with three or four groups is long.
  static let spreadOfGroups = Tolerance(relative: 2e-2, absolute: 0)
  /// Probability that the table of a mixture misplaces beyond a quantile.
  static let tabulatedQuantile = Tolerance(relative: 0, absolute: 5e-5)
}
