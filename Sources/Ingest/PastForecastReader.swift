// Ingest: the record of past forecasts that `backtest --cases` writes, read back.

public import Records

/// Reads records of past forecasts.
public enum PastForecastReader {
  /// The forecasts of this toolkit in a file of `backtest --cases`; those of other methods are left
  /// out.
  ///
  /// - Parameter path: The file.
  /// - Returns: Past forecasts in the order of the file.
  /// - Throws: `IngestError` where the file cannot be read or a row is not a forecast: a record with
  ///   holes would tell another story.
  public static func read(_ path: String) throws(IngestError) -> [PastForecast] {
    var report = IngestReport()
    var forecasts: [PastForecast] = []
    let names = quantiles.map(\.name)
    try schema.read(path: path, name: path, into: &report) { row throws(Fault) in
      guard row.text("forecaster") == "netralitas" else { return .new }
      guard let mention = try row.level("level"), let level = mention.singleLevel else {
        throw row.fault(
          "level", row.text("level"), "not a single level", "take the row as backtest wrote it")
      }
      var values: [Int] = []
      for name in names { values.append(try row.integer(name)) }
      guard
        let forecast = PastForecast(
          level: level, asOf: try row.requiredDay("as_of"), days: try row.integer("horizon_days"),
          required: try row.integer("required"), signed: try row.integer("signed"),
          observed: try row.integer("observed"), quantiles: values)
      else {
        throw row.fault(
          "q01", row.text("q01"),
          "the numbers of the row do not fit each other: signed and "
            + "observed lie in 0 to required, quantiles never fall",
          "take the row as backtest wrote it")
      }
      forecasts.append(forecast)
      return .new
    }
    if let fault = report.rejections.first { throw .unreadable(fault) }
    return forecasts
  }

  private static let persons = 0...1_000_000_000

  private static let quantiles: [ColumnSchema] = {
    let names =
      ["q01", "q025"] + (1...19).map { $0 < 2 ? "q05" : "q\($0 * 5)" } + ["q975", "q99"]
    return names.map {
      ColumnSchema($0, .integer(persons), .filled, "quantile of the signers, persons")
    }
  }()

  private static let schema = TableSchema(
    name: "backtest_cases", meaning: "One row for each past forecast and what came.",
    columns: [
      .level(allowsAll: false),
      ColumnSchema("forecaster", .text, .filled, "who made the forecast", example: "netralitas"),
      ColumnSchema("as_of", .day, .filled, "records known by this day counted"),
      ColumnSchema("horizon_days", .integer(1...100_000), .filled, "days to what came"),
      ColumnSchema("required", .integer(persons), .filled, "officials who had to sign, persons"),
      ColumnSchema("signed", .integer(persons), .filled, "signers on the last count, persons"),
      ColumnSchema("observed", .integer(persons), .filled, "signers that came, persons"),
    ] + quantiles)
}
