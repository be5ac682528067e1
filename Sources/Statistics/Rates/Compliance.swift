// Statistics: the compliance table: one row for each unit, with rate, interval, pooled rate,
// outstanding officials, sessions and grade.

public import GSL
public import Records

/// One row of the compliance table.
public struct ComplianceRow: Sendable {
  /// What the row stands for.
  public let key: UnitKey
  /// The counts behind it.
  public let rollUp: RollUp
  /// Rate with its interval.
  public let estimate: RateEstimate
  /// Rate with strength borrowed from the other rows with the same levels; nil where the unit was not
  /// counted by a record that could have shown who is missing, or fewer than `RatePool.leastUnits`
  /// units were.
  public let pooled: PooledEstimate?
  /// Rate with the mix of levels of all counted units of the table, so that a regency with many lurah
  /// compares with one that has none; nil for a row of one level and where no level is counted. A
  /// total that is printed without its levels takes no part, and a row with one has none.
  public let standardised: StandardisedRate<Level>?
  /// Whether the row strays from the others of its level by more than these usually do; nil where
  /// fewer than ten are counted.
  public let funnel: FunnelVerdict?
  /// Sessions and cascade.
  public let coverage: SessionCoverage
  /// How much of the row is without data; nil where the participants of its place are not known.
  public let completeness: Completeness?
  /// How far the message went down from the leaders of the row's place.
  public let cascade: Cascade
}

/// A rate that borrows strength from the pool of its level.
public struct PooledEstimate: Hashable, Sendable {
  /// Posterior mean, in (0, 1).
  public let rate: Double
  /// Lower end of the central interval, with the doubt about the pool in it.
  public let low: Double
  /// Upper end of the central interval.
  public let high: Double
  /// Share of the mean that was learnt from the row's own count, `0..<1`; the rest is the pool.
  public let ownShare: Double
}

/// The compliance table of one election.
public struct ComplianceTable: Sendable {
  /// The evidence behind it, with election, date and scope.
  public let book: TallyBook
  /// How rows are split.
  public let grouping: Grouping
  /// Level of all intervals, in (0, 1).
  public let confidence: Double
  /// Rows in order of their key.
  public let rows: [ComplianceRow]

  /// Computes the table.
  ///
  /// - Parameters:
  ///   - book: The evidence of one election as of a date.
  ///   - grouping: How rows are split.
  ///   - confidence: Level of all intervals, in `(0, 1)`.
  ///   - method: Interval of full counts.
  /// - Throws: `GSLError` where a quantile cannot be computed.
  public init(
    book: TallyBook, grouping: Grouping, confidence: Double = 0.95,
    method: RateEstimate.Method = .wilson
  ) throws(GSLError) {
    self.book = book
    self.grouping = grouping
    self.confidence = confidence
    var parts: [UnitKey: [Tally]] = [:]
    for regency in book.regencies {
      let kinds: [Employment?] = grouping.byEmployment ? book.employments(of: regency) : [nil]
      for kind in kinds {
        for tally in book.tallies(of: regency, employment: kind) {
          parts[grouping.key(regency, tally.level, kind, in: book.reference), default: []].append(
            tally)
        }
      }
    }
    let rollUps = parts.mapValues(RollUp.init)
    let comparisons = try ComplianceComparisons(rollUps, confidence: confidence)
    let starts = book.cascadeStarts()
    var rows: [ComplianceRow] = []
    for (key, rollUp) in rollUps.sorted(by: { $0.key < $1.key }) {
      rows.append(
        ComplianceRow(
          key: key, rollUp: rollUp,
          estimate: try RateEstimate(
            signed: rollUp.signed, required: rollUp.required, kind: rollUp.signedKind,
            confidence: confidence, method: method),
          pooled: comparisons.pooled(key, rollUp),
          standardised: try comparisons.standardised(key, rollUp), funnel: comparisons.verdict(key),
          coverage: book.coverage(of: key, parts: rollUp.parts),
          completeness: book.completeness(of: key, parts: rollUp.parts),
          cascade: book.cascade(in: key.place, starts)))
    }
    self.rows = rows
  }
}
