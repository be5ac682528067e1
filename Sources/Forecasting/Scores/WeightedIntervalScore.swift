// Forecasting: the weighted interval score, the main score of the back-test.

/// The weighted interval score with its three parts.
///
/// `(w |y − m| + Σ (αₖ/2) ISₖ) / (K + w)` over K central intervals, with the median m of weight w;
/// without a median `Σ (αₖ/2) ISₖ / K`.
///
/// - SeeAlso: Bracher, Ray, Gneiting and Reich (2021), PLOS Computational Biology 17:e1008618,
///   equations 1 and 2.
public struct WeightedIntervalScore: Hashable, Sendable {
  /// How much the median counts beside an interval.
  public enum MedianWeight: Double, Hashable, Sendable, CaseIterable {
    /// One half: each quantile counts once. The definition of Bracher et al. and of the hubs.
    case half = 0.5
    /// One, as much as an interval of two quantiles (`count_median_twice` of scoringutils).
    case full = 1
  }

  /// The price of width, `>= 0`, in the unit of the observation.
  public let dispersion: Double
  /// The price of forecasts above the observation, `>= 0`.
  public let overprediction: Double
  /// The price of forecasts below the observation, `>= 0`.
  public let underprediction: Double

  /// The sum of the parts.
  public var total: Double { dispersion + overprediction + underprediction }

  /// Scores central intervals and, if there is one, a median.
  ///
  /// - Parameters:
  ///   - intervals: Central intervals in any order; none only beside a median.
  ///   - median: The 0.5 quantile, finite, in the unit of the intervals.
  ///   - observed: What came, finite, in the same unit.
  ///   - medianWeight: The weight of the median beside an interval.
  /// - Complexity: O(intervals).
  public init(
    _ intervals: [PredictionInterval], median: Double?, observed: Double,
    medianWeight: MedianWeight = .half
  ) {
    precondition(!intervals.isEmpty || median != nil, "neither an interval nor a median")
    precondition(observed.isFinite && median?.isFinite != false, "y \(observed)")
    var parts = (width: 0.0, over: 0.0, under: 0.0)
    for interval in intervals {
      let score = IntervalScore(interval, observed: observed, weighed: true)
      parts.width += score.dispersion
      parts.over += score.overprediction
      parts.under += score.underprediction
    }
    var weights = Double(intervals.count)
    if let median {
      parts.over += medianWeight.rawValue * max(0, median - observed)
      parts.under += medianWeight.rawValue * max(0, observed - median)
      weights += medianWeight.rawValue
    }
    dispersion = parts.width / weights
    overprediction = parts.over / weights
    underprediction = parts.under / weights
  }

  /// Scores quantiles: level and mirror image make an interval, 0.5 is the median.
  ///
  /// - Parameters:
  ///   - forecast: Quantiles whose levels mirror each other (`isSymmetric`).
  ///   - observed: What came, finite, in the unit of the forecast.
  ///   - medianWeight: The weight of the median beside an interval.
  /// - Complexity: O(levels).
  public init(
    _ forecast: QuantileForecast, observed: Double, medianWeight: MedianWeight = .half
  ) {
    precondition(forecast.isSymmetric, "levels without mirror image: \(forecast.levels)")
    let count = forecast.levels.count
    let intervals = (0..<(count / 2)).map { place in
      PredictionInterval(
        coverage: 1 - 2 * forecast.levels[place], low: forecast.values[place],
        high: forecast.values[count - 1 - place])
    }
    self.init(
      intervals, median: count.isMultiple(of: 2) ? nil : forecast.values[count / 2],
      observed: observed, medianWeight: medianWeight)
  }
}
