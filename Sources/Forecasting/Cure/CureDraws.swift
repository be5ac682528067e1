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
/// law around its mode is wrong. Therefore parameters are drawn from a t law around the mode, weighed
/// by posterior over density, a second time around the weighted mean of the first, and resampled.
///
/// - SeeAlso: Geweke (1989), Econometrica 57:1317–1339, importance sampling; Kitagawa (1996), J. Comp.
///   Graph. Stat. 5:1–25, systematic resampling.
public struct CureDraws: Sendable {
  let model: CureModel
  let launch: HazardPoint.Launch
  /// z, q₁ and q₂ of every draw.
  private(set) var points: [SIMD3<Double>]
  /// Number of independent draws that the weights before resampling were worth.
  public let effectiveCount: Double

  private static let firstRound = 200
  private static let secondRound = 500
  private static let tails = 5.0

  /// Draws of the parameters.
  ///
  /// - Parameters:
  ///   - fit: the mode to draw around.
  ///   - times: the signers that were fitted.
  ///   - count: number of draws, `> 0`.
  ///   - seed: decides the draws; give each unit its own.
  /// - Complexity: O(700 × intervals + `count`), 1 to 3 ms for 90 intervals.
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
    let first = Self.round(
      &likelihood, fit.optimum.point, FactorThree(fit.optimum.curvature), Self.firstRound, stream)
    let (mean, precision) = Self.moments(first)
    let second = Self.round(
      &likelihood, mean, precision.flatMap { FactorThree($0) }, Self.secondRound, stream)
    // Where the second centre is worse than the mode, the first draws stand.
    let chosen = Self.effective(second) >= Self.effective(first) ? second : first
    effectiveCount = Self.effective(chosen)
    points = Self.resampled(chosen, count, stream, fallback: fit.optimum.point)
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

  // MARK: Sampling

  private typealias Weighted = [(point: SIMD3<Double>, logWeight: Double)]

  private static func round(
    _ likelihood: inout CureLikelihood, _ centre: SIMD3<Double>, _ factor: FactorThree?,
    _ count: Int, _ stream: RandomStream
  ) -> Weighted {
    guard let factor else { return [] }
    let size = Double(likelihood.model.parameterCount)
    return (0..<count).map { _ in
      let widening = (tails / stream.gamma(shape: tails / 2, scale: 2)).squareRoot()
      var standard = SIMD3(stream.normal(), stream.normal(), stream.normal())
      if likelihood.model.parameterCount < 3 { standard[2] = 0 }
      standard *= widening.isFinite ? widening : 1
      let point = centre + factor.backward(standard)
      let square = (standard * standard).sum()
      let logDensity = -(tails + size) / 2 * log1p(square / tails)
      return (point, -likelihood.evaluate(point, .none).value - logDensity)
    }
  }

  private static func weights(_ draws: Weighted) -> [Double] {
    guard let top = draws.map(\.logWeight).max(), top.isFinite else {
      return draws.map { _ in 0 }
    }
    return draws.map { exp($0.logWeight - top) }
  }

  private static func effective(_ draws: Weighted) -> Double {
    let weights = weights(draws)
    let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
    return squares > 0 ? sum * sum / squares : 0
  }

  /// Weighted mean and precision; no precision where the draws have no spread.
  private static func moments(_ draws: Weighted) -> (SIMD3<Double>, SymmetricThree?) {
    let weights = weights(draws)
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return (.zero, nil) }
    let mean = zip(draws, weights).reduce(SIMD3.zero) { $0 + $1.1 / sum * $1.0.point }
    var covariance = SymmetricThree()
    for (draw, weight) in zip(draws, weights) {
      let d = draw.point - mean
      covariance.add(weight / sum, d[0], d[1], d[2])
    }
    if covariance.m22 == 0 { covariance.m22 = 1 }
    return (mean, FactorThree(covariance)?.inverse())
  }

  private static func resampled(
    _ draws: Weighted, _ count: Int, _ stream: RandomStream, fallback: SIMD3<Double>
  ) -> [SIMD3<Double>] {
    let weights = weights(draws)
    let step = weights.reduce(0, +) / Double(count)
    guard step > 0 else { return Array(repeating: fallback, count: count) }
    var result: [SIMD3<Double>] = []
    result.reserveCapacity(count)
    var target = stream.uniform() * step
    var (sum, place) = (weights[0], 0)
    for _ in 0..<count {
      while sum < target && place < weights.count - 1 {
        place += 1
        sum += weights[place]
      }
      result.append(draws[place].point)
      target += step
    }
    // Neighbours are copies of one point: without a shuffle, draw d of one unit would go along with
    // draw d of another.
    var chance = stream
    result.shuffle(using: &chance)
    return result
  }
}
