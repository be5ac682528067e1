// Forecasting: whether forecasts lie too high or too low, and how often intervals contain what came.

/// The tendency of a forecast, −1 (all of it below what came) to 1 (all of it above).
///
/// - SeeAlso: Funk et al. (2019), PLOS Computational Biology 15:e1006785; Bosse et al. (2022),
///   arXiv:2205.07090, for the definitions of scoringutils, which these are.
public enum Bias {
  /// `1 − (P(Y ≤ y) + P(Y < y))` for counts.
  ///
  /// - Parameters:
  ///   - draws: Draws of the forecast in any order, at least one.
  ///   - observed: y, what came.
  /// - Returns: `-1...1`.
  /// - Complexity: O(draws).
  public static func of(draws: [Int], observed: Int) -> Double {
    let place = ProbabilityIntegralTransform(draws: draws, observed: observed)
    return 1 - (place.lower + place.upper)
  }

  /// `1 − 2 P(Y ≤ y)` for measurements.
  ///
  /// - Parameters:
  ///   - draws: Draws of the forecast in any order, at least one, none NaN.
  ///   - observed: y, what came.
  /// - Returns: `-1...1`.
  /// - Complexity: O(draws).
  public static func of(draws: [Double], observed: Double) -> Double {
    1 - 2 * ProbabilityIntegralTransform(draws: draws, observed: observed).upper
  }

  /// `1 − 2 α` where α is the highest level whose quantile does not exceed an observation below the
  /// median, or the lowest whose quantile is not below an observation above the median.
  ///
  /// - Parameters:
  ///   - forecast: Quantiles with a level on each side of one half, or one half itself.
  ///   - observed: What came, finite, in the unit of the forecast.
  /// - Returns: `-1...1`; 0 at the median, ±1 beyond all quantiles; `nil` without a median.
  /// - Complexity: O(levels).
  public static func of(_ forecast: QuantileForecast, observed: Double) -> Double? {
    precondition(observed.isFinite, "observed \(observed)")
    guard let median = forecast.median else { return nil }
    let places = forecast.levels.indices
    if observed < median {
      guard let place = places.last(where: { forecast.values[$0] <= observed }) else { return 1 }
      return 1 - 2 * forecast.levels[place]
    }
    if observed > median {
      guard let place = places.first(where: { forecast.values[$0] >= observed }) else { return -1 }
      return 1 - 2 * forecast.levels[place]
    }
    return 0
  }
}

/// How often central intervals contained what came.
public struct EmpiricalCoverage: Hashable, Sendable {
  /// Nominal coverage, in (0, 1).
  public let nominal: Double
  /// Number of forecasts, `> 0`.
  public let count: Int
  /// Forecasts whose closed interval contained what came.
  public let covered: Int

  /// The intervals that are reported: 50, 80 and 95 %.
  public static let reported = [0.5, 0.8, 0.95]

  /// `covered / count`, `0...1`.
  public var share: Double { Double(covered) / Double(count) }
  /// `share − nominal`: below 0 the intervals are too narrow.
  public var deviation: Double { share - nominal }

  /// Counts over forecasts; `nil` where none has the interval.
  ///
  /// - Parameters:
  ///   - nominal: Coverage of the interval to count, in (0, 1).
  ///   - forecasts: Forecasts that have both ends of the interval; others are left out.
  ///   - observed: What came, as many as forecasts.
  /// - Complexity: O(forecasts × log levels).
  public init?(_ nominal: Double, of forecasts: [QuantileForecast], observed: [Double]) {
    precondition(
      forecasts.count == observed.count,
      "\(forecasts.count) forecasts and \(observed.count) observations")
    var (count, covered) = (0, 0)
    for (forecast, y) in zip(forecasts, observed) {
      guard let interval = forecast.interval(nominal) else { continue }
      count += 1
      covered += interval.contains(y) ? 1 : 0
    }
    guard count > 0 else { return nil }
    self.nominal = nominal
    self.count = count
    self.covered = covered
  }
}
