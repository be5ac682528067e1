// Forecasting: the drift of one unit's counts, on the share or on its logit.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A random walk with drift through the counts of one unit, whatever days they fall on.
///
/// Signers never fall and never exceed the roster: quantiles beyond the last count or the roster
/// are put there.
public struct UnitDrift: Hashable, Sendable {
  /// On which scale the walk is straight.
  public enum Scale: Hashable, Sendable, CaseIterable {
    /// Signers ÷ required.
    case share
    /// `ln ((signers + ½)/(required − signers + ½))`.
    case logit
  }

  /// The scale of the walk.
  public let scale: Scale
  /// The walk, in days.
  public let walk: RandomWalk
  /// Signers at the last point, persons.
  public let signed: Int
  /// Roster, persons, `> 0`.
  public let required: Int

  /// The drift of a unit; `nil` for fewer than 3 points or without officials.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - scale: On which scale the walk is straight.
  public init?(_ unit: UnitSeries, scale: Scale) {
    guard let first = unit.points.first, let last = unit.points.last, unit.required > 0 else {
      return nil
    }
    let logit = RosterLogit(required: unit.required)
    let values = unit.points.map { point in
      scale == .share
        ? Double(point.signed) / Double(unit.required) : logit(Double(point.signed))
    }
    let walk = RandomWalk.drifting(
      values, times: unit.points.map { Double(first.date.days(to: $0.date)) })
    guard let walk else { return nil }
    self.scale = scale
    self.walk = walk
    signed = last.signed
    required = unit.required
  }

  /// Quantiles of the signers.
  ///
  /// - Parameters:
  ///   - days: Days after the last point, `>= 0`.
  ///   - levels: Probabilities in strictly rising order, in (0, 1), at least one.
  /// - Returns: Persons, in `signed...required`, not rounded.
  public func quantiles(days: Int, levels: [Double] = HubQuantiles.levels) -> QuantileForecast {
    let (mean, deviation) = walk.forecast(ahead: Double(days))
    let logit = RosterLogit(required: required)
    let straight = NormalForecast.quantiles(
      mean: mean, standardDeviation: deviation, levels: levels)
    return straight.mapped { value in
      let persons = scale == .share ? value * Double(required) : logit.persons(value)
      return min(max(persons, Double(signed)), Double(required))
    }
  }
}
