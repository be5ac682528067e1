// GSL: safe Swift over the C library; everything else computes through it.
// This file is the chi-square law.

internal import CGSL

/// The chi-square distribution: the law of goodness-of-fit and heterogeneity statistics.
///
/// It is the gamma law with shape k/2 and scale 2. Tails: relative 1e-12 against mpmath for k up to
/// 1e6.
///
/// - SeeAlso: DLMF 8.2.4; Abramowitz and Stegun 26.4.19.
public struct ChiSquare: ContinuousDistribution {
  /// Degrees of freedom k, need not be whole, `> 0`.
  public let degreesOfFreedom: Double

  /// A chi-square distribution.
  ///
  /// - Parameter degreesOfFreedom: k, `> 0`, at most 1e300, need not be whole.
  public init(degreesOfFreedom: Double) {
    precondition(
      isShape(degreesOfFreedom),
      "degrees of freedom are above 0 and at most 1e300, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  private var gamma: GammaDistribution { GammaDistribution(shape: degreesOfFreedom / 2, scale: 2) }

  /// k.
  public var mean: Double { degreesOfFreedom }
  /// 2k.
  public var variance: Double { 2 * degreesOfFreedom }

  /// Both tail probabilities at `x`; the upper one is the p-value of a chi-square test.
  ///
  /// - Parameter x: dimensionless; 0 or below has nothing below it.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged`, as the gamma law.
  public func tails(at x: Double) throws(GSLError) -> Tails {
    precondition(!x.isNaN, "ChiSquare.tails of NaN")
    return try IncompleteGamma.tails(degreesOfFreedom / 2, x / 2, routine: "ChiSquare.tails")
  }

  /// Natural logarithm of the density at `x`.
  ///
  /// - Parameter x: dimensionless.
  /// - Returns: the logarithm, as the gamma law.
  public func logDensity(_ x: Double) -> Double { gamma.logDensity(x) }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`; 0 and 1 give 0 and +∞.
  /// - Returns: dimensionless, `>= 0`. Relative 1e-11 against mpmath for k up to 1e6 and levels from
  ///   1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged`, as the gamma law.
  public func quantile(_ p: Double) throws(GSLError) -> Double { try gamma.quantile(p) }

  /// The value above which lies the probability `q`: the critical value of a chi-square test.
  ///
  /// - Parameter q: probability, `0...1`; 0 and 1 give +∞ and 0.
  /// - Returns: dimensionless, `>= 0`, with the accuracy of `quantile(_:)`.
  /// - Throws: `GSLError` of kind `notConverged`, as the gamma law.
  public func upperQuantile(_ q: Double) throws(GSLError) -> Double { try gamma.upperQuantile(q) }
}
