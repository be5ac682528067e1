// Reporting: back-tests as columns that other programs may rely on.

public import Forecasting
public import Records
internal import Statistics

/// By what a back-test is split.
public enum BackTestGrouping: String, CaseIterable, Sendable {
  /// By the day or share of time at which forecasts were made.
  case origin
  /// By level.
  case level
  /// By days from the forecast to what came.
  case horizon
  /// By the grade of the data at the time.
  case grade
  /// By what carried the draws.
  case model
  /// Not at all.
  case none

  /// The name of the part to which the forecasts of one task belong.
  func part(of one: BackTestCase, carrier: String) -> String {
    switch self {
    case .origin: one.origin.text
    case .level: one.level.rawValue
    case .horizon:
      one.horizon <= 28
        ? "1-28 days"
        : one.horizon <= 56 ? "29-56 days" : one.horizon <= 91 ? "57-91 days" : "92+ days"
    case .grade: one.grade.rawValue
    case .model: carrier
    case .none: "all"
    }
  }
}

extension BackTestOrigin {
  /// `30 %` or the day.
  fileprivate var text: String {
    switch self {
    case .share(let share): "\(Int((share * 100).rounded())) %"
    case .day(let day): day.description
    }
  }
}

extension Table {
  /// `backtest.csv`: a row for each forecaster, over all cases and over each part.
  public init(_ test: BackTest, election: ElectionID, by grouping: BackTestGrouping) {
    struct Task: Hashable {
      let origin: BackTestOrigin
      let regency: RegencyCode
      let level: Level
    }
    func task(_ one: BackTestCase) -> Task {
      Task(origin: one.origin, regency: one.regency, level: one.level)
    }
    var carriers: [Task: String] = [:]
    for one in test.cases {
      if let outcome = one.outcome { carriers[task(one)] = outcome.carrier }
    }
    var parts = [("all", test.cases)]
    if grouping != .none {
      parts += Dictionary(grouping: test.cases) {
        grouping.part(of: $0, carrier: carriers[task($0)] ?? "none")
      }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    self.init(
      name: "backtest",
      columns: [
        Column("election_id", .string, "election"),
        Column("part", .string, "cases of the row: all, or one \(grouping.rawValue)", shown: true),
        Column("forecaster", .string, "who made the forecasts", shown: true),
        Column("cases", .integer, "forecasts scored", shown: true),
        Column("wis", .number, "mean weighted interval score, points of the roster", shown: true),
        Column(
          "relative_wis", .number, "WIS relative to hub_baseline on common cases", shown: true),
        Column("dispersion", .number, "part of the WIS: width"),
        Column("overprediction", .number, "part of the WIS: forecasts too high"),
        Column("underprediction", .number, "part of the WIS: forecasts too low"),
        Column(
          "wis_3", .number, "WIS of the 50, 80 and 95 % intervals and the median alone", shown: true
        ),
        Column("mae", .number, "mean absolute error of the median, points", shown: true),
        Column("crps", .number, "mean continuous ranked probability score, points"),
        Column("bias", .number, "-1 always too low to 1 always too high", shown: true),
        Column("coverage_50", .number, "share of cases inside the 50 % interval", shown: true),
        Column("coverage_80", .number, "share inside the 80 % interval", shown: true),
        Column("coverage_95", .number, "share inside the 95 % interval", shown: true),
        Column("brier", .number, "Brier score of reaching the target"),
        Column("brier_skill", .number, "1 less Brier score over that of the observed share"),
        Column("log_score", .number, "mean of -log of the chance given to what came"),
      ],
      rows: parts.flatMap { part, cases in
        BackTestSummary.all(cases).map { row -> [Cell] in
          let isPoint = row.forecaster == .lastValue
          func points(_ value: Double?) -> Cell { .real(value.map { 100 * $0 }, decimals: 2) }
          return [
            .text(election.description), .text(part), .text(row.forecaster.rawValue),
            .integer(row.cases), points(row.score),
            .real(row.relative, decimals: 3), points(row.parts.dispersion),
            points(row.parts.overprediction), points(row.parts.underprediction),
            points(row.shortScore), points(row.absoluteError), points(row.crps),
            .real(row.bias, decimals: 2),
          ] + row.coverage.map { isPoint ? .none : .real($0, decimals: 3) } + [
            .real(row.brier?.score, decimals: 4), .real(row.brier?.skill, decimals: 3),
            .real(row.logScore, decimals: 3),
          ]
        }
      })
  }

  /// `backtest_cases.csv`: a row for each forecast.
  public init(casesOf test: BackTest, election: ElectionID) {
    func persons(_ rate: Double, _ one: BackTestCase) -> Int {
      Int((min(max(rate, 0), 1) * Double(one.required)).rounded())
    }
    self.init(
      name: "backtest_cases",
      columns: [
        Column("election_id", .string, "election"), Cells.regencyCode, Cells.level,
        Column("origin", .string, "day, or share of the unit's time"),
        Column("as_of", .date, "records known by this day counted"),
        Column("target_date", .date, "the day that was forecast"),
        Column("horizon_days", .integer, "days between them"),
        Column("forecaster", .string, "who made the forecast"),
        Column("model", .string, "what carried the draws"),
        Column("grade", .string, "data at the time, A most to E none"),
        Column("required", .integer, "officials who had to sign, persons"),
        Column("signed", .integer, "signers on the last count known, persons"),
        Column("observed", .integer, "signers that came, in persons of that roster"),
        Column("observed_rate", .number, "rate that came"),
      ]
        + HubQuantiles.levels.map { level in
          Column(
            Self.name(level), .integer, "\(Self.percent(level)) % quantile of the signers, persons")
        } + [
          Column("wis", .number, "weighted interval score, points"),
          Column("wis_3", .number, "from the 50, 80 and 95 % intervals and the median, points"),
          Column("crps", .number, "continuous ranked probability score, points"),
          Column("log_score", .number, "-log of the chance given to what came"),
          Column("bias", .number, "-1 too low to 1 too high"),
          Column("pit", .number, "probability integral transform"),
          Column("p_target", .number, "probability that was given to reach the target"),
          Column("reached", .integer, "1 where it was reached"),
        ],
      rows: test.cases.map { one -> [Cell] in
        [
          .text(election.description), .text(one.regency.description), .text(one.level.rawValue),
          .text(one.origin.text), .date(one.asOf), .date(one.target), .integer(one.horizon),
          .text(one.forecaster.rawValue), .words(one.outcome?.carrier ?? ""),
          .text(one.grade.rawValue), .integer(one.required), .integer(one.signed),
          .integer(persons(one.observed, one)), .real(one.observed, decimals: 4),
        ] + one.forecast.values.map { .integer(persons($0, one)) } + [
          .real(100 * one.score.total, decimals: 3), .real(100 * one.shortScore, decimals: 3),
          .real(one.crps.map { 100 * $0 }, decimals: 3), .real(one.logScore, decimals: 3),
          .real(one.bias, decimals: 3),
          .real(one.pit, decimals: 3), .real(one.reachProbability, decimals: 3),
          .integer(one.isReached ? 1 : 0),
        ]
      })
  }

  /// `reliability.csv`: probabilities to reach the target, and how often it was reached.
  public init(reliabilityOf test: BackTest, election: ElectionID) {
    let own = BackTestSummary.all(test.cases).first { $0.forecaster == .netralitas }
    self.init(
      name: "reliability",
      columns: [
        Column("election_id", .string, "election"),
        Column("from", .number, "least probability of the bin"),
        Column("to", .number, "greatest probability of the bin"),
        Column("cases", .integer, "forecasts in the bin"),
        Column("mean_probability", .number, "mean of their probabilities"),
        Column("reached", .number, "share of them that reached the target"),
      ],
      rows: (own?.brier?.table ?? []).map { bin in
        [
          .text(election.description), .real(bin.low, decimals: 1), .real(bin.high, decimals: 1),
          .integer(bin.count), .real(bin.meanForecast, decimals: 3),
          .real(bin.observedShare, decimals: 3),
        ]
      })
  }
}
