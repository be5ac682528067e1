// Reporting: fitted trends with their parameters, standard errors and reasons.

internal import Records
public import Statistics

extension Table {
  /// `trend.csv`: one row for each unit.
  public init(trends: [Trend], book: TallyBook) {
    self.init(
      name: "trend",
      columns: [
        Column("election_id", .string, "election"),
        Cells.regencyCode, Cells.regency, Cells.level,
        Column("status", .string, "fitted, substituted (line only) or unavailable", shown: true),
        Column("reason", .string, "why there is no curve", shown: true),
        Column("curve", .string, "logistic: ceiling × logistic curve cut at the origin"),
        Column("ceiling", .number, "share that will ever sign, 0 to 1", shown: true),
        Column("ceiling_se", .number, "its standard error", shown: true),
        Column("rate_parameter", .number, "growth rate per week", shown: true),
        Column("rate_parameter_se", .number, "its standard error"),
        Column("midpoint", .date, "day of fastest signing", shown: true),
        Column("midpoint_se", .number, "its standard error, days"),
        Column("aicc", .number, "Akaike's criterion from the deviance"),
        Column("dispersion", .number, "deviance per degree of freedom, at least 1"),
        Column("n", .integer, "dates with exact counts", shown: true),
        Column("slope_per_week", .number, "change of logit(rate) per week", shown: true),
        Column("slope_low", .number, "lower end of its interval"),
        Column("slope_high", .number, "upper end of its interval"),
      ],
      rows: trends.map { trend in
        let curve: SaturatingCurve?
        let status: String
        let reason: String
        switch trend.outcome {
        case .fitted(let fitted): (curve, status, reason) = (fitted, "fitted", "")
        case .substituted(let failure):
          (curve, status, reason) = (nil, "substituted", failure.description)
        case .unavailable(let failure):
          (curve, status, reason) = (nil, "unavailable", failure.description)
        }
        let midpoint = curve.map { trend.origin.advanced(by: Int(($0.midpoint * 7).rounded())) }
        return Cells.unit(trend.key, book: book, scoped: false, province: .none) + [
          .text(status), .words(reason), .words(curve == nil ? "" : "logistic"),
          .real(curve?.ceiling, decimals: 4), .real(curve?.ceilingError, decimals: 4),
          .real(curve?.rate, decimals: 4), .real(curve?.rateError, decimals: 4),
          .date(midpoint), .real(curve.map { $0.midpointError * 7 }, decimals: 1),
          .real(curve?.aicc, decimals: 2), .real(curve?.dispersion, decimals: 2),
          .integer(trend.dates), .real(trend.line?.slope, decimals: 4),
          .real(trend.line?.slopeLow, decimals: 4), .real(trend.line?.slopeHigh, decimals: 4),
        ]
      })
  }
}
