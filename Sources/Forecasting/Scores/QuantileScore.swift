// Forecasting: the score of one quantile, of which all interval scores are made.

/// The quantile (pinball) score.
///
/// - SeeAlso: Gneiting and Raftery (2007), JASA 102:359–378, section 6.
public enum QuantileScore {
  /// `(1{y < q} − level) (q − y)`, the price of forecasting q where y came.
  ///
  /// - Parameters:
  ///   - quantile: q, finite, any unit.
  ///   - level: Probability of the quantile, in (0, 1).
  ///   - observed: y, finite, in the unit of the quantile.
  /// - Returns: `>= 0`, in the same unit, 0 only where q = y; correctly rounded but for two roundings.
  public static func pinball(quantile: Double, level: Double, observed: Double) -> Double {
    precondition(quantile.isFinite && observed.isFinite, "quantile \(quantile), y \(observed)")
    precondition(level > 0 && level < 1, "level \(level)")
    return observed < quantile
      ? (1 - level) * (quantile - observed) : level * (observed - quantile)
  }

  /// Mean of `2 pinball` over the levels of a forecast.
  ///
  /// For levels that mirror each other and contain one half it is the weighted interval score with
  /// the median counted once; for levels that are dense it tends to the CRPS.
  ///
  /// - Parameters:
  ///   - forecast: The quantiles.
  ///   - observed: What came, finite, in the unit of the forecast.
  /// - Returns: `>= 0`, in the same unit.
  /// - Complexity: O(levels).
  public static func mean(_ forecast: QuantileForecast, observed: Double) -> Double {
    var sum = 0.0
    for (level, value) in zip(forecast.levels, forecast.values) {
      sum += 2 * pinball(quantile: value, level: level, observed: observed)
    }
    return sum / Double(forecast.levels.count)
  }
}
