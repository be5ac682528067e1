// Ingest: the rules by which reports of one event are settled, field by field. Nothing is chosen in
// silence: where reports differ, a conflict names the statements, the choice and the rule that acted.

import Records

/// What one report says of one field.
private struct Statement<Value> {
  let report: EventReport
  let value: Value
}

extension OccasionSettler {
  // MARK: - Whose words stand

  /// The statements that no better one of the same publisher replaces: an article that appeared
  /// later corrects an earlier one, the text of an article its headline.
  private mutating func standing<Value>(
    _ field: String, _ statements: [Statement<Value>], describe: (Value) -> String,
    contradicts: (Value, Value) -> Bool
  ) -> [Statement<Value>] {
    var kept: [Statement<Value>] = []
    var overruled: [SettlementRule: [(Statement<Value>, by: Statement<Value>)]] = [:]
    for statement in statements {
      let rivals = statements.filter { contradicts($0.value, statement.value) }
      if let later = rivals.last(where: { $0.report.corrects(statement.report) }) {
        overruled[.laterCorrection, default: []].append((statement, later))
      } else if let text = rivals.first(where: { $0.report.isText(of: statement.report) }) {
        overruled[.detailBeatsHeadline, default: []].append((statement, text))
      } else {
        kept.append(statement)
      }
    }
    for (rule, pairs) in overruled.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let claims = pairs.flatMap { [$0.0, $0.by] }.map { statement in
        Claim(value: describe(statement.value), source: statement.report.source)
      }
      let settled = Set(pairs.map { describe($0.by.value) }).sorted().joined(separator: ", ")
      note(field, claims.withoutRepeats, settledAs: settled, rule: rule)
    }
    return kept
  }

  // MARK: - Counts

  /// A count on which the standing statements agree, or the bounds that hold all of them.
  mutating func settledCount(_ field: String, _ read: (EventReport) -> Count) -> Count {
    bounds(field, standingCounts(field, read))
  }

  private mutating func standingCounts(
    _ field: String, _ read: (EventReport) -> Count
  ) -> [Statement<Count>] {
    let stated = reports.map { Statement(report: $0, value: read($0)) }
    return standing(
      field, stated.filter { !$0.value.isUnknown }, describe: \.description, contradicts: !=)
  }

  private mutating func bounds(_ field: String, _ statements: [Statement<Count>]) -> Count {
    let bounds = Count.covering(Set(statements.map(\.value)))
    if Set(statements.map(\.value)).count > 1 {
      let claims = statements.map { Claim(value: $0.value.description, source: $0.report.source) }
      note(field, claims, settledAs: bounds.description, rule: .keptAsBounds)
    }
    return bounds
  }

  /// Officials who had not signed. A publisher that later prints all signers of the roster takes
  /// back whom it had missing.
  mutating func settledOutstanding(required: Count) -> Count {
    let reports = reports
    return settledCount("not_yet_signed") { report in
      guard report.outstanding.isUnknown, let signers = report.signers.exactValue,
        let roster = report.required.exactValue ?? required.exactValue, signers <= roster,
        reports.contains(where: { report.corrects($0) && !$0.outstanding.isUnknown })
      else { return report.outstanding }
      return .exact(roster - signers)
    }
  }

  /// Signers that fit the officials who are known not to have signed.
  mutating func settledSigners(required: Count, outstanding: Count) -> Count {
    let printed = standingCounts("signers", \.signers)
    guard let total = required.exactValue, let missing = outstanding.exactValue, missing <= total
    else { return bounds("signers", printed) }
    let others = total - missing
    let tooMany = printed.filter { $0.value.lower > others }
    let tooFew = printed.filter { $0.value.upper.map { $0 < others } ?? false }
    // Too many in all: those who are missing are the better-known part. Too few: nobody knows what
    // the rest did.
    let least = tooFew.map(\.value.lower).min() ?? others
    let settled = Count.between(least, others)
    let claims = reports.flatMap { report -> [Claim] in
      var said: [Claim] = []
      if let own = printed.first(where: { $0.report == report }) {
        said.append(Claim(value: "\(own.value) signed", source: report.source))
      }
      if let missing = report.outstanding.exactValue {
        let levels = report.outstandingLevels.map(\.word).joined(separator: ", ")
        let who = levels.isEmpty ? "" : " (\(levels))"
        said.append(
          Claim(value: "\(missing) of \(total) not yet signed\(who)", source: report.source))
      }
      return said
    }
    if !tooMany.isEmpty {
      note("signers", claims, settledAs: settled.description, rule: .outstandingBeatsTotal)
    }
    if !tooFew.isEmpty {
      note("signers", claims, settledAs: settled.description, rule: .keptAsBounds)
    }
    return settled
  }

  // MARK: - Levels

  /// All words that any report mentions, each with its most telling extent.
  mutating func mentions(
    _ field: String, _ list: (EventReport) -> [LevelMention]
  ) -> [LevelMention] {
    var found: [String: [Statement<LevelMention>]] = [:]
    for report in reports {
      for mention in list(report) {
        found[mention.word, default: []].append(Statement(report: report, value: mention))
      }
    }
    return found.sorted { $0.key < $1.key }.map { word, statements in
      let first = statements[0].value
      return LevelMention(
        word: word, levels: first.levels, employment: first.employment,
        extent: extent(
          "\(field): \(word)",
          statements.map { Statement(report: $0.report, value: $0.value.extent) }))
    }
  }

  /// A count beats the word "all", that word a mere mention.
  private mutating func extent(_ field: String, _ statements: [Statement<Extent>]) -> Extent {
    let told = standing(
      field, statements.filter { $0.value != .named }, describe: \.description, contradicts: !=)
    let counts = told.compactMap { statement -> Statement<Count>? in
      guard case .counted(let count) = statement.value else { return nil }
      return Statement(report: statement.report, value: count)
    }
    guard !counts.isEmpty else { return told.isEmpty ? .named : .all }
    let settled = bounds(field, counts)
    if counts.count < told.count {
      let claims = told.map { Claim(value: $0.value.description, source: $0.report.source) }
      note(field, claims, settledAs: settled.description, rule: .countBeatsAll)
    }
    return .counted(settled)
  }

  // MARK: - Date, kind, mode, tag

  /// The date that most outlets state or allow; then the more precise; then the earlier.
  mutating func settledDate() -> ImpreciseDate {
    let dated = reports.filter { $0.date != .unknown }
    let told = standing(
      "event_date", dated.map { Statement(report: $0, value: $0.date) }, describe: \.description,
      contradicts: { !$0.agrees(with: $1) })
    let votes = Set(told.map(\.value)).map { date in
      // "December 2023" does not contradict "27 December 2023", it speaks for it as well.
      let outlets = told.filter { $0.value.allows(date) }.flatMap(\.report.outlets)
      return (date: date, outlets: Set(outlets).count)
    }
    let ranked = votes.sorted { left, right in
      if left.outlets != right.outlets { return left.outlets > right.outlets }
      let (first, second) = (left.date.span, right.date.span)
      return first != second
        ? first < second : left.date.description < right.date.description
    }
    guard let best = ranked.first else { return .unknown }
    let rivals = ranked.filter { !$0.date.agrees(with: best.date) }
    if !rivals.isEmpty {
      let equals = rivals.filter { $0.outlets == best.outlets }
      let rule: SettlementRule =
        equals.isEmpty
        ? .majorityOfSources
        : equals.allSatisfy { $0.date.span > best.date.span } ? .morePrecise : .firstInOrder
      let claims = told.map { Claim(value: $0.value.description, source: $0.report.source) }
      note("event_date", claims, settledAs: best.date.description, rule: rule)
    }
    return best.date
  }

  /// Notes that reports tell different parts of one thing, all of which are kept.
  mutating func noteParts(_ field: String, _ text: (EventReport) -> String) {
    guard Set(reports.map(text)).count > 1 else { return }
    note(
      field, reports.map { Claim(value: text($0), source: $0.source) }, settledAs: "all of them",
      rule: .keptTogether)
  }

  /// How the event was signed. In person is what a report means that says nothing else.
  mutating func settledMode() -> SigningMode {
    let signing = reports.filter { $0.kinds.contains(.signing) }
    let modes = Set(signing.map(\.mode))
    let order: [SigningMode] = [.represented, .online, .inPerson]
    guard let mode = order.first(where: modes.contains) else { return reports[0].mode }
    if modes.count > 1 {
      note(
        "mode",
        signing.map { report in
          Claim(
            value: report.mode == .inPerson ? "in_person or not said" : report.mode.rawValue,
            source: report.source)
        },
        settledAs: mode.rawValue,
        rule: mode == .represented ? .representedBeatsPresence : .morePrecise)
    }
    return mode
  }

  /// The rung that a report tells; reports that tell different ones leave it at the regency.
  mutating func settledTier() -> SessionTier {
    let told = reports.filter { $0.tier != .regency }
    guard let first = told.first else { return .regency }
    guard Set(told.map(\.tier)).count > 1 else { return first.tier }
    note(
      "tier", told.map { Claim(value: $0.tier.rawValue, source: $0.source) },
      settledAs: SessionTier.regency.rawValue, rule: .firstInOrder)
    return .regency
  }

  /// The tag of the joint event that most reports give; then the first by name.
  mutating func settledTag() -> String {
    let tagged = reports.filter { !$0.jointTag.isEmpty }
    let votes = Dictionary(grouping: tagged, by: \.jointTag).mapValues(\.count)
    let ranked = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let best = ranked.first else { return "" }
    if ranked.count > 1 {
      note(
        "joint_event", tagged.map { Claim(value: $0.jointTag, source: $0.source) },
        settledAs: best.key,
        rule: ranked[1].value < best.value ? .majorityOfSources : .firstInOrder)
    }
    return best.key
  }
}

