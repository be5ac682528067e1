// GSL: safe Swift over the C library; everything else computes through it.
// This file is the beta law: exact binomial intervals, Jeffreys intervals and posteriors of a rate.

internal import CGSL

/// The beta distribution on 0...1 with density x^(α−1) (1 − x)^(β−1) / B(α, β).
///
/// - SeeAlso: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25.
public struct BetaDistribution: Hashable, Sendable {
  /// First shape α, dimensionless, `> 0`.
  public let alpha: Double
  /// Second shape β, dimensionless, `> 0`.
  public let beta: Double

  /// A beta distribution with the given shapes.
  ///
  /// A shape of 0 has no density. Exact binomial limits at zero or at all successes ask for it:
  /// there the limit is 0 or 1 by definition and must not be sought here.
  ///
  /// - Parameters:
  ///   - alpha: first shape, dimensionless, finite, `> 0`.
  ///   - beta: second shape, dimensionless, finite, `> 0`.
  public init(alpha: Double, beta: Double) {
    precondition(
      alpha > 0 && alpha.isFinite && beta > 0 && beta.isFinite,
      "a beta distribution needs finite shapes above 0, not alpha=\(alpha) beta=\(beta)")
    self.alpha = alpha
    self.beta = beta
  }

  /// α / (α + β).
  public var mean: Double { alpha / (alpha + beta) }

  /// αβ / ((α + β)² (α + β + 1)).
  public var variance: Double {
    let total = alpha + beta
    return (alpha / total) * (beta / total) / (total + 1)
  }

  /// Probability of a value of at most `x`: I_x(α, β).
  ///
  /// - Parameter x: dimensionless; below 0 gives 0 and above 1 gives 1, both exactly.
  /// - Returns: a probability in 0...1. Relative 2e-10 against mpmath for shapes up to 100,000.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction of the library does
  ///   not converge, which was not seen for shapes up to 1,000,000.
  /// - SeeAlso: DLMF 8.17.
  public func cdf(_ x: Double) throws(GSLError) -> Double {
    precondition(!x.isNaN, "BetaDistribution.cdf of NaN")
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    return try IncompleteBeta.lower(
      UnitPoint(x: x, complement: 1 - x), alpha, beta, routine: "BetaDistribution.cdf")
  }

  /// Probability of a value above `x`: 1 − I_x(α, β), without the subtraction.
  ///
  /// - Parameter x: dimensionless; below 0 gives 1 and above 1 gives 0, both exactly.
  /// - Returns: a probability in 0...1, accurate also where it is tiny. Relative 2e-10
  ///   against mpmath for shapes up to 100,000.
  /// - Throws: `GSLError` of kind `notConverged`, as for `cdf(_:)`.
  public func upperTail(_ x: Double) throws(GSLError) -> Double {
    precondition(!x.isNaN, "BetaDistribution.upperTail of NaN")
    guard x > 0 else { return 1 }
    guard x < 1 else { return 0 }
    return try IncompleteBeta.lower(
      UnitPoint(x: 1 - x, complement: x), beta, alpha, routine: "BetaDistribution.upperTail")
  }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`.
  /// - Returns: a value in 0...1, exactly 0 at `p == 0` and 1 at `p == 1`; also 0 or 1 when the
  ///   true value is closer to that end than a `Double` can tell. Relative 1e-11 against mpmath for
  ///   shapes up to 100,000 and levels from 1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged`, as for `cdf(_:)`.
  /// - Complexity: about 6 evaluations of `cdf(_:)`.
  public func quantile(_ p: Double) throws(GSLError) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    guard p < 1 else { return 1 }
    return try point(lower: p, upper: 1 - p, "BetaDistribution.quantile")
  }

  /// The value above which lies the probability `q`: `quantile(1 − q)` without the subtraction.
  ///
  /// - Parameter q: probability, `0...1`.
  /// - Returns: a value in 0...1, exactly 1 at `q == 0` and 0 at `q == 1`. Relative 1e-11 against
  ///   mpmath for shapes up to 100,000 and levels from 1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged`, as for `cdf(_:)`.
  public func upperQuantile(_ q: Double) throws(GSLError) -> Double {
    precondition(q >= 0 && q <= 1, "a probability lies in 0...1, not \(q)")
    guard q < 1 else { return 0 }
    return try point(lower: 1 - q, upper: q, "BetaDistribution.upperQuantile")
  }

  private func point(lower: Double, upper: Double, _ routine: String) throws(GSLError) -> Double {
    let logit = try IncompleteBeta.logitQuantile(
      lower: lower, upper: upper, alpha, beta, routine: routine)
    return UnitPoint(logit: logit).x
  }
}
