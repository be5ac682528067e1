// Ingest: several reports of one event -> one `Occasion`. Differences become conflicts that are
// settled by a stated rule; the order of files and rows never matters.

import Records

/// Lays the reports of one event side by side.
struct OccasionSettler {
  let reports: [EventReport]
  private let votingDay: CalendarDate?
  private var conflicts: [Conflict] = []

  /// Reports must be at least one and share their `eventID`.
  private init(_ reports: [EventReport], votingDay: CalendarDate?) {
    precondition(!reports.isEmpty, "an occasion needs a report")
    self.votingDay = votingDay
    self.reports = reports.sorted { left, right in
      (left.source, left.date.description, left.publishedOn.description, left.note)
        < (right.source, right.date.description, right.publishedOn.description, right.note)
    }
  }

  /// The occasion that the reports describe together.
  /// An event that is dated only to the year or month of the vote lies before `votingDay`, the last
  /// that the event serves.
  static func settle(_ reports: [EventReport], votingDay: CalendarDate?) -> Occasion {
    var settler = OccasionSettler(reports, votingDay: votingDay)
    return settler.occasion()
  }

  private mutating func occasion() -> Occasion {
    let first = reports[0]
    let date = settledDate()
    if Set(reports.map { Set($0.elections) }).count > 1 {
      record("election", settledAs: "all of them", rule: .keptAsBounds) { report in
        report.elections.map(\.description).joined(separator: " ")
      }
    }
    let kinds = reports.reduce(into: Set<EventKind>()) { $0.formUnion($1.kinds) }
    let required = settledCount("required") { $0.required }
    let outstanding = settledCount("not_yet_signed") { $0.outstanding }
    let printedSigners = settledCount("signers") { $0.signers }
    let signers = reconciled(printedSigners, required: required, outstanding: outstanding)
    let published = reports.map(\.publishedOn).min {
      ($0.latest ?? .distantFuture) < ($1.latest ?? .distantFuture)
    }
    let publishedOn = published ?? .unknown
    let settled = EventReport(
      eventID: first.eventID, kinds: kinds, region: first.region, date: date,
      elections: Set(reports.flatMap(\.elections)).sorted(), signers: signers, required: required,
      outstanding: outstanding, signerLevels: mentions("signer_levels") { $0.signerLevels },
      outstandingLevels: mentions("not_yet_signed_levels") { $0.outstandingLevels },
      attendees: settledCount("attendees") { $0.attendees },
      attendeeLevels: mentions("attendee_levels") { $0.attendeeLevels },
      mode: reports.contains { $0.mode == .represented } ? .represented : first.mode,
      witnesses: union(\.witnesses), legalBasis: union(\.legalBasis),
      boundLevels: mentions("bound_levels") { $0.boundLevels },
      followUps: reports.reduce(into: []) { $0.formUnion($1.followUps) },
      jointTag: reports.map(\.jointTag).max() ?? "", source: first.source,
      publishedOn: publishedOn, note: first.note)
    let countsFrom = countsFrom(date, published: publishedOn)
    let recordedOn = Self.recordedOn(countsFrom, published: publishedOn)
    // The last report to appear is the one from which a contradiction can be known.
    let known = reports.compactMap {
      Self.recordedOn(
        self.countsFrom($0.date, published: $0.publishedOn), published: $0.publishedOn)
    }.max()
    let conflicts = conflicts.map { conflict in
      Conflict(
        region: conflict.region, subject: conflict.subject, field: conflict.field,
        claims: conflict.claims, settledAs: conflict.settledAs, rule: conflict.rule,
        elections: settled.elections, recordedOn: known)
    }
    return Occasion(
      settled: settled, sources: Set(reports.map(\.source)).sorted(), countsFrom: countsFrom,
      recordedOn: recordedOn, conflicts: conflicts)
  }

  /// The day from which an event counts: the last day that its date allows, but not later than
  /// its publication, nor than the vote that it prepares.
  private func countsFrom(_ date: ImpreciseDate, published: ImpreciseDate) -> CalendarDate? {
    guard let earliest = date.earliest, let latest = date.latest else { return published.latest }
    if case .day = date { return latest }
    let bounds = [published.latest, votingDay].compactMap { $0 }.filter { $0 >= earliest }
    return min(latest, bounds.min() ?? latest)
  }

  /// The day on which an event became known: its publication where that day is stated; where only
  /// a month or nothing is stated, the event itself or the start of that month if later.
  private static func recordedOn(
    _ countsFrom: CalendarDate?, published: ImpreciseDate
  ) -> CalendarDate? {
    guard let countsFrom else { return published.latest }
    guard let earliest = published.earliest else { return countsFrom }
    return max(countsFrom, earliest)
  }

