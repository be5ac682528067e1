// Statistics: signers that each record adds to the ones before, for every unit. What a register
// tells by day, other records tell only between two days.

public import Records

/// Signers who were added between two days.
public struct NewSigners: Hashable, Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// The level; nil for a total over levels.
  public let level: Level?
  /// Last day on which they had not signed; nil where no record tells.
  public let after: CalendarDate?
  /// Day by which they had signed.
  public let upTo: CalendarDate
  /// How many, persons, `>= 0`.
  public let signed: Int
  /// Officials who must sign on that day, persons; nil where that is not exactly known.
  public let required: Int?
}

extension TallyBook {
  /// Signers of all units, each added once, in order of regency, level and day.
  ///
  /// Only exact counts tell how many were added: "at least" and "about" say nothing here. Where a
  /// count falls, nobody is added until it passes its highest value, so that the signers of a unit
  /// add up to that. Only a register tells the day; all others tell two days between which.
  ///
  /// - Returns: One value for each day on which a unit's exact count or its roster changes.
  /// - Complexity: O(n log n) in the claims of each unit.
  public func newSigners() -> [NewSigners] {
    regencies.flatMap { regency in
      tallies(of: regency).flatMap { newSigners(of: regency, level: $0.level) }
    }
  }

  private func newSigners(of regency: RegencyCode, level: Level?) -> [NewSigners] {
    var added: [NewSigners] = []
    var known: (date: CalendarDate, signed: Int)?
    for (date, tally) in history(of: regency, level: level).changes {
      guard let signed = tally.signed.exactValue else { continue }
      let required = tally.documentedRequired.exactValue
      let isByDay = tally.requiredBasis == .register
      let new = max(0, signed - (known?.signed ?? 0))
      if new > 0 || required != added.last?.required || added.isEmpty {
        added.append(
          NewSigners(
            regency: regency, level: level, after: isByDay ? date.advanced(by: -1) : known?.date,
            upTo: date, signed: new, required: required))
      }
      if signed >= known?.signed ?? 0 { known = (date, signed) }
    }
    return added
  }
}
