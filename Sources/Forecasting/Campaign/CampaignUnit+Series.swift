// Forecasting: one unit's counts cut into bins, from its launch on.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension CampaignUnit {
  /// A unit from its series, as known on a day.
  init(_ series: UnitSeries, asOf: Int, usualGap: Int) {
    regency = series.regency
    level = series.level
    let points = series.points.filter { Int($0.date.dayNumber) <= asOf }.map {
      (day: Int($0.date.dayNumber), signed: $0.signed)
    }
    self.points = points
    required = series.required
    isRosterKnown = series.isRosterKnown
    lastDay = points.last?.day
    lastSigned = points.last?.signed ?? 0
    sessions = series.sessions.map { (Int($0.date.dayNumber), $0.reach) }
    let ceremonies = series.ceremonies.map { Int($0.dayNumber) }
    let counted = points.last?.day ?? Int.min
    ceremoniesAhead = ceremonies.filter { $0 > counted }
    var bins: [CampaignBin] = []
    var launch: Int?
    for (index, point) in points.enumerated() {
      let previous = index > 0 ? points[index - 1] : nil
      let held = ceremonies.first {
        $0 <= point.day && $0 > (previous?.day ?? Int.min)
      }
      let signers = point.signed - (previous?.signed ?? 0)
      if launch == nil {
        guard signers > 0 || held != nil else { continue }
        // Without a record the ceremony lies in the middle of the time in which it can have been.
        let begin = previous?.day ?? point.day - usualGap
        let day = held ?? (begin + point.day) / 2
        launch = day
        bins.append(
          CampaignBin(
            from: day, to: point.day, before: 0, signers: signers, isFirst: true,
            isCeremony: true))
      } else if let previous {
        bins.append(
          CampaignBin(
            from: previous.day, to: point.day, before: previous.signed, signers: signers,
            isFirst: false, isCeremony: held != nil))
      }
    }
    self.bins = bins
    launchDay = launch ?? ceremoniesAhead.first { $0 <= asOf }
  }

  /// The last count on or before a day.
  func signed(by day: Int) -> Int { points.last { $0.day <= day }?.signed ?? 0 }
}

/// The trace of sessions, s(t) = Σ reach exp(−(t − t_j)/7 days) for t > t_j.
enum SessionTrace {
  /// Mean of s over the days after `first` up to `last`.
  static func mean(
    _ sessions: [(day: Int, reach: Double)], after first: Int, through last: Int
  ) -> Double {
    guard last > first else { return 0 }
    var sum = 0.0
    for session in sessions where session.day < last {
      let from = Double(max(first, session.day) - session.day)
      let to = Double(last - session.day)
      sum += session.reach * 7 * (exp(-from / 7) - exp(-to / 7))
    }
    return sum / Double(last - first)
  }
}
