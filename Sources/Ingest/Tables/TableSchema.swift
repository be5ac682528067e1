// Ingest: the tables that the toolkit knows. Each is declared once, in `Schemas/`.

/// What is declared of a table.
public struct TableSchema: Hashable, Sendable {
  /// Name, which is also its file name without `.csv`.
  public let name: String
  /// What one row is.
  public let meaning: String
  /// Columns in the order of the documentation.
  public let columns: [ColumnSchema]
  /// Of each group of columns, a file needs one.
  public let alternatives: [[String]]
  /// Columns whose cells together occur once.
  public let primaryKey: [String]
  /// Whether rows may stand for persons, so that no message may show a cell.
  public let isPersonal: Bool

  init(
    name: String, meaning: String, columns: [ColumnSchema], alternatives: [[String]] = [],
    primaryKey: [String] = [], isPersonal: Bool = false
  ) {
    let names = columns.map(\.name)
    precondition(Set(names).count == names.count, "a column of \(name) is declared twice")
    precondition(
      (alternatives.flatMap(\.self) + primaryKey).allSatisfy(names.contains),
      "\(name) names a column that it does not declare")
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.alternatives = alternatives
    self.primaryKey = primaryKey
    self.isPersonal = isPersonal
  }

  /// Tables with records, in the order in which they are read.
  public static let records: [TableSchema] = [
    register, recaps, counts, sessions, events, violations,
  ]

  /// Reference tables.
  public static let reference: [TableSchema] = [
    regencies, regencyUnits, aliases, ambiguousAliases, regencyLineage, elections, electionStages,
    holidays,
  ]

  /// The table of a name.
  ///
  /// - Parameter name: A name such as `recaps`.
  /// - Returns: The table; nil for any other name.
  public static func named(_ name: String) -> TableSchema? {
    (records + reference).first { $0.name == name }
  }

  /// A column that the table declares.
  ///
  /// - Parameter name: Name of the column; any other is a caller's bug.
  /// - Returns: The column.
  public func column(_ name: String) -> ColumnSchema {
    guard let column = columns.first(where: { $0.name == name }) else {
      preconditionFailure("the table \(self.name) declares no column \(name)")
    }
    return column
  }

  /// Groups of columns of which a file needs one each, in the order of the columns.
  var needs: [[String]] {
    var groups: [[String]] = []
    for column in columns {
      if let group = alternatives.first(where: { $0.contains(column.name) }) {
        if !groups.contains(group) { groups.append(group) }
      } else if column.need != .optional {
        groups.append([column.name])
      }
    }
    return groups
  }

  /// The columns that a file needs, in words.
  var neededColumns: String {
    needs.map { $0.joined(separator: " or ") }.joined(separator: ", ")
  }

  /// The columns that files of each table of records need, in words.
  static var recordHeaders: String {
    records.map { "\($0.name) (\($0.neededColumns))" }.joined(separator: "; ")
  }
}
