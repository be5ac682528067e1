// GSL: safe Swift over the C library; everything else computes through it.
// This file is Snedecor's F law.

internal import CGSL

/// Snedecor's F distribution: the ratio of two independent mean squares.
///
/// d₁X / d₂ are the odds of a beta variable with shapes d₁/2 and d₂/2. Tails: relative 1e-12 against
/// mpmath for degrees of freedom up to 1e5.
///
/// - SeeAlso: DLMF 8.17; Abramowitz and Stegun 26.6.2.
public struct FDistribution: ContinuousDistribution {
  /// Degrees of freedom of the numerator d₁, need not be whole, `> 0`.
  public let numerator: Double
  /// Degrees of freedom of the denominator d₂, need not be whole, `> 0`.
  public let denominator: Double

  /// An F distribution.
  ///
  /// - Parameters:
  ///   - numerator: degrees of freedom d₁, `> 0`, at most 1e300, need not be whole.
  ///   - denominator: degrees of freedom d₂, `> 0`, at most 1e300, need not be whole.
  public init(numerator: Double, denominator: Double) {
    precondition(
      isShape(numerator) && isShape(denominator),
      "degrees of freedom are above 0 and at most 1e300, not \(numerator) and \(denominator)")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// d₂ / (d₂ − 2), or `nil` with d₂ of at most 2, where no mean exists.
  public var mean: Double? { denominator > 2 ? denominator / (denominator - 2) : nil }

  /// 2 d₂² (d₁ + d₂ − 2) / (d₁ (d₂ − 2)² (d₂ − 4)), or `nil` with d₂ of at most 4.
  public var variance: Double? {
    guard denominator > 4, let mean else { return nil }
    return 2 * mean * mean * ((numerator + denominator - 2) / numerator) / (denominator - 4)
  }

  /// Both tail probabilities at `x`.
  ///
  /// - Parameter x: dimensionless; 0 or below has nothing below it.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction fails.
  public func tails(at x: Double) throws(GSLError) -> Tails {
    precondition(!x.isNaN, "FDistribution.tails of NaN")
    guard x > 0 else { return .allAbove }
    return try IncompleteBeta.tails(
      point(x), numerator / 2, denominator / 2, routine: "FDistribution.tails")
  }

  /// Natural logarithm of the density at `x`.
  ///
  /// - Parameter x: dimensionless.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0; −∞ below 0,
  ///   and at 0 what the density tends to (+∞ with d₁ below 2).
  public func logDensity(_ x: Double) -> Double {
    precondition(!x.isNaN, "FDistribution.logDensity of NaN")
    guard x >= 0 && x < .infinity else { return -.infinity }
    guard x > 0 else { return numerator < 2 ? .infinity : numerator > 2 ? -.infinity : 0 }
    let kernel = BetaKernel(numerator / 2, denominator / 2)
    let place = point(x)
    return kernel.logarithm(place, excess: kernel.excess(place)) - log(x)
  }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`; 0 and 1 give 0 and +∞.
  /// - Returns: dimensionless, `>= 0`. Relative 1e-11 against mpmath for degrees of freedom from 1
  ///   to 1e5 and levels from 1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction fails.
  public func quantile(_ p: Double) throws(GSLError) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    return try value(lower: p, upper: 1 - p, "FDistribution.quantile")
  }

  /// The value above which lies the probability `q`: `quantile(1 − q)` without the subtraction.
  ///
  /// - Parameter q: probability, `0...1`; 0 and 1 give +∞ and 0.
  /// - Returns: dimensionless, `>= 0`, with the accuracy of `quantile(_:)`.
  /// - Throws: `GSLError` of kind `notConverged`, as for `quantile(_:)`.
  public func upperQuantile(_ q: Double) throws(GSLError) -> Double {
    precondition(q >= 0 && q <= 1, "a probability lies in 0...1, not \(q)")
    return try value(lower: 1 - q, upper: q, "FDistribution.upperQuantile")
  }

  private func point(_ x: Double) -> UnitPoint { UnitPoint(odds: numerator / denominator * x) }

  private func value(lower: Double, upper: Double, _ routine: String) throws(GSLError) -> Double {
    let logit = try IncompleteBeta.logitQuantile(
      lower: lower, upper: upper, numerator / 2, denominator / 2, routine: routine)
    return denominator / numerator * exp(logit)
  }
}
