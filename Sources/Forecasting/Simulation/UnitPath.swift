// Forecasting: the simulated way of one unit from nobody to its signers on voting day.

import GSL
import Records
import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Signers of one unit by day. The formulas stand at `CampaignSimulator`.
struct UnitPath {
  /// Officials who must sign, persons.
  let required: Int
  /// Officials who would ever sign, persons.
  let everSign: Int
  /// Day of the ceremony.
  let launchedOn: CalendarDate?
  /// Days of the ceremony and of its repeats, in order.
  let ceremonies: [CalendarDate]
  /// New signers by day, in order; only days with a signer.
  let days: [(date: CalendarDate, signers: Int)]

  /// Draws one unit whose ceremony is in week `launchWeek` (from 1), or nil without one; `roster`
  /// replaces the size that is drawn.
  init(
    level: Level, regency: Regency, roster: Int?, launchWeek: Int?,
    specification: CampaignSpecification,
    calendar: CampaignCalendar, shocks: [Double] = [], stream: RandomStream,
    repeats: RandomStream? = nil
  ) {
    let behaviour = specification.behaviour(level)
    let drawn = Self.roster(level, of: regency, stream: stream)
    required = roster ?? drawn
    let never = stream.betaBinomial(
      required, behaviour.neverSignShare * specification.neverSignPrecision,
      (1 - behaviour.neverSignShare) * specification.neverSignPrecision)
    everSign = required - never
    let frailty = specification.hazardSpread * stream.normal()
    guard let launchWeek, launchWeek <= calendar.weeks, required > 0 else {
      launchedOn = nil
      ceremonies = []
      days = []
      return
    }
    let ceremony = calendar.day(1 + stream.uniformInt(below: 5), inWeek: launchWeek)
    launchedOn = ceremony
    var left = everSign
    var days: [(date: CalendarDate, signers: Int)] = []
    func sign(_ count: Int, on date: CalendarDate) {
      guard count > 0 else { return }
      left -= count
      days.append((date, count))
    }
    sign(
      stream.betaBinomial(
        left, behaviour.ceremonyShare * specification.ceremonyPrecision,
        (1 - behaviour.ceremonyShare) * specification.ceremonyPrecision), on: ceremony)
    var ceremonies = [ceremony]
    var week = launchWeek + 1
    while week <= calendar.weeks {
      let shock = week <= shocks.count ? shocks[week - 1] : 0
      let hazard = Self.hazard(
        daysLeft: 7 * (calendar.weeks - week), frailty: frailty + shock,
        stragglerHazard: behaviour.stragglerHazard, specification: specification)
      var signers = stream.binomial(left, hazard)
      // A signer's day is any of the five working days.
      for (place, date) in (1...5).map({ calendar.day($0, inWeek: week) }).sorted().enumerated() {
        let today = stream.binomial(signers, 1 / Double(5 - place))
        signers -= today
        sign(today, on: date)
      }
      if let repeats, repeats.uniform() < -expm1(-specification.disturbances.repeatRate) {
        let share = specification.disturbances.repeatShare
        let day = calendar.day(1 + repeats.uniformInt(below: 5), inWeek: week)
        ceremonies.append(day)
        sign(
          repeats.betaBinomial(
            left, share * specification.ceremonyPrecision,
            (1 - share) * specification.ceremonyPrecision), on: day)
      }
      week += 1
    }
    self.ceremonies = ceremonies
    self.days = repeats == nil ? days : days.sorted { $0.date < $1.date }
  }

  /// Signers up to the end of a day, `0...everSign`.
  func signed(by date: CalendarDate) -> Int {
    days.reduce(0) { $0 + ($1.date <= date ? $1.signers : 0) }
  }

  /// Weekly probability of a straggler to sign, `daysLeft` before voting day.
  static func hazard(
    daysLeft: Int, frailty: Double, stragglerHazard: Double, specification: CampaignSpecification
  ) -> Double {
    let surge = specification.deadlineSurge * exp(-Double(daysLeft) / specification.surgeDays)
    let base = -log1p(-stragglerHazard)
    return -expm1(-base * exp(surge + frailty))
  }

  /// The size of a unit; the first draws of its stream.
  static func roster(_ level: Level, of regency: Regency, stream: RandomStream) -> Int {
    if let known = Denominators.reference(level, of: regency) { return known }
    if level == .staff { return max(100, Int((4_000 * exp(0.5 * stream.normal())).rounded())) }
    let range = Denominators.estimated(level) ?? assumed(level)
    return range.lowerBound + stream.uniformInt(below: range.count)
  }

  /// Ranges for levels of which neither the office nor the toolkit says how many there are.
  private static func assumed(_ level: Level) -> ClosedRange<Int> {
    switch level {
    case .administrator: 80...200
    case .pengawas: 150...400
    case .camat: 5...25
    case .lurah: 0...20
    case .kepalaDesa: 50...250
    default: 1...1
    }
  }
}

/// Weeks of a campaign, the last of which ends on voting day.
struct CampaignCalendar {
  /// Number of weeks.
  let weeks: Int
  /// Voting day.
  let votingDay: CalendarDate

  /// First day of the campaign.
  var start: CalendarDate { votingDay.advanced(by: 1 - 7 * weeks) }

  /// The day with this weekday (Monday = 1) in a week from 1.
  func day(_ weekday: Int, inWeek week: Int) -> CalendarDate {
    let first = start.advanced(by: 7 * (week - 1))
    return first.advanced(by: (weekday - first.weekday + 7) % 7)
  }
}
