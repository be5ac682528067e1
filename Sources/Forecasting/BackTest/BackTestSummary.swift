// Forecasting: a back-test in a few numbers, for all cases and for kinds of them.

/// Scores of one forecaster over some cases of a back-test.
public struct BackTestSummary: Sendable {
  /// Who made the forecasts.
  public let forecaster: Forecaster
  /// Number of cases.
  public let cases: Int
  /// Mean weighted interval score of the rate.
  public let score: Double
  /// Its parts: width, forecasts above and below what came.
  public let parts: (dispersion: Double, overprediction: Double, underprediction: Double)
  /// Mean of `BackTestCase.shortScore`.
  public let shortScore: Double
  /// Mean absolute error of the median.
  public let absoluteError: Double
  /// WIS relative to the hub baseline by pairwise comparison on common cases; nil where it cannot be
  /// formed.
  public let relative: Double?
  /// Share of cases inside the central interval of 50, 80 and 95 %; nil for a single value.
  public let coverage: [Double?]
  /// Mean continuous ranked probability score; nil without draws.
  public let crps: Double?
  /// Mean negative logarithm of the chance that was given to what came; nil without draws.
  public let logScore: Double?
  /// Mean bias, above 0 where forecasts were too high; nil without draws.
  public let bias: Double?
  /// Brier score of the target; nil without draws.
  public let brier: BrierScore?

  /// Summaries of all forecasters over some cases, in the order of `Forecaster.allCases`.
  ///
  /// - Parameter cases: Cases of one back-test.
  /// - Returns: One for each forecaster with a case.
  public static func all(_ cases: [BackTestCase]) -> [BackTestSummary] {
    struct Task: Hashable {
      let origin: BackTestOrigin
      let regency: String
      let level: String
    }
    var places: [Task: Int] = [:]
    for one in cases {
      let task = Task(
        origin: one.origin, regency: one.regency.description, level: one.level.rawValue)
      if places[task] == nil { places[task] = places.count }
    }
    var scores: [Forecaster: [Double?]] = [:]
    for one in cases {
      let task = Task(
        origin: one.origin, regency: one.regency.description, level: one.level.rawValue)
      guard let place = places[task] else { continue }
      scores[one.forecaster, default: Array(repeating: nil, count: places.count)][place] =
        one.score.total
    }
    let present = Forecaster.allCases.filter { scores[$0] != nil }
    let comparison =
      present.contains(.hubBaseline)
      ? PairwiseComparison(
        present.map(\.rawValue), scores: present.map { scores[$0] ?? [] },
        baseline: Forecaster.hubBaseline.rawValue) : nil
    let grouped = Dictionary(grouping: cases, by: \.forecaster)
    return present.compactMap { forecaster in
      grouped[forecaster].map {
        BackTestSummary(forecaster, $0, relative: comparison?[forecaster.rawValue]?.scaled)
      }
    }
  }

  private init(_ forecaster: Forecaster, _ cases: [BackTestCase], relative: Double?) {
    func mean(_ value: (BackTestCase) -> Double) -> Double {
      cases.reduce(0) { $0 + value($1) } / Double(cases.count)
    }
    func known(_ value: (BackTestCase) -> Double?) -> Double? {
      let values = cases.compactMap(value)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    self.forecaster = forecaster
    self.cases = cases.count
    self.relative = relative
    score = mean { $0.score.total }
    parts = (
      mean { $0.score.dispersion }, mean { $0.score.overprediction },
      mean { $0.score.underprediction }
    )
    shortScore = mean(\.shortScore)
    absoluteError = mean { abs(($0.forecast.median ?? $0.last) - $0.observed) }
    coverage = EmpiricalCoverage.reported.map { level in
      known { one in one.covers(level).map { $0 ? 1 : 0 } }
    }
    crps = known(\.crps)
    logScore = known(\.logScore)
    bias = known(\.bias)
    let judged = cases.filter { $0.reachProbability != nil }
    brier =
      judged.isEmpty
      ? nil
      : BrierScore(
        judged.compactMap(\.reachProbability), outcomes: judged.map(\.isReached))
  }
}
