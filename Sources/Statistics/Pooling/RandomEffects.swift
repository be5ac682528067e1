// Statistics: area-level pooling without covariates: units of known variance around one mean.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Normal–normal model: yᵢ ~ N(θᵢ, vᵢ) with θᵢ ~ N(μ, τ²), vᵢ known.
///
/// - SeeAlso: DerSimonian and Laird (1986), Controlled Clinical Trials 7:177–188; Viechtbauer (2005),
///   J. Educ. Behav. Stat. 30:261–293.
public struct RandomEffects: Hashable, Sendable {
  /// How τ² is estimated.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Restricted maximum likelihood.
    case restrictedLikelihood
    /// Moments of DerSimonian and Laird: (Q − (k − 1)) / (Σw − Σw²/Σw) with w = 1/v, at least 0.
    case derSimonianLaird
  }

  /// How τ² was estimated.
  public let method: Method
  /// Mean μ over units, in the unit of y.
  public let mean: Double
  /// Standard error of μ, with τ² as if known.
  public let meanError: Double
  /// Variance τ² between units, in squared units of y, `>= 0`.
  public let betweenVariance: Double
  /// Heterogeneity Q: chi-square with k − 1 degrees of freedom when τ² = 0.
  public let heterogeneity: Double
  /// Probability of a Q at least as large when τ² = 0.
  public let heterogeneityProbability: Double
  /// I² = τ² / (τ² + ṽ) with Higgins and Thompson's typical variance ṽ, in `[0, 1)`.
  public let heterogeneityShare: Double
  /// Restricted log-likelihood at τ²; nil for moments.
  public let restrictedLogLikelihood: Double?
  /// Units in the order given, drawn towards μ.
  public let units: [FayHerriot.Unit]

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - estimates: yᵢ, any unit, finite.
  ///   - variances: vᵢ, in squared units of y, `> 0`, as many as `estimates`.
  ///   - method: How τ² is estimated.
  /// - Returns: The fit; against metafor 1e-6, moments 1e-12. The mean squared errors of units take
  ///   Var τ² of restricted likelihood for both methods.
  /// - Throws: `PoolingError` for fewer than two units, a value that is not finite, or a search that
  ///   does not converge.
  /// - Complexity: O(n) for each of about 80 values of τ².
  public static func fit(
    estimates: [Double], variances: [Double], method: Method = .restrictedLikelihood
  ) throws(PoolingError) -> RandomEffects {
    let ones = [[Double]](repeating: [1], count: estimates.count)
    let likelihood = try RestrictedLikelihood(
      estimates: estimates, variances: variances, design: ones)
    let fixed = try likelihood.point(0)
    let free = Double(estimates.count - 1)
    let best: RestrictedLikelihood.Point
    switch method {
    case .restrictedLikelihood: best = try likelihood.maximum()
    case .derSimonianLaird:
      best = try likelihood.point(max(0, (fixed.residualSum - free) / fixed.trace))
    }
    guard
      let probability = try? ChiSquare(degreesOfFreedom: free).upperTail(fixed.residualSum)
    else { throw .notFinite }
    let typical = free / fixed.trace
    return RandomEffects(
      method: method, mean: best.coefficients[0], meanError: best.covariance[0][0].squareRoot(),
      betweenVariance: best.tau2, heterogeneity: fixed.residualSum,
      heterogeneityProbability: probability,
      heterogeneityShare: best.tau2 / (best.tau2 + typical),
      restrictedLogLikelihood: method == .restrictedLikelihood ? best.logLikelihood : nil,
      units: FayHerriot.Unit.all(
        at: best, estimates: estimates, variances: variances, design: ones))
  }

  /// Empirical logit of a count, ln((x + ½) / (n − x + ½)), with its variance
  /// 1/(x + ½) + 1/(n − x + ½): what the model takes for counts.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, `>= 0`.
  /// - Returns: Log odds and their variance, both finite.
  /// - SeeAlso: Cox and Snell (1989), Analysis of Binary Data, 2.1.6.
  public static func empiricalLogit(
    signed: Int, required: Int
  ) -> (estimate: Double, variance: Double) {
    precondition((0...max(0, required)).contains(signed), "\(signed) of \(required)")
    return empiricalLogit(signed: Double(signed), required: Double(required))
  }

  /// The same for counts that are stored as doubles.
  static func empiricalLogit(
    signed: Double, required: Double
  ) -> (estimate: Double, variance: Double) {
    let (x, y) = (signed + 0.5, required - signed + 0.5)
    return (log(x / y), 1 / x + 1 / y)
  }
}
