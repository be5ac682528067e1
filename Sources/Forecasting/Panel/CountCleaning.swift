// Forecasting: from counts as they were published to counts that can only rise. Published counts
// hold typing errors, days on which a page was doubled, and corrections.

internal import Records

/// Cleans the published counts of a panel, with nothing but what was known by then.
///
/// 1. A count more than 10 points of the roster above, or more than 10 below, both its neighbours is
///    a slip and is left out.
/// 2. The newest count cannot be compared with a later one: it is set aside where it fell by more
///    than 10 points, or rose by more than 25. In a panel in which a fifth of the units have risen like
///    this and stayed there, mass signings happen, and such a jump is believed at once.
/// 3. What is left and still falls is a correction: earlier counts are lowered to it.
public struct CountCleaning: Hashable, Sendable {
  /// Whether the newest count is believed where it rose by more than `largestRise`.
  public let jumpsAreBelieved: Bool

  static let slip = 0.10
  static let largestRise = 0.25
  /// Share of the units that must have jumped and stayed for a jump to be believed.
  static let leastJumpers = 0.2

  /// Rules for one panel.
  ///
  /// - Parameter panel: For each unit its counts by rising date and its roster, persons.
  public init(panel: [(points: [UnitSeries.Point], required: Int)]) {
    let jumpers = panel.count { unit in
      let shares = Self.shares(unit.points, required: unit.required)
      return shares.indices.dropFirst().dropLast().contains { index in
        shares[index] - shares[index - 1] > Self.largestRise
          && shares[index] - shares[index + 1] <= Self.slip
      }
    }
    jumpsAreBelieved =
      jumpers > 0 && Double(jumpers) >= Self.leastJumpers * Double(panel.count)
  }

  /// Rules that believe or doubt a jump of the newest count.
  public init(jumpsAreBelieved: Bool) { self.jumpsAreBelieved = jumpsAreBelieved }

  /// The counts of one unit without slips, rising.
  ///
  /// - Parameters:
  ///   - points: Counts by rising date, persons; a count above the roster is taken as the roster.
  ///   - required: Officials who must sign, persons, `>= 0`.
  /// - Returns: Counts that never fall, a part of the dates of `points`; only empty where `points` is.
  /// - Complexity: O(n).
  public func callAsFunction(
    _ points: [UnitSeries.Point], required: Int
  ) -> [UnitSeries.Point] {
    let shares = Self.shares(points, required: required)
    var kept = points.indices.filter { index in
      guard index > 0, index + 1 < points.count else { return true }
      let (before, after) = (shares[index - 1], shares[index + 1])
      return shares[index] - max(before, after) <= Self.slip
        && min(before, after) - shares[index] <= Self.slip
    }
    if kept.count > 2 {
      let rise = shares[kept[kept.count - 1]] - shares[kept[kept.count - 2]]
      if rise < -Self.slip || (rise > Self.largestRise && !jumpsAreBelieved) { kept.removeLast() }
    }
    var least = required
    return kept.reversed().map { index -> UnitSeries.Point in
      least = min(least, points[index].signed)
      return UnitSeries.Point(date: points[index].date, signed: least)
    }.reversed()
  }

  private static func shares(_ points: [UnitSeries.Point], required: Int) -> [Double] {
    points.map { required > 0 ? Double($0.signed) / Double(required) : 0 }
  }
}
