// Forecasting: one forecast of the past beside what came, and its scores.

internal import GSL
public import Records
public import Statistics

/// When a forecast of the past is made.
public enum BackTestOrigin: Hashable, Comparable, Sendable {
  /// After this share of a unit's own clock, which runs from its first signer to its last count, in
  /// (0, 1).
  case share(Double)
  /// On a day, the same for all units.
  case day(CalendarDate)

  /// Shares before days, each in order.
  public static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.share(let first), .share(let second)): first < second
    case (.day(let first), .day(let second)): first < second
    case (.share, .day): true
    case (.day, .share): false
    }
  }
}

/// Who made a forecast.
public enum Forecaster: String, CaseIterable, Hashable, Sendable {
  /// This toolkit, as `forecast` and `risk` use it.
  case netralitas
  /// Last value with past changes: `HubBaseline`.
  case hubBaseline = "hub_baseline"
  /// The last value, as a point.
  case lastValue = "last_value"
  /// Drift of the share: `UnitDrift`.
  case drift
  /// Drift of the logit of the share: `UnitDrift`.
  case driftLogit = "drift_logit"
  /// Log-logistic curve with a share that never signs: `CurvePanel`.
  case curveLogLogistic = "curve_log_logistic"
  /// Weibull curve in promotion-time form: `CurvePanel`.
  case curveWeibull = "curve_weibull"
  /// Median of all others but the last value: `MedianEnsemble`.
  case medianEnsemble = "median_ensemble"

  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// One forecast of the past and what came.
public struct BackTestCase: Sendable {
  /// Who made it.
  public let forecaster: Forecaster
  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// When it was made.
  public let origin: BackTestOrigin
  /// The day up to which records counted.
  public let asOf: CalendarDate
  /// The day that was forecast.
  public let target: CalendarDate
  /// What carried the draws of this toolkit; nil for the others.
  public let outcome: PanelUnit.Outcome?
  /// Grade of the data at the time.
  public let grade: Grade
  /// Roster at the time, persons, `> 0`.
  public let required: Int
  /// Signers on the last count that was known, persons, `0...required`.
  public let signed: Int
  /// The rate that came, `0...1`.
  public let observed: Double
  /// Quantiles of the rate.
  public let forecast: QuantileForecast
  /// Weighted interval score of the rate, all levels.
  public let score: WeightedIntervalScore
  /// The same from the intervals of 50, 80 and 95 % and the median alone; for a single value its
  /// absolute error.
  public let shortScore: Double
  /// Continuous ranked probability score of the rate; nil without draws.
  public let crps: Double?
  /// Negative logarithm of the share of draws on the number of signers that came, at least that of one
  /// draw in all: smaller is better; nil without draws.
  public let logScore: Double?
  /// Between −1 and 1, above 0 where the forecast was too high; nil without draws.
  public let bias: Double?
  /// Probability integral transform, drawn within its step, in `0...1`; nil without draws.
  public let pit: Double?
  /// Probability that the target share is reached; nil without draws.
  public let reachProbability: Double?
  /// Whether it was reached.
  public let isReached: Bool

  /// Rate on the last count that was known, `0...1`.
  public var last: Double { Double(signed) / Double(required) }
  /// Days from `asOf` to `target`, `> 0`.
  public var horizon: Int { asOf.days(to: target) }

  /// Whether a central interval contained what came.
  ///
  /// - Parameter coverage: 0.5, 0.8, 0.9 or another with both ends among the levels.
  /// - Returns: nil where an end is missing and for a single value.
  public func covers(_ coverage: Double) -> Bool? {
    guard forecaster != .lastValue else { return nil }
    return forecast.interval(coverage)?.contains(observed)
  }

  /// The three intervals that simple programs give.
  public static let shortLevels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
}

/// What all forecasts of one task share.
struct BackTestTask {
  let unit: PanelUnit
  let origin: BackTestOrigin
  let asOf: CalendarDate
  let target: CalendarDate
  let required: Int
  let signed: Int
  let observed: Double
  let share: Double

  var last: Double { Double(signed) / Double(required) }

  /// A case without draws.
  func scored(_ forecaster: Forecaster, _ forecast: QuantileForecast) -> BackTestCase {
    make(forecaster, forecast, draws: nil)
  }

  /// A case from draws of the rate.
  func scored(_ draws: SortedSample, seed: UInt64) -> BackTestCase {
    make(.netralitas, QuantileForecast(draws: draws), draws: (draws.values, seed))
  }

  private func persons(_ rate: Double) -> Int { Int((rate * Double(required)).rounded()) }

  private func make(
    _ forecaster: Forecaster, _ forecast: QuantileForecast, draws: (values: [Double], seed: UInt64)?
  ) -> BackTestCase {
    let short = QuantileForecast(
      levels: BackTestCase.shortLevels,
      values: BackTestCase.shortLevels.compactMap { forecast.value(at: $0) })
    let transform = draws.map {
      ProbabilityIntegralTransform(draws: $0.values, observed: observed)
    }
    let uniform = draws.map { RandomStream(seed: $0.seed).uniform() }
    return BackTestCase(
      forecaster: forecaster, regency: unit.regency, level: unit.level, origin: origin, asOf: asOf,
      target: target, outcome: draws == nil ? nil : unit.outcome, grade: Grade(unit.tally),
      required: required, signed: signed, observed: observed, forecast: forecast,
      score: WeightedIntervalScore(forecast, observed: observed),
      shortScore: forecaster == .lastValue
        ? abs(last - observed) : WeightedIntervalScore(short, observed: observed).total,
      crps: draws.map { CRPS.sample($0.values, observed: observed).score },
      logScore: draws.map { draws in
        let came = persons(observed)
        return LogScore.of(draws: draws.values.map(persons), observed: came)
      },
      bias: draws.map { Bias.of(draws: $0.values, observed: observed) },
      pit: transform.flatMap { transform in uniform.map { transform.randomised($0) } },
      reachProbability: draws.map { draws in
        Double(draws.values.count { $0 >= share - 1e-9 }) / Double(draws.values.count)
      },
      isReached: observed >= share - 1e-9)
  }
}
