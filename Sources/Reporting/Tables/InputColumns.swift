// Reporting: columns of tables that the command reads again, as the tables of the input declare them.

internal import Ingest

extension Column {
  /// A column of an output in the form of an input.
  init(_ column: ColumnSchema) {
    let kind: Kind =
      switch column.type {
      case .day, .impreciseDate: .date
      case .count, .integer: .integer
      case .number: .number
      case .regencyCode, .region, .level, .levels, .employment, .mode, .election, .word, .words,
        .text,
        .identifier:
        .string
      }
    self.init(column.name, kind, column.meaning)
  }
}

extension TableSchema {
  /// Columns by name, in this order; a name that is not declared is a caller's bug.
  func columns(_ names: String...) -> [Column] { names.map { Column(column($0)) } }
}
