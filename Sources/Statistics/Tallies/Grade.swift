// Statistics: how much data stands behind a row.

/// How much data stands behind a row, A the most. The grade says nothing about compliance.
public enum Grade: String, CaseIterable, Comparable, Hashable, Sendable {
  /// Roster known and signers counted on four dates or more.
  case a = "A"
  /// Roster known and signers counted on two or three dates.
  case b = "B"
  /// Roster known and signers counted once.
  case c = "C"
  /// A signing is documented, but the roster or the number of signers is not known.
  case d = "D"
  /// No report of a signing.
  case e = "E"

  /// The grade of a tally.
  public init(_ tally: Tally) {
    guard tally.isLaunched || tally.signedKind == .exact else {
      self = .e
      return
    }
    guard tally.exactPair != nil else {
      self = .d
      return
    }
    switch tally.countedDates {
    case 4...: self = .a
    case 2...3: self = .b
    default: self = .c
    }
  }

  /// Orders from most to least data.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
