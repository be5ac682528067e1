// GSL: safe Swift over the C library; everything else computes through it.
// This file holds the reference laws of tests and intervals: normal, Student's t and chi-square.

internal import CGSL

/// The standard normal distribution.
public struct NormalDistribution: Hashable, Sendable {
  /// Mean 0 and standard deviation 1.
  public static let standard = NormalDistribution()

  private init() {}

  /// Probability of a value of at most `z`, Φ(z).
  ///
  /// - Parameter z: in standard deviations; infinities give exactly 0 and 1.
  /// - Returns: a probability. Relative 1e-13 against mpmath down to z = −37; below it underflows
  ///   to 0.
  /// - SeeAlso: Cody (1969), Math. Comp. 23:631–637.
  public func cdf(_ z: Double) -> Double {
    precondition(!z.isNaN, "NormalDistribution.cdf of NaN")
    return gsl_cdf_ugaussian_P(z)
  }

  /// Probability of a value above `z`, 1 − Φ(z), without the subtraction.
  ///
  /// - Parameter z: in standard deviations; infinities give exactly 0 and 1.
  /// - Returns: a probability. Relative 1e-13 against mpmath up to z = 37.
  public func upperTail(_ z: Double) -> Double {
    precondition(!z.isNaN, "NormalDistribution.upperTail of NaN")
    return gsl_cdf_ugaussian_Q(z)
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
}

/// Student's t distribution.
///
/// It is computed through the incomplete beta function, P(T > t) = I_x(ν/2, 1/2) / 2 with
/// x = ν / (ν + t²), because the library's own inverse loses digits.
///
/// - SeeAlso: DLMF 8.17; Abramowitz and Stegun 26.7.1.
public struct StudentT: Hashable, Sendable {
  /// Degrees of freedom ν, need not be whole, `> 0`.
  public let degreesOfFreedom: Double

  /// A t distribution.
  ///
  /// - Parameter degreesOfFreedom: ν, finite, `> 0`, need not be whole.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "degrees of freedom are finite and above 0, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Probability of a value of at most `t`.
  ///
  /// - Parameter t: dimensionless, any value but NaN.
  /// - Returns: a probability, exactly one half at 0. Relative 2e-10 against mpmath for ν up to 1e6.
  /// - Throws: `GSLError` of kind `notConverged` when the library's continued fraction fails.
  public func cdf(_ t: Double) throws(GSLError) -> Double { try upperTail(-t) }

  /// Probability of a value above `t`.
  ///
  /// - Parameter t: dimensionless, any value but NaN.
  /// - Returns: a probability, exactly one half at 0. Relative 2e-10 against mpmath for ν up to 1e6.
  /// - Throws: `GSLError` of kind `notConverged` when the library's continued fraction fails.
  public func upperTail(_ t: Double) throws(GSLError) -> Double {
    precondition(!t.isNaN, "StudentT.upperTail of NaN")
    guard t != 0 else { return 0.5 }
    guard t.isFinite else { return t > 0 ? 0 : 1 }
    let ratio = (t / degreesOfFreedom.squareRoot()).magnitude
    // Log odds −2 ln ratio: neither t² nor ν + t² can overflow.
    let half =
      try IncompleteBeta.lower(
        UnitPoint(logit: -2 * log(ratio)), degreesOfFreedom / 2, 0.5, routine: "StudentT.upperTail")
      / 2
    return t > 0 ? half : 1 - half
  }

  /// The value below which lies the probability `p`.
  ///
  /// - Parameter p: probability, `0...1`; 0 and 1 give −∞ and +∞, as they must.
  /// - Returns: dimensionless, exactly 0 at one half. Relative 1e-11 against mpmath for ν from 1 to
  ///   1e6 and levels from 1e-6 to 1 − 1e-6.
  /// - Throws: `GSLError` of kind `notConverged` when the library's continued fraction fails.
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
}

/// The chi-square distribution: the law of goodness-of-fit and heterogeneity statistics.
public struct ChiSquare: Hashable, Sendable {
  /// Degrees of freedom k, need not be whole, `> 0`.
  public let degreesOfFreedom: Double

  /// A chi-square distribution.
  ///
  /// - Parameter degreesOfFreedom: k, finite, `> 0`, need not be whole.
  public init(degreesOfFreedom: Double) {
    precondition(
      degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
      "degrees of freedom are finite and above 0, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Probability of a value of at most `x`, the regularised gamma function P(k/2, x/2).
  ///
  /// - Parameter x: dimensionless; 0 or below gives exactly 0.
  /// - Returns: a probability. Relative 1e-11 against mpmath for k up to 10,000.
  /// - Throws: `GSLError` of kind `notConverged` when the library gives no finite value.
  public func cdf(_ x: Double) throws(GSLError) -> Double {
    try checked(x, "ChiSquare.cdf", gsl_cdf_chisq_P)
  }

  /// Probability of a value above `x`, Q(k/2, x/2): the p-value of a chi-square test.
  ///
  /// - Parameter x: dimensionless; 0 or below gives exactly 1.
  /// - Returns: a probability. Relative 1e-11 against mpmath for k up to 10,000.
  /// - Throws: `GSLError` of kind `notConverged` when the library gives no finite value.
  /// - SeeAlso: DLMF 8.2.4.
  public func upperTail(_ x: Double) throws(GSLError) -> Double {
    try checked(x, "ChiSquare.upperTail", gsl_cdf_chisq_Q)
  }

  private func checked(_ x: Double, _ routine: String, _ tail: (Double, Double) -> Double)
    throws(GSLError) -> Double
  {
    precondition(!x.isNaN, "\(routine) of NaN")
    _ = Library.ready
    let value = tail(x, degreesOfFreedom)
    guard value.isFinite else {
      throw GSLError(
        .notConverged, routine: routine, message: "the incomplete gamma function did not converge",
        context: "x=\(x) degreesOfFreedom=\(degreesOfFreedom)")
    }
    return value
  }
}