extension EventReport {
  /// The outlets of a report; one row may name several, separated by semicolons.
  fileprivate var outlets: Set<String> {
    Set(source.publisher.split(separator: ";").map(\.trimmed))
  }

  /// Whether this report appeared on a later day and speaks for every outlet of the other.
  fileprivate func corrects(_ other: EventReport) -> Bool {
    guard let own = publishedOn.earliest, let before = other.publishedOn.latest else {
      return false
    }
    return own > before && outlets.isSuperset(of: other.outlets)
  }

  /// Whether this is the text below the headline that the other report tells. Only the note of the
  /// coder says so, by the word before its first colon.
  fileprivate func isText(of other: EventReport) -> Bool {
    source == other.source && publishedOn == other.publishedOn
      && ["the text", "text", "isi"].contains(part)
      && ["the headline", "headline", "judul"].contains(other.part)
  }

  private var part: String {
    guard let end = note.firstIndex(of: ":") else { return "" }
    return String(note[..<end]).trimmed.lowercased()
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

  /// Whether one of the two lies inside the other.
  fileprivate func agrees(with other: ImpreciseDate) -> Bool {
    allows(other) || other.allows(self)
  }
}

extension [Claim] {
  fileprivate var withoutRepeats: [Claim] {
    var seen: Set<Claim> = []
    return filter { seen.insert($0).inserted }
  }
}
