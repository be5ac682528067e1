// Forecasting: draws of a curve's parameters from their posterior, and of signers given the curve.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Equally likely curves for one unit.
///
/// Before a campaign bends the posterior of the share that will ever sign is one-sided, and a normal
/// law around its mode is wrong. Therefore the draws come from a weighted sample of the posterior
/// itself: 700 points from the prior and from t laws around the mode and the mean.
///
/// - SeeAlso: Geweke (1989), Econometrica 57:1317–1339, importance sampling.
public struct CureDraws: Sendable {
  let model: CureModel
  let launch: HazardPoint.Launch
  /// z, q₁ and q₂ of every draw.
  private(set) var points: [SIMD3<Double>]
  /// Number of independent draws that the weights before resampling were worth.
  public let effectiveCount: Double

  /// Draws of the parameters.
  ///
  /// - Parameters:
  ///   - fit: the mode to draw around.
  ///   - times: the signers that were fitted.
  ///   - count: number of draws, `> 0`.
  ///   - seed: decides the draws; give each unit its own.
  /// - Complexity: O(700 × intervals + `count`), 1 to 2 ms for 90 intervals.
  public init(_ fit: CureFit, _ times: SigningTimes, count: Int, seed: UInt64) {
    self.init(fit, times, count: count, stream: RandomStream(seed: seed))
  }

  /// The same with a stream that other draws of the unit go on from.
  init(_ fit: CureFit, _ times: SigningTimes, count: Int, stream: RandomStream) {
    precondition(count > 0, "count \(count)")
    var likelihood = CureLikelihood(
      times.condensed(), fit.curve.model, fit.prior, dispersion: fit.dispersion)
    model = fit.curve.model
    launch = fit.curve.launch
    let sample = PosteriorSample(
      &likelihood, mode: fit.optimum.point, curvature: fit.optimum.curvature, stream)
    effectiveCount = sample.effectiveCount
    points = sample.resampled(count, stream, fallback: fit.optimum.point)
  }

  /// Draws of the prior alone, for a unit without signers.
  init(
    _ model: CureModel, _ prior: CurvePrior, launch: HazardPoint.Launch, count: Int,
    stream: RandomStream
  ) {
    let (centres, precisions) = (prior.centres(model), prior.precisions(model))
    self.model = model
    self.launch = launch
    effectiveCount = Double(count)
    points = (0..<count).map { _ in
      let normals = SIMD3(stream.normal(), stream.normal(), stream.normal())
      return centres + normals / precisions.squareRoot()
    }
    if model.parameterCount < 3 { for draw in points.indices { points[draw][2] = 0 } }
  }

  /// Moves every draw by its own shift.
  mutating func shift(_ shifts: [SIMD3<Double>]) {
    precondition(shifts.count == points.count, "\(shifts.count) shifts")
    for draw in points.indices { points[draw] += shifts[draw] }
  }

  /// Variances of the parameters over the draws.
  var variances: SIMD3<Double> {
    let mean = points.reduce(.zero, +) / Double(points.count)
    return points.reduce(.zero) { $0 + ($1 - mean) * ($1 - mean) } / Double(points.count)
  }

  /// Number of draws.
  public var count: Int { points.count }

  /// One curve.
  ///
  /// - Parameter draw: `0..<count`.
  /// - Returns: the curve with the parameters of that draw.
  public func curve(_ draw: Int) -> CureCurve { CureCurve(model, points[draw], launch) }

  /// Interval of the share that will ever sign.
  ///
  /// - Parameter confidence: two-sided level, in `(0, 1)`.
  /// - Returns: quantiles over the draws, in `[0, 1]`.
  /// - Complexity: O(`count` log `count`).
  public func everSignInterval(confidence: Double) -> (low: Double, high: Double) {
    interval(confidence) { model.everSign($0[0]) }
  }

  /// Interval of the share G(t) that has signed by a time; about the curve, not about persons.
  ///
  /// - Parameters:
  ///   - time: since the origin, `>= 0`.
  ///   - confidence: two-sided level, in `(0, 1)`.
  /// - Returns: quantiles over the draws, in `[0, 1]`.
  /// - Complexity: O(`count` log `count`).
  public func shareInterval(at time: Double, confidence: Double) -> (low: Double, high: Double) {
    interval(confidence) { -expm1(-CureCurve.hazard(model, $0, launch, time: time)) }
  }

  private func interval(
    _ confidence: Double, _ quantity: (SIMD3<Double>) -> Double
  ) -> (low: Double, high: Double) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let sorted = points.map(quantity).sorted()
    // Type 1 from either side.
    let below = Int(((1 - confidence) / 2 * Double(sorted.count)).rounded(.down))
    return (sorted[below], sorted[sorted.count - 1 - below])
  }
}
