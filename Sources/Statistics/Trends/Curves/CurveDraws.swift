// Statistics: draws of the parameters of a curve, for intervals that are not symmetric.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Weighted draws of one family's parameters from its penalised likelihood.
///
/// Before a campaign bends, the likelihood of the ceiling is one-sided, and a normal interval around
/// the optimum is far too short or leaves (0, 1). Therefore parameters are drawn from a t law around
/// the optimum and weighed by penalised likelihood over density; a second round around the weighted
/// mean of the first has the better shape.
///
/// The dispersion is not known either; the likelihood is averaged over it (`CurveDispersion`).
///
/// - SeeAlso: Geweke (1989), Econometrica 57:1317–1339 (importance sampling).
struct CurveDraws {
  let shape: CurveShape
  let parameters: [[Double]]
  /// Weights with sum 1.
  let weights: [Double]

  private static let firstRound = 200
  private static let secondRound = 400
  private static let tails = 5.0
  /// Number of equally good draws that the weights stand for.
  var effectiveCount: Double { 1 / weights.reduce(0) { $0 + $1 * $1 } }

  init?(
    _ fit: CurveFit, _ counts: GroupedCounts, _ dispersion: CurveDispersion, seed: UInt64
  ) {
    let objective = CurveObjective(
      counts: counts, shape: fit.shape, penalties: fit.shape.penalties(counts))
    let stream = RandomStream(seed: seed)
    var cells = objective.emptyCells()
    let logTarget = { (point: [Double]) -> Double in
      dispersion.logLikelihood(
        rise: objective.deviance(point, &cells) - fit.deviance, parameters: point.count)
        - objective.penalty(point)
    }
    guard
      let first = Self.round(
        fit.parameters, Self.widened(fit.covariance, objective, dispersion), count: Self.firstRound,
        stream, logTarget)
    else { return nil }
    let (mean, covariance) = Self.moments(first)
    let second =
      Self.round(mean, covariance, count: Self.secondRound, stream, logTarget) ?? first
    shape = fit.shape
    parameters = second.map(\.point)
    weights = second.map(\.weight)
  }

  /// The covariance if the dispersion were at its geometric mean, not at its estimate: the part of
  /// the precision that is not the penalties' shrinks in proportion.
  private static func widened(
    _ covariance: [[Double]], _ objective: CurveObjective, _ dispersion: CurveDispersion
  ) -> [[Double]] {
    guard let factor = CholeskyFactor(covariance), let penalties = objective.penalties else {
      return covariance
    }
    let mean = exp(dispersion.values.reduce(0) { $0 + $1.probability * log($1.factor) })
    let share = min(1, dispersion.estimate / mean)
    var precision = factor.inverse().map { $0.map { $0 * share } }
    for place in precision.indices {
      precision[place][place] += (1 - share) / (penalties.spreads[place] * penalties.spreads[place])
    }
    return CholeskyFactor(precision)?.inverse() ?? covariance
  }

  private static func round(
    _ centre: [Double], _ covariance: [[Double]], count: Int, _ stream: RandomStream,
    _ logTarget: ([Double]) -> Double
  ) -> [(point: [Double], weight: Double)]? {
    guard let factor = CholeskyFactor(covariance) else { return nil }
    let size = Double(centre.count)
    let points = (0..<count).map { _ -> (point: [Double], logWeight: Double) in
      let chi = stream.gamma(shape: tails / 2, scale: 2)
      let standard = centre.map { _ in stream.normal() * (tails / chi).squareRoot() }
      let point = zip(centre, factor.times(standard)).map { $0 + $1 }
      let square = standard.reduce(0) { $0 + $1 * $1 }
      let logDensity = -(tails + size) / 2 * log1p(square / tails)
      return (point, logTarget(point) - logDensity)
    }
    guard let top = points.map(\.logWeight).filter(\.isFinite).max() else { return nil }
    let raw = points.map { $0.logWeight.isFinite ? exp($0.logWeight - top) : 0 }
    let sum = raw.reduce(0, +)
    return zip(points, raw).map { ($0.point, $1 / sum) }
  }

  private static func moments(
    _ draws: [(point: [Double], weight: Double)]
  ) -> (mean: [Double], covariance: [[Double]]) {
    let size = draws.first?.point.count ?? 0
    let mean = (0..<size).map { place in draws.reduce(0) { $0 + $1.weight * $1.point[place] } }
    let covariance = (0..<size).map { row in
      (0..<size).map { column in
        draws.reduce(0) {
          $0 + $1.weight * ($1.point[row] - mean[row]) * ($1.point[column] - mean[column])
        }
      }
    }
    return (mean, covariance)
  }
}

/// Quantiles of a weighted sample.
enum WeightedQuantile {
  /// Both ends of the central interval of a level, straight between the middles of the weights.
  static func interval(
    _ values: [Double], _ weights: [Double], confidence: Double
  ) -> (low: Double, high: Double)? {
    let order = values.indices.filter { weights[$0] > 0 }.sorted {
      (values[$0], $0) < (values[$1], $1)
    }
    guard let first = order.first else { return nil }
    var middles: [(at: Double, value: Double)] = []
    var sum = 0.0
    for place in order {
      middles.append((sum + weights[place] / 2, values[place]))
      sum += weights[place]
    }
    func quantile(_ share: Double) -> Double {
      let target = share * sum
      var before = (at: 0.0, value: values[first])
      for middle in middles {
        if middle.at >= target {
          let width = middle.at - before.at
          let part = width > 0 ? (target - before.at) / width : 1
          return before.value + part * (middle.value - before.value)
        }
        before = middle
      }
      return before.value
    }
    return (quantile((1 - confidence) / 2), quantile((1 + confidence) / 2))
  }
}
