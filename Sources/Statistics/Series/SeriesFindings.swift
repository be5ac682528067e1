// Statistics: what is read off a series besides its counts: a curve that never falls, which steps
// were ceremonies, and how many signatures are not recorded yet.

internal import GSL
internal import Records

extension Series {
  /// Signers on each date, repaired so that they never fall, persons; nil where they are not exact.
  /// For display: what was reported stays in `points`.
  public var repaired: [Double?] {
    let fitted = IsotonicRegression(
      points.compactMap { $0.signed.exactValue.map(Double.init) }
    ).fitted
    var next = fitted.makeIterator()
    return points.map { $0.signed.exactValue == nil ? nil : next.next() }
  }
}

/// One series before the findings of all are known.
struct SeriesDraft {
  let key: UnitKey
  let units: [(RegencyCode, Level?)]
  let histories: [UnitHistory]
  let points: [SeriesPoint]

  /// New signers between the days of exact counts, whatever the step of the series, and the position
  /// of the point in which each ends; nil for a row of several units, without an exact count, and
  /// where the count falls: who of those counted before had not signed, and when others did, is not
  /// told.
  func increments(flagged: (_ after: CalendarDate?, _ upTo: CalendarDate) -> Bool) -> (
    UnitIncrements, ends: [Int]
  )? {
    guard histories.count == 1 else { return nil }
    let counts = histories[0].changes.compactMap { date, tally in
      tally.exactPair.map { (date: date, signed: $0.signed, required: $0.required) }
    }
    guard let required = counts.last?.required,
      zip(counts, counts.dropFirst()).allSatisfy({ $0.signed <= $1.signed })
    else { return nil }
    var bins: [UnitIncrements.Bin] = []
    var ends: [Int] = []
    var before: (date: CalendarDate, signed: Int)?
    var position = 0
    for count in counts {
      while position < points.count - 1, points[position].date < count.date { position += 1 }
      let new = count.signed - (before?.signed ?? 0)
      bins.append(
        .init(
          signers: new, weeks: before.map { Double($0.date.days(to: count.date)) / 7 },
          isFlagged: new > 0 && flagged(before?.date, count.date)))
      ends.append(position)
      before = (count.date, count.signed)
    }
    return (UnitIncrements(required: required, bins: bins), ends)
  }
}

extension CeremonyVerdict {
  /// Whether this verdict stands for a step that holds both.
  fileprivate func outranks(_ other: CeremonyVerdict) -> Bool {
    let order: [CeremonyVerdict] = [.stragglers, .undetermined, .ceremony, .flagged]
    return (order.firstIndex(of: self) ?? 0) > (order.firstIndex(of: other) ?? 0)
  }
}

extension TallyBook {
  /// The verdict on each step of the series that are about one unit; units of one level are judged
  /// by one law of stragglers.
  func ceremonies(_ drafts: [SeriesDraft]) -> [UnitKey: [CeremonyVerdict?]] {
    let signings = Dictionary(
      grouping: occasions.filter { $0.settled.kinds.contains(.signing) },
      by: { $0.settled.region.regency })
    var byLevel: [Level?: [(draft: SeriesDraft, bins: UnitIncrements, ends: [Int])]] = [:]
    for draft in drafts {
      guard let (regency, level) = draft.units.first else { continue }
      let own = (signings[regency] ?? []).filter { occasion in
        level.map { level in
          occasion.settled.signerLevels.contains { $0.levels.contains(level) }
        } ?? true
      }.compactMap(\.countsFrom)
      let found = draft.increments { after, upTo in
        own.contains { day in day <= upTo && after.map { $0 < day } ?? true }
      }
      if let found { byLevel[level, default: []].append((draft, found.0, found.ends)) }
    }
    var verdicts: [UnitKey: [CeremonyVerdict?]] = [:]
    for units in byLevel.values {
      let findings = CeremonyDetection(units.map(\.bins)).findings
      for (unit, own) in zip(units, findings) {
        var row = [CeremonyVerdict?](repeating: nil, count: unit.draft.points.count)
        for (end, finding) in zip(unit.ends, own) {
          // A step with a ceremony in it is one, however the other days of it were.
          row[end] =
            row[end].map { $0.outranks(finding.verdict) ? $0 : finding.verdict }
            ?? finding.verdict
        }
        verdicts[unit.draft.key] = row
      }
    }
    return verdicts
  }

  /// Signers of each series who are not recorded yet, by date, at most those of the roster who are
  /// open on the last day; rows whose records do not say when they became known have none.
  func unrecorded(
    _ drafts: [SeriesDraft], confidence: Double, seed: UInt64
  ) -> [UnitKey: [Nowcast.Missing?]] {
    let records = drafts.map { draft in
      draft.units.flatMap { delayedRecords(of: $0.0, level: $0.1) }
    }
    // Offices enter registers alike, so that the delays of all together are surer.
    let delay = ReportingDelay(records.flatMap { $0 }, asOf: asOf)
    var result: [UnitKey: [Nowcast.Missing?]] = [:]
    for (draft, own) in zip(drafts, records) where !own.isEmpty {
      let name = "nowcast \(draft.key.place) \(draft.key.level?.rawValue ?? "all")"
      let nowcast = Nowcast(
        own, asOf: asOf, delay: delay, confidence: confidence, draws: 500,
        seed: RandomStream.derivedSeed(seed, name))
      let byDate = Dictionary(
        nowcast.days.map { ($0.date, $0.missingSoFar) }, uniquingKeysWith: { first, _ in first })
      let known = nowcast.days.first.map(\.date)
      // The delays know nothing of the roster: who is missing up to any day is one of those who are
      // still outstanding on the last.
      let open = draft.points.last.flatMap { last -> Int? in
        guard let required = last.required.exactValue, let signed = last.signed.exactValue else {
          return nil
        }
        return max(0, required - signed)
      }
      result[draft.key] = draft.points.map { point in
        guard let known, point.date >= known, let missing = byDate[point.date] ?? nil else {
          return nil
        }
        return open.map(missing.capped) ?? missing
      }
    }
    return result
  }
}
