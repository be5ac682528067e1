// GSL: safe Swift over the C library; everything else computes through it.
// This file is the gamma law.

internal import CGSL

/// The gamma distribution with density x^(a−1) e^(−x/θ) / (Γ(a) θ^a): `scale` is θ, the reciprocal
/// of a rate.
///
/// Tails: relative 1e-12 against mpmath for shapes from 1e-3 to 1e6.
///
/// - SeeAlso: DLMF 8.2; Johnson, Kotz and Balakrishnan (1994), Continuous Univariate
///   Distributions 1, ch. 17.
public struct GammaDistribution: ContinuousDistribution {
  /// Shape a, dimensionless, `> 0`.
  public let shape: Double
  /// Scale θ in the unit of the variable, `> 0`.
  public let scale: Double

  /// A gamma distribution.
  ///
  /// - Parameters:
  ///   - shape: a, dimensionless, `> 0`, at most 1e300.
  ///   - scale: θ in the unit of the variable, `> 0`, at most 1e300; the mean is a θ.
  public init(shape: Double, scale: Double) {
    precondition(
      isShape(shape) && isShape(scale),
      "a gamma distribution needs a shape and a scale above 0 and up to 1e300, not \(shape) and \(scale)"
    )
    self.shape = shape
    self.scale = scale
  }

  /// a θ, in the unit of the variable.
  public var mean: Double { shape * scale }
  /// a θ², in the squared unit of the variable.
  public var variance: Double { shape * scale * scale }

  /// Both tail probabilities at `x`, the regularised gamma functions P(a, x/θ) and Q(a, x/θ).
  ///
  /// - Parameter x: in the unit of the variable; 0 or below has nothing below it.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged` for shapes above about 1e10.
  /// - Complexity: O(√a) near the mean.
  public func tails(at x: Double) throws(GSLError) -> Tails {
    precondition(!x.isNaN, "GammaDistribution.tails of NaN")
    return try IncompleteGamma.tails(shape, x / scale, routine: "GammaDistribution.tails")
  }

  /// Natural logarithm of the density at `x`.
  ///
  /// - Parameter x: in the unit of the variable.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0; −∞ below 0,
  ///   and at 0 what the density tends to (+∞ with a shape below 1).
  public func logDensity(_ x: Double) -> Double {
    precondition(!x.isNaN, "GammaDistribution.logDensity of NaN")
    guard x >= 0 && x < .infinity else { return -.infinity }
    guard x > 0 else { return shape < 1 ? .infinity : shape > 1 ? -.infinity : -log(scale) }
    return Stirling.logGammaKernel(shape, x / scale) - log(x)
  }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`; 0 and 1 give 0 and +∞.
  /// - Returns: in the unit of the variable, `>= 0`; 0 also where the true value is below the
  ///   smallest `Double`. Relative 1e-11 against mpmath for shapes from 1e-3 to 1e6 and levels from
  ///   1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged` for shapes above about 1e10.
  public func quantile(_ p: Double) throws(GSLError) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    return try value(lower: p, upper: 1 - p, "GammaDistribution.quantile")
  }

  /// The value above which lies the probability `q`: `quantile(1 − q)` without the subtraction.
  ///
  /// - Parameter q: probability, `0...1`; 0 and 1 give +∞ and 0.
  /// - Returns: in the unit of the variable, `>= 0`, with the accuracy of `quantile(_:)`.
  /// - Throws: `GSLError` of kind `notConverged`, as for `quantile(_:)`.
  public func upperQuantile(_ q: Double) throws(GSLError) -> Double {
    precondition(q >= 0 && q <= 1, "a probability lies in 0...1, not \(q)")
    return try value(lower: 1 - q, upper: q, "GammaDistribution.upperQuantile")
  }

  private func value(lower: Double, upper: Double, _ routine: String) throws(GSLError) -> Double {
    scale
      * exp(try IncompleteGamma.logQuantile(lower: lower, upper: upper, shape, routine: routine))
  }
}
