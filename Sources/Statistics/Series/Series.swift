// Statistics: signatures and sessions of each row over time. Days without a report carry the last
// known count on; they never read as zero new signers where nothing is known.

public import Records

/// One date of a series.
public struct SeriesPoint: Sendable {
  /// The day; for weeks their last day (Sunday) or `asOf`.
  public let date: CalendarDate
  /// Signers that became known since the previous point; unknown where either count is not exact or
  /// where no unit of the row reported in between.
  public let newSigned: Count
  /// Signers up to the day.
  public let signed: Count
  /// Officials who must sign on the day.
  public let required: Count
  /// Sessions since the previous point.
  public let newSessions: Int
  /// Sessions up to the day.
  public let sessions: Int
  /// Officials addressed up to the day.
  public let attendees: Count
  /// Units of the row, pairs of regency and level, that have a record by the last day of the series.
  public let units: Int
  /// Of these, units with a record by this day: while fewer report, the counts are theirs alone, and
  /// what a unit had signed before its first record enters all at once.
  public let reporting: Int

  /// Signed ÷ required, `0...1`; nil where one of them is not exact or nobody must sign.
  public var rate: Double? {
    guard let pair = signed.exactPair(of: required), pair.required > 0 else { return nil }
    return Double(pair.signed) / Double(pair.required)
  }
}

/// The series of one row.
public struct Series: Sendable {
  /// How often a point is given.
  public enum Step: String, CaseIterable, Sendable {
    /// Every day.
    case day
    /// Every week, on its Sunday.
    case week
  }

  /// What the series is about.
  public let key: UnitKey
  /// Points in order of date.
  public let points: [SeriesPoint]
  /// Whether the new signers of each point came in a ceremony or one by one; nil for a point without
  /// a report and in a row of several units, whose ceremonies fall together by chance only.
  public let ceremonies: [CeremonyVerdict?]
  /// Signers up to each point who are not recorded yet, as the delays of the records tell; nil where
  /// no nowcast was asked for and where the delays say nothing.
  public let unrecorded: [Nowcast.Missing?]
}

extension TallyBook {
  /// Series of all rows, in order of their key, from the first record to `asOf`.
  ///
  /// - Parameters:
  ///   - grouping: How rows are split; employment is not split here.
  ///   - step: Days or weeks.
  ///   - nowcast: Level of the limits of `Series.unrecorded`, in `(0, 1)`, and the seed of its draws;
  ///     nil for no nowcast.
  /// - Returns: One series for each row that has a dated record.
  public func series(
    by grouping: Grouping, step: Series.Step, nowcast: (confidence: Double, seed: UInt64)? = nil
  ) -> [Series] {
    var members: [UnitKey: [(RegencyCode, Level?)]] = [:]
    for regency in regencies {
      for tally in tallies(of: regency) {
        members[grouping.key(regency, tally.level, in: reference), default: []].append(
          (regency, tally.level))
      }
    }
    let drafts = members.sorted { $0.key < $1.key }.compactMap { key, units in
      draft(key, units: units, step: step)
    }
    let ceremonies = ceremonies(drafts)
    let unrecorded =
      nowcast.map { self.unrecorded(drafts, confidence: $0.confidence, seed: $0.seed) } ?? [:]
    return drafts.map { draft in
      let none = draft.points.count
      return Series(
        key: draft.key, points: draft.points,
        ceremonies: ceremonies[draft.key] ?? Array(repeating: nil, count: none),
        unrecorded: unrecorded[draft.key] ?? Array(repeating: nil, count: none))
    }
  }

  private func draft(
    _ key: UnitKey, units: [(RegencyCode, Level?)], step: Series.Step
  ) -> SeriesDraft? {
    let histories = units.map { history(of: $0.0, level: $0.1) }
    let own = sessionDates(key)
    guard let first = (histories.compactMap { $0.changes.first?.date } + own.map(\.0)).min() else {
      return nil
    }
    var points: [SeriesPoint] = []
    var previous: (signed: Count, sessions: Int) = (.unknown, 0)
    var lastDay = first.advanced(by: -1)
    for day in days(from: first, step: step) {
      let current = histories.compactMap { $0.tally(on: day) }
      guard !current.isEmpty else { continue }
      let rollUp = RollUp(current)
      let coverage = coverage(of: key, parts: current, on: day)
      var newSigned = Count.unknown
      let isReported = histories.contains { $0.isReported(after: lastDay, upTo: day) }
      lastDay = day
      if isReported, let now = rollUp.signed.exactValue {
        if let before = previous.signed.exactValue {
          // A correction downwards says nothing about new signers.
          newSigned = now >= before ? .exact(now - before) : .unknown
        } else if points.isEmpty {
          newSigned = .exact(now)
        }
      }
      points.append(
        SeriesPoint(
          date: day, newSigned: newSigned, signed: rollUp.signed, required: rollUp.required,
          newSessions: coverage.sessions - previous.sessions, sessions: coverage.sessions,
          attendees: coverage.reach, units: histories.count, reporting: current.count))
      previous = (rollUp.signed, coverage.sessions)
    }
    return points.isEmpty
      ? nil
      : SeriesDraft(
        key: key, units: units, histories: histories, points: points)
  }

  private func days(from first: CalendarDate, step: Series.Step) -> [CalendarDate] {
    var day = step == .day ? first : first.advanced(by: 7 - first.weekday)
    var days: [CalendarDate] = []
    while day < asOf {
      days.append(day)
      day = day.advanced(by: step == .day ? 1 : 7)
    }
    return days + [asOf]
  }

  private func sessionDates(_ key: UnitKey) -> [(CalendarDate, String)] {
    sessions.compactMap { session in
      guard let heldOn = session.heldOn else { return nil }
      guard key.place.contains(session.region, in: reference) else { return nil }
      if let level = key.level, !session.audience.contains(where: { $0.levels.contains(level) }) {
        return nil
      }
      return (heldOn, session.countingName)
    }
  }
}

/// The tallies of one unit on the days on which they change.
struct UnitHistory {
  let before: Tally?
  let changes: [(date: CalendarDate, tally: Tally)]

  /// Whether the signers of an interval are known: a register is complete on every day, other
  /// records speak only of the days that they name.
  func isReported(after start: CalendarDate, upTo end: CalendarDate) -> Bool {
    guard let current = tally(on: end) else { return false }
    guard current.requiredBasis > .counts else { return true }
    let last = last(by: end)
    return last >= 0 && changes[last].date > start
  }

  /// The tally that holds on a day.
  func tally(on day: CalendarDate) -> Tally? {
    let last = last(by: day)
    return last >= 0 ? changes[last].tally : before
  }

  /// Position of the last change up to a day, -1 where there is none.
  private func last(by day: CalendarDate) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].date <= day { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