  /// The date that most outlets state; then the more precise; then the earlier.
  private mutating func settledDate() -> ImpreciseDate {
    var outlets: [ImpreciseDate: Set<String>] = [:]
    for report in reports where report.date != .unknown {
      // One row may name several outlets, separated by semicolons.
      for outlet in report.source.publisher.split(separator: ";") {
        outlets[report.date, default: []].insert(outlet.trimmed)
      }
    }
    let ranked = outlets.sorted { left, right in
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      let (first, second) = (left.key.span, right.key.span)
      if first != second { return first < second }
      return left.key.description < right.key.description
    }
    guard let best = ranked.first?.key else { return .unknown }
    // "December 2023" does not contradict "27 December 2023"; another day does.
    let rivals = ranked.dropFirst().filter { !$0.key.allows(best) && !best.allows($0.key) }
    if !rivals.isEmpty { record("event_date", settledAs: best.description) { $0.date.description } }
    return best
  }

  /// A count on which the reports agree, or the bounds that hold all of them.
  private mutating func settledCount(
    _ field: String, _ value: (EventReport) -> Count
  ) -> Count {
    let stated = Set(reports.map(value).filter { !$0.isUnknown })
    let bounds = Count.covering(stated)
    guard stated.count > 1 else { return bounds }
    record(field, settledAs: bounds.description, rule: .keptAsBounds) { value($0).description }
    return bounds
  }

  /// Signers that fit the officials who are known not to have signed.
  private mutating func reconciled(
    _ signers: Count, required: Count, outstanding: Count
  ) -> Count {
    guard let total = required.exactValue, let missing = outstanding.exactValue, missing <= total
    else { return signers }
    let settled = Count.exact(total - missing)
    guard let printed = signers.exactValue else { return signers.isUnknown ? settled : signers }
    guard printed + missing != total else { return signers }
    // Too many in all: those who are missing are the better-known part. Too few: nobody knows what
    // the rest did.
    let believed = printed + missing > total ? settled : .range(printed, total - missing)
    var claims: [Claim] = []
    for report in reports {
      if let printed = report.signers.exactValue {
        claims.append(Claim(value: "\(printed) signed", source: report.source))
      }
      if let missing = report.outstanding.exactValue {
        let levels = report.outstandingLevels.map(\.word).joined(separator: ", ")
        let who = levels.isEmpty ? "" : " (\(levels))"
        claims.append(
          Claim(value: "\(missing) of \(total) not yet signed\(who)", source: report.source))
      }
    }
    conflicts.append(
      Conflict(
        region: reports[0].region, subject: reports[0].eventID, field: "signers", claims: claims,
        settledAs: believed.description,
        rule: printed + missing > total ? .outstandingBeatsTotal : .keptAsBounds))
    return believed
  }

  /// All words that any report mentions, each with its most telling extent.
  private mutating func mentions(
    _ field: String, _ list: (EventReport) -> [LevelMention]
  ) -> [LevelMention] {
    var order: [String] = []
    var found: [String: [LevelMention]] = [:]
    for mention in reports.flatMap(list) {
      if found[mention.word] == nil { order.append(mention.word) }
      found[mention.word, default: []].append(mention)
    }
    return order.sorted().compactMap { word in
      guard let variants = found[word], let first = variants.first else { return nil }
      let counts = Set(
        variants.compactMap { mention -> Count? in
          guard case .counted(let count) = mention.extent else { return nil }
          return count
        })
      let extent: Extent
      if counts.count > 1 {
        let bounds = Count.covering(counts)
        record("\(field): \(word)", settledAs: bounds.description, rule: .keptAsBounds) { report in
          list(report).first { $0.word == word }?.extent.description ?? ""
        }
        extent = .counted(bounds)
      } else if let count = counts.first {
        extent = .counted(count)
      } else {
        extent = variants.contains { $0.extent == .all } ? .all : .named
      }
      return LevelMention(
        word: word, levels: first.levels, employment: first.employment, extent: extent)
    }
  }

  private func union(_ text: (EventReport) -> String) -> String {
    var seen: [String] = []
    for part in reports.flatMap({ text($0).split(separator: ";") }).map(\.trimmed)
    where !part.isEmpty && !seen.contains(part) {
      seen.append(part)
    }
    return seen.joined(separator: "; ")
  }

  private mutating func record(
    _ field: String, settledAs: String, rule: SettlementRule = .majorityOfSources,
    _ value: (EventReport) -> String
  ) {
    let claims = reports.compactMap { report -> Claim? in
      let text = value(report)
      return text.isEmpty ? nil : Claim(value: text, source: report.source)
    }
    conflicts.append(
      Conflict(
        region: reports[0].region, subject: reports[0].eventID, field: field, claims: claims,
        settledAs: settledAs, rule: rule))
  }
}

extension ImpreciseDate {
  /// Number of days that the statement leaves open, 0 for a day.
  fileprivate var span: Int {
    guard let earliest, let latest else { return Int.max }
    return earliest.days(to: latest)
  }

  /// Whether the other date lies inside this one.
  fileprivate func allows(_ other: ImpreciseDate) -> Bool {
    guard let earliest, let latest, let first = other.earliest, let last = other.latest else {
      return true
    }
    return earliest <= first && last <= latest
  }
}

extension CalendarDate {
  /// Later than every date in a file; only for comparisons.
  fileprivate static let distantFuture = CalendarDate(dayNumber: 4_000_000)
}
