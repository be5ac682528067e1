// Tests of Forecasting: laws that draws of the campaign model obey whatever the numbers.

import Forecasting
import GSL
import Records
import TestSupport
import Testing

@Suite("Laws of the campaign model")
struct CampaignLawsTests {
  static let trial: CampaignTrial = {
    var trial = CampaignTrial()
    trial.regencies = 16
    return trial
  }()
  static let campaign = trial.campaign(.unrecordedCeremonies, seed: 21)
  static let asOf = campaign.votingDay.advanced(by: -56)
  static let series = campaign.series(asOf: asOf)

  static func fit(
    _ series: [UnitSeries], asOf: CalendarDate = asOf, holidays: Set<CalendarDate> = []
  ) -> CampaignFit {
    CampaignModel().fit(
      series, asOf: asOf, start: campaign.start, deadline: campaign.votingDay, holidays: holidays)
  }

  static func mean(_ joint: JointDraws, _ unit: Int, date: Int = 0) -> Double {
    let sum = (0..<joint.draws).reduce(0) { $0 + joint.signed(unit, date: date, draw: $1) }
    return Double(sum) / Double(joint.draws)
  }

  @Test("paths rise, hold what has signed and stay within the roster")
  func paths() {
    let dates = [-120, -56, -40, -20, 0, 15].map { Self.campaign.votingDay.advanced(by: $0) }
    let joint = Self.fit(Self.series).draws(on: dates, count: 60)
    for (unit, series) in Self.series.enumerated() {
      let last = series.points.last
      for draw in 0..<joint.draws {
        let path = dates.indices.map { joint.signed(unit, date: $0, draw: draw) }
        #expect(zip(path, path.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(path[5] <= joint.required(unit, draw: draw))
        for (date, value) in zip(dates, path) {
          let known = series.points.last { $0.date <= date }?.signed ?? 0
          #expect(value >= known)
          if let last, date <= last.date { #expect(value == known) }
        }
        if series.isRosterKnown { #expect(joint.required(unit, draw: draw) == series.required) }
      }
    }
  }

  @Test("the order of the units changes nothing but the order of the draws")
  func order() {
    var stream = RandomStream(seed: 5)
    let order = Array(Self.series.indices).shuffled(using: &stream)
    let mixed = order.map { Self.series[$0] }
    let dates = [Self.campaign.votingDay]
    let (a, b) = (Self.fit(Self.series), Self.fit(mixed))
    let (first, second) = (a.draws(on: dates, count: 40), b.draws(on: dates, count: 40))
    for (place, unit) in order.enumerated() {
      #expect(b.units[place] == a.units[unit])
      for draw in 0..<40 {
        #expect(
          second.signed(place, date: 0, draw: draw) == first.signed(unit, date: 0, draw: draw))
      }
    }
    #expect(a.draws(on: dates, count: 40) == first)
    #expect(a.draws(on: dates, count: 40, seed: 2) != first)
  }

  @Test("exchanging the names of two regencies exchanges their estimates")
  func relabelling() {
    let (one, other) = (Self.series[0].regency, Self.series[3].regency)
    let renamed = Self.series.map { series in
      let code =
        series.regency == one ? other : series.regency == other ? one : series.regency
      return UnitSeries(
        regency: code, level: series.level, required: series.required,
        isRosterKnown: series.isRosterKnown, points: series.points,
        ceremonies: series.ceremonies, sessions: series.sessions)
    }
    let (a, b) = (Self.fit(Self.series), Self.fit(renamed))
    for (left, right) in zip(a.units, b.units) {
      #expect(Tolerance.sumOrder.accepts(left.everSign, right.everSign))
      #expect(left.grade == right.grade)
    }
    let dates = [Self.campaign.votingDay]
    let (first, second) = (a.draws(on: dates, count: 400), b.draws(on: dates, count: 400))
    for (unit, series) in Self.series.enumerated() where series.level == .staff {
      let roster = Double(series.required)
      #expect(abs(Self.mean(first, unit) - Self.mean(second, unit)) < 0.08 * roster)
    }
  }

  @Test("everybody has signed: N at every date in every draw")
  func full() {
    let series = Self.series.enumerated().map { index, unit in
      guard index % 3 == 0 else { return unit }
      let day = Self.asOf.advanced(by: -3)
      return UnitSeries(
        regency: unit.regency, level: unit.level, required: unit.required,
        points: [UnitSeries.Point(date: day, signed: unit.required)])
    }
    let joint = Self.fit(series).draws(on: [Self.asOf, Self.campaign.votingDay], count: 50)
    for (index, unit) in series.enumerated() where index % 3 == 0 {
      for draw in 0..<50 {
        #expect(joint.signed(index, date: 0, draw: draw) == unit.required)
        #expect(joint.signed(index, date: 1, draw: draw) == unit.required)
      }
    }
  }

  @Test("more stragglers never lower the forecast")
  func stragglers() throws {
    let unit = try #require(
      Self.series.firstIndex { $0.level == .staff && $0.points.count { $0.signed > 0 } >= 3 })
    let plain = Self.series[unit]
    var before = 0.0
    for more in [0, 20, 80, 200] {
      var points = plain.points
      let last = points.removeLast()
      let signed = min(plain.required, last.signed + more)
      points.append(UnitSeries.Point(date: last.date, signed: signed))
      var series = Self.series
      series[unit] = UnitSeries(
        regency: plain.regency, level: plain.level, required: plain.required, points: points,
        ceremonies: plain.ceremonies, sessions: plain.sessions)
      let joint = Self.fit(series).draws(on: [Self.campaign.votingDay], count: 400)
      let now = Self.mean(joint, unit)
      #expect(now >= before, "\(more) more: \(now) after \(before)")
      before = now
    }
  }

  @Test("a plan of a ceremony and free days before the deadline count")
  func plansAndHolidays() throws {
    let launched = Set(
      Self.series.filter { !$0.points.isEmpty || !$0.ceremonies.isEmpty }.map(\.regency))
    let unit = try #require(
      Self.series.firstIndex { !launched.contains($0.regency) && $0.level == .staff })
    let plain = Self.series[unit]
    var planned = Self.series
    planned[unit] = UnitSeries(
      regency: plain.regency, level: plain.level, required: plain.required, points: [],
      ceremonies: [Self.asOf.advanced(by: 10)])
    let dates = [Self.asOf.advanced(by: 14), Self.campaign.votingDay]
    let base = Self.fit(Self.series).draws(on: dates, count: 300)
    let plan = Self.fit(planned).draws(on: dates, count: 300)
    #expect(Self.mean(plan, unit) > 1.5 * Self.mean(base, unit))
    #expect((0..<300).count { plan.signed(unit, date: 0, draw: $0) > 0 } > 290)
    let free = Set((1...56).map { Self.asOf.advanced(by: $0) })
    let idle = Self.fit(Self.series, holidays: free).draws(on: dates, count: 300)
    var (worked, rested) = (0.0, 0.0)
    for (index, series) in Self.series.enumerated() where series.points.count > 2 {
      worked += Self.mean(base, index, date: 1)
      rested += Self.mean(idle, index, date: 1)
    }
    #expect(rested < worked)
  }
}
