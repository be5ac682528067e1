// GSL: safe Swift over the C library; everything else computes through it.
// This file is the standard normal law.

internal import CGSL

/// The standard normal distribution.
///
/// Tails: relative 1e-13 against mpmath down to 1e-300; their logarithms relative 1e-13 for any z
/// whose square is finite.
///
/// - SeeAlso: Cody (1969), Math. Comp. 23:631–637.
public struct NormalDistribution: ContinuousDistribution {
  /// Mean 0 and standard deviation 1.
  public static let standard = NormalDistribution()

  private init() {}

  /// 0.
  public var mean: Double { 0 }
  /// 1.
  public var variance: Double { 1 }

  /// Φ(z) and 1 − Φ(z).
  ///
  /// - Parameter z: in standard deviations; infinities give exactly 0 and 1.
  /// - Returns: both tails, with the accuracy stated for the type.
  public func tails(at z: Double) -> Tails {
    precondition(!z.isNaN, "NormalDistribution.tails of NaN")
    guard z <= 0 else { return tails(at: -z).mirrored }
    guard z > -.infinity else { return .allAbove }
    return Tails(lower: gsl_cdf_ugaussian_P(z), logLower: Self.logLower(z))
  }

  /// −z²/2 − ln √(2π).
  ///
  /// - Parameter z: in standard deviations.
  /// - Returns: the logarithm of a density per standard deviation, correctly rounded but for the
  ///   last digit.
  public func logDensity(_ z: Double) -> Double {
    precondition(!z.isNaN, "NormalDistribution.logDensity of NaN")
    return -0.5 * z * z - Stirling.lnRoot2Pi
  }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`; 0 and 1 give −∞ and +∞, as they must.
  /// - Returns: in standard deviations; exactly 0 at one half. Relative 1e-13 against mpmath for
  ///   levels from 1e-300.
  /// - SeeAlso: Wichura (1988), Applied Statistics 37:477–484, algorithm AS 241.
  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    return gsl_cdf_ugaussian_Pinv(p)
  }

  /// The value above which lies the probability `q`, `-quantile(q)`.
  ///
  /// - Parameter q: probability, `0...1`; 0 and 1 give +∞ and −∞, as they must.
  /// - Returns: in standard deviations, with the accuracy of `quantile(_:)`.
  public func upperQuantile(_ q: Double) -> Double { -quantile(q) }

  /// ln Φ(z) for z of at most 0.
  private static func logLower(_ z: Double) -> Double {
    _ = Library.ready
    var result = gsl_sf_result()
    Library.expectSuccess(
      gsl_sf_log_erfc_e(-z * 0.5.squareRoot(), &result), "gsl_sf_log_erfc_e(\(z))")
    return result.val - log(2)
  }
}
