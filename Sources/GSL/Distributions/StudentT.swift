// GSL: safe Swift over the C library; everything else computes through it.
// This file is Student's t law.

internal import CGSL

/// Student's t distribution.
///
/// It is computed through the incomplete beta function, P(T > t) = I_x(ν/2, 1/2) / 2 with
/// x = ν / (ν + t²), because the library's own inverse loses digits. Tails: relative 1e-12 against
/// mpmath for ν from 0.1 to 1e6.
///
/// - SeeAlso: DLMF 8.17; Abramowitz and Stegun 26.7.1.
public struct StudentT: ContinuousDistribution {
  /// Degrees of freedom ν, need not be whole, `> 0`.
  public let degreesOfFreedom: Double

  /// |t| / √ν above which only the leading power of the tail is left.
  private static let farRatio = 1e140

  /// A t distribution.
  ///
  /// - Parameter degreesOfFreedom: ν, `> 0`, at most 1e300, need not be whole.
  public init(degreesOfFreedom: Double) {
    precondition(
      isShape(degreesOfFreedom),
      "degrees of freedom are above 0 and at most 1e300, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// 0, or `nil` with ν of at most 1, where no mean exists.
  public var mean: Double? { degreesOfFreedom > 1 ? 0 : nil }

  /// ν / (ν − 2), or `nil` with ν of at most 2, where no finite variance exists.
  public var variance: Double? {
    degreesOfFreedom > 2 ? degreesOfFreedom / (degreesOfFreedom - 2) : nil
  }

  /// Both tail probabilities at `t`.
  ///
  /// - Parameter t: dimensionless, any value but NaN.
  /// - Returns: both tails, exactly one half at 0, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction fails.
  public func tails(at t: Double) throws(GSLError) -> Tails {
    precondition(!t.isNaN, "StudentT.tails of NaN")
    guard t <= 0 else { return try tails(at: -t).mirrored }
    guard t < 0 else { return Tails(lower: 0.5, logScale: 0) }
    guard t > -.infinity else { return .allAbove }
    let half = degreesOfFreedom / 2
    let ratio = (t / degreesOfFreedom.squareRoot()).magnitude
    guard ratio < Self.farRatio else {
      return Tails(
        lower: 0.5,
        logScale: -degreesOfFreedom * log(ratio) - log(half) - SpecialFunctions.lnBeta(half, 0.5))
    }
    return try IncompleteBeta.tails(
      UnitPoint(odds: ratio * ratio).mirrored, half, 0.5, routine: "StudentT.tails"
    ).halvedLower
  }

  /// Logarithm of the density, −ln(√ν B(ν/2, 1/2)) − (ν + 1)/2 ln(1 + t²/ν).
  ///
  /// - Parameter t: dimensionless.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0.
  public func logDensity(_ t: Double) -> Double {
    precondition(!t.isNaN, "StudentT.logDensity of NaN")
    let ratio = (t / degreesOfFreedom.squareRoot()).magnitude
    let lnSquares = ratio < Self.farRatio ? log1p(ratio * ratio) : 2 * log(ratio)
    return -0.5 * log(degreesOfFreedom) - SpecialFunctions.lnBeta(degreesOfFreedom / 2, 0.5)
      - (degreesOfFreedom + 1) / 2 * lnSquares
  }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`; 0 and 1 give −∞ and +∞, as they must.
  /// - Returns: dimensionless, exactly 0 at one half. Relative 1e-11 against mpmath for ν from 1 to
  ///   1e6 and levels from 1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction fails.
  public func quantile(_ p: Double) throws(GSLError) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    guard p != 0.5 else { return 0 }
    let tail = min(p, 1 - p)
    guard tail > 0 else { return p < 0.5 ? -.infinity : .infinity }
    let logit = try IncompleteBeta.logitQuantile(
      lower: 2 * tail, upper: 1 - 2 * tail, degreesOfFreedom / 2, 0.5,
      routine: "StudentT.quantile")
    let magnitude = degreesOfFreedom.squareRoot() * exp(-logit / 2)
    return p < 0.5 ? -magnitude : magnitude
  }

  /// The value above which lies the probability `q`, `-quantile(q)`.
  ///
  /// - Parameter q: probability, `0...1`; 0 and 1 give +∞ and −∞, as they must.
  /// - Returns: dimensionless, with the accuracy of `quantile(_:)`.
  /// - Throws: `GSLError` of kind `notConverged`, as for `quantile(_:)`.
  public func upperQuantile(_ q: Double) throws(GSLError) -> Double { try -quantile(q) }
}
