// Statistics: the compliance table: one row for each unit, with rate, interval, pooled rate,
// outstanding officials, sessions and grade.

public import GSL
internal import Records

/// One row of the compliance table.
public struct ComplianceRow: Sendable {
  /// What the row stands for.
  public let key: UnitKey
  /// The counts behind it.
  public let rollUp: RollUp
  /// Rate with its interval.
  public let estimate: RateEstimate
  /// Rate with strength borrowed from the other units of the same kind, with a central interval;
  /// nil where the unit has no exact count or fewer than `RatePool.leastUnits` units have one.
  public let pooled: (rate: Double, low: Double, high: Double)?
  /// Sessions and cascade.
  public let coverage: SessionCoverage
  /// How much of the row is without data; nil where the participants of its place are not known.
  public let completeness: Completeness?
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
    let pools = RatePool.byLevel(rollUps)
    var rows: [ComplianceRow] = []
    for (key, rollUp) in rollUps.sorted(by: { $0.key < $1.key }) {
      var pooled: (rate: Double, low: Double, high: Double)?
      if let pair = rollUp.exactPair, pair.required > 0, let pool = pools[key.level],
        pool.units >= RatePool.leastUnits
      {
        let posterior = pool.posterior(signed: pair.signed, required: pair.required)
        pooled = (
          posterior.mean, try posterior.quantile((1 - confidence) / 2),
          try posterior.upperQuantile((1 - confidence) / 2)
        )
      }
      rows.append(
        ComplianceRow(
          key: key, rollUp: rollUp,
          estimate: try RateEstimate(
            required: rollUp.required, signed: rollUp.signed, kind: rollUp.signedKind,
            confidence: confidence, method: method),
          pooled: pooled, coverage: book.coverage(of: key, parts: rollUp.parts),
          completeness: book.completeness(of: key, parts: rollUp.parts)))
    }
    self.rows = rows
  }
}

extension RatePool {
  /// One pool for each level (nil: all levels together) of the rows with exact counts.
  static func byLevel(_ rollUps: [UnitKey: RollUp]) -> [Level?: RatePool] {
    var counts: [Level?: [(UnitKey, signed: Int, required: Int)]] = [:]
    for (key, rollUp) in rollUps {
      guard let pair = rollUp.exactPair, pair.required > 0,
        rollUp.parts.allSatisfy(\.couldShowMissing)
      else { continue }
      counts[key.level, default: []].append((key, pair.signed, pair.required))
    }
    return counts.mapValues { units in
      // In order of the key, so that sums have the same rounding on every run.
      RatePool(units.sorted { $0.0 < $1.0 }.map { (signed: $0.signed, required: $0.required) })
    }
  }
}
