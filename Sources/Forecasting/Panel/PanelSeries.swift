// Forecasting: the units of a tally book as models of counts over time read them.

internal import Records
internal import Statistics

/// The counts over time of all units of a panel, cleaned together.
struct PanelSeries {
  /// A series for each unit; nil where no exact count fits its roster.
  let series: [UnitSeries?]
  /// Whether mass signings rule the panel: a fifth of the units were seen at one, or, in a panel of
  /// several levels (whatever the scope), jumped and stayed or began with a jump. Where one level
  /// alone is counted, jumps may be no more than counts far apart.
  let isCampaign: Bool

  init(_ units: [PanelUnit], _ book: TallyBook, _ scenario: Scenario) {
    let counts = units.map { unit -> (points: [UnitSeries.Point], required: Int) in
      guard unit.outcome == .counted, let pair = unit.tally.exactPair else { return ([], 0) }
      let dated = book.datedCounts(of: unit.regency, level: unit.level)
      return (dated.map { UnitSeries.Point(date: $0.date, signed: $0.signed) }, pair.required)
    }
    let known = counts.filter { !$0.points.isEmpty }
    let signings = zip(units, counts).map { unit, counts in
      counts.points.isEmpty ? [] : book.signingDays(of: unit.regency, level: unit.level)
    }
    let seen = signings.count { !$0.isEmpty }
    let least = CountCleaning.leastJumpers * Double(max(known.count, 1))
    let jumps = CountCleaning(panel: known).jumpsAreBelieved
    let isCampaign =
      (seen > 0 && Double(seen) >= least)
      || (book.recordedLevels.count > 1 && (jumps || Self.startWithJumps(counts, least: least)))
    self.isCampaign = isCampaign
    let cleaning = CountCleaning(jumpsAreBelieved: jumps || isCampaign)
    series = units.indices.map { place in
      guard counts[place].required > 0, !counts[place].points.isEmpty else { return nil }
      return UnitSeries(
        regency: units[place].regency, level: units[place].level,
        required: counts[place].required,
        points: cleaning(counts[place].points, required: counts[place].required),
        ceremonies: Self.merged(signings[place], scenario, units[place]),
        sessions: isCampaign ? Self.sessions(of: units[place], book, scenario) : [])
    }
  }

  /// Whether enough units begin with a count that no trickle reaches: what was before the ceremony,
  /// nobody reported.
  private static func startWithJumps(
    _ counts: [(points: [UnitSeries.Point], required: Int)], least: Double
  ) -> Bool {
    let started = counts.count { counts in
      counts.points.first.map {
        Double($0.signed) > CountCleaning.largestRise * Double(counts.required)
      } ?? false
    }
    return Double(started) >= least
  }

  /// What the campaign model can say of a unit without an exact count: nothing was heard of it, or a
  /// signing without a number. Nil where the evidence sets bounds, which the model does not know.
  static func uncounted(
    _ unit: PanelUnit, _ book: TallyBook, _ scenario: Scenario
  ) -> UnitSeries? {
    guard unit.outcome == .pooled, unit.tally.signed.lower == 0, unit.tally.signed.upper == nil
    else { return nil }
    let roster: Int
    if let exact = unit.tally.required.exactValue {
      roster = exact
    } else if let high = unit.tally.required.upper {
      roster = (unit.tally.required.lower + high + 1) / 2
    } else {
      return nil
    }
    guard roster > 0 else { return nil }
    let days = book.signingDays(of: unit.regency, level: unit.level)
    // A signing on a day that nobody tells is no ceremony that the model could place.
    guard !unit.tally.isLaunched || !days.isEmpty else { return nil }
    return UnitSeries(
      regency: unit.regency, level: unit.level, required: roster,
      isRosterKnown: unit.tally.required.exactValue != nil, points: [],
      ceremonies: merged(days, scenario, unit), sessions: sessions(of: unit, book, scenario))
  }

  /// Sessions with their reach: attendance ÷ officials of the levels addressed whose roster is known.
  private static func sessions(
    of unit: PanelUnit, _ book: TallyBook, _ scenario: Scenario
  ) -> [UnitSeries.Attendance] {
    let planned = scenario.sessions.filter {
      $0.regency == unit.regency && $0.levels.contains(unit.level) && $0.date > book.asOf
    }.map { (heldOn: $0.date, levels: $0.levels, attendees: Optional($0.attendees)) }
    let recorded = book.sessionDays(of: unit.regency, level: unit.level)
    return (recorded + planned).compactMap { heldOn, levels, attendees in
      guard let attendees else { return nil }
      let addressed = levels.reduce(0) { sum, level in
        sum + (book.exactPair(of: unit.regency, level: level, on: book.asOf)?.required ?? 0)
      }
      guard addressed > 0 else { return nil }
      return UnitSeries.Attendance(
        date: heldOn, reach: min(1, Double(attendees) / Double(addressed)))
    }
  }

  /// Recorded days of signing with those of a scenario that lie ahead.
  private static func merged(
    _ days: [CalendarDate], _ scenario: Scenario, _ unit: PanelUnit
  ) -> [CalendarDate] {
    let planned = scenario.ceremonies.filter {
      $0.regency == unit.regency && $0.levels.contains(unit.level)
    }
    return planned.isEmpty ? days : Set(days + planned.map(\.date)).sorted()
  }
}
