// Reporting: forecasts as columns that other programs may rely on, and in the form of forecast hubs.

internal import Forecasting
internal import Records
public import Risk
internal import Statistics

extension Table {
  /// `forecast.csv`: one row for each unit and date.
  public init(_ table: ForecastTable) {
    let book = table.book
    self.init(
      name: "forecast",
      columns: [
        Column("election_id", .string, "election"),
        Cells.regencyCode, Cells.regency, Cells.level,
        Column("as_of", .date, "records known by this day count"),
        Column("target_date", .date, "the day that is forecast", shown: true),
        Column("horizon_days", .integer, "days from as_of to target_date", shown: true),
        Column("required", .integer, "officials who must sign, persons; a median where drawn"),
        Column("mean", .number, "mean number of signers, persons"),
      ]
        + HubQuantiles.levels.map { level in
          Column(
            Self.name(level), .integer, "\(Self.percent(level)) % quantile of the signers, persons")
        } + [
          Column("p_target", .number, "probability that \(table.share) of them sign", shown: true),
          Column("grade", .string, "data behind the row, A most to E none", shown: true),
          Column("model", .string, "what carries the draws", shown: true),
          Column("rate_q10", .number, "10 % quantile of signed ÷ required", shown: true),
          Column("rate_q50", .number, "median of signed ÷ required", shown: true),
          Column("rate_q90", .number, "90 % quantile of signed ÷ required", shown: true),
          Column(
            "record_cases", .integer, "with --record: past forecasts of the level so far ahead"),
          Column("record_covered_80", .integer, "of these, inside their 80 % interval"),
          Column("record_days", .integer, "different days on which they were made"),
          Column("recalibrated", .string, "yes where the quantiles are widened by the record"),
          Column("reason", .string, "why no model of counts over time carries the draws"),
          Column("scenario_gain", .number, "with --scenario: signers more than without it, mean"),
          Column("scenario_gain_low", .number, "5 % over the draws"),
          Column("scenario_gain_high", .number, "95 % over the draws"),
        ],
      rows: table.rows.map { row in
        let unit = Cells.unit(row.key, book: book, scoped: false, province: .code)
        return [unit[0]] + unit[2...4] + [
          .date(book.asOf), .date(row.date), .integer(book.asOf.days(to: row.date)),
          .integer(row.required), .real(row.mean, decimals: 1),
        ] + row.signers.values.map { .integer(Int($0)) } + [
          .real(row.reachProbability, decimals: 3), .text(row.grade.rawValue),
          .text(row.models.joined(separator: " ")),
        ] + [0.1, 0.5, 0.9].map { .real(row.rates.value(at: $0), decimals: 4) } + [
          row.record.map { .integer($0.cases) } ?? .none,
          row.record.map { .integer($0.covered) } ?? .none,
          row.record.map { .integer($0.origins) } ?? .none,
          row.isRecalibrated ? .text("yes") : .none,
          .words(row.reasons.joined(separator: "; ")),
          row.difference.map { .real($0.value, decimals: 1) } ?? .none,
          row.difference.map { .real($0.low, decimals: 0) } ?? .none,
          row.difference.map { .real($0.high, decimals: 0) } ?? .none,
        ]
      })
  }

  /// The same in the form of forecast hubs: a row for each quantile and for the mean.
  public init(hubverse table: ForecastTable) {
    let book = table.book
    self.init(
      name: "hubverse",
      columns: [
        Column("origin_date", .date, "records known by this day count"),
        Column("target", .string, "signed: number of signers", shown: true),
        Column("target_end_date", .date, "the day that is forecast", shown: true),
        Column("horizon", .integer, "days from origin_date to target_end_date"),
        Column("location", .string, "code of the regency or roll-up", shown: true),
        Column("level", .string, "job level; all for the levels in scope", shown: true),
        Column("output_type", .string, "quantile or mean", shown: true),
        Column("output_type_id", .string, "level of the quantile; NA for the mean", shown: true),
        Column("value", .number, "signers, persons", shown: true),
      ],
      rows: table.rows.flatMap { row -> [[Cell]] in
        let unit = Cells.unit(row.key, book: book, scoped: false, province: .code)
        let task: [Cell] = [
          .date(book.asOf), .text("signed"), .date(row.date),
          .integer(book.asOf.days(to: row.date)), unit[2], unit[4],
        ]
        return zip(row.signers.levels, row.signers.values).map { level, value in
          task + [.text("quantile"), .text("\(level)"), .integer(Int(value))]
        } + [task + [.text("mean"), .text("NA"), .real(row.mean, decimals: 1)]]
      })
  }

  /// `q025` for 0.025, `q05` for 0.05, `q50` for 0.5.
  static func name(_ level: Double) -> String {
    let thousandths = Int((level * 1000).rounded())
    return thousandths % 10 == 0
      ? "q" + (thousandths < 100 ? "0" : "") + "\(thousandths / 10)"
      : "q" + (thousandths < 100 ? "0" : "") + "\(thousandths)"
  }

  static func percent(_ level: Double) -> String {
    let thousandths = Int((level * 1000).rounded())
    return thousandths % 10 == 0 ? "\(thousandths / 10)" : "\(thousandths / 10).\(thousandths % 10)"
  }
}
