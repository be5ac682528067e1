// Forecasting: the units as the campaign model reads them: new signers between two counts, with the
// ceremonies among them, and what stands about launches.

internal import Records
internal import Statistics

/// New signers between two counts of a launched unit.
struct CampaignBin: Sendable {
  /// The day after which it begins (day number).
  var from: Int
  /// Its last day.
  let to: Int
  /// Signers before it.
  let before: Int
  /// New signers.
  let signers: Int
  /// Whether the unit's first ceremony lies in it.
  let isFirst: Bool
  /// Whether any ceremony lies in it.
  var isCeremony: Bool
  /// Working time in which stragglers could sign, weeks.
  var time = 0.0
  /// Mean of D for each τ.
  var pulls: [Double] = []
  /// Mean of s(t), the trace of sessions.
  var session = 0.0
  /// Shares of the working time by week: the first week's number and the shares downwards.
  var firstWeek = 0
  var weekShares: [Double] = []
}

/// One unit.
struct CampaignUnit: Sendable {
  let regency: RegencyCode
  let level: Level
  let required: Int
  let isRosterKnown: Bool
  /// Bins from the launch on.
  var bins: [CampaignBin]
  /// Day of the last count, nil without any.
  let lastDay: Int?
  /// The last count.
  let lastSigned: Int
  /// Counts on or before each day, by rising day: for dates that lie in the past.
  let points: [(day: Int, signed: Int)]
  /// Day of the first ceremony, known or supposed; nil where nothing says that it took place.
  let launchDay: Int?
  /// Known ceremonies after the last count, announced ones included.
  let ceremoniesAhead: [Int]
  /// Sessions (day, reach).
  let sessions: [(day: Int, reach: Double)]
}

/// All units in order of regency and level, with the calendar.
struct CampaignPanel: Sendable {
  var units: [CampaignUnit]
  /// Position of each unit in the caller's order.
  let callerPlace: [Int]
  let asOf: Int
  let start: Int
  let deadline: CalendarDate
  let holidays: Set<CalendarDate>
  let time: WorkingTime
  /// Usual days between two counts.
  let usualGap: Int
  /// Levels present, in order.
  let levels: [Level]

  /// Days before and after the day of knowledge that are looked at.
  static let longest = 3_660

  init(
    _ series: [UnitSeries], model: CampaignModel, asOf: CalendarDate, start: CalendarDate?,
    deadline: CalendarDate, holidays: Set<CalendarDate>
  ) {
    let order = series.indices.sorted {
      (series[$0].regency, series[$0].level) < (series[$1].regency, series[$1].level)
    }
    callerPlace = order
    let today = Int(asOf.dayNumber)
    self.asOf = today
    self.deadline = deadline
    self.holidays = holidays
    var gaps: [Int] = []
    var first = today
    for unit in series {
      let days = unit.points.map { Int($0.date.dayNumber) }.filter { $0 <= today }
      gaps += zip(days, days.dropFirst()).map { $1 - $0 }
      first = min(first, days.first ?? today)
      first = min(first, unit.ceremonies.first.map { Int($0.dayNumber) } ?? today)
    }
    gaps.sort()
    let gap = gaps.isEmpty ? 14 : min(28, max(1, gaps[gaps.count / 2]))
    usualGap = gap
    self.start = min(start.map { Int($0.dayNumber) } ?? first - gap, today)
    // A date a century off is a slip of the pen; time so far away counts as none.
    let far = asOf.advanced(by: Self.longest)
    time = WorkingTime(
      from: CalendarDate(dayNumber: max(min(first, self.start) - 60, today - Self.longest)),
      through: max(asOf, min(deadline, far)), deadline: deadline, holidays: holidays,
      pulls: model.deadlineDays)
    levels = Set(series.map(\.level)).sorted()
    units = order.map { CampaignUnit(series[$0], asOf: today, usualGap: gap) }
    markCeremonies()
    for index in units.indices { measure(&units[index]) }
  }

  /// Marks bins whose number says that they hold a ceremony of which no record tells.
  private mutating func markCeremonies() {
    for level in levels {
      let places = units.indices.filter { units[$0].level == level && !units[$0].bins.isEmpty }
      let increments = places.map { place in
        UnitIncrements(
          required: units[place].required,
          bins: units[place].bins.map { bin in
            let weeks = time.weeks(after: bin.from, through: bin.to)
            return UnitIncrements.Bin(
              signers: bin.signers, weeks: weeks > 0 ? weeks : nil, isFlagged: bin.isCeremony)
          })
      }
      for (place, findings) in zip(places, CeremonyDetection(increments).findings) {
        for (bin, finding) in findings.enumerated() where finding.verdict == .ceremony {
          units[place].bins[bin].isCeremony = true
        }
      }
    }
  }

  /// Gives the bins of a unit their working time, pull and sessions.
  private func measure(_ unit: inout CampaignUnit) {
    let sessions = unit.sessions
    for index in unit.bins.indices {
      var bin = unit.bins[index]
      bin.time = max(1e-3, time.weeks(after: bin.from, through: bin.to))
      bin.pulls = time.pulls.indices.map { time.pull($0, after: bin.from, through: bin.to) }
      bin.session = SessionTrace.mean(sessions, after: bin.from, through: bin.to)
      bin.firstWeek = time.week(bin.from + 1)
      let last = time.week(max(bin.to, bin.from + 1))
      // A gap of years is one average, not a shock for each of its weeks.
      if bin.firstWeek - last <= 60 {
        bin.weekShares = stride(from: bin.firstWeek, through: last, by: -1).map { week in
          let end = Int(deadline.dayNumber) - 7 * week
          let from = max(bin.from, end - 7)
          return time.weeks(after: from, through: min(bin.to, end)) / bin.time
        }
      }
      unit.bins[index] = bin
    }
  }
}
