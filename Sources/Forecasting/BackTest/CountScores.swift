// Forecasting: how good many forecasts of counts were, in sums that trials on simulated nations add
// up.

/// Scores of forecasts of counts, each a sample of draws, summed up one forecast after another.
public struct CountScores: Hashable, Sendable {
  /// Number of forecasts.
  public private(set) var units = 0
  /// Sum of the weighted interval scores of those forecasts that have a baseline, persons.
  public private(set) var score = 0.0
  /// The same of their baselines, persons.
  public private(set) var baselineScore = 0.0
  /// Where each count fell among its draws, `0...1`, drawn within its step: uniform where forecasts
  /// are calibrated.
  public private(set) var places: [Double] = []
  /// Probability of each forecast that its target is missed, `0...1`.
  public private(set) var missProbabilities: [Double] = []
  /// Whether it was missed.
  public private(set) var missed: [Bool] = []
  private var closed = [Int](repeating: 0, count: EmpiricalCoverage.reported.count)

  /// No forecast.
  public init() {}

  /// Adds one forecast.
  ///
  /// - Parameters:
  ///   - draws: Draws of the count in any order, at least one, persons.
  ///   - observed: The count that came, persons.
  ///   - target: Least count that reaches the target, persons.
  ///   - uniform: Place within the step of the count, `0...1`, from a stream of the caller's.
  ///   - baseline: A plain forecast of the same count, persons; nil where none is compared.
  /// - Complexity: O(n log n) for n draws.
  public mutating func add(
    _ draws: [Int], observed: Int, target: Int, uniform: Double, baseline: QuantileForecast?
  ) {
    let forecast = QuantileForecast(counts: draws)
    units += 1
    if let baseline {
      score += WeightedIntervalScore(forecast, observed: Double(observed)).total
      baselineScore += WeightedIntervalScore(baseline, observed: Double(observed)).total
    }
    places.append(
      ProbabilityIntegralTransform(draws: draws, observed: observed).randomised(uniform))
    for (place, coverage) in EmpiricalCoverage.reported.enumerated()
    where forecast.interval(coverage)?.contains(Double(observed)) == true {
      closed[place] += 1
    }
    missProbabilities.append(Double(draws.count { $0 < target }) / Double(draws.count))
    missed.append(observed < target)
  }

  /// Sum of the scores divided by that of the baselines; nil where the baselines' is 0.
  public var relativeScore: Double? { baselineScore > 0 ? score / baselineScore : nil }

  /// Share of the counts within the inner part of their draws, ties broken at random.
  ///
  /// A closed interval of a count holds more than its nominal share: of three officials, nearly
  /// always too much. This share is the nominal one where forecasts are calibrated.
  ///
  /// - Parameter coverage: The inner part, in (0, 1).
  /// - Returns: `0...1`; nil without forecasts.
  /// - Complexity: O(forecasts).
  public func innerCoverage(_ coverage: Double) -> Double? {
    precondition(coverage > 0 && coverage < 1, "coverage \(coverage)")
    guard units > 0 else { return nil }
    return Double(places.count { abs($0 - 0.5) <= coverage / 2 }) / Double(units)
  }

  /// Share of the counts within their closed central interval.
  ///
  /// - Parameter coverage: One of `EmpiricalCoverage.reported`.
  /// - Returns: `0...1`; nil without forecasts and for another coverage.
  public func closedCoverage(_ coverage: Double) -> Double? {
    guard units > 0, let place = EmpiricalCoverage.reported.firstIndex(of: coverage) else {
      return nil
    }
    return Double(closed[place]) / Double(units)
  }

  /// Brier score of the probability of a miss, with its reliability table; nil without forecasts.
  public var brier: BrierScore? {
    units > 0 ? BrierScore(missProbabilities, outcomes: missed) : nil
  }

  /// Largest distance between the mean probability of a miss and the share that missed, over tenths
  /// of the probability with enough forecasts.
  ///
  /// - Parameter units: Fewest forecasts of a tenth that counts.
  /// - Returns: `0...1`; nil where no tenth has so many.
  public func largestReliabilityGap(units: Int = 30) -> Double? {
    (brier?.table ?? []).compactMap { bin -> Double? in
      guard bin.count >= units, let stated = bin.meanForecast, let seen = bin.observedShare else {
        return nil
      }
      return abs(stated - seen)
    }.max()
  }
}
