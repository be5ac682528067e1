// Statistics: how a share of signers hangs on covariates: a generalised linear model of grouped
// binomial counts, such as the signers of a week among those who had not yet signed.

internal import GSL

/// A binomial regression fitted by maximum likelihood: y of n events with probability p, where
/// link(p) = offset + x·β.
///
/// The estimates are found by Newton steps with the expected information (Fisher scoring), halved
/// where the deviance would rise. Perfect prediction and dependent columns are errors, so the
/// estimates of a value of this type are finite and unique.
///
/// - SeeAlso: McCullagh and Nelder (1989), Generalized Linear Models, chapters 2 and 4; Prentice and
///   Gloeckler (1978), Biometrics 34:57–67, for hazards in intervals.
public struct BinomialRegression: Equatable, Sendable {
  /// The link that was used.
  public let link: BinomialLink
  /// Estimates β, one for each column of the design, in predictor units by unit of the column.
  public let coefficients: [Double]
  /// Inverse of the expected information: the covariance of the estimates when the counts are
  /// binomial and independent.
  public let covariance: [[Double]]
  /// 2 Σ w (ln of the saturated likelihood − ln of the likelihood), `>= 0`.
  public let deviance: Double
  /// Deviance of the model with a constant and the offsets alone; with the offsets alone when no
  /// column of the design is constant.
  public let nullDeviance: Double
  /// Σ w ln p(y), with the binomial coefficients.
  public let logLikelihood: Double
  /// Σ w (y − n p)² / (n p (1 − p)), `>= 0`.
  public let pearsonChiSquare: Double
  /// Rows with trials and a positive weight, minus coefficients, `>= 0`.
  public let degreesOfFreedom: Int
  /// Steps of the search.
  public let iterations: Int

  /// Square roots of the diagonal of `covariance`.
  public var standardErrors: [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// Akaike's criterion, −2 `logLikelihood` + 2 · coefficients.
  public var aic: Double {
    AkaikeCriterion.plain(deviance: -2 * logLikelihood, parameters: coefficients.count)
  }

  /// Pearson's dispersion φ, `pearsonChiSquare / degreesOfFreedom`: about 1 for binomial counts, above
  /// it where persons sign together; `nil` without degrees of freedom.
  public var dispersion: Double? {
    degreesOfFreedom > 0 ? pearsonChiSquare / Double(degreesOfFreedom) : nil
  }

  /// Standard errors for counts whose variance is φ times the binomial one (the quasi-binomial
  /// model): √φ times `standardErrors`; `nil` without degrees of freedom.
  public var quasiStandardErrors: [Double]? {
    dispersion.map { dispersion in standardErrors.map { $0 * dispersion.squareRoot() } }
  }

  /// Fits the model.
  ///
  /// - Parameters:
  ///   - design: rows of covariates, all of one length `>= 1`, finite; a constant term needs its own
  ///     column of ones.
  ///   - successes: events y, one for each row, `0...trials`; need not be whole.
  ///   - trials: n, one for each row, finite, `>= 0`; a row of 0 does not count.
  ///   - link: from the predictor to the probability.
  ///   - offsets: known parts of the predictors, finite, one for each row; `nil` means 0.
  ///   - weights: factors of the log-likelihood, finite, `>= 0`, one for each row; a row of 0 does not
  ///     count; `nil` means 1.
  /// - Throws: `RegressionFailure` when a row is invalid, when the rows are too few or the columns
  ///   dependent, when columns foretell the outcome perfectly, or without convergence.
  /// - Complexity: O(rows · columns²) a step, usually 5 to 8 steps. Estimates and errors agree with
  ///   those of R's glm, iterated to rest, to relative 1e-10.
  public init(
    design: [[Double]], successes: [Double], trials: [Double], link: BinomialLink,
    offsets: [Double]? = nil, weights: [Double]? = nil
  ) throws(RegressionFailure) {
    let rows = try BinomialRows(
      design: design, successes: successes, trials: trials, offsets: offsets, weights: weights)
    let fit = try FisherScoring(rows, link)
    self.link = link
    coefficients = fit.coefficients
    deviance = fit.deviance
    iterations = fit.iterations
    degreesOfFreedom = rows.count - rows.columns
    covariance = (0..<rows.columns).map { row in
      Array(fit.covariance[(row * rows.columns)..<((row + 1) * rows.columns)])
    }
    if rows.hasConstant {
      nullDeviance =
        rows.columns == 1 ? fit.deviance : try FisherScoring(rows.constant, link).deviance
    } else {
      nullDeviance = BinomialRows.deviance(rows, link, rows.offsets)
    }
    var (pearson, likelihood) = (0.0, 0.0)
    for row in 0..<rows.count {
      let (y, n) = (rows.successes[row], rows.trials[row])
      let chances = link.chances(fit.predictors[row])
      pearson += rows.weights[row] * chances.pearson(y, of: n)
      likelihood +=
        rows.weights[row] * (Self.lnChoose(n, y) + chances.logLikelihood(y, of: n))
    }
    guard pearson.isFinite && nullDeviance.isFinite && likelihood.isFinite else {
      throw .notConverged(iterations: fit.iterations, deviance: fit.deviance)
    }
    pearsonChiSquare = pearson
    logLikelihood = likelihood
  }

  /// The fitted probability for a row of covariates.
  ///
  /// - Parameters:
  ///   - covariates: as many as coefficients, finite.
  ///   - offset: known part of the predictor, finite.
  /// - Returns: p in 0...1.
  public func probability(_ covariates: [Double], offset: Double = 0) -> Double {
    precondition(
      covariates.count == coefficients.count,
      "\(coefficients.count) coefficients need as many covariates: \(covariates.count)")
    let predictor = zip(covariates, coefficients).reduce(offset) { $0 + $1.0 * $1.1 }
    return link.probability(predictor)
  }

  /// ln (n over y), also for counts that are not whole.
  private static func lnChoose(_ n: Double, _ y: Double) -> Double {
    y > 0 && y < n
      ? -SpecialFunctions.lnBeta(y + 1, n - y + 1) - SpecialFunctions.lnGamma(n + 2)
        + SpecialFunctions.lnGamma(n + 1) : 0
  }
}
