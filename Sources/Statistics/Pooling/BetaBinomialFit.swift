// Statistics: mean and precision of a beta-binomial law by maximum likelihood, the plug-in form of
// borrowing strength. Where the likelihood has no inner maximum, the outcome says which edge it runs to.

public import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A beta-binomial law fitted to the counts of many units: x ~ BetaBinomial(n, m s, (1 − m) s).
///
/// The point estimates stand as if they were known; `RatePool` carries the doubt about them.
///
/// - SeeAlso: Griffiths (1973), Biometrics 29:637–648; Efron and Morris (1975), JASA 70:311–319.
public struct BetaBinomialFit: Hashable, Sendable {
  /// Mean rate m, in (0, 1).
  public let mean: Double
  /// Precision s = α + β, persons, `> 0`: the weight of the law against a unit's own count.
  public let precision: Double
  /// Log-likelihood with the binomial coefficients.
  public let logLikelihood: Double
  /// Covariance of (logit m, ln s): the inverse of the observed information.
  public let covariance: [[Double]]
  /// Units with a roster.
  public let units: Int

  /// First shape of the rates, α = m s.
  public var alpha: Double { mean * precision }
  /// Second shape of the rates, β = (1 − m) s.
  public var beta: Double { (1 - mean) * precision }
  /// Correlation of two officials of one unit, ρ = 1 / (1 + s), in (0, 1).
  public var correlation: Double { 1 / (1 + precision) }
  /// Standard error of logit m.
  public var logitMeanError: Double { covariance[0][0].squareRoot() }
  /// Standard error of ln s.
  public var logPrecisionError: Double { covariance[1][1].squareRoot() }

  /// What the counts say about the law.
  public enum Outcome: Hashable, Sendable {
    /// The likelihood has an inner maximum.
    case fitted(BetaBinomialFit)
    /// The likelihood rises to s → ∞: rates do not differ beyond the binomial law with this mean,
    /// whose log-likelihood is given.
    case noOverdispersion(mean: Double, logLikelihood: Double)
    /// Mean and precision cannot both be found from the counts.
    case undetermined(Reason)
  }

  /// Why there is no fit.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// Fewer than two units have a roster.
    case tooFewUnits
    /// No roster has two officials, so no unit shows how alike its officials are.
    case singleOfficials
    /// Nobody has signed: the likelihood rises to m → 0.
    case noneSigned
    /// Everybody has signed: the likelihood rises to m → 1.
    case allSigned
    /// Every unit has signed as a whole or not at all: the likelihood rises to s → 0.
    case allOrNothing
  }

  /// Fits the law by Newton's method on (logit m, ln s) with an analytic Hessian.
  ///
  /// - Parameter counts: Persons who signed, `0...required`, and who must, `>= 0`, for each unit;
  ///   units with nobody to sign do not count.
  /// - Returns: The fit, relative 1e-9 in m and s where the information is not singular, or the edge
  ///   to which the likelihood rises.
  /// - Throws: `PoolingError.notConverged` when the search stops before its tolerance.
  /// - Complexity: O(distinct counts) for each of about 8 steps.
  public static func fit(_ counts: [(signed: Int, required: Int)]) throws(PoolingError) -> Outcome {
    let likelihood = BetaBinomialLikelihood(counts)
    if let reason = likelihood.obstacle { return .undetermined(reason) }
    let (mean, binomial) = (likelihood.pooledMean, likelihood.binomial)
    guard let start = likelihood.bestStart() else {
      return .noOverdispersion(mean: mean, logLikelihood: binomial)
    }
    let optimum = try likelihood.climb(from: start)
    guard optimum.logPrecision < BetaBinomialLikelihood.largestLogPrecision,
      optimum.value + likelihood.coefficients > binomial
    else { return .noOverdispersion(mean: mean, logLikelihood: binomial) }
    return .fitted(
      BetaBinomialFit(
        mean: optimum.mean, precision: exp(optimum.logPrecision),
        logLikelihood: optimum.value + likelihood.coefficients,
        covariance: optimum.covariance, units: likelihood.units))
  }

  /// Posterior of one unit's rate with m and s as they were fitted: Beta(α + x, β + n − x).
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, `>= 0`.
  /// - Returns: The distribution, without the doubt about m and s.
  public func posterior(signed: Int, required: Int) -> BetaDistribution {
    precondition((0...max(0, required)).contains(signed), "\(signed) of \(required)")
    return BetaDistribution(alpha: alpha + Double(signed), beta: beta + Double(required - signed))
  }
}

/// Counts or variances from which no pool can be found.
public enum PoolingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The search of the named routine stopped after so many steps before it reached its tolerance.
  case notConverged(routine: String, steps: Int)
  /// There are no more units than coefficients.
  case tooFewUnits(units: Int, coefficients: Int)
  /// Columns of the design are linearly dependent.
  case rankDeficient
  /// An estimate, a variance or a covariate is not finite.
  case notFinite

  /// What happened, for a reader.
  public var description: String {
    switch self {
    case .notConverged(let routine, let steps): "\(routine) did not converge in \(steps) steps"
    case .tooFewUnits(let units, let coefficients):
      "\(units) units cannot carry \(coefficients) coefficients and a variance"
    case .rankDeficient: "columns of the design are linearly dependent"
    case .notFinite: "an estimate, a variance or a covariate is not finite"
    }
  }
}
