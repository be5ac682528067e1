// Forecasting: the search for the weights of an exponential smoothing.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Least squares over α, β and φ within the bounds of R's `ets`.
struct SmoothingSearch {
  /// Weights with the states that are best for them.
  struct Fit {
    let alpha: Double
    let beta: Double
    let phi: Double
    let firstLevel: Double
    let firstTrend: Double
    let lastLevel: Double
    let lastTrend: Double
    let squares: Double
  }

  private static let weights = (least: 1e-4, most: 0.9999)
  private static let dampings = (least: 0.8, most: 0.98)

  private let values: [Double]
  private let form: ExponentialSmoothing.Form
  private let dimensions: Int

  init(_ values: [Double], form: ExponentialSmoothing.Form) {
    self.values = values
    self.form = form
    dimensions = form == .simple ? 1 : form == .trend ? 2 : 3
  }

  /// The best fit from a grid of starts and the simplex method from the three best of them.
  ///
  /// The likelihood often has two hills, one with a moving level and one with a straight line, and
  /// its top often lies on a bound. Coordinates are angles: `sin²` reaches both bounds, smoothly.
  func best() -> Fit {
    let grid = [0.0, 0.15, 0.4, 0.7, 1].map { asin($0.squareRoot()) }
    var starts: [[Double]] = [[]]
    for _ in 0..<dimensions { starts = starts.flatMap { start in grid.map { start + [$0] } } }
    let ranked = starts.map { (squares: fit($0.span).squares, start: $0) }
      .sorted { $0.squares < $1.squares }
    let first = ranked[0].start
    var best = fit(first.span)
    for candidate in ranked.prefix(3) {
      var start = candidate.start
      // A simplex may come to rest beside the top; from a fresh one it goes on.
      for _ in 0..<3 {
        // A search that cannot begin leaves the best start, which is a fit too.
        let found = try? Minimizer.minimize(
          start: start, steps: start.map { $0 > 0.8 ? -0.2 : 0.2 }, tolerance: 1e-7,
          maximumIterations: 600
        ) { fit($0).squares }
        guard let found else { break }
        let candidate = fit(found.point.span)
        let gain = best.squares - candidate.squares
        if gain > 0 { best = candidate }
        start = found.point
        guard gain > 1e-10 * best.squares else { break }
      }
    }
    return best
  }

  /// The fit of weights by angles, one for each dimension.
  private func fit(_ angles: Span<Double>) -> Fit {
    func between(_ least: Double, _ most: Double, _ place: Int) -> Double {
      let sine = sin(angles[place])
      return min(most, least + (most - least) * sine * sine)
    }
    let alpha = between(Self.weights.least, Self.weights.most, 0)
    switch form {
    case .simple: return fit(alpha, 0, 0)
    case .trend: return fit(alpha, between(Self.weights.least, alpha, 1), 1)
    case .damped:
      return fit(
        alpha, between(Self.weights.least, alpha, 1),
        between(Self.dampings.least, Self.dampings.most, 2))
    }
  }

  /// Runs the recursion for the values and, beside it, for a first level of 1 and a first trend of 1
  /// with values of 0. The errors are a sum of the three, so that sums of products of them give the
  /// states with the least squares.
  private func fit(_ alpha: Double, _ beta: Double, _ phi: Double) -> Fit {
    var states = (SIMD3<Double>(0, 1, 0), SIMD3<Double>(0, 0, 1))
    var (rr, ru, rw, uu, uw, ww) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for value in values {
      let error = Self.step(&states, SIMD3(value, 0, 0), alpha, beta, phi)
      rr += error.x * error.x
      ru -= error.x * error.y
      rw -= error.x * error.z
      uu += error.y * error.y
      uw += error.y * error.z
      ww += error.z * error.z
    }
    // The first error of a level of 1 is −1, so uu is at least 1.
    let rest = ww - uw * uw / uu
    // Without a trend, or where a trend looks like a level, the trend is 0.
    let trend = form == .simple || rest <= 1e-12 * ww ? 0 : (rw - uw * ru / uu) / rest
    let level = (ru - uw * trend) / uu
    // The sum of squares from the errors themselves: as a difference of sums of products it would
    // lose the digits of a good fit.
    return Self.run(
      values, alpha: alpha, beta: beta, phi: phi, firstLevel: level, firstTrend: trend)
  }

  /// The errors of given weights and first states.
  static func run(
    _ values: [Double], alpha: Double, beta: Double, phi: Double, firstLevel: Double,
    firstTrend: Double
  ) -> Fit {
    var states = (SIMD3(firstLevel, 0, 0), SIMD3(firstTrend, 0, 0))
    var squares = 0.0
    for value in values {
      let error = step(&states, SIMD3(value, 0, 0), alpha, beta, phi).x
      squares += error * error
    }
    return Fit(
      alpha: alpha, beta: beta, phi: phi, firstLevel: firstLevel, firstTrend: firstTrend,
      lastLevel: states.0.x, lastTrend: states.1.x, squares: squares)
  }

  @inline(__always)
  private static func step(
    _ states: inout (SIMD3<Double>, SIMD3<Double>), _ values: SIMD3<Double>, _ alpha: Double,
    _ beta: Double, _ phi: Double
  ) -> SIMD3<Double> {
    let trend = phi * states.1
    let forecast = states.0 + trend
    let error = values - forecast
    states = (forecast + alpha * error, trend + beta * error)
    return error
  }
}
