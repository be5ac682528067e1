// Statistics: what units that were counted more than once tell about stragglers.

public import Records

extension TallyBook {
  /// Signers after the first count of a unit, and the official-weeks in which they could have
  /// signed, ceremonies left out; both 0 for units that were counted once.
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
      if let before, pair.signed >= before.signed, before.signed > 0,
        !Self.isCeremony(
          pair.signed - before.signed, of: before.required - before.signed,
          required: before.required, weeks: Double(before.date.days(to: change.date)) / 7)
      {
        result.signers += Double(pair.signed - before.signed)
        result.officialWeeks +=
          Double(before.required - before.signed) * Double(before.date.days(to: change.date)) / 7
      }
      before = (change.date, pair.signed, pair.required)
    }
    // A register knows that nobody signed since; a recap knows nothing after its day.
    if let before, before.signed > 0,
      let through = tally(of: regency, level: level)?.countedThrough,
      through > before.date
    {
      result.officialWeeks +=
        Double(before.required - before.signed) * Double(before.date.days(to: through)) / 7
    }
    return result
  }

  /// Whether new signers of one interval are a ceremony and no trickle. The law is the prior one:
  /// a single unit's counts cannot tell what stragglers do.
  private static func isCeremony(
    _ signers: Int, of outstanding: Int, required: Int, weeks: Double
  ) -> Bool {
    // A roster that shrank between the counts can leave fewer outstanding than have signed since.
    guard signers <= outstanding, weeks > 0 else { return true }
    return StragglerLaw.prior.judge(
      signers: signers, outstanding: outstanding, required: required, weeks: weeks
    ).verdict == .ceremony
  }
}
