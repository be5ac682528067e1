// Statistics: the trend of each unit: saturating curves, a straight line on the logit scale, the
// line of Theil and Sen, the test of Mann and Kendall and a change of speed, or the reason why not.

internal import GSL
public import Records

/// The trend of one unit.
///
/// Time starts 7 days before the first date with an exact count: nobody knows when the campaign
/// began, and a first count of more than 0 must have come in over some time. The assumption moves
/// the early part of a curve, hardly its ceiling; `origin` states the day.
public struct Trend: Sendable {
  /// What came of the fit: the words of the column `status`.
  public enum Outcome: Sendable {
    /// The saturating curve fits.
    case fitted(SaturatingCurve)
    /// Only the line stands, because the curve does not.
    case substituted(because: TrendFailure)
    /// Neither.
    case unavailable(TrendFailure)
  }

  /// Least number of dates with exact counts for a curve.
  public static let leastDates = 4
  /// Least roster for a curve, persons.
  public static let leastOfficials = 10
  /// Least number of dates for a change of speed: with fewer, each side has too few intervals.
  public static let leastDatesForChange = 6
  /// Days before the first exact count at which time starts.
  public static let daysBeforeFirstCount = 7

  /// What the trend is about.
  public let key: UnitKey
  /// The day on which the curve's time starts, 7 days before the first exact count.
  public let origin: CalendarDate
  /// The curve or why not.
  public let outcome: Outcome
  /// The line; nil where there is none.
  public let line: LogitLine?
  /// Why there is no line where there might be one; nil with a line, and with `unavailable`, whose
  /// reason holds for the line as well.
  public let lineFailure: TrendFailure?
  /// The line through the logits that single odd counts hardly move; nil where it does not converge
  /// or there is no line.
  public let robustLine: RobustLine?
  /// Theil–Sen slope of the logit per week with its interval; nil where there is no line.
  public let theilSen: TheilSen?
  /// Whether the speed of signing (new signers per outstanding official and week) rises or falls from
  /// interval to interval; shares themselves never fall, so a test of them would say nothing. Nil
  /// where all speeds are equal.
  public let speedTest: MannKendall?
  /// The date on which the speed of signing changed most; nil below 6 dates.
  public let change: HazardChange?
  /// Dates with exact counts.
  public let dates: Int
  /// Units that the trend follows, all of them from its first date on: in a row of several, a unit
  /// that first reports later would bring all its earlier signers at once.
  public let units: Int
  /// Units of the row that have no exact count, or had none when the trend starts.
  public let unitsLeftOut: Int

  /// The curve; nil where there is none.
  public var curve: SaturatingCurve? {
    if case .fitted(let curve) = outcome { return curve }
    return nil
  }
}

extension TallyBook {
  /// Trends of all rows, in order of their key; rows without counts are there with the reason.
  ///
  /// - Parameters:
  ///   - grouping: How rows are split.
  ///   - confidence: Level of the slope's interval, in `(0, 1)`.
  /// - Returns: One trend for each row in scope.
  public func trends(by grouping: Grouping, confidence: Double) -> [Trend] {
    var members: [UnitKey: [UnitHistory]] = [:]
    for regency in regencies {
      for tally in tallies(of: regency) {
        members[grouping.key(regency, tally.level, in: reference), default: []].append(
          history(of: regency, level: tally.level))
      }
    }
    return members.sorted { $0.key < $1.key }.map { key, histories in
      Trend(key: key, histories: histories, asOf: asOf, confidence: confidence)
    }
  }
}

extension Trend {
  /// Base of the seeds of the simulations behind `change`; the key of the unit is added.
  private static let seed: UInt64 = 20_261_125
  private static let replicates = 199

