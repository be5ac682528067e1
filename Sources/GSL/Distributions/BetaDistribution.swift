// GSL: safe Swift over the C library; everything else computes through it.
// This file is the beta law: exact binomial intervals, Jeffreys intervals and posteriors of a rate.

internal import CGSL

/// The beta distribution on 0...1 with density x^(α−1) (1 − x)^(β−1) / B(α, β).
///
/// Tails: relative 1e-12 against mpmath for shapes up to 100,000 where they are above 1e-300; their
/// logarithms stay finite for any `x` inside the interval.
///
/// - SeeAlso: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, ch. 25.
public struct BetaDistribution: ContinuousDistribution {
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
  ///   - alpha: first shape, dimensionless, `> 0`, at most 1e300.
  ///   - beta: second shape, dimensionless, `> 0`, at most 1e300.
  public init(alpha: Double, beta: Double) {
    precondition(
      isShape(alpha) && isShape(beta),
      "a beta distribution needs shapes above 0 and up to 1e300, not alpha=\(alpha) beta=\(beta)")
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

  /// Both tail probabilities at `x`: I_x(α, β) and its complement.
  ///
  /// - Parameter x: dimensionless; at and below 0 nothing lies below, at and above 1 nothing above.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction does not converge,
  ///   which was not seen for shapes up to 1,000,000.
  /// - SeeAlso: DLMF 8.17.
  public func tails(at x: Double) throws(GSLError) -> Tails {
    precondition(!x.isNaN, "BetaDistribution.tails of NaN")
    return try IncompleteBeta.tails(
      UnitPoint(x: x, complement: 1 - x), alpha, beta, routine: "BetaDistribution.tails")
  }

  /// Natural logarithm of the density at `x`.
  ///
  /// - Parameter x: dimensionless.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0; −∞ outside
  ///   0...1, and at the ends what the density tends to (+∞ with a shape below 1).
  public func logDensity(_ x: Double) -> Double {
    precondition(!x.isNaN, "BetaDistribution.logDensity of NaN")
    guard x >= 0 && x <= 1 else { return -.infinity }
    guard x > 0 else { return Self.logDensityAtEnd(alpha, other: beta) }
    guard x < 1 else { return Self.logDensityAtEnd(beta, other: alpha) }
    let kernel = BetaKernel(alpha, beta)
    let point = UnitPoint(x: x, complement: 1 - x)
    return kernel.logarithm(point, excess: kernel.excess(point)) - log(x) - log1p(-x)
  }

  private static func logDensityAtEnd(_ shape: Double, other: Double) -> Double {
    shape < 1 ? .infinity : shape > 1 ? -.infinity : log(other)
  }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`.
  /// - Returns: a value in 0...1, exactly 0 at `p == 0` and 1 at `p == 1`; also 0 or 1 when the
  ///   true value is closer to that end than a `Double` can tell. Relative 1e-11 against mpmath for
  ///   shapes up to 100,000 and levels from 1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged`, as for `tails(at:)`.
  /// - Complexity: one to four evaluations of `tails(at:)`, mostly one or two: 0.5 µs on average for
  ///   Jeffreys limits with n of 5...5,000.
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
  /// - Throws: `GSLError` of kind `notConverged`, as for `tails(at:)`.
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
