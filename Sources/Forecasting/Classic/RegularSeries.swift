// Forecasting: counts on a grid of equal steps, as the classic methods need them.

public import Records

/// The signers of one unit at equal distances in time, ending with the last report.
///
/// Between two reports the count is read off the straight line through both: that a day has no
/// report does not mean that nobody signed on it.
public struct RegularSeries: Hashable, Sendable {
  /// Days from one value to the next, `> 0`.
  public let stepDays: Int
  /// The day of the last value.
  public let lastDate: CalendarDate
  /// Signers in order of time, persons, never falling, at least one.
  public let values: [Double]

  /// The series of a unit; `nil` for a unit without points.
  ///
  /// - Parameters:
  ///   - unit: The unit.
  ///   - stepDays: Days from one value to the next, `> 0`.
  /// - Complexity: O(points + steps).
  public init?(_ unit: UnitSeries, stepDays: Int = 7) {
    precondition(stepDays > 0, "a step of \(stepDays) days")
    let points = unit.points
    guard let first = points.first, let last = points.last else { return nil }
    let steps = first.date.days(to: last.date) / stepDays
    var segment = 0
    values = (0...steps).map { step in
      let date = last.date.advanced(by: (step - steps) * stepDays)
      while segment + 1 < points.count && points[segment + 1].date <= date { segment += 1 }
      let start = points[segment]
      guard segment + 1 < points.count, start.date < date else { return Double(start.signed) }
      let end = points[segment + 1]
      let share = Double(start.date.days(to: date)) / Double(start.date.days(to: end.date))
      return Double(start.signed) + share * Double(end.signed - start.signed)
    }
    self.stepDays = stepDays
    lastDate = last.date
  }
}
