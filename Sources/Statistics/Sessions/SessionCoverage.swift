// Statistics: how far the awareness sessions reached, and what the cascade still owes.

public import Records

/// Sessions of one row.
public struct SessionCoverage: Sendable {
  /// Sessions held; a session over several regions counts once.
  public let sessions: Int
  /// Officials addressed, persons; unknown where no session or a session without attendance is
  /// documented.
  public let reach: Count
  /// Units (agencies, districts) whose head owes a session to the own staff.
  public let cascadeOwed: Count
  /// Sessions documented at the tier of agencies and districts.
  public let cascadeDocumented: Int
}

extension TallyBook {
  /// Sessions in the area of a row up to a date.
  ///
  /// - Parameters:
  ///   - key: The row; a level counts the sessions that addressed it.
  ///   - parts: The tallies of the row, of which heads of units owe a cascade.
  ///   - date: Last day that counts; nil for `asOf`.
  /// - Returns: Sessions, reach and cascade of the row.
  public func coverage(
    of key: UnitKey, parts: [Tally], on date: CalendarDate? = nil
  ) -> SessionCoverage {
    let day = date ?? asOf
    let area = sessions.filter { session in
      (session.heldOn ?? day) <= day && key.place.contains(session.region, in: reference)
    }
    let own = area.filter { session in
      guard let level = key.level else { return true }
      return session.audience.contains { $0.levels.contains(level) }
    }
    let launched = Set(parts.filter(\.isLaunched).map(\.regency))
    let owed = parts.filter { part in
      launched.contains(part.regency) && part.level.map(Level.owesCascade.contains) == true
    }
    // Reports of one joint session may each give the attendance of the whole.
    let reach = Dictionary(grouping: own, by: \.countingName).values.map { reports -> Count in
      let counts = reports.map(\.attendees)
      guard Set(counts).count > 1 else { return counts[0] }
      // The total of a province contains what its regencies report.
      let whole = reports.first { $0.region.regency == nil && !$0.attendees.isUnknown }
      if let whole, counts.allSatisfy({ $0.lower <= whole.attendees.lower }) {
        return whole.attendees
      }
      // In one region they are versions of one number, over several perhaps its parts.
      let areVersions = Set(reports.map(\.region)).count == 1
      let uppers = counts.map(\.upper)
      let most = uppers.contains { $0 == nil } ? nil : uppers.compactMap { $0 }.max()
      return .between(
        (areVersions ? counts.map(\.lower).min() : counts.map(\.lower).max()) ?? 0,
        areVersions ? most : counts.reduce(.exact(0), +).upper)
    }
    // The heads of a level owe sessions to their staff, so the audience is not that level.
    let tiers: [SessionTier] =
      switch key.level {
      case nil: [.opd, .district]
      case .kepalaOPD?: [.opd]
      case .camat?: [.district]
      default: []
      }
    let cascade = area.filter { tiers.contains($0.tier) }
    return SessionCoverage(
      sessions: Set(own.map(\.countingName)).count,
      reach: reach.isEmpty ? .unknown : reach.reduce(.exact(0), +),
      cascadeOwed: owed.map(\.documentedRequired).reduce(.exact(0), +),
      cascadeDocumented: Set(cascade.map(\.countingName)).count)
  }
}
