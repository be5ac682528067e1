// Records: a forecast of the past beside what came, as a back-test saves it.

/// A forecast of the signers of one unit together with what came.
public struct PastForecast: Hashable, Sendable {
  /// Level of the unit.
  public let level: Level
  /// Day of the forecast's evidence.
  public let asOf: CalendarDate
  /// Days to the day that was forecast, `> 0`.
  public let days: Int
  /// Officials who had to sign, persons, `> 0`.
  public let required: Int
  /// Signers on the last count before, persons, `0...required`.
  public let signed: Int
  /// Signers that came, in persons of the same roster, `0...required`.
  public let observed: Int
  /// Quantiles of the signers at the 23 levels of forecast hubs, persons, never falling.
  public let quantiles: [Int]

  /// A past forecast from its parts; nil where they do not fit each other.
  public init?(
    level: Level, asOf: CalendarDate, days: Int, required: Int, signed: Int, observed: Int,
    quantiles: [Int]
  ) {
    guard days > 0, required > 0, (0...required).contains(signed),
      (0...required).contains(observed), quantiles.count == 23, quantiles == quantiles.sorted()
    else { return nil }
    self.level = level
    self.asOf = asOf
    self.days = days
    self.required = required
    self.signed = signed
    self.observed = observed
    self.quantiles = quantiles
  }
}