  init(key: UnitKey, histories: [UnitHistory], asOf: CalendarDate, confidence: Double) {
    self.key = key
    let cohort = Self.cohort(histories)
    units = cohort.members.count
    unitsLeftOut = histories.count - units
    var counts: [(date: CalendarDate, signed: Int, required: Int)] = []
    for date in cohort.dates {
      let tallies = cohort.members.compactMap { $0.tally(on: date) }
      guard !tallies.isEmpty, let pair = RollUp(tallies).exactPair, pair.required > 0 else {
        continue
      }
      counts.append((date, pair.signed, pair.required))
    }
    let start = counts.first?.date.advanced(by: -Self.daysBeforeFirstCount) ?? asOf
    origin = start
    dates = counts.count
    if let failure = Self.failure(counts) {
      outcome = .unavailable(failure)
      (line, lineFailure, robustLine, theilSen) = (nil, nil, nil, nil)
      (speedTest, change) = (nil, nil)
      return
    }
    let points = counts.map {
      TrendPoint(
        week: Double(start.days(to: $0.date)) / 7, signed: Double($0.signed),
        required: Double($0.required))
    }
    let line = Result { () throws(TrendFailure) in
      try LogitLine(points, confidence: confidence)
    }
    self.line = try? line.get()
    lineFailure = line.failure
    robustLine = try? RobustLine(
      times: points.map(\.week), values: points.map(\.logit), confidence: confidence)
    theilSen = TheilSen(
      times: points.map(\.week), values: points.map(\.logit), confidence: confidence)
    let increments = zip(points, [0] + points.map(\.signed)).map {
      Increment(end: $0.week, count: $0.signed - $1)
    }
    speedTest = MannKendall(Self.speeds(points))
    let required = counts[counts.count - 1].required
    change =
      counts.count >= Self.leastDatesForChange
      ? HazardChange(
        increments, required: required, confidence: confidence, replicates: Self.replicates,
        seed: Self.seed(of: key)) : nil
    do throws(TrendFailure) {
      outcome = .fitted(try SaturatingCurve(increments, required: Double(required)))
    } catch {
      outcome = self.line == nil ? .unavailable(error) : .substituted(because: error)
    }
  }

  /// Units that were all counted by one day, and the dates from the day on which the last of them
  /// was. They are those first counted while half of all dates, and enough of them for a curve, were
  /// still to come; where nobody was, those of the first count.
  private static func cohort(
    _ histories: [UnitHistory]
  ) -> (members: [UnitHistory], dates: [CalendarDate]) {
    let dates = Set(histories.flatMap { $0.changes.map(\.date) }).sorted()
    let firsts = histories.map { history in
      history.changes.first { $0.tally.exactPair != nil }?.date
    }
    guard let first = firsts.compactMap({ $0 }).min() else { return ([], []) }
    let kept = min(dates.count, max(leastDates, (dates.count + 1) / 2))
    let limit = max(first, dates[dates.count - kept])
    let members = zip(histories, firsts).compactMap { history, start in
      start.flatMap { $0 <= limit ? (history: history, start: $0) : nil }
    }
    let since = members.map(\.start).max() ?? first
    return (members.map(\.history), dates.filter { $0 >= since })
  }

  /// A seed that stays the same when other units come or go.
  private static func seed(of key: UnitKey) -> UInt64 {
    let names = [
      key.province.map { "\($0)" }, key.regency.map { "\($0)" }, key.level?.rawValue,
      key.employment?.rawValue,
    ]
    return RandomStream.derivedSeed(seed, names.map { $0 ?? "" }.joined(separator: "/"))
  }

  /// New signers per outstanding official and week between the counts.
  private static func speeds(_ points: [TrendPoint]) -> [Double] {
    zip(points, points.dropFirst()).compactMap { before, after in
      let left = after.required - before.signed
      guard left > 0 else { return nil }
      return max(0, after.signed - before.signed) / left / (after.week - before.week)
    }
  }

  private static func failure(
    _ points: [(date: CalendarDate, signed: Int, required: Int)]
  ) -> TrendFailure? {
    guard !points.isEmpty else { return .notCounted }
    guard points.count >= leastDates else { return .tooFewDates(points.count) }
    let roster = points.map(\.required).max() ?? 0
    guard roster >= leastOfficials else { return .tooFewOfficials(roster) }
    let signed = points.map(\.signed)
    guard signed.last ?? 0 > 0, signed.last != signed.first else { return .noChange }
    guard zip(signed, signed.dropFirst()).allSatisfy({ $0 <= $1 }) else { return .falling }
    return nil
  }
}
