// Ingest: the reports of one event -> its versions, one for each day on which a report became known.
// Differences become conflicts that are settled by a stated rule; the order of files and rows never
// matters. The rules are in OccasionSettler+Rules.swift.

import Records

/// Lays reports of one event side by side.
struct OccasionSettler {
  let reports: [EventReport]
  private let lastVote: CalendarDate?
  var conflicts: [Conflict] = []

  /// Reports must be at least one and share their `eventID` and region.
  private init(_ reports: [EventReport], votingDay: (ElectionID) -> CalendarDate?) {
    precondition(!reports.isEmpty, "an occasion needs a report")
    self.reports = reports.map { ($0, $0.orderKey) }.sorted {
      $0.1.lexicographicallyPrecedes($1.1)
    }.map(\.0)
    lastVote = reports.flatMap(\.elections).compactMap(votingDay).max()
  }

  /// The versions of the event in order of day. Each is settled from the reports that were known by
  /// then, so that a correction does not act before it appeared.
  ///
  /// - Parameters:
  ///   - reports: All reports of the event, in any order, at least one.
  ///   - votingDay: Voting day of an election, before which the events lie that it is served by.
  /// - Returns: At least one version.
  /// - Complexity: O(reports) for each version; nearly every event has one.
  static func versions(
    of reports: [EventReport], votingDay: (ElectionID) -> CalendarDate?
  ) -> [Occasion] {
    let days = reports.map { knownOn($0, votingDay: votingDay) }
    // A report that is known for always belongs to every version.
    let steps = Set(days).sorted { ($0?.dayNumber ?? .min) < ($1?.dayNumber ?? .min) }
    return steps.enumerated().map { position, step in
      let known = zip(reports, days).filter { _, day in
        (day?.dayNumber ?? .min) <= (step?.dayNumber ?? .min)
      }.map(\.0)
      var settler = OccasionSettler(known, votingDay: votingDay)
      let next = position + 1 < steps.count ? steps[position + 1] : nil
      return settler.occasion(from: step, until: next)
    }
  }

  private mutating func occasion(from day: CalendarDate?, until next: CalendarDate?) -> Occasion {
    let first = reports[0]
    let date = settledDate()
    let elections = Set(reports.flatMap(\.elections)).sorted()
    noteParts("election") { report in report.elections.map(\.description).joined(separator: " ") }
    noteParts("kind") { $0.kinds.sorted().map(\.rawValue).joined(separator: " ") }
    let required = settledCount("required", \.required)
    let outstanding = settledOutstanding(required: required)
    let published = reports.map(\.publishedOn).min {
      ($0.latest?.dayNumber ?? .max) < ($1.latest?.dayNumber ?? .max)
    }
    let publishedOn = published ?? .unknown
    let settled = EventReport(
      eventID: first.eventID, kinds: reports.reduce(into: []) { $0.formUnion($1.kinds) },
      region: first.region, date: date, elections: elections,
      signers: settledSigners(required: required, outstanding: outstanding), required: required,
      outstanding: outstanding, signerLevels: mentions("signer_levels", \.signerLevels),
      outstandingLevels: mentions("not_yet_signed_levels", \.outstandingLevels),
      attendees: settledCount("attendees", \.attendees),
      attendeeLevels: mentions("attendee_levels", \.attendeeLevels), mode: settledMode(),
      witnesses: union(\.witnesses), legalBasis: union(\.legalBasis),
      boundLevels: mentions("bound_levels", \.boundLevels), tier: settledTier(),
      followUps: reports.reduce(into: []) { $0.formUnion($1.followUps) },
      jointTag: settledTag(), source: first.source, publishedOn: publishedOn, note: first.note)
    return Occasion(
      settled: settled, sources: Set(reports.map(\.source)).sorted(),
      countsFrom: Self.countsFrom(date, published: publishedOn, lastVote: lastVote),
      recordedOn: day, supersededOn: next,
      conflicts: conflicts.map { $0.known(elections, from: day, until: next) })
  }

  /// The day from which an event counts: the last day that its date allows, but not later than
  /// its publication, nor than the vote that it prepares.
  private static func countsFrom(
    _ date: ImpreciseDate, published: ImpreciseDate, lastVote: CalendarDate?
  ) -> CalendarDate? {
    guard let earliest = date.earliest, let latest = date.latest else { return published.latest }
    if case .day = date { return latest }
    let bounds = [published.latest, lastVote].compactMap { $0 }.filter { $0 >= earliest }
    return min(latest, bounds.min() ?? latest)
  }

  /// The day on which a report became known: its publication where that day is stated; where only
  /// a month or nothing is stated, the event itself or the start of that month if later; without any
  /// date the first vote that the event serves.
  private static func knownOn(
    _ report: EventReport, votingDay: (ElectionID) -> CalendarDate?
  ) -> CalendarDate? {
    let votes = report.elections.compactMap(votingDay)
    guard
      let day = countsFrom(report.date, published: report.publishedOn, lastVote: votes.max())
    else { return votes.min() }
    guard let earliest = report.publishedOn.earliest, report.date != .unknown else { return day }
    return max(day, earliest)
  }

  private func union(_ text: (EventReport) -> String) -> String {
    var seen: [String] = []
    for part in reports.flatMap({ text($0).split(separator: ";") }).map(\.trimmed)
    where !part.isEmpty && !seen.contains(part) {
      seen.append(part)
    }
    return seen.joined(separator: "; ")
  }

  /// Notes a contradiction; its days are set when the version is made.
  mutating func note(
    _ field: String, _ claims: [Claim], settledAs: String, rule: SettlementRule
  ) {
    conflicts.append(
      Conflict(
        region: reports[0].region, subject: reports[0].eventID, field: field, claims: claims,
        settledAs: settledAs, rule: rule))
  }
}

extension EventReport {
  /// Everything that can differ between reports of one event, as text, source first.
  fileprivate var orderKey: [String] {
    func words(_ mentions: [LevelMention]) -> String {
      mentions.map { "\($0.word)=\($0.extent)" }.joined(separator: ";")
    }
    return [
      source.publisher, source.address, date.description, publishedOn.description, note,
      signers.description, required.description, outstanding.description, attendees.description,
      words(signerLevels), words(outstandingLevels), words(attendeeLevels), words(boundLevels),
      mode.rawValue, kinds.sorted().map(\.rawValue).joined(separator: ";"), tier.rawValue, jointTag,
      elections.map(\.description).joined(separator: ";"), witnesses, legalBasis,
    ]
  }
}
