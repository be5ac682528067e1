// Ingest: events as settled -> claims in the ledgers, and sessions. Each version of an event makes
// its own claims, which count from the day of the version until the next one supersedes them.

import Records

extension LedgerBuilder {
  /// Adds what one version of an event says of each level.
  func addClaims(
    of occasion: Occasion, to denominators: inout [LedgerKey: [DenominatorClaim]],
    and signings: inout [LedgerKey: [SigningClaim]]
  ) {
    // The total of a province lies over the ledgers of its regencies, so it is in none of them.
    guard let regency = occasion.settled.region.regency else { return }
    let source = occasion.settled.source
    let others = occasion.sources.filter { $0 != source }
    for claim in EventClaims(event: occasion.settled).claims {
      for election in occasion.settled.elections {
        // A report without any date is known to be true only by voting day.
        let day = occasion.countsFrom ?? reference.election(election)?.votingDay
        let recordedOn = recordedOn(occasion.recordedOn, of: occasion, heldOn: day)
        let key = LedgerKey(
          election: election, regency: regency, level: claim.level, employment: claim.employment)
        // Without a number the claim still says that the level is in scope.
        denominators[key, default: []].append(
          DenominatorClaim(
            count: claim.required, basis: .stated, asOf: nil, recordedOn: recordedOn,
            supersededOn: occasion.supersededOn, source: source, otherSources: others))
        guard let signed = claim.signed else { continue }
        signings[key, default: []].append(
          SigningClaim(
            extent: signed, measure: .gathering, basis: .stated,
            after: occasion.settled.date.earliest?.advanced(by: -1), upTo: day,
            mode: occasion.settled.mode, recordedOn: recordedOn,
            supersededOn: occasion.supersededOn, source: source, otherSources: others))
      }
    }
  }

  /// The session that an event tells of, in the version of some days.
  func session(
    _ occasion: Occasion, countedAs whole: Occasion, from start: CalendarDate?,
    until end: CalendarDate?
  ) -> Session {
    let event = occasion.settled
    let votingDay = event.elections.compactMap { reference.election($0)?.votingDay }.max()
    let heldOn = occasion.countsFrom ?? votingDay
    return Session(
      id: event.eventID, region: event.region, elections: event.elections, heldOn: heldOn,
      recordedOn: recordedOn(start, of: occasion, heldOn: heldOn), supersededOn: end,
      tier: event.tier, audience: event.attendeeLevels, attendees: event.attendees,
      countingName: whole.countingName, source: event.source)
  }

  /// An event without any date is not known before the day on which it counts.
  private func recordedOn(
    _ start: CalendarDate?, of occasion: Occasion, heldOn day: CalendarDate?
  ) -> CalendarDate? {
    guard occasion.countsFrom == nil, let day else { return start }
    return start.map { max($0, day) } ?? day
  }
}
