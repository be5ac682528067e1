// Ingest: what is declared of one column of a table: name, type, range, meaning, other spellings.
// The reader, the messages, the guide to the formats and the descriptors of outputs follow from it.

/// What a cell of a column is read as.
public enum ColumnType: Hashable, Sendable {
  /// Code `NN.NN` of a kabupaten or kota; a name is read too.
  case regencyCode
  /// Code or name of a kabupaten or kota, or of a province where the table knows them.
  case region
  /// One job level; `all` for a total that is not broken down, where allowed.
  case level(allowsAll: Bool)
  /// Levels with numbers, such as `sekda=1;camat=15`.
  case levels
  /// A kind of employment.
  case employment
  /// A way of signing.
  case mode
  /// An election of the reference tables; `both-2024` for two, where allowed.
  case election(allowsBoth: Bool)
  /// A whole day.
  case day
  /// A day, a month or a year.
  case impreciseDate
  /// A number of persons as evidence gives it: exact, at least, about or a range.
  case count
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A number in a range.
  case number(ClosedRange<Double>)
  /// One word of a list.
  case word([String])
  /// Words of a list, joined by `;`.
  case words([String])
  /// Free text.
  case text
  /// The name of an official's row, which may be personal: hashed, never kept and never shown.
  case identifier
}

/// One column of a table.
public struct ColumnSchema: Hashable, Sendable {
  /// Whether a file needs the column.
  public enum Need: Hashable, Sendable {
    /// The column and each of its cells.
    case filled
    /// The column; its cells may be empty.
    case present
    /// Neither.
    case optional
  }

  /// Name in files.
  public let name: String
  /// What its cells are read as.
  public let type: ColumnType
  /// Whether a file needs it.
  public let need: Need
  /// Meaning, with the unit.
  public let meaning: String
  /// A cell as an example.
  public let example: String
  /// Headers that are read as this column. Case, spaces, `_`, `.` and `-` do not matter.
  public let otherNames: [String]
  /// Headers that are read as this column only where no better one is in the file, and that do not
  /// tell which table a file is.
  public let lastNames: [String]

  init(
    _ name: String, _ type: ColumnType, _ need: Need, _ meaning: String, example: String = "",
    otherNames: [String] = [], lastNames: [String] = []
  ) {
    self.name = name
    self.type = type
    self.need = need
    self.meaning = meaning
    self.example = example
    self.otherNames = otherNames
    self.lastNames = lastNames
  }
  /// A column that files may leave out.
  init(
    _ name: String, _ type: ColumnType, _ meaning: String, example: String = "",
    otherNames: [String] = []
  ) {
    self.init(name, type, .optional, meaning, example: example, otherNames: otherNames)
  }
}
