// GSL: safe Swift over the C library; everything else computes through it.
// This file is the negative binomial law by mean and dispersion: counts with a varying rate.

internal import CGSL

/// The negative binomial distribution with mean μ and variance μ + φμ², where φ is the dispersion:
/// a Poisson count whose rate is gamma with shape 1/φ.
///
/// With r = 1/φ and x = 1 / (1 + φμ), P(k) = Γ(k + r) / (k! Γ(r)) x^r (1 − x)^k. The dispersion
/// enters only through μ − k over 1 + φμ, in which nothing cancels, so the law runs smoothly into
/// the Poisson law; below a dispersion of 1e-100 it is the Poisson law, from which it then differs
/// by less than φk², far below any rounding. Tails and probabilities: relative 1e-12 against mpmath
/// for means up to 1e6 and dispersions up to 1,000.
///
/// - SeeAlso: DLMF 8.17; Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, ch. 5;
///   Hilbe (2011), Negative Binomial Regression, 8.2, for the form by mean and dispersion ("NB2").
public struct NegativeBinomial: DiscreteDistribution {
  /// Expected count μ, `>= 0`.
  public let mean: Double
  /// Dispersion φ, dimensionless, `>= 0`; 0 is the Poisson law.
  public let dispersion: Double

  private static let poissonDispersion = 1e-100

  /// A negative binomial distribution.
  ///
  /// - Parameters:
  ///   - mean: μ, an expected count, `0...1e150`; with 0 the count is surely 0.
  ///   - dispersion: φ, dimensionless, `0...1e150`; 0 gives the Poisson law.
  public init(mean: Double, dispersion: Double) {
    precondition(mean >= 0 && mean <= 1e150, "a mean count lies in 0...1e150, not \(mean)")
    precondition(
      dispersion >= 0 && dispersion <= 1e150,
      "a dispersion lies in 0...1e150, not \(dispersion)")
    self.mean = mean
    self.dispersion = dispersion
  }

  /// All counts from 0, only 0 with a mean of 0.
  public var support: ClosedRange<Int> { 0...(mean > 0 ? Int.max : 0) }
  /// μ + φμ², in squared counts.
  public var variance: Double { mean + dispersion * mean * mean }

  private var poisson: Poisson? {
    dispersion < Self.poissonDispersion || mean == 0 ? Poisson(mean: mean) : nil
  }
  /// 1 / (1 + φμ), with its complement.
  private var point: UnitPoint { UnitPoint(odds: dispersion * mean).mirrored }

  /// Natural logarithm of the probability of exactly `k`.
  ///
  /// - Parameter k: a count; outside the support gives −∞, the logarithm of an exact 0.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0.
  public func logProbability(_ k: Int) -> Double {
    if let poisson { return poisson.logProbability(k) }
    guard k >= 0 else { return -.infinity }
    return BetaKernel.logNegativeBinomial(
      k, shape: 1 / dispersion, point, excess: (Double(k) - mean) / (1 + dispersion * mean))
  }

  /// The probabilities of at most `k` and of more than `k`: I_x(r, k + 1) and its complement.
  ///
  /// - Parameter k: a count.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction fails, which was not
  ///   seen for means up to 1e6.
  /// - Complexity: O(√μ) near the mean.
  public func tails(at k: Int) throws(GSLError) -> Tails {
    if let poisson { return try poisson.tails(at: k) }
    guard k >= 0 else { return .allAbove }
    return try IncompleteBeta.tails(
      point, 1 / dispersion, Double(k) + 1,
      excess: (Double(k) + 1 - mean) / (1 + dispersion * mean), routine: "NegativeBinomial.tails")
  }
}
