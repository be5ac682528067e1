// Statistics: area-level pooling with covariates: estimates of known variance around a regression
// whose own spread is estimated.

/// Fay–Herriot model: yᵢ = xᵢ·β + uᵢ + eᵢ with uᵢ ~ N(0, τ²) and eᵢ ~ N(0, vᵢ), vᵢ known.
///
/// τ² is the global maximum of the restricted likelihood, 0 where that falls from the start. Each
/// unit's best predictor is xᵢ·β + γᵢ (yᵢ − xᵢ·β), γᵢ = τ² / (τ² + vᵢ).
///
/// - SeeAlso: Fay and Herriot (1979), JASA 74:269–277; Rao and Molina (2015), Small Area Estimation,
///   ch. 6.
public struct FayHerriot: Hashable, Sendable {
  /// Variance τ² between units beyond the covariates, in squared units of y, `>= 0`.
  public let betweenVariance: Double
  /// Standard error of τ² from the expected information, (2 / tr PP)^½.
  public let betweenVarianceError: Double
  /// Coefficients β, in the unit of y over that of the column.
  public let coefficients: [Double]
  /// Covariance of the coefficients, (XᵀWX)⁻¹ with W = diag 1 / (τ² + vᵢ).
  public let covariance: [[Double]]
  /// Restricted log-likelihood at τ², with all its constants.
  public let restrictedLogLikelihood: Double
  /// Heterogeneity Q of the residuals with weights 1/vᵢ: chi-square with as many degrees of freedom
  /// as units less coefficients when τ² = 0.
  public let heterogeneity: Double
  /// Degrees of freedom of Q, `> 0`.
  public let degreesOfFreedom: Int
  /// Share of the variance of an estimate that lies between units, τ² / (τ² + ṽ) with Higgins and
  /// Thompson's typical variance ṽ, in `[0, 1)`.
  public let heterogeneityShare: Double
  /// The units, in the order given.
  public let units: [Unit]

  /// What the model says of one unit.
  public struct Unit: Hashable, Sendable {
    /// Empirical best linear unbiased predictor, in the unit of y.
    public let predictor: Double
    /// Share γᵢ = τ² / (τ² + vᵢ) of the unit's own estimate in the predictor, in `[0, 1)`.
    public let ownShare: Double
    /// Mean squared error with τ² as if known: τ²vᵢ / (τ² + vᵢ) + (1 − γᵢ)² xᵢᵀ Cov(β) xᵢ.
    public let plugInVariance: Double
    /// Mean squared error with the doubt about τ²: `plugInVariance` + 2 vᵢ² / (τ² + vᵢ)³ · Var τ²,
    /// Var τ² = 2 / Σ (τ² + vⱼ)⁻². Second-order unbiased for restricted likelihood.
    public let meanSquaredError: Double

    /// Standard error with τ² as if known.
    public var plugInError: Double { plugInVariance.squareRoot() }
    /// Standard error with the doubt about τ².
    public var standardError: Double { meanSquaredError.squareRoot() }
  }

  /// Standard errors of the coefficients.
  public var standardErrors: [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// Fits the model by restricted maximum likelihood.
  ///
  /// - Parameters:
  ///   - estimates: yᵢ, any unit, finite.
  ///   - variances: vᵢ, in squared units of y, `> 0`, as many as `estimates`.
  ///   - design: rows xᵢ, all of one length `>= 1`, finite, as many as `estimates`. A constant term
  ///     needs its own column of ones.
  /// - Returns: The fit; τ² to relative 1e-10 or absolute 1e-12 of the spread of y, against metafor
  ///   1e-6.
  /// - Throws: `PoolingError` for too few units, dependent columns, a value that is not finite, or
  ///   a search that does not converge.
  /// - Complexity: O(n p²) for each of about 80 values of τ².
  /// - SeeAlso: Prasad and Rao (1990), JASA 85:163–171; Datta and Lahiri (2000), Statistica Sinica
  ///   10:613–627, for the mean squared error.
  public static func fit(
    estimates: [Double], variances: [Double], design: [[Double]]
  ) throws(PoolingError) -> FayHerriot {
    let likelihood = try RestrictedLikelihood(
      estimates: estimates, variances: variances, design: design)
    let best = try likelihood.maximum()
    let fixed = try likelihood.point(0)
    let tau2 = best.tau2
    // tr P with τ² = 0 gives the typical variance (units − coefficients) / tr P.
    let free = estimates.count - best.coefficients.count
    let typical = Double(free) / fixed.trace
    return FayHerriot(
      betweenVariance: tau2, betweenVarianceError: (2 / best.traceOfSquare).squareRoot(),
      coefficients: best.coefficients, covariance: best.covariance,
      restrictedLogLikelihood: best.logLikelihood, heterogeneity: fixed.residualSum,
      degreesOfFreedom: free, heterogeneityShare: tau2 / (tau2 + typical),
      units: Unit.all(at: best, estimates: estimates, variances: variances, design: design))
  }
}

extension FayHerriot.Unit {
  /// The units at one value of τ².
  static func all(
    at point: RestrictedLikelihood.Point, estimates: [Double], variances: [Double],
    design: [[Double]]
  ) -> [FayHerriot.Unit] {
    let tau2 = point.tau2
    let doubt = 2 / variances.reduce(0) { $0 + 1 / ((tau2 + $1) * (tau2 + $1)) }
    return estimates.indices.map { index in
      let (v, total) = (variances[index], tau2 + variances[index])
      let own = tau2 / total
      let plugIn = own * v + (1 - own) * (1 - own) * point.leverage(of: design[index])
      return FayHerriot.Unit(
        predictor: estimates[index] - (1 - own) * point.residuals[index], ownShare: own,
        plugInVariance: plugIn,
        meanSquaredError: plugIn + 2 * v * v / (total * total * total) * doubt)
    }
  }
}
