// GSL: safe Swift over the C library; everything else computes through it.
// This file is the beta-binomial law, which the library lacks: a count whose rate itself varies.

internal import CGSL

/// Number of successes among `trials` when the rate is drawn once from a beta distribution:
/// P(k) = (n over k) B(k + α, n − k + β) / B(α, β).
///
/// Tails and probabilities: relative 1e-12 against mpmath for n up to 100,000 and shapes up to 1e5,
/// their logarithms finite for every count of the support.
///
/// - SeeAlso: Skellam (1948), J. R. Statist. Soc. B 10:257–261; Johnson, Kemp and Kotz (2005),
///   Univariate Discrete Distributions, 6.2.2.
public struct BetaBinomial: DiscreteDistribution {
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
  ///   - alpha: first shape of the rate, `> 0`, at most 1e300.
  ///   - beta: second shape of the rate, `> 0`, at most 1e300.
  public init(n trials: Int, alpha: Double, beta: Double) {
    precondition(trials >= 0, "a number of trials is not negative: \(trials)")
    precondition(
      isShape(alpha) && isShape(beta),
      "a beta-binomial needs shapes above 0 and up to 1e300, not alpha=\(alpha) beta=\(beta)")
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

  /// 0...n.
  public var support: ClosedRange<Int> { 0...trials }

  /// Natural logarithm of the probability of exactly `k` successes.
  ///
  /// - Parameter k: a count; outside `0...trials` gives −∞, the logarithm of an exact 0.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0.
  public func logProbability(_ k: Int) -> Double {
    guard support.contains(k) else { return -.infinity }
    let weight = alpha + beta
    return min(
      DirichletMultinomial.cell(k, alpha, of: trials, weight)
        + DirichletMultinomial.cell(trials - k, beta, of: trials, weight)
        - DirichletMultinomial.cell(trials, weight, of: trials, weight), 0)
  }

  /// The probabilities of at most `k` and of more than `k` successes.
  ///
  /// The terms from `k` away from the mean are summed, all positive, so nothing cancels.
  ///
  /// - Parameter k: a count.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Complexity: O(n) at worst, a division for each term (0.1 ms at n = 100,000); stops where the
  ///   remaining terms cannot change the sum, after a few standard deviations.
  public func tails(at k: Int) -> Tails {
    guard k >= 0 else { return .allAbove }
    guard k < trials else { return .allBelow }
    return Double(k) <= mean ? lowerTails(k) : mirrored.lowerTails(trials - k - 1).mirrored
  }

  /// The law of the failures.
  private var mirrored: BetaBinomial { BetaBinomial(n: trials, alpha: beta, beta: alpha) }

  private func lowerTails(_ k: Int) -> Tails {
    let size = Double(trials)
    // With α below 1 the terms may rise again towards 0, so only a law without that rise may stop.
    let sum = RatioSum.downwards(from: k, fallsToTheEnd: alpha >= 1) { count in
      count * (beta + (size - count)) / ((size - count + 1) * (alpha + (count - 1)))
    }
    return Tails(lower: sum, logScale: logProbability(k))
  }
}
