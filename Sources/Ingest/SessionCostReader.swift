// Ingest: what a session costs in each regency.

public import Records

/// Reads costs of sessions.
public enum SessionCostReader {
  /// Costs by regency.
  ///
  /// - Parameter path: A CSV file with the columns `regency_code` and `cost` (whole, `>= 1`, any unit).
  /// - Returns: Cost of one session by regency.
  /// - Throws: `IngestError` where the file cannot be read, a row is wrong or a regency stands twice.
  public static func read(_ path: String) throws(IngestError) -> [RegencyCode: Double] {
    var report = IngestReport()
    var costs: [RegencyCode: Double] = [:]
    try schema.read(path: path, name: path, into: &report) { row throws(Fault) in
      let text = try row.required("regency_code")
      guard let code = RegencyCode(text) else {
        throw row.fault("regency_code", text, "not a regency code", "write it as NN.NN, as text")
      }
      guard costs[code] == nil else {
        throw row.fault("regency_code", text, "the regency stands twice", "remove one of the rows")
      }
      costs[code] = Double(try row.integer("cost"))
      return .new
    }
    if let fault = report.rejections.first { throw .unreadable(fault) }
    return costs
  }

  private static let schema = TableSchema(
    name: "costs", meaning: "One row for each regency: what a session costs there.",
    columns: [
      ColumnSchema(
        "regency_code", .text, .filled, "ministry code, NN.NN, as text", example: "17.06"),
      ColumnSchema(
        "cost", .integer(1...1_000_000_000_000), .filled, "cost of a session", example: "12000000"),
    ])
}
