// Statistics: one family of curves fitted to one campaign, by plain or penalised maximum likelihood.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One family fitted to the new signers by interval and to those who have not signed.
///
/// The log-likelihood is `Σ y ln p + (N − S) ln(1 − P(t_end))` with p the chance of each interval. It
/// is maximised by least squares: the squares of the signed deviance roots sum to the deviance. The
/// fit is finished by Newton steps until the likelihood still to be won is below 1e-6.
public struct CurveFit: Sendable {
  /// The family.
  public let family: CurveFamily
  /// z, q₁ and q₂ as the family writes them; the exponential has no q₂. The ceiling is L(z), or
  /// `1 − exp(−exp z)` in a promotion-time model.
  public let parameters: [Double]
  /// Covariance of the parameters: the inverse of the observed curvature of the objective.
  public let covariance: [[Double]]
  /// Multinomial deviance, `>= 0`; penalties are not in it.
  public let deviance: Double
  /// Log-likelihood without the multinomial coefficient.
  public let kernelLogLikelihood: Double
  /// Log-likelihood with the multinomial coefficient (by the gamma function for real counts).
  public let multinomialLogLikelihood: Double
  /// Free parameters for a criterion.
  public let freeParameters: Int
  /// Starts whose searches ended at this optimum, and starts tried.
  public let starts: (agreeing: Int, tried: Int)

  let shape: CurveShape

  /// Fits a family.
  ///
  /// - Parameters:
  ///   - family: the family.
  ///   - increments: intervals in order of time, at least one, with a positive total.
  ///   - required: officials who must sign, persons, at least the total.
  ///   - penalised: whether the weak penalties of `SaturatingCurve` hold the parameters; without
  ///     them the fit fails where the data show no plateau.
  ///   - dispersion: factor by which the data's variance is above the multinomial one, `>= 1`; it
  ///     widens the covariance, and weighs the data against the penalties.
  /// - Throws: `TrendFailure.notConverged` where no start leads to an optimum inside, as without
  ///   penalties before the curve bends.
  /// - Complexity: O(starts × iterations × intervals).
  public init(
    _ family: CurveFamily, _ increments: [Increment], required: Double, penalised: Bool,
    dispersion: Double = 1
  ) throws(TrendFailure) {
    precondition(dispersion >= 1 && dispersion.isFinite, "dispersion \(dispersion)")
    try self.init(
      family, GroupedCounts(increments, required: required), penalised: penalised,
      dispersion: dispersion, start: nil)
  }

  init(
    _ family: CurveFamily, _ counts: GroupedCounts, penalised: Bool, dispersion: Double,
    start: [Double]?
  ) throws(TrendFailure) {
    let shape = CurveShape(family, counts)
    let objective = CurveObjective(
      counts: counts, shape: shape, penalties: penalised ? shape.penalties(counts) : nil)
    let starts = start.map { [$0] } ?? shape.starts(counts)
    let scan =
      objective.scan(starts, dispersion: dispersion) ?? (parameters: starts[0], agreeing: 0)
    let solution: CurveSolution
    do throws(GSLError) {
      solution = try objective.converge(scan, tried: starts.count, dispersion: dispersion)
    } catch { throw .notConverged("\(family.rawValue): \(error.message)") }
    guard solution.decrement < 1e-6,
      solution.covariance.indices.allSatisfy({
        solution.covariance[$0][$0] > 0 && solution.covariance[$0][$0].isFinite
      })
    else {
      throw .notConverged(
        "\(family.rawValue): the likelihood still rises by \(solution.decrement)")
    }
    // A logit known to within 10 up and down is a ceiling anywhere between 0 and 1.
    guard penalised || solution.covariance[0][0] < 100 else {
      throw .notConverged("\(family.rawValue): the data leave the ceiling open")
    }
    self.shape = shape
    self.family = family
    parameters = solution.parameters
    covariance = solution.covariance
    deviance = solution.deviance
    freeParameters = shape.freeParameters()
    self.starts = (solution.agreeingStarts, solution.starts)
    // The saturated model puts each cell at its own share.
    let saturated = (counts.counts + [counts.unsigned]).reduce(0.0) {
      $0 + ($1 > 0 ? $1 * log($1 / counts.required) : 0)
    }
    kernelLogLikelihood = saturated - solution.deviance / 2
    let factorial = { (count: Double) in SpecialFunctions.lnGamma(count + 1) }
    multinomialLogLikelihood =
      kernelLogLikelihood + factorial(counts.required)
      - (counts.counts + [counts.unsigned]).reduce(0) { $0 + factorial($1) }
  }

  /// Standard errors of the parameters.
  public var standardErrors: [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// Share that will ever sign, in (0, 1).
  public var ceiling: Double { Self.ceiling(parameters[0], family) }

  /// Share that has signed at a time.
  ///
  /// - Parameter time: weeks since the origin, `>= 0`.
  /// - Returns: a share in `[0, 1)`, 0 at the origin.
  public func share(at time: Double) -> Double { Self.share(time, parameters, shape) }

  static func ceiling(_ z: Double, _ family: CurveFamily) -> Double {
    family.isPromotion ? -expm1(-exp(z)) : CurveShape.logisticFunction(z)
  }

  static func share(_ time: Double, _ p: [Double], _ shape: CurveShape) -> Double {
    let signed = shape.point(time, p[1], p.count > 2 ? p[2] : 0).signed
    return shape.family.isPromotion
      ? -expm1(-exp(p[0]) * signed) : CurveShape.logisticFunction(p[0]) * signed
  }

  /// Akaike's criterion `deviance / dispersion + 2k + 2k(k + 1) / (n − k − 1)`.
  ///
  /// - Parameters:
  ///   - dispersion: factor on the variance, `>= 1`, the same for all families compared.
  ///   - intervals: number n of intervals.
  /// - Returns: the criterion; nil where n does not exceed k + 1.
  public func aicc(dispersion: Double, intervals: Int) -> Double? {
    AkaikeCriterion.corrected(
      deviance: deviance / dispersion, parameters: freeParameters, observations: intervals)
  }
}
