// Statistics: which levels of which regencies a table speaks of. A level in scope without a record
// is unknown, not zero.

public import Records

/// Which job levels are in scope.
public enum Scope: Hashable, Sendable, CustomStringConvertible {
  /// The levels that a record of the regency names as bound or signing.
  case named
  /// One list for every regency, so that all can be compared: `Level.leadership`.
  case leadership
  /// Every level.
  case all
  /// The levels given, in order.
  case levels([Level])

  /// Reads `named`, `leadership`, `all` or a list such as `camat,lurah`; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "named": self = .named
    case "leadership": self = .leadership
    case "all": self = .all
    default:
      let words = text.split(separator: ",", omittingEmptySubsequences: false)
      let levels = words.compactMap { Level(rawValue: String($0)) }
      guard !levels.isEmpty, levels.count == words.count else { return nil }
      self = .levels(Set(levels).sorted())
    }
  }

  /// The levels that are in scope for every regency; nil where the records decide.
  public var fixedLevels: [Level]? {
    switch self {
    case .named: nil
    case .leadership: Level.leadership
    case .all: Level.allCases
    case .levels(let levels): levels
    }
  }

  /// The text that `init(_:)` reads.
  public var description: String {
    switch self {
    case .named: "named"
    case .leadership: "leadership"
    case .all: "all"
    case .levels(let levels): levels.map(\.rawValue).joined(separator: ",")
    }
  }
}
