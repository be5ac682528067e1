// Ingest: contradictions that show only when entries of several rows are laid side by side, each
// from the day on which the last of them was known until it is settled anew.

import Records

extension LedgerBuilder {
  /// Recaps of one key that fall or that were issued again for the same day.
  ///
  /// The recaps are taken in the order in which they became known, so that a fall is told for the
  /// days on which it stood: a recap of a day between, or a corrected one, may explain it.
  ///
  /// - Complexity: O(n log n), n entries that arrive in order of their date; O(n²) at worst.
  func changedRecaps(_ key: LedgerKey, _ entries: Set<RecapEntry>) -> [Conflict] {
    let ordered = entries.sorted { left, right in
      let days = [left, right].map { [$0.knownOn.dayNumber, $0.asOf.dayNumber] }
      if days[0] != days[1] { return days[0].lexicographicallyPrecedes(days[1]) }
      let ends = [left, right].map { ($0.signed.lower, $0.signed.description, $0.source) }
      return ends[0] != ends[1]
        ? ends[0] < ends[1] : left.required.description < right.required.description
    }
    var conflicts: [Conflict] = []
    var current: [RecapVersion] = []
    /// Falls that stand, by the day on which the count is lower.
    var falls: [CalendarDate: (earlier: RecapVersion, later: RecapVersion, since: CalendarDate)] =
      [:]
    func close(_ day: CalendarDate, until end: CalendarDate?) {
      guard let fall = falls.removeValue(forKey: day), fall.since != end else { return }
      let settled = fall.later.signed.description
      conflicts.append(
        conflict(
          key, fall.earlier.entries + fall.later.entries,
          settledAs: "\(settled) from \(fall.later.asOf)", rule: .laterCorrection,
          from: fall.since, until: end))
    }
    for (day, batch) in ordered.batches(by: \.knownOn) {
      for version in batch.batches(by: \.asOf).map({ RecapVersion(asOf: $0, entries: $1) }) {
        let place = current.partitionPoint { $0.asOf < version.asOf }
        let isReissue = place < current.count && current[place].asOf == version.asOf
        if isReissue,
          Set(current[place].entries.map(\.signed)) != Set(version.entries.map(\.signed))
        {
          conflicts.append(
            conflict(
              key, current[place].entries + version.entries,
              settledAs: version.signed.description, rule: .laterCorrection, from: day))
        }
        if Set(version.entries.map(\.signed)).count > 1 {
          conflicts.append(
            conflict(
              key, version.entries, settledAs: version.signed.description, rule: .keptAsBounds,
              from: day))
        }
        if isReissue { current[place] = version } else { current.insert(version, at: place) }
        for after in [place, place + 1] where after < current.count {
          close(current[after].asOf, until: day)
          guard after > 0, let high = current[after].signed.upper,
            high < current[after - 1].signed.lower
          else { continue }
          falls[current[after].asOf] = (current[after - 1], current[after], day)
        }
      }
    }
    for day in falls.keys.sorted() { close(day, until: nil) }
    return conflicts
  }

  private func conflict(
    _ key: LedgerKey, _ recaps: [RecapEntry], settledAs: String, rule: SettlementRule,
    from day: CalendarDate, until end: CalendarDate? = nil
  ) -> Conflict {
    Conflict(
      region: .regency(key.regency), subject: "\(key.election) \(key.level?.rawValue ?? "all")",
      field: "signed",
      claims: recaps.map { Claim(value: "\($0.signed) on \($0.asOf)", source: $0.source) },
      settledAs: settledAs, rule: rule, elections: [key.election], recordedOn: day,
      supersededOn: end)
  }

  /// A province's totals beside those of its regencies for the same occasion.
  func nestedTotals(_ occasions: [Occasion]) -> [Conflict] {
    let fields: [(name: String, read: (EventReport) -> Count)] = [
      ("signers", { $0.kinds.contains(.signing) ? $0.signers : .unknown }),
      ("attendees", \.attendees),
    ]
    return occasions.filter { $0.settled.region.regency == nil }.flatMap { whole in
      fields.flatMap { field -> [Conflict] in
        guard !field.read(whole.settled).isUnknown else { return [] }
        let parts = occasions.filter { part in
          whole.contains(part, withAllKinds: field.name == "attendees")
            && !field.read(part.settled).isUnknown
        }
        return whole.segments(cutBy: parts).compactMap { start, end in
          let known = parts.filter { $0.overlaps(start) }
          guard !known.isEmpty else { return nil }
          return Conflict(
            region: whole.settled.region, subject: whole.settled.eventID, field: field.name,
            claims: ([whole] + known).map { occasion in
              Claim(
                value: "\(occasion.settled.region): \(field.read(occasion.settled))",
                source: occasion.settled.source)
            },
            settledAs: "not added together", rule: .totalContainsParts,
            elections: whole.settled.elections, recordedOn: start, supersededOn: end)
        }
      }
    }
  }
}

/// Recaps of one day that became known on the same day.
private struct RecapVersion {
  let asOf: CalendarDate
  let entries: [RecapEntry]

  var signed: Count { .covering(Set(entries.map(\.signed))) }
}

extension RecapEntry {
  fileprivate var knownOn: CalendarDate { recordedOn ?? asOf }
}

extension Array {
  /// Runs of neighbours with the same value.
  fileprivate func batches<Value: Equatable>(
    by value: (Element) -> Value
  ) -> [(Value, [Element])] {
    var batches: [(Value, [Element])] = []
    for element in self {
      if let last = batches.last, last.0 == value(element) {
        batches[batches.count - 1].1.append(element)
      } else {
        batches.append((value(element), [element]))
      }
    }
    return batches
  }

  /// First position whose element does not precede, in an array where those that do come first.
  fileprivate func partitionPoint(where precedes: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
