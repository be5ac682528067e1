// Forecasting: a curve with never-signers, fitted to one unit by penalised maximum likelihood.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Why a curve could not be fitted.
public enum CureFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// No start led to a maximum that passes the checks.
  case notConverged
  /// The likelihood has no maximum inside the parameters: it rises towards a share of 0 or 1, or
  /// towards a curve of width 0. Only without a prior.
  case noMaximum

  /// The reason in words.
  public var description: String {
    switch self {
    case .notConverged: "the search did not converge"
    case .noMaximum: "the likelihood rises without end; a prior is needed"
    }
  }
}

/// A model at some parameters: shares by time.
public struct CureCurve: Hashable, Sendable {
  /// The model.
  public let model: CureModel
  /// z, q₁ and q₂ as `CureModel` writes them; the exponential's q₂ is 0.
  public let parameters: [Double]
  let launch: HazardPoint.Launch

  init(_ model: CureModel, _ point: SIMD3<Double>, _ launch: HazardPoint.Launch) {
    self.model = model
    parameters = [point[0], point[1], point[2]]
    self.launch = launch
  }

  /// Share that will ever sign, in `[0, 1]`.
  public var everSign: Double { model.everSign(parameters[0]) }

  /// Share G(t) that has signed.
  ///
  /// - Parameter time: since the origin, `>= 0`, in the unit of the fit.
  /// - Returns: a share in `[0, 1]`, 0 at the origin, never falling.
  public func share(at time: Double) -> Double { -expm1(-hazard(at: time)) }

  /// −ln(1 − G(t)), which keeps its digits late and early.
  func hazard(at time: Double) -> Double {
    precondition(time >= 0 && time.isFinite, "time \(time)")
    return Self.hazard(
      model, SIMD3(parameters[0], parameters[1], parameters[2]), launch, time: time)
  }

  static func hazard(
    _ model: CureModel, _ q: SIMD3<Double>, _ launch: HazardPoint.Launch, time: Double
  ) -> Double {
    guard time > 0 else { return 0 }
    let point = HazardPoint(
      model.family, time: time, logTime: log(time), q[1], q[2], launch)
    switch model.form {
    case .mixture:
      let signed = -logistic(q[0]) * expm1(-point.value)
      return signed < 0.5 ? -log1p(-signed) : softplus(q[0]) - softplus(q[0] - point.value)
    case .promotionTime: return -exp(min(q[0], 600)) * expm1(-point.value)
    }
  }
}

/// The parameters of greatest posterior, with their doubt.
///
/// The log-likelihood is `Σ n ln p` with p the chance of each interval and of not having signed by
/// the end, divided by the dispersion; the prior's log density is added. Fisher scoring from up to
/// five starts, finished by Newton steps with the observed curvature until a step promises less than
/// 1e-13 of the objective. A fit that does not get there is an error and not a value.
///
/// - SeeAlso: Farewell (1982), Biometrics 38:1041–1046 (mixture); Tsodikov (1998), JRSS B 60:195–207
///   (promotion time).
public struct CureFit: Sendable {
  /// The curve.
  public let curve: CureCurve
  /// Covariance of the parameters: inverse of the observed curvature of the log posterior; 2 × 2 for
  /// the exponential.
  public let covariance: [[Double]]
  /// Log-likelihood `Σ n ln p` without prior, factorials or dispersion; of densities for exact dates.
  public let logLikelihood: Double
  /// Minus the log posterior that was minimised.
  public let objective: Double
  /// Starts that led to this maximum and starts tried.
  public let starts: (agreeing: Int, tried: Int)
  /// Whether scoring failed from every start and the library's BFGS found the maximum.
  public let neededLibrary: Bool
  /// Steps of the search that won.
  public let iterations: Int

  /// Intervals into which a way to the maximum of more than so many is joined.
  private static let roughParts = 16
  private static let roughFrom = 24

  let optimum: CureOptimum
  let prior: CurvePrior
  let dispersion: Double

