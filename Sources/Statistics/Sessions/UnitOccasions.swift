// Statistics: what was done to gather signatures in one unit: mass signings and sessions, by day.

public import Records

extension TallyBook {
  /// Days on which officials of a unit signed together, as events tell; rising, each once.
  ///
  /// - Parameters:
  ///   - regency: The regency.
  ///   - level: The level.
  /// - Returns: Days up to `asOf`.
  public func signingDays(of regency: RegencyCode, level: Level) -> [CalendarDate] {
    Set(
      claims(of: regency, level: level).compactMap { claim in
        claim.measure == .gathering ? claim.upTo : nil
      }.filter { $0 <= asOf }
    ).sorted()
  }

  /// Sessions that addressed a level in a regency, by day, with the attendance where it is stated.
  ///
  /// - Parameters:
  ///   - regency: The regency.
  ///   - level: The level.
  /// - Returns: Days, the levels addressed and persons.
  public func sessionDays(
    of regency: RegencyCode, level: Level
  ) -> [(heldOn: CalendarDate, levels: Set<Level>, attendees: Int?)] {
    sessions.compactMap { session in
      let levels = Set(session.audience.flatMap(\.levels))
      guard let heldOn = session.heldOn, levels.contains(level),
        Place.regency(regency).contains(session.region, in: reference)
      else { return nil }
      return (heldOn, levels, session.attendees.exactValue)
    }.sorted { $0.0 < $1.0 }
  }
}
