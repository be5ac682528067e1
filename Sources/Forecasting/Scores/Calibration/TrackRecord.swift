// Forecasting: how often past forecasts were right, and what that makes of the next one.

public import Records

/// The record of past forecasts, by level and horizon.
public struct TrackRecord: Sendable {
  /// Past forecasts of one level and bucket of horizons.
  public struct Group: Hashable, Sendable {
    /// Past forecasts, `> 0`.
    public let cases: Int
    /// Of these, with what came inside the 80 % interval.
    public let covered: Int
    /// Different days on which they were made; units of one day share their luck.
    public let origins: Int
  }

  /// Factors learnt from the record; they only widen, because the few days of one campaign prove no
  /// narrower interval for the next.
  public let recalibration: Recalibration
  private let forecasts: [PastForecast]

  /// A record; nil where it is empty.
  public init?(_ forecasts: [PastForecast]) {
    guard !forecasts.isEmpty else { return nil }
    self.forecasts = forecasts
    recalibration = Recalibration(
      forecasts.map { one in
        RecalibrationCase(
          level: one.level, origin: one.asOf, days: one.days, signed: one.signed,
          required: one.required,
          forecast: QuantileForecast(
            levels: HubQuantiles.levels, values: one.quantiles.map(Double.init)),
          observed: one.observed)
      }, narrowingOrigins: nil)
  }

  /// What the record holds of forecasts like one.
  ///
  /// - Parameters:
  ///   - level: Level of the unit.
  ///   - days: Days ahead, `>= 0`.
  /// - Returns: nil where it holds none.
  public func group(_ level: Level, days: Int) -> Group? {
    let buckets = recalibration.buckets
    let alike = forecasts.filter {
      $0.level == level && buckets.bucket(of: $0.days) == buckets.bucket(of: days)
    }
    guard !alike.isEmpty else { return nil }
    let levels = HubQuantiles.levels
    guard let low = levels.firstIndex(of: 0.1), let high = levels.firstIndex(of: 0.9) else {
      return nil
    }
    let covered = alike.count {
      $0.quantiles[low] <= $0.observed && $0.observed <= $0.quantiles[high]
    }
    return Group(cases: alike.count, covered: covered, origins: Set(alike.map(\.asOf)).count)
  }
}