  /// Fits a curve.
  ///
  /// - Parameters:
  ///   - times: signers by interval.
  ///   - model: family and form.
  ///   - prior: for the unit of time of `times`; nil for `CurvePrior.standard`, which is in days.
  ///   - dispersion: factor on the variance of the counts, `>= 1`.
  /// - Throws: `CureFailure`; `noMaximum` only where the prior leaves a parameter open.
  /// - Complexity: O(starts × steps × intervals); some 35 µs for 90 daily intervals.
  public init(
    _ times: SigningTimes, _ model: CureModel, prior: CurvePrior? = nil, dispersion: Double = 1
  ) throws(CureFailure) {
    try self.init(times, model, prior: prior, dispersion: dispersion, start: nil)
  }

  init(
    _ times: SigningTimes, _ model: CureModel, prior: CurvePrior?, dispersion: Double,
    start: SIMD3<Double>?
  ) throws(CureFailure) {
    precondition(dispersion >= 1 && dispersion.isFinite, "dispersion \(dispersion)")
    let prior = prior ?? .standard(model)
    let isOpen = prior.spreads.prefix(model.parameterCount).contains(.infinity)
    var search = CureSearch(
      CureLikelihood(times.condensed(), model, prior, dispersion: dispersion))
    var found: (optimum: CureOptimum, agreeing: Int, byLibrary: Bool)?
    var tried = 1
    // A start from a fit to nearly the same posterior needs no others.
    if let start, case .found(let end) = search.scored(from: start, isWarm: true) {
      found = (end, 1, false)
    } else {
      let starts = search.likelihood.starts()
      tried = starts.count
      let condensed = search.likelihood.times
      let rough =
        model.form == .mixture && condensed.isGrouped && condensed.terms.count > Self.roughFrom
        ? CureLikelihood(
          condensed.joined(into: Self.roughParts), model, prior, dispersion: dispersion,
          launch: search.likelihood.launch) : nil
      found = search.best(starts, rough: rough)
    }
    guard let found else { throw isOpen ? .noMaximum : .notConverged }
    let factor = FactorThree(found.optimum.curvature)
    guard let factor else { throw .notConverged }
    let covariance = factor.inverse()
    // A logit known to within 10 up and down is any share between 0 and 1.
    guard !isOpen || (covariance.m00 < 100 && abs(found.optimum.point[0]) < 30) else {
      throw .noMaximum
    }
    curve = CureCurve(model, found.optimum.point, search.likelihood.launch)
    self.covariance = covariance.rows(model.parameterCount)
    optimum = found.optimum
    objective = found.optimum.value
    logLikelihood = search.likelihood.logLikelihood(found.optimum.point)
    starts = (found.agreeing, tried)
    neededLibrary = found.byLibrary
    iterations = found.optimum.iterations
    self.prior = prior
    self.dispersion = dispersion
  }

  /// Standard errors of the parameters.
  public var standardErrors: [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// Interval of the share that will ever sign, symmetric in z.
  ///
  /// Before a campaign bends the posterior of z is lopsided; `CureDraws` knows, this does not.
  ///
  /// - Parameter confidence: two-sided level, in `(0, 1)`.
  /// - Returns: both ends in `[0, 1]`, around `curve.everSign`.
  public func everSignInterval(confidence: Double) -> (low: Double, high: Double) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let half =
      NormalDistribution.standard.upperQuantile((1 - confidence) / 2)
      * covariance[0][0].squareRoot()
    let z = curve.parameters[0]
    return (curve.model.everSign(z - half), curve.model.everSign(z + half))
  }
}

extension CureLikelihood {
  /// Σ n ln p.
  mutating func logLikelihood(_ q: SIMD3<Double>) -> Double {
    let distance = q - centres
    let penalty = (distance * distance * precisions).sum() / 2
    return -(evaluate(q, .none).value - penalty) * dispersion - times.logWidths
  }
}
