// Forecasting: the intervals of a unit's reports, with the launch as the origin of time.

public import Records

/// Where a unit's time begins.
public enum CurveOrigin: Hashable, Sendable {
  /// The launch: the day of the last report without signers, or the day before the first report when
  /// that has signers already. For campaigns that begin with a mass signing on a day of their own;
  /// where signers trickle in one by one, a day chosen by the first of them bends the curves of
  /// small units.
  case launch
  /// The first report, or the day before it when that has signers already.
  case firstReport
  /// One day for all units, such as the opening of the campaign; a unit whose first report with
  /// signers is not after it begins the day before that report.
  case day(CalendarDate)
}

extension SigningTimes {
  /// Intervals of a unit's reports in days since its origin; every two reports that follow each other
  /// bound an interval.
  ///
  /// - Parameters:
  ///   - unit: the unit; reports after `asOf` are not looked at.
  ///   - asOf: last day that is known.
  ///   - origin: where time begins.
  /// - Returns: times with the day at whose end time is 0; nil where no report is after it, where
  ///   `required` is 0, and for `launch` where nobody has signed.
  public static func of(
    _ unit: UnitSeries, asOf: CalendarDate, origin: CurveOrigin = .launch
  ) -> (times: SigningTimes, origin: CalendarDate)? {
    let points = unit.points.filter { $0.date <= asOf }
    guard unit.required > 0, let report = points.first else { return nil }
    let first = points.firstIndex { $0.signed > 0 }
    let latest = first.map { points[$0].date.advanced(by: -1) }
    let start: CalendarDate
    switch origin {
    case .launch:
      guard let first, let latest else { return nil }
      start = first > 0 ? points[first - 1].date : latest
    case .firstReport: start = min(report.date, latest ?? report.date)
    case .day(let day): start = min(day, latest ?? day)
    }
    var ends: [Double] = []
    var counts: [Double] = []
    var before = 0
    for point in points where point.date > start {
      ends.append(Double(start.days(to: point.date)))
      counts.append(Double(point.signed - before))
      before = point.signed
    }
    guard !ends.isEmpty else { return nil }
    return (SigningTimes(ends: ends, counts: counts, total: Double(unit.required)), start)
  }
}
