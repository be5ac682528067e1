// Ingest: the account of every row. What was read is accepted, converted (and told) or rejected
// with file, line, column, value, rule and repair; nothing is dropped without a count.

/// Input that cannot be read as a whole. The command turns it into an exit code and one message.
public enum IngestError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no such file or folder, or a folder holds no known table (exit code 66).
  case missing(String)
  /// A file cannot be understood (exit code 65).
  case unreadable(Fault)
  /// More rows were refused than the user allows (exit code 65).
  case tooManyRejections(Int, most: Int, first: Fault?)

  /// The message for the user: file, line, column, value, rule and repair.
  public var description: String {
    switch self {
    case .missing(let text): text
    case .unreadable(let fault): fault.description
    case .tooManyRejections(let count, let most, let first):
      "\(count) rows rejected, more than \(most)" + (first.map { "; the first: \($0)" } ?? "")
    }
  }
}

/// What is wrong with a row or a file, where, and how to repair it.
public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
  /// File as the user named it.
  public let file: String
  /// Line of the file on which the row begins, from 1; 0 for the file as a whole.
  public let line: Int
  /// Column name; empty for the row as a whole.
  public let column: String
  /// The value as read, at most 60 characters; empty where it is personal or there is none.
  public let value: String
  /// The rule that it breaks.
  public let rule: String
  /// What to do about it.
  public let repair: String

  /// A fault at a place. The value is cut to 60 characters; control characters, which may stand in
  /// names of columns and in rules that quote a cell, are shown as spaces, so that a message stays on
  /// one line.
  public init(
    file: String, line: Int = 0, column: String = "", value: String = "", rule: String,
    repair: String
  ) {
    self.file = file
    self.line = line
    self.column = column.onOneLine
    let shown = String(String.UnicodeScalarView(value.unicodeScalars.prefix(60)))
    self.value = shown.onOneLine + (value.unicodeScalars.count > 60 ? "…" : "")
    self.rule = rule.onOneLine
    self.repair = repair.onOneLine
  }

  /// One line: `file:line: column: value "…": rule; repair`.
  public var description: String {
    var text = file
    if line > 0 { text += ":\(line)" }
    text += ": "
    if !column.isEmpty { text += "column \(column): " }
    if !value.isEmpty { text += "value \"\(value)\": " }
    return text + rule + "; " + repair
  }
}

extension Fault {
  /// A row of another number of cells than the header.
  static func wrongWidth(file: String, line: Int, cells: Int, header: Int) -> Fault {
    Fault(
      file: file, line: line,
      rule: "the row has \(cells) cell\(cells == 1 ? "" : "s"), the header \(header)",
      repair: cells > header
        ? "check for an unquoted separator: put a cell that holds one in quotes"
        : cells == 1
          ? "check the separator; remove the row if it is a remark beside the table"
          : "check for a missing separator; where it is the last row, the file may be cut off")
  }

  /// A row that repeats another one.
  static func repeatedRow(file: String, line: Int) -> Fault {
    Fault(
      file: file, line: line, rule: "repeats a row that was counted before",
      repair: "nothing to do; it adds nothing")
  }

  /// A row that a later record of the same official corrects.
  static func correctedRow(file: String, line: Int) -> Fault {
    Fault(
      file: file, line: line, column: "recorded_on",
      rule: "another row of the same official was recorded later; that one counts",
      repair: "nothing to do; it adds nothing")
  }

  /// An official of whom two rows say different things.
  static func contradictedOfficial(file: String, line: Int) -> Fault {
    Fault(
      file: file, line: line, column: "record_id",
      rule: "an official of this election occurs twice with different content",
      repair: "keep the correct one of the rows, or give each the day on which it was recorded "
        + "(recorded_on): the last one counts")
  }
}

/// A value that was read as another value, by a stated rule.
public struct Conversion: Hashable, Comparable, Sendable {
  /// File as the user named it.
  public let file: String
  /// Column name; empty for the file as a whole.
  public let column: String
  /// The rule, in words.
  public let rule: String

  /// A kind of conversion; the account counts how often it happened.
  public init(file: String, column: String = "", rule: String) {
    self.file = file
    self.column = column.onOneLine
    self.rule = rule.onOneLine
  }

  /// Orders by file, column and rule.
  public static func < (left: Self, right: Self) -> Bool {
    (left.file, left.column, left.rule) < (right.file, right.column, right.rule)
  }
}

/// The account of one file.
public struct FileAccount: Hashable, Sendable {
  /// File as the user named it.
  public let file: String
  /// The table that the file was read as, for example `events`.
  public let table: String
  /// Data rows read, without the header.
  public var rowsRead = 0
  /// Rows whose facts are in the evidence.
  public var accepted = 0
  /// Rows refused; each has a fault.
  public var rejected = 0
  /// Accepted rows that repeat one already counted, so that they add nothing.
  public var duplicates = 0
  /// Columns that the table does not know; they were ignored.
  public var ignoredColumns: [String] = []

  /// An empty account.
  public init(file: String, table: String) {
    self.file = file
    self.table = table
  }
}

/// The account of a whole input.
public struct IngestReport: Sendable {
  /// One account for each file, in the order of reading.
  public internal(set) var files: [FileAccount] = []
  /// Rejected rows.
  public internal(set) var rejections: [Fault] = []
  /// Conversions with the number of cells they touched.
  public internal(set) var conversions: [Conversion: Int] = [:]
  /// Resources of a package that are no table of the toolkit.
  public internal(set) var ignoredFiles: [String] = []
  /// Rows that repeat another row, named.
  public internal(set) var duplicates: [Fault] = []

  /// Rejected rows, and duplicates, of one file that are named; the account counts all.
  public static let mostNamed = 1000

  /// An account of nothing.
  public init() {}

  /// Adds the account of a file with the first of its findings.
  mutating func add(_ account: FileAccount, rejections: [Fault], duplicates: [Fault]) {
    files.append(account)
    self.rejections += rejections
    self.duplicates += duplicates
  }

  /// Rows read in all files.
  public var rowsRead: Int { files.reduce(0) { $0 + $1.rowsRead } }
  /// Rows accepted in all files.
  public var accepted: Int { files.reduce(0) { $0 + $1.accepted } }
  /// Rows rejected in all files.
  public var rejected: Int { files.reduce(0) { $0 + $1.rejected } }
}
