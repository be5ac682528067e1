// Risk: the indicators of compliance risk and the default recipe of their index (indeks risiko
// kepatuhan), 0–100. It measures paperwork, not neutrality, and is no index of Bawaslu.

/// Indicators of one row of the risk table, in their own units.
struct RiskIndicators {
  /// Probability to miss the target, `0...1`.
  var missProbability: Double
  /// Expected signers short of the target over the roster, `0...1`.
  var shortfallShare: Double
  /// Mean forecast rate on the target date, `0...1`.
  var rate: Double
  /// Weeks since the last documented signature, 0 where nobody is outstanding; nil without one.
  var silentWeeks: Double?
  /// Whether a signing is documented.
  var isLaunched: Bool
  /// Share of the levels without a session, `0...1`.
  var levelsWithoutSession: Double
  /// Share of the sessions owed to staff that are not documented, `0...1`; nil where none is owed.
  var cascadeMissing: Double?
  /// Days to the target date, `>= 0`.
  var daysLeft: Int
  /// Mean roster, persons.
  var required: Double

  /// Names of the columns that a recipe may use, in order.
  static let names = [
    "p_miss", "shortfall_share", "forecast_rate", "weeks_silent", "launched",
    "levels_without_session", "cascade_missing", "days_left", "required",
  ]

  private var values: [Double?] {
    [
      missProbability, shortfallShare, rate, silentWeeks, isLaunched ? 1 : 0,
      levelsWithoutSession, cascadeMissing, Double(daysLeft), required,
    ]
  }

  /// The table of many rows.
  static func table(_ rows: [RiskIndicators]) -> IndexTable {
    let values = rows.map(\.values)
    return IndexTable(
      rows: rows.count,
      columns: Dictionary(
        uniqueKeysWithValues: names.enumerated().map { place, name in
          (name, values.map { $0[place] })
        }))
  }
}

extension IndexRecipe {
  /// Names of the indicators that a recipe of the risk table may use.
  public static var riskIndicators: [String] { RiskIndicators.names }

  /// The index of compliance risk (indeks risiko kepatuhan), 0 good to 100 bad.
  ///
  /// Four dimensions: outlook 0.40 (P(miss); share short of the target), present state 0.25 (one
  /// minus the forecast rate; weeks since the last signature up to 8; launched or not), prevention
  /// 0.20 (levels without a session; cascade sessions not documented), time and exposure 0.15 (days
  /// left, 180 to 0; officials on a log scale, 10 to 1,000). The mean inside a dimension is
  /// arithmetic, between dimensions geometric with a floor of 1, so that one good dimension does not
  /// cancel the others.
  public static let complianceRisk = IndexRecipe(
    checked: Dimension(
      "compliance_risk", .geometric(floor: 1),
      [
        dimension(
          0.40, "outlook",
          [
            Indicator("p_miss", .raises, goalposts: Goalposts(0, 1)),
            Indicator("shortfall_share", .raises, goalposts: Goalposts(0, 1)),
          ]),
        dimension(
          0.25, "present_state",
          [
            Indicator("forecast_rate", .lowers, goalposts: Goalposts(0, 1)),
            // Without a signature the silence has lasted as long as the scale is.
            Indicator("weeks_silent", .raises, goalposts: Goalposts(0, 8), missing: .highest),
            Indicator("launched", .lowers, goalposts: Goalposts(0, 1)),
          ]),
        dimension(
          0.20, "prevention",
          [
            Indicator("levels_without_session", .raises, goalposts: Goalposts(0, 1)),
            Indicator("cascade_missing", .raises, goalposts: Goalposts(0, 1)),
          ]),
        dimension(
          0.15, "time_and_exposure",
          [
            Indicator("days_left", .lowers, goalposts: Goalposts(0, 180)),
            Indicator("required", .raises, goalposts: Goalposts(10, 1_000), transform: .log),
          ]),
      ]), scale: Goalposts(0, 100), normalisation: .goalposts, outliers: .none)

  private static func dimension(
    _ weight: Double, _ name: String, _ indicators: [Indicator]
  ) -> Part {
    Part(
      weight: weight,
      .dimension(Dimension(name, .arithmetic, indicators.map { Part(.indicator($0)) })))
  }
}
