// Forecasting: past forecasts with what came, from which factors of recalibration are learnt.

public import Records

/// A forecast of the signers of one unit together with what came.
public struct RecalibrationCase: Hashable, Sendable {
  /// Level of the unit.
  public let level: Level
  /// Day of the forecast's evidence.
  public let origin: CalendarDate
  /// Days from the origin to the day that was forecast, `>= 0`.
  public let days: Int
  /// Signers at the origin, persons, `0...required`.
  public let signed: Int
  /// Roster, persons, `>= 0`.
  public let required: Int
  /// Quantiles of the signers on that day, persons; with the level 0.5.
  public let forecast: QuantileForecast
  /// Signers on that day, persons, `0...required`.
  public let observed: Int

  /// A case.
  ///
  /// - Parameters:
  ///   - level: Level of the unit.
  ///   - origin: Day of the forecast's evidence.
  ///   - days: Days to the day that was forecast, `>= 0`.
  ///   - signed: Signers at the origin, persons, `0...required`.
  ///   - required: Roster, persons, `>= 0`.
  ///   - forecast: Quantiles of the signers, persons; with the level 0.5.
  ///   - observed: Signers that came, persons, `0...required`.
  public init(
    level: Level, origin: CalendarDate, days: Int, signed: Int, required: Int,
    forecast: QuantileForecast, observed: Int
  ) {
    precondition(days >= 0, "\(days) days")
    precondition(
      required >= 0 && (0...required).contains(signed) && (0...required).contains(observed),
      "\(signed) then \(observed) signers of \(required)")
    precondition(forecast.value(at: 0.5) != nil, "levels without 0.5: \(forecast.levels)")
    self.level = level
    self.origin = origin
    self.days = days
    self.signed = signed
    self.required = required
    self.forecast = forecast
    self.observed = observed
  }
}

/// Horizons that are judged together.
public struct HorizonBuckets: Hashable, Sendable {
  /// Last days of all buckets but the last, rising, `>= 0`; the last bucket has no end.
  public let bounds: [Int]

  /// Up to 4, 8 and 13 weeks, and longer.
  public static let quarters = HorizonBuckets(bounds: [28, 56, 91])

  /// Buckets by their last days.
  ///
  /// - Parameter bounds: Days in strictly rising order, `>= 0`; none for a single bucket.
  public init(bounds: [Int]) {
    precondition(
      bounds.allSatisfy { $0 >= 0 } && zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 },
      "bounds rise: \(bounds)")
    self.bounds = bounds
  }

  /// Number of buckets.
  public var count: Int { bounds.count + 1 }

  /// The bucket of a horizon.
  ///
  /// - Parameter days: Days ahead, `>= 0`.
  /// - Returns: `0..<count`.
  public func bucket(of days: Int) -> Int {
    precondition(days >= 0, "\(days) days")
    return bounds.firstIndex { days <= $0 } ?? bounds.count
  }
}
