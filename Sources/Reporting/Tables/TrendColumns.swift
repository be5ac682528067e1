// Reporting: fitted trends with their parameters, standard errors and reasons.

internal import Records
public import Statistics

extension Table {
  /// `trend.csv`: one row for each unit.
  ///
  /// - Parameters:
  ///   - trends: Trends of all units.
  ///   - book: The evidence behind them.
  ///   - confidence: Level of the ceiling's interval, in `(0, 1)`.
  public init(trends: [Trend], book: TallyBook, confidence: Double) {
    self.init(
      name: "trend",
      columns: [
        Column("election_id", .string, "election"),
        Cells.regencyCode, Cells.regency, Cells.level,
        Column("status", .string, "fitted, substituted (line only) or unavailable", shown: true),
        Column("reason", .string, "why there is no curve", shown: true),
        Column("curve", .string, "family of the curve with the best AICc"),
        Column("ceiling", .number, "share that will ever sign, 0 to 1", shown: true),
        Column("ceiling_se", .number, "its standard error", shown: true),
        Column(
          "rate_parameter", .number, "4 × the curve's density at the midpoint, per week",
          shown: true),
        Column("rate_parameter_se", .number, "its standard error"),
        Column(
          "midpoint", .date, "day by which half of those who will ever sign have signed",
          shown: true),
        Column("midpoint_se", .number, "its standard error, days"),
        Column("aicc", .number, "Akaike's criterion from the deviance"),
        Column("dispersion", .number, "deviance per degree of freedom, at least 1"),
        Column("n", .integer, "dates with exact counts", shown: true),
        Column("slope_per_week", .number, "change of logit(rate) per week", shown: true),
        Column("slope_low", .number, "lower end of its interval"),
        Column("slope_high", .number, "upper end of its interval"),
        Column("ceiling_low", .number, "lower end of the ceiling's interval, family doubt in it"),
        Column("ceiling_high", .number, "upper end of it"),
        Column(
          "identification", .string, "plateau, bounded, or open: the data leave the ceiling open"),
        Column("curve_weight", .number, "Akaike weight of the family among all, 0 to 1"),
        Column("origin", .date, "day on which time starts: 7 days before the first count"),
        Column("line_reason", .string, "why there is no line"),
        Column("theil_sen_slope", .number, "median slope of logit(rate) per week"),
        Column("theil_sen_low", .number, "lower end of its interval"),
        Column("theil_sen_high", .number, "upper end of its interval"),
        Column("speed_tau", .number, "Kendall's tau of signing speed and time, -1 to 1"),
        Column("speed_p", .number, "Mann–Kendall p-value of a change of speed"),
        Column("change_date", .date, "day on which the speed of signing changed most"),
        Column("change_low", .date, "earliest day of its confidence set"),
        Column("change_high", .date, "latest day of it"),
        Column("change_ratio", .number, "speed after ÷ before; empty if nobody signed before"),
        Column("change_p", .number, "p-value, the search for the day allowed for"),
        Column("units", .integer, "regency and level pairs that the trend follows from its start"),
        Column("units_left_out", .integer, "pairs of the row counted later or never"),
        Column("robust_slope", .number, "slope of logit(rate) per week by bisquare weights"),
        Column("robust_low", .number, "lower end of its interval"),
        Column("robust_high", .number, "upper end of its interval"),
      ],
      rows: trends.map { trend in
        let (status, reason) =
          switch trend.outcome {
          case .fitted: ("fitted", "")
          case .substituted(let failure): ("substituted", failure.description)
          case .unavailable(let failure): ("unavailable", failure.description)
          }
        let curve = trend.curve
        let day = { (week: Double) in trend.origin.advanced(by: Int((week * 7).rounded())) }
        let midpoint = curve.map { day($0.midpoint) }
        let ceiling = curve?.ceilingInterval(confidence: confidence)
        let weight = curve?.candidates.first { $0.family == curve?.family }?.weight
        return Cells.unit(trend.key, book: book, scoped: false, province: .none) + [
          .text(status), .words(reason), .words(curve?.family.rawValue ?? ""),
          .real(curve?.ceiling, decimals: 4), .real(curve?.ceilingError, decimals: 4),
          .real(curve?.rate, decimals: 4), .real(curve?.rateError, decimals: 4),
          .date(midpoint), .real(curve.map { $0.midpointError * 7 }, decimals: 1),
          .real(curve?.aicc, decimals: 2), .real(curve?.dispersion, decimals: 2),
          .integer(trend.dates), .real(trend.line?.slope, decimals: 4),
          .real(trend.line?.slopeLow, decimals: 4), .real(trend.line?.slopeHigh, decimals: 4),
          .real(ceiling?.low, decimals: 4), .real(ceiling?.high, decimals: 4),
          .words(curve?.identification.rawValue ?? ""), .real(weight, decimals: 4),
          .date(trend.dates > 0 ? trend.origin : nil),
          .words(trend.lineFailure?.description ?? ""),
          .real(trend.theilSen?.slope, decimals: 4), .real(trend.theilSen?.slopeLow, decimals: 4),
          .real(trend.theilSen?.slopeHigh, decimals: 4),
          .real(trend.speedTest?.tauB, decimals: 4),
          .real(trend.speedTest?.bestPValue, decimals: 4),
          .date(trend.change.map { day($0.week) }), .date(trend.change.map { day($0.weekLow) }),
          .date(trend.change.map { day($0.weekHigh) }),
          .real(trend.change?.speedRatio, decimals: 3), .real(trend.change?.pValue, decimals: 4),
          .integer(trend.units), .integer(trend.unitsLeftOut),
          .real(trend.robustLine?.slope, decimals: 4),
          .real(trend.robustLine?.slopeLow, decimals: 4),
          .real(trend.robustLine?.slopeHigh, decimals: 4),
        ]
      })
  }
}
