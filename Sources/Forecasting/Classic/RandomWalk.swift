// Forecasting: the random walk with and without drift, the plainest forecasts of a series.

/// A random walk, observed at any distances in time.
///
/// `y(t + h) ~ N(y(t) + d h, h σ² + h² se(d)²)`, where the drift d is the slope from the first to the
/// last observation and σ² the variance of a change per unit of time.
///
/// For equal distances of 1 these are the formulas of R's `forecast::rwf`.
///
/// - SeeAlso: Hyndman and Athanasopoulos (2021), Forecasting: Principles and Practice, section 5.2.
public struct RandomWalk: Hashable, Sendable {
  /// The last observation, in the unit of the series.
  public let last: Double
  /// Drift per unit of time; 0 for the naive forecast.
  public let drift: Double
  /// Standard error of the drift, `>= 0`; 0 for the naive forecast.
  public let driftError: Double
  /// Standard deviation σ of a change over one unit of time, `>= 0`.
  public let deviation: Double

  /// The walk without drift, `σ² = Σ Δ²/Δt / m` over m changes.
  ///
  /// - Parameters:
  ///   - values: Finite observations in order of time, any unit.
  ///   - times: Finite times in strictly rising order, as many as values; `nil` for distances of 1.
  /// - Returns: The walk; `nil` for fewer than 2 observations.
  public static func naive(_ values: [Double], times: [Double]? = nil) -> RandomWalk? {
    guard values.count >= 2 else { return nil }
    let walk = changes(values, times)
    let squares = walk.reduce(0) { $0 + $1.value * $1.value / $1.time }
    return finite(
      last: values[values.count - 1], drift: 0, driftError: 0,
      variance: squares / Double(walk.count))
  }

  /// The walk with drift, `σ² = Σ (Δ − d Δt)²/Δt / (m − 1)` and `se(d)² = σ² / (tₙ − t₁)`.
  ///
  /// - Parameters:
  ///   - values: Finite observations in order of time, any unit.
  ///   - times: Finite times in strictly rising order, as many as values; `nil` for distances of 1.
  /// - Returns: The walk; `nil` for fewer than 3 observations.
  public static func drifting(_ values: [Double], times: [Double]? = nil) -> RandomWalk? {
    guard values.count >= 3 else { return nil }
    let walk = changes(values, times)
    let span = walk.reduce(0) { $0 + $1.time }
    let drift = (values[values.count - 1] - values[0]) / span
    let squares = walk.reduce(0) { sum, change in
      let residual = change.value - drift * change.time
      return sum + residual * residual / change.time
    }
    let variance = squares / Double(walk.count - 1)
    return finite(
      last: values[values.count - 1], drift: drift, driftError: (variance / span).squareRoot(),
      variance: variance)
  }

  /// Mean and standard deviation of a forecast.
  ///
  /// - Parameter ahead: Units of time ahead, finite, `>= 0`.
  /// - Returns: Both in the unit of the series.
  public func forecast(ahead: Double) -> (mean: Double, standardDeviation: Double) {
    precondition(ahead >= 0 && ahead.isFinite, "ahead \(ahead)")
    let error = ahead * driftError
    return (
      last + drift * ahead, (ahead * deviation * deviation + error * error).squareRoot()
    )
  }

  /// Forecasts of steps 1, 2 … ahead.
  ///
  /// - Parameter steps: Number of steps, `>= 0`.
  /// - Returns: Relative 1e-9 against R.
  public func forecast(steps: Int) -> NormalForecast {
    let moments = (0..<steps).map { forecast(ahead: Double($0 + 1)) }
    return NormalForecast(
      means: moments.map(\.mean), standardDeviations: moments.map(\.standardDeviation))
  }

  private static func changes(_ values: [Double], _ times: [Double]?)
    -> [(value: Double, time: Double)]
  {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    let times = times ?? values.indices.map(Double.init)
    precondition(times.count == values.count, "\(times.count) times, \(values.count) values")
    precondition(
      zip(times, times.dropFirst()).allSatisfy { $0 < $1 && ($1 - $0).isFinite },
      "times rise: \(times)")
    return values.indices.dropFirst().map {
      (values[$0] - values[$0 - 1], times[$0] - times[$0 - 1])
    }
  }

  /// The walk, unless a sum of squares has overflowed.
  private static func finite(last: Double, drift: Double, driftError: Double, variance: Double)
    -> RandomWalk?
  {
    guard drift.isFinite, driftError.isFinite, variance.isFinite else { return nil }
    return RandomWalk(
      last: last, drift: drift, driftError: driftError, deviation: variance.squareRoot())
  }
}
