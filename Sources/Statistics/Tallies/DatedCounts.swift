// Statistics: the counts of one unit by the day on which each held, as a model of its course needs them.

public import Records

extension TallyBook {
  /// Exact numbers of signers of a unit by rising date, as the book knows them.
  ///
  /// A register is complete up to the day of the book, so its last count is given for that day too;
  /// other records speak only of the days that they name. Published numbers may fall from one date to
  /// the next, and may lie above the roster.
  ///
  /// - Parameters:
  ///   - regency: The regency.
  ///   - level: The level; nil for totals over levels.
  /// - Returns: Dates and persons; empty where no count is exact.
  /// - Complexity: O(n log n) in the claims of the unit.
  public func datedCounts(
    of regency: RegencyCode, level: Level?
  ) -> [(date: CalendarDate, signed: Int)] {
    let history = history(of: regency, level: level)
    var counts = history.changes.compactMap { date, tally in
      tally.signed.exactValue.map { (date: date, signed: $0) }
    }
    if let last = counts.last, let through = history.changes.last?.tally.countedThrough,
      through > last.date, through <= asOf,
      history.changes.last?.tally.requiredBasis ?? .unknown <= .counts
    {
      counts.append((through, last.signed))
    }
    return counts
  }

  /// Signed and required of a unit on a date, where both are exact and fit each other; nil otherwise.
  ///
  /// - Parameters:
  ///   - regency: The regency.
  ///   - level: The level; nil for totals over levels.
  ///   - date: A date not after `asOf`.
  /// - Returns: Persons.
  public func exactPair(
    of regency: RegencyCode, level: Level?, on date: CalendarDate
  ) -> (signed: Int, required: Int)? {
    tally(of: regency, level: level, on: date)?.exactPair
  }
}
