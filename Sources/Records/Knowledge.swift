// Records: from when to when a statement is the one to go by. Later reports do not change what was
// known before them: they supersede it from their day on.

/// A statement that became known on a day and may be superseded on a later one.
public protocol KnownStatement {
  /// The day on which it became known; nil for always.
  var recordedOn: CalendarDate? { get }
  /// The first day on which a better-informed version stands in its place; nil where none does.
  var supersededOn: CalendarDate? { get }
}

extension KnownStatement {
  /// Whether the statement is the one to go by on a day: known by then and not yet superseded.
  ///
  /// - Parameter day: The day "as of" which one asks.
  /// - Returns: Whether it counts.
  public func isKnown(on day: CalendarDate) -> Bool {
    (recordedOn.map { $0 <= day } ?? true) && (supersededOn.map { day < $0 } ?? true)
  }
}

extension Ledger {
  /// The ledger as it stood on a day; nil where no statement was known.
  ///
  /// - Parameter day: The day "as of" which one asks.
  /// - Returns: The same ledger without the statements that were unknown or superseded on the day.
  /// - Complexity: O(claims); nothing is copied where all of them count.
  public func known(on day: CalendarDate) -> Ledger? {
    let own = denominators.known(on: day)
    let signatures = signings.known(on: day)
    guard !own.isEmpty || !signatures.isEmpty else { return nil }
    return Ledger(key: key, denominators: own, signings: signatures)
  }
}

extension Evidence {
  /// The evidence as it stood on a day: what a reader of that day could have known.
  ///
  /// Violation counts carry no day and stay.
  ///
  /// - Parameter day: The day "as of" which one asks.
  /// - Returns: The statements that were known and not superseded.
  /// - Complexity: O(statements).
  public func known(on day: CalendarDate) -> Evidence {
    Evidence(
      ledgers: ledgers.compactMap { $0.known(on: day) }, occasions: occasions.known(on: day),
      sessions: sessions.known(on: day), violations: violations,
      conflicts: conflicts.known(on: day))
  }

  /// The evidence in its newest versions, whatever their day.
  public var newest: Evidence {
    // A day after every date that a file can hold.
    known(on: CalendarDate(dayNumber: 4_000_000))
  }
}

extension Array where Element: KnownStatement {
  /// The statements to go by on a day, in order.
  ///
  /// - Parameter day: The day "as of" which one asks.
  /// - Returns: Those that were known and not superseded.
  /// - Complexity: O(count).
  public func known(on day: CalendarDate) -> [Element] {
    allSatisfy { $0.isKnown(on: day) } ? self : filter { $0.isKnown(on: day) }
  }
}
