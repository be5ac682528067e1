// Forecasting: changes with a drift and a memory of one step.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The model ARIMA(0,1,1) with drift, `y(t) = y(t−1) + d + e(t) + θ e(t−1)`, by exact maximum
/// likelihood.
///
/// θ = −1 is a straight line with noise, θ = 0 the random walk with drift. The drift and σ² enter in
/// closed form, so that the search is over θ alone.
///
/// - SeeAlso: Brockwell and Davis (1991), Time Series: Theory and Methods, sections 5.2 and 8.7, for
///   the innovations; R's `forecast::Arima` for the variance.
public struct MovingAverageDrift: Hashable, Sendable {
  /// Weight θ of the error before, `-1...1`.
  public let theta: Double
  /// Mean change per step d, in the unit of the series.
  public let drift: Double
  /// Variance of the errors, the weighted sum of squares by the changes less 2.
  public let variance: Double
  /// Logarithm of the likelihood of the changes with all constants; `nil` where the drift explains
  /// them exactly.
  public let logLikelihood: Double?
  private let last: Double
  private let lastInnovation: Double
  private let lastWeight: Double

  /// Fits a series; `nil` for fewer than 5 values, or where their squares overflow.
  ///
  /// - Parameter values: Finite values at equal distances in order of time, any unit.
  /// - Complexity: O(n) for each of some hundred evaluations.
  public init?(_ values: [Double]) {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    guard values.count >= 5 else { return nil }
    let changes = zip(values, values.dropFirst()).map { $1 - $0 }
    let unit = changes.map { abs($0) }.max() ?? 0
    guard unit.isFinite else { return nil }
    let scale = unit > 0 ? unit : 1
    let scaled = changes.map { $0 / scale }
    let count = Double(changes.count)
    func cost(_ angle: Double) -> Double {
      let run = Innovations(scaled, theta: sin(angle))
      // Where the drift explains all changes, the likelihood has no bound; θ is then of no account.
      return count * log(max(run.squares, 1e-28)) + run.logWeights
    }
    // The likelihood may have a hill at −1 beside another one; angles reach both ends smoothly.
    let starts = (-8...8).map { place -> (angle: Double, cost: Double) in
      let angle = Double(place) * Double.pi / 16
      return (angle, cost(angle))
    }
    let start = starts.min { $0.cost < $1.cost }?.angle ?? 0
    let search = try? Minimizer.minimize(start: [start], steps: [0.1], tolerance: 1e-9) {
      cost($0[0])
    }
    // A search that cannot begin leaves the start, the best of the grid.
    let angle = search?.point[0] ?? start
    let run = Innovations(scaled, theta: sin(angle))
    let squares = run.squares * scale * scale
    guard squares.isFinite else { return nil }
    theta = sin(angle)
    drift = run.drift * scale
    variance = squares / (count - 2)
    let likelihood =
      -0.5 * (count * (1 + log(2 * Double.pi * squares / count)) + run.logWeights)
    logLikelihood = run.squares > 1e-28 && likelihood.isFinite ? likelihood : nil
    last = values[values.count - 1]
    lastInnovation = run.lastInnovation * scale
    lastWeight = run.lastWeight
  }

  /// Forecasts of steps 1, 2 … ahead, given the parameters.
  ///
  /// - Parameter steps: Number of steps, `>= 0`.
  /// - Returns: Means and standard deviations in the unit of the series.
  public func forecast(steps: Int) -> NormalForecast {
    // What the changes say of the last error leaves it the variance 1 − 1/v.
    let memory = theta * theta * (1 - 1 / lastWeight)
    let first = last + theta * lastInnovation / lastWeight
    return NormalForecast(
      means: (0..<steps).map { first + drift * Double($0 + 1) },
      standardDeviations: (0..<steps).map { step in
        let passed = Double(step) * (1 + theta) * (1 + theta)
        return (variance * (memory + passed + 1)).squareRoot()
      })
  }
}

/// One-step errors of changes with a moving average, and the drift that makes them least.
private struct Innovations {
  let drift: Double
  /// `Σ u²/v`.
  let squares: Double
  /// `Σ ln v`.
  let logWeights: Double
  let lastInnovation: Double
  let lastWeight: Double

  /// Runs the innovations of the changes and, beside them, of a change of 1, so that those with any
  /// drift are a sum of both: `v₁ = 1 + θ²`, `vₜ = 1 + θ² − θ²/vₜ₋₁`, `uₜ = xₜ − θ uₜ₋₁/vₜ₋₁`.
  init(_ changes: [Double], theta: Double) {
    func run(_ visit: (SIMD2<Double>, Double) -> Void) {
      var weight = 1 + theta * theta
      var innovation = SIMD2<Double>(0, 0)
      for (place, change) in changes.enumerated() {
        let memory = place == 0 ? 0 : theta / weight
        if place > 0 { weight = 1 + theta * theta - theta * theta / weight }
        innovation = SIMD2(change, 1) - memory * innovation
        visit(innovation, weight)
      }
    }
    var (cross, own, logs) = (0.0, 0.0, 0.0)
    run { innovation, weight in
      cross += innovation.x * innovation.y / weight
      own += innovation.y * innovation.y / weight
      logs += log(weight)
    }
    let drift = cross / own
    var (squares, lastInnovation, lastWeight) = (0.0, 0.0, 1.0)
    run { innovation, weight in
      lastInnovation = innovation.x - drift * innovation.y
      lastWeight = weight
      squares += lastInnovation * lastInnovation / weight
    }
    self.drift = drift
    self.squares = squares
    self.logWeights = logs
    self.lastInnovation = lastInnovation
    self.lastWeight = lastWeight
  }
}
