// Risk: the table that a composite index is made from: a column for each indicator.

/// Indicators of some rows, in their own units.
public struct IndexTable: Sendable {
  /// Number of rows.
  public let rows: Int
  /// Columns by the name of the indicator; an unknown value is nil.
  public let columns: [String: [Double?]]

  /// A table.
  ///
  /// - Parameters:
  ///   - rows: number of rows, `>= 0`.
  ///   - columns: columns by the name of the indicator, of `rows` values each.
  public init(rows: Int, columns: [String: [Double?]]) {
    precondition(
      rows >= 0 && columns.values.allSatisfy { $0.count == rows },
      "\(rows) rows, columns of \(Set(columns.values.map(\.count)).sorted())")
    self.rows = rows
    self.columns = columns
  }

  /// The column of an indicator in the unit in which it is read, with NaN for unknown.
  func column(_ indicator: IndexRecipe.Indicator) throws(IndexError) -> [Double] {
    guard let column = columns[indicator.name] else {
      throw .unknownIndicator(indicator.name, known: columns.keys.sorted())
    }
    var values = column.map { $0 ?? .nan }
    for (row, value) in column.enumerated() where value.map({ !$0.isFinite }) ?? false {
      throw .notFinite(indicator: indicator.name, row: row)
    }
    if indicator.transform == .log, indicator.goalposts == nil,
      let row = values.firstIndex(where: { $0 <= 0 })
    {
      throw .notPositive(indicator: indicator.name, row: row)
    }
    if indicator.transform == .log, let goalposts = indicator.goalposts {
      // What lies below the lower goalpost has its score; zero officials must not have minus infinity.
      values = values.map { $0.isNaN ? $0 : max($0, goalposts.low) }
    }
    return values
  }
}
