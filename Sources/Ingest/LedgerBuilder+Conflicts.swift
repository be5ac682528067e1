// Ingest: contradictions that show only when entries of several rows are laid side by side.

import Records

extension LedgerBuilder {
  func changedRecaps(_ key: LedgerKey, _ entries: Set<RecapEntry>) -> [Conflict] {
    let ordered = entries.sorted { left, right in
      (left.asOf, left.recordedOn ?? left.asOf, left.signed.lower, left.source)
        < (right.asOf, right.recordedOn ?? right.asOf, right.signed.lower, right.source)
    }
    return zip(ordered, ordered.dropFirst()).compactMap { earlier, later in
      if earlier.asOf == later.asOf, earlier.signed != later.signed {
        return conflict(
          key, [earlier, later], settledAs: "the newer record, bounds where none is",
          rule: .laterCorrection)
      }
      guard let high = later.signed.upper, high < earlier.signed.lower else { return nil }
      return conflict(
        key, [earlier, later], settledAs: "\(later.signed) from \(later.asOf)",
        rule: .laterCorrection)
    }
  }

  private func conflict(
    _ key: LedgerKey, _ recaps: [RecapEntry], settledAs: String, rule: SettlementRule
  ) -> Conflict {
    Conflict(
      region: .regency(key.regency), subject: "\(key.election) \(key.level?.rawValue ?? "all")",
      field: "signed",
      claims: recaps.map { Claim(value: "\($0.signed) on \($0.asOf)", source: $0.source) },
      settledAs: settledAs, rule: rule, elections: [key.election],
      recordedOn: recaps.map { $0.recordedOn ?? $0.asOf }.max())
  }

  /// A province's total beside totals of its regencies for the same occasion.
  func nestedTotals(_ occasions: [Occasion]) -> [Conflict] {
    occasions.compactMap { whole in
      guard case .province(let province) = whole.settled.region,
        whole.settled.kinds.contains(.signing), !whole.settled.signers.isUnknown
      else { return nil }
      let parts = occasions.filter { part in
        part.settled.region.regency?.province == province && !part.settled.signers.isUnknown
          && (part.countsFrom == whole.countsFrom
            || (!whole.settled.jointTag.isEmpty && part.settled.jointTag == whole.settled.jointTag))
      }
      guard !parts.isEmpty else { return nil }
      return Conflict(
        region: whole.settled.region, subject: whole.settled.eventID, field: "signers",
        claims: ([whole] + parts).map { occasion in
          Claim(
            value: "\(occasion.settled.region): \(occasion.settled.signers)",
            source: occasion.settled.source)
        },
        settledAs: "not added together", rule: .totalContainsParts,
        elections: whole.settled.elections,
        recordedOn: ([whole] + parts).compactMap(\.recordedOn).max())
    }
  }
}
