// Reporting: one neutral table and its renderers. Every verb and every file of a report goes
// through it, so that unknown, numbers and dangerous cells are treated the same everywhere.

public import Records

/// One cell.
public enum Cell: Hashable, Sendable {
  /// Words.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A number with this many decimals, `0...9`.
  case real(Double, decimals: Int)
  /// A day.
  case date(CalendarDate)
  /// A quantity that nobody reported: empty in files, words for people, never 0.
  case unknown
  /// Nothing belongs here.
  case none

  /// A whole number, or unknown.
  public static func integer(_ value: Int?) -> Cell { value.map { .integer($0) } ?? .unknown }

  /// A number, or unknown.
  public static func real(_ value: Double?, decimals: Int) -> Cell {
    value.map { .real($0, decimals: decimals) } ?? .unknown
  }

  /// A day, or nothing.
  public static func date(_ value: CalendarDate?) -> Cell { value.map { .date($0) } ?? .none }

  /// A count where it is exact or about; unknown otherwise.
  public static func figure(_ count: Count) -> Cell {
    switch count {
    case .exact(let value), .about(let value): .integer(value)
    case .atLeast, .range, .unknown: .unknown
    }
  }

  /// A count where it is exact, about or, for columns whose kind says so, a lower bound; unknown
  /// otherwise.
  public static func count(_ count: Count) -> Cell {
    switch count {
    case .exact(let value), .atLeast(let value), .about(let value): .integer(value)
    case .range, .unknown: .unknown
    }
  }

  /// Words, or nothing where there are none.
  public static func words(_ text: String) -> Cell { text.isEmpty ? .none : .text(text) }

  /// The cell as text of a file: empty for unknown and nothing, numbers in a fixed form.
  public var plain: String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .real(let value, let decimals): FixedPoint.text(value, decimals: decimals)
    case .date(let date): date.description
    case .unknown, .none: ""
    }
  }

  var isNumber: Bool {
    switch self {
    case .integer, .real: true
    default: false
    }
  }
}

/// One column of a table.
public struct Column: Hashable, Sendable {
  /// Type of its cells in the words of Table Schema.
  public enum Kind: String, Sendable {
    /// Words.
    case string
    /// Whole numbers.
    case integer
    /// Numbers.
    case number
    /// Days.
    case date
  }

  /// Name in files; other programs rely on it.
  public let name: String
  /// Type of its cells.
  public let kind: Kind
  /// Meaning and unit.
  public let meaning: String
  /// Whether a terminal shows it; files have every column.
  public let isShown: Bool

  /// A column.
  public init(_ name: String, _ kind: Kind, _ meaning: String, shown: Bool = false) {
    self.name = name
    self.kind = kind
    self.meaning = meaning
    isShown = shown
  }
}

/// A named table of typed cells.
public struct Table: Sendable {
  /// Name, also of its file.
  public let name: String
  /// Columns in order.
  public let columns: [Column]
  /// Rows in order, each with one cell for each column.
  public let rows: [[Cell]]

  /// A table; every row must have one cell for each column.
  public init(name: String, columns: [Column], rows: [[Cell]]) {
    precondition(
      rows.allSatisfy { $0.count == columns.count }, "a row of \(name) has another width")
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}

/// Numbers with a fixed number of decimals, the same on every machine.
enum FixedPoint {
  /// Rounds half away from zero; finite values below 1e15 only, as all of ours are.
  static func text(_ value: Double, decimals: Int) -> String {
    precondition(value.isFinite && abs(value) < 1e15, "a number for print: \(value)")
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded(.toNearestOrAwayFromZero))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
