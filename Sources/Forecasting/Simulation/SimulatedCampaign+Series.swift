// Forecasting: a simulated campaign as a model may see it on a day: only what was recorded by then.

internal import GSL
public import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension SimulatedCampaign {
  /// The units as known at the end of a day, in the order of `truth`.
  ///
  /// Counts are those of recaps recorded by then, ceremonies those known by then (announced ones
  /// lie after the day), sessions those held by then that are no ceremony, with reach =
  /// attendees ÷ required officials addressed, at most 1. The roster is the last one stated, and the
  /// true one of units that have not filed yet; where a unit states none it is the geometric mean of
  /// its level's known ones, at least the last count.
  ///
  /// - Parameter day: The day.
  /// - Returns: One series for each unit, also for those that nothing is known of.
  /// - Complexity: O(n log n) in the records.
  public func series(asOf day: CalendarDate) -> [UnitSeries] {
    let known = Dictionary(grouping: recaps.filter { $0.recordedOn <= day }, by: Unit.init)
    let held = Dictionary(grouping: ceremonies.filter { $0.knownOn <= day }, by: Unit.init)
    let sessions = Dictionary(grouping: sessions.filter { $0.heldOn <= day }, by: \.regency)
    let regencies = Dictionary(grouping: truth, by: \.regency)
    let typical = typicalRosters()
    return truth.map { truth in
      let unit = Unit(regency: truth.regency, level: truth.level)
      var highest = 0
      let recaps = (known[unit] ?? []).sorted { $0.asOf < $1.asOf }
      let points = recaps.map { recap in
        highest = max(highest, recap.signed)
        return UnitSeries.Point(date: recap.asOf, signed: highest)
      }
      let isKnown = truth.isRosterStated
      let roster =
        isKnown ? recaps.last?.required ?? truth.firstStated : typical[truth.level] ?? 1
      let days = Set((held[unit] ?? []).map(\.heldOn)).sorted()
      return UnitSeries(
        regency: truth.regency, level: truth.level, required: max(roster, highest),
        isRosterKnown: isKnown, points: points, ceremonies: days,
        sessions: attendances(
          sessions[truth.regency] ?? [], of: unit, except: days,
          rosters: regencies[truth.regency] ?? []))
    }
  }

  private struct Unit: Hashable {
    let regency: RegencyCode
    let level: Level

    init(regency: RegencyCode, level: Level) {
      self.regency = regency
      self.level = level
    }
    init(_ recap: SimulatedRecap) { self.init(regency: recap.regency, level: recap.level) }
    init(_ ceremony: SimulatedCeremony) {
      self.init(regency: ceremony.regency, level: ceremony.level)
    }
  }

  private func typicalRosters() -> [Level: Int] {
    Dictionary(grouping: truth, by: \.level).mapValues { units in
      let stated = units.filter(\.isRosterStated)
      guard !stated.isEmpty else { return 1 }
      let sum = stated.reduce(0) { $0 + log(Double($1.required)) }
      return max(1, Int(exp(sum / Double(stated.count)).rounded()))
    }
  }

  private func attendances(
    _ sessions: [SimulatedSession], of unit: Unit, except ceremonies: [CalendarDate],
    rosters: [SimulatedTruth]
  ) -> [UnitSeries.Attendance] {
    sessions.compactMap { session in
      guard session.audience.contains(unit.level), !ceremonies.contains(session.heldOn) else {
        return nil
      }
      let addressed = rosters.lazy.filter { session.audience.contains($0.level) }
        .reduce(0) { $0 + $1.required }
      return UnitSeries.Attendance(
        date: session.heldOn, reach: min(1, Double(session.attendees) / Double(max(1, addressed))))
    }
  }
}
