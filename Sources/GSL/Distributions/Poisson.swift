// GSL: safe Swift over the C library; everything else computes through it.
// This file is the Poisson law.

internal import CGSL

/// The Poisson distribution: P(k) = λ^k e^(−λ) / k!.
///
/// Tails and probabilities: relative 1e-12 against mpmath for means up to 1e6, their logarithms
/// finite for every count.
///
/// - SeeAlso: DLMF 8.4.10; Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, ch. 4.
public struct Poisson: DiscreteDistribution {
  /// Expected count λ, `>= 0`.
  public let mean: Double

  /// A Poisson distribution.
  ///
  /// - Parameter mean: λ, an expected count, `0...1e150`; with 0 the count is surely 0.
  public init(mean: Double) {
    precondition(mean >= 0 && mean <= 1e150, "a mean count lies in 0...1e150, not \(mean)")
    self.mean = mean
  }

  /// All counts from 0, only 0 with a mean of 0.
  public var support: ClosedRange<Int> { 0...(mean > 0 ? Int.max : 0) }
  /// λ.
  public var variance: Double { mean }

  /// Natural logarithm of the probability of exactly `k`.
  ///
  /// - Parameter k: a count; outside the support gives −∞, the logarithm of an exact 0.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0.
  public func logProbability(_ k: Int) -> Double {
    guard support.contains(k) else { return -.infinity }
    guard k > 0 else { return -mean }
    return Stirling.logGammaKernel(Double(k), mean) - log(Double(k))
  }

  /// The probabilities of at most `k` and of more than `k`: Q(k + 1, λ) and P(k + 1, λ).
  ///
  /// - Parameter k: a count.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged` for means above about 1e10.
  /// - Complexity: O(√λ) near the mean.
  public func tails(at k: Int) throws(GSLError) -> Tails {
    guard k >= 0 else { return .allAbove }
    return try IncompleteGamma.tails(Double(k) + 1, mean, routine: "Poisson.tails").mirrored
  }
}
