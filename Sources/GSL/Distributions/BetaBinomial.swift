// GSL: safe Swift over the C library; everything else computes through it.
// This file is the beta-binomial law, which the library lacks: a count whose rate itself varies.

internal import CGSL

/// Number of successes among `trials` when the rate is drawn once from a beta distribution:
/// P(k) = (n over k) B(k + α, n − k + β) / B(α, β).
///
/// - SeeAlso: Skellam (1948), J. R. Statist. Soc. B 10:257–261; Johnson, Kemp and Kotz (2005),
///   Univariate Discrete Distributions, 6.2.2.
public struct BetaBinomial: Hashable, Sendable {
  /// Number of trials n, `>= 0`.
  public let trials: Int
  /// First shape α of the rate, dimensionless, `> 0`.
  public let alpha: Double
  /// Second shape β of the rate, dimensionless, `> 0`.
  public let beta: Double

  /// A beta-binomial distribution.
  ///
  /// - Parameters:
  ///   - trials: n, a count, `>= 0`.
  ///   - alpha: first shape of the rate, finite, `> 0`.
  ///   - beta: second shape of the rate, finite, `> 0`.
  public init(n trials: Int, alpha: Double, beta: Double) {
    precondition(trials >= 0, "a number of trials is not negative: \(trials)")
    precondition(
      alpha > 0 && alpha.isFinite && beta > 0 && beta.isFinite,
      "a beta-binomial needs finite shapes above 0, not alpha=\(alpha) beta=\(beta)")
    self.trials = trials
    self.alpha = alpha
    self.beta = beta
  }

  /// nα / (α + β), in successes.
  public var mean: Double { Double(trials) * (alpha / (alpha + beta)) }

  /// n p (1 − p) (α + β + n) / (α + β + 1) with p = α / (α + β), in squared successes.
  public var variance: Double {
    let total = alpha + beta
    return Double(trials) * (alpha / total) * (beta / total)
      * ((total + Double(trials)) / (total + 1))
  }

  /// Natural logarithm of the probability of exactly `k` successes.
  ///
  /// - Parameter k: a count; outside `0...trials` gives −∞, the logarithm of an exact 0.
  /// - Returns: the logarithm, with an absolute error below 2e-10 against mpmath for n up to
  ///   100,000 and shapes up to 1e5.
  public func logProbability(_ k: Int) -> Double {
    guard k >= 0 && k <= trials else { return -.infinity }
    return SpecialFunctions.lnChoose(trials, k)
      + (SpecialFunctions.lnBeta(Double(k) + alpha, Double(trials - k) + beta)
        - SpecialFunctions.lnBeta(alpha, beta))
  }

  /// Probability of exactly `k` successes.
  ///
  /// - Parameter k: a count; outside `0...trials` gives exactly 0.
  /// - Returns: a probability, relative 2e-10 against mpmath for n up to 100,000.
  public func probability(_ k: Int) -> Double { exp(logProbability(k)) }

  /// Probability of at most `k` successes.
  ///
  /// - Parameter k: a count; below 0 gives exactly 0, `trials` and above exactly 1.
  /// - Returns: a probability, relative 2e-10 against mpmath for n up to 100,000, in the lower tail
  ///   too.
  /// - Complexity: O(n) at worst; stops where the remaining terms cannot change the sum.
  public func cdf(_ k: Int) -> Double {
    guard k >= 0 else { return 0 }
    guard k < trials else { return 1 }
    return Double(k) <= mean ? sum(downFrom: k) : 1 - mirrored.sum(downFrom: trials - k - 1)
  }

  /// Probability of more than `k` successes.
  ///
  /// - Parameter k: a count; below 0 gives exactly 1, `trials` and above exactly 0.
  /// - Returns: a probability, relative 2e-10 against mpmath for n up to 100,000, in the upper tail
  ///   too.
  /// - Complexity: as for `cdf(_:)`.
  public func upperTail(_ k: Int) -> Double {
    guard k >= 0 else { return 1 }
    guard k < trials else { return 0 }
    return Double(k) <= mean ? 1 - sum(downFrom: k) : mirrored.sum(downFrom: trials - k - 1)
  }

  /// The law of the failures.
  private var mirrored: BetaBinomial { BetaBinomial(n: trials, alpha: beta, beta: alpha) }

  /// P(0) + ... + P(k): all terms are positive multiples of P(k), found by the ratio
  /// P(j − 1) / P(j) = j (β + n − j) / ((n − j + 1) (α + j − 1)), so nothing cancels.
  private func sum(downFrom k: Int) -> Double {
    var term = 1.0
    var total = 1.0
    var j = k
    while j > 0 {
      let count = Double(j)
      let failures = Double(trials - j)
      let ratio = count * (beta + failures) / ((failures + 1) * (alpha + count - 1))
      term *= ratio
      total += term
      j -= 1
      // Falling terms: what remains is at most j times the last one. With α below 1 the terms may
      // rise again towards 0, so only a law without that rise may stop early.
      if ratio < 1 && alpha >= 1 && term * Double(j) < total * 1e-17 { break }
    }
    return min(exp(logProbability(k) + log(total)), 1)
  }
}
