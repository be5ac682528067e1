// Records: how many, and how well that is known. The type makes it impossible to read "not said"
// as zero: whoever wants a number must say which bound is meant.

/// A number of persons as evidence gives it.
public enum Count: Hashable, Sendable, CustomStringConvertible {
  /// Counted; zero is a true zero.
  case exact(Int)
  /// This many or more.
  case atLeast(Int)
  /// A round or estimated figure.
  case about(Int)
  /// Between two bounds, both included.
  case range(Int, Int)
  /// Not said. Never zero.
  case unknown

  /// How far a figure given as "about" may be off, as a share of it: an assumption of the toolkit.
  public static let aboutTolerance = 0.1

  /// Least number that the evidence allows; 0 where nothing is known.
  public var lower: Int {
    switch self {
    case .exact(let value), .atLeast(let value): value
    case .about(let value): value - Int(Double(value) * Self.aboutTolerance)
    case .range(let low, _): low
    case .unknown: 0
    }
  }

  /// Greatest number that the evidence allows; nil where it sets no bound.
  public var upper: Int? {
    switch self {
    case .exact(let value): value
    case .about(let value): value + Int(Double(value) * Self.aboutTolerance)
    case .range(_, let high): high
    case .atLeast, .unknown: nil
    }
  }

  /// The number where it is exact, else nil.
  public var exactValue: Int? {
    guard case .exact(let value) = self else { return nil }
    return value
  }

  /// Whether nothing at all is known.
  public var isUnknown: Bool { self == .unknown }

  /// `exact`, `at_least`, `about`, `range` or `unknown`: the words of the column `signed_kind`.
  public var kind: String {
    switch self {
    case .exact: "exact"
    case .atLeast: "at_least"
    case .about: "about"
    case .range: "range"
    case .unknown: "unknown"
    }
  }

  /// The tightest count with these bounds; bounds that contradict each other keep both numbers.
  public static func between(_ lower: Int, _ upper: Int?) -> Count {
    guard let upper else { return lower > 0 ? .atLeast(lower) : .unknown }
    guard lower != upper else { return .exact(upper) }
    return .range(min(lower, upper), max(lower, upper))
  }

  /// What several statements about the same persons leave possible: the one that all agree on, else
  /// bounds that hold all of them; unknown where there is none.
  public static func covering(_ counts: some Collection<Count>) -> Count {
    guard let first = counts.first, counts.contains(where: { $0 != first }) else {
      return counts.first ?? .unknown
    }
    let uppers = counts.compactMap(\.upper)
    return between(
      counts.map(\.lower).min() ?? 0, uppers.count < counts.count ? nil : uppers.max())
  }

  /// Sum of two counts of different persons: bounds add, exactness survives only on both sides, and
  /// a round figure keeps its word only beside an exact zero.
  public static func + (left: Count, right: Count) -> Count {
    switch (left, right) {
    case (.exact(let first), .exact(let second)): .exact(first + second)
    case (.exact(0), let other), (let other, .exact(0)): other
    default:
      between(
        left.lower + right.lower,
        left.upper.flatMap { high in
          right.upper.map { high + $0 }
        })
    }
  }

  /// The count as a cell of a table: `53`, `>=53`, `~53`, `50-60` or empty.
  public var description: String {
    switch self {
    case .exact(let value): String(value)
    case .atLeast(let value): ">=\(value)"
    case .about(let value): "~\(value)"
    case .range(let low, let high): "\(low)-\(high)"
    case .unknown: ""
    }
  }
}

/// How many of a level are meant: a count, everybody, or the level is only named.
public enum Extent: Hashable, Sendable, CustomStringConvertible {
  /// A count, possibly with bounds only.
  case counted(Count)
  /// "All of them", whatever their number.
  case all
  /// The level is named without a number.
  case named

  /// The extent as a cell of a table: a count, `all`, or empty.
  public var description: String {
    switch self {
    case .counted(let count): count.description
    case .all: "all"
    case .named: ""
    }
  }
}
