// Reporting: time series for charts, observed and forecast rows in one tidy table.

internal import Forecasting
internal import Records
public import Statistics
public import Risk

extension Table {
  /// `series.csv`: one row for each unit and date.
  ///
  /// - Parameters:
  ///   - series: Observed series.
  ///   - forecasts: Forecast rates of the same units on later dates.
  ///   - book: The evidence behind them.
  public init(series: [Series], forecasts: [ForecastSeries], book: TallyBook) {
    let byKey = Dictionary(forecasts.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [[Cell]] = []
    func unit(_ key: UnitKey) -> [Cell] {
      Cells.unit(key, book: book, scoped: false, province: .code)
    }
    for one in series {
      let repaired = one.repaired
      for (position, point) in one.points.enumerated() {
        let unrecorded = one.unrecorded[position]
        let start = unit(one.key) + [.date(point.date), .text("observed")]
        rows.append(
          start + [
            .figure(point.newSigned), .figure(point.signed), .figure(point.required),
            .real(point.rate, decimals: 4), .none, .none, .none, .none, .none,
            .integer(point.newSessions), .integer(point.sessions),
            .integer(point.attendees.exactValue), .real(repaired[position], decimals: 1),
            .words(one.ceremonies[position]?.rawValue ?? ""),
            .real(unrecorded?.expected, decimals: 1), .integer(unrecorded?.low),
            .integer(unrecorded?.high), .integer(point.units), .integer(point.reporting),
          ])
      }
      for point in byKey[one.key]?.points ?? [] {
        let quantiles = point.quantiles.map { Cell.real($0, decimals: 4) }
        rows.append(
          unit(one.key) + [
            .date(point.date), .text("forecast"), .unknown, .unknown, .unknown, .unknown,
          ]
            + quantiles + Array(repeating: .none, count: 10))
      }
    }
    self.init(
      name: "series",
      columns: [
        Column("election_id", .string, "election"),
        Cells.provinceCode, Cells.regencyCode, Cells.regency, Cells.level,
        Column("date", .date, "last day of the step", shown: true),
        Column("kind", .string, "observed or forecast", shown: true),
        Column(
          "new_signed", .integer, "signers who became known since the row before, persons",
          shown: true),
        Column("signed", .integer, "signers up to the date, persons", shown: true),
        Column("required", .integer, "officials who must sign, persons", shown: true),
        Column("rate", .number, "signed ÷ required, 0 to 1", shown: true),
        Column("q025", .number, "2.5 % quantile of the forecast rate"),
        Column("q10", .number, "10 % quantile"),
        Column("q50", .number, "median", shown: true),
        Column("q90", .number, "90 % quantile"),
        Column("q975", .number, "97.5 % quantile"),
        Column("new_sessions", .integer, "sessions since the row before"),
        Column("sessions", .integer, "sessions up to the date", shown: true),
        Column("attendees", .integer, "officials addressed up to the date, persons"),
        Column("signed_repaired", .number, "signed without falls, for display, persons"),
        Column("ceremony", .string, "ceremony, flagged (by an event), stragglers, undetermined"),
        Column("unrecorded", .number, "with --nowcast: expected signers not recorded yet, persons"),
        Column("unrecorded_low", .integer, "lower predictive limit"),
        Column("unrecorded_high", .integer, "upper predictive limit"),
        Column(
          "units", .integer, "regency and level pairs of the row with a record by the last day"),
        Column("units_reporting", .integer, "of these, with a record by the date"),
      ], rows: rows)
  }
}
