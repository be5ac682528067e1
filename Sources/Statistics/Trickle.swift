// Statistics: what units that were counted more than once tell about stragglers.

public import Records

extension TallyBook {
  /// Signers after the first count of a unit, and the official-weeks in which they could have
  /// signed; both 0 for units that were counted once.
  ///
  /// - Parameters:
  ///   - regency: The regency.
  ///   - level: The level.
  /// - Returns: Persons, and persons × weeks.
  public func trickle(
    of regency: RegencyCode, level: Level
  ) -> (signers: Double, officialWeeks: Double) {
    var result = (signers: 0.0, officialWeeks: 0.0)
    var before: (date: CalendarDate, signed: Int, required: Int)?
    for change in history(of: regency, level: level).changes {
      guard let pair = change.tally.exactPair else { continue }
      if let before, pair.signed >= before.signed, before.signed > 0 {
        result.signers += Double(pair.signed - before.signed)
        result.officialWeeks +=
          Double(before.required - before.signed) * Double(before.date.days(to: change.date)) / 7
      }
      before = (change.date, pair.signed, pair.required)
    }
    return result
  }
}
