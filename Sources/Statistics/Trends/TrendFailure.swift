// Statistics: the reasons why a unit has no trend.

/// Why a unit has no trend of the kind asked for.
public enum TrendFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The roster or the counts are not exact.
  case notCounted
  /// Fewer dates with exact counts than a fit needs.
  case tooFewDates(Int)
  /// So few officials that a curve would only trace single persons.
  case tooFewOfficials(Int)
  /// Nobody has signed, or the counts do not change.
  case noChange
  /// The counts fall; a fit to signers would be wrong.
  case falling
  /// The optimiser did not converge.
  case notConverged(String)

  /// The reason in words: the text of the column `reason`.
  public var description: String {
    switch self {
    case .notCounted: "no exact count of signers and officials"
    case .tooFewDates(let dates): "counted on \(dates) dates; a trend needs \(Trend.leastDates)"
    case .tooFewOfficials(let officials):
      "a roster of \(officials); a trend needs \(Trend.leastOfficials)"
    case .noChange: "the counts do not change"
    case .falling: "the counts fall; see the conflicts"
    case .notConverged(let text): "no convergence: \(text)"
    }
  }
}
