// Forecasting: the intervals of a unit's reports, with the launch as the origin of time.

public import Records

extension SigningTimes {
  /// Intervals of a unit's reports in days since its launch.
  ///
  /// Every two reports that follow each other bound an interval. The launch is the day of the last
  /// report without signers, or the day before the first report when that has signers already.
  ///
  /// - Parameters:
  ///   - unit: the unit; reports after `asOf` are not looked at.
  ///   - asOf: last day that is known.
  ///   - origin: day at whose end time is 0, before the first report with signers; nil for the
  ///     launch.
  /// - Returns: times with their origin; nil where nobody has signed by `asOf` or `required` is 0.
  public static func of(
    _ unit: UnitSeries, asOf: CalendarDate, origin: CalendarDate? = nil
  ) -> (times: SigningTimes, origin: CalendarDate)? {
    let points = unit.points.filter { $0.date <= asOf }
    guard unit.required > 0, let first = points.firstIndex(where: { $0.signed > 0 }) else {
      return nil
    }
    let launch = first > 0 ? points[first - 1].date : points[first].date.advanced(by: -1)
    let start = origin ?? launch
    precondition(start < points[first].date, "\(start) is not before \(points[first].date)")
    var ends: [Double] = []
    var counts: [Double] = []
    var before = 0
    for point in points where point.date > start {
      ends.append(Double(start.days(to: point.date)))
      counts.append(Double(point.signed - before))
      before = point.signed
    }
    return (SigningTimes(ends: ends, counts: counts, total: Double(unit.required)), start)
  }
}
