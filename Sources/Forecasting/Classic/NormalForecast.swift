// Forecasting: what a classic method says of the next steps of a series.

internal import GSL

/// Normal forecasts of the next steps of a series at equal distances.
public struct NormalForecast: Hashable, Sendable {
  /// Means of steps 1, 2 … ahead, finite, in the unit of the series.
  public let means: [Double]
  /// Standard deviations of the forecasts' errors, `>= 0`, as many as means.
  public let standardDeviations: [Double]

  /// A forecast from its moments.
  ///
  /// - Parameters:
  ///   - means: Means of steps 1, 2 … ahead, finite, any unit.
  ///   - standardDeviations: Finite, `>= 0`, as many as means, in the same unit.
  public init(means: [Double], standardDeviations: [Double]) {
    precondition(means.count == standardDeviations.count, "as many means as deviations")
    precondition(means.allSatisfy(\.isFinite), "means \(means)")
    precondition(
      standardDeviations.allSatisfy { $0 >= 0 && $0.isFinite }, "deviations \(standardDeviations)")
    self.means = means
    self.standardDeviations = standardDeviations
  }

  /// The central interval of one step.
  ///
  /// - Parameters:
  ///   - step: Steps ahead, `1...means.count`.
  ///   - coverage: Nominal probability, in (0, 1).
  /// - Returns: In the unit of the series; the quantiles of the normal law have relative 1e-13.
  public func interval(step: Int, coverage: Double) -> PredictionInterval {
    precondition(coverage > 0 && coverage < 1, "coverage \(coverage)")
    let half =
      standardDeviations[step - 1]
      * NormalDistribution.standard.upperQuantile((1 - coverage) / 2)
    return PredictionInterval(
      coverage: coverage, low: means[step - 1] - half, high: means[step - 1] + half)
  }

  /// The quantiles of one step.
  ///
  /// - Parameters:
  ///   - step: Steps ahead, `1...means.count`.
  ///   - levels: Probabilities in strictly rising order, in (0, 1), at least one.
  /// - Returns: In the unit of the series.
  public func quantiles(step: Int, levels: [Double] = HubQuantiles.levels) -> QuantileForecast {
    Self.quantiles(
      mean: means[step - 1], standardDeviation: standardDeviations[step - 1], levels: levels)
  }

  static func quantiles(mean: Double, standardDeviation: Double, levels: [Double])
    -> QuantileForecast
  {
    QuantileForecast(
      levels: levels,
      values: levels.map {
        mean + standardDeviation * NormalDistribution.standard.quantile($0)
      })
  }
}
