// Forecasting: conformal prediction, intervals from the errors of past forecasts whatever the model.

/// The quantile of past scores that bounds the next score with a given probability.
public enum ConformalQuantile {
  /// `⌈(n + 1)(1 − α)⌉`, the rank among n exchangeable scores.
  ///
  /// - Parameters:
  ///   - count: n, `>= 0`.
  ///   - miss: α, the probability with which the next score may lie above, `0...1`.
  /// - Returns: `1...count`; `nil` where the rank exceeds n, so that no score is a bound. A product
  ///   that is whole but for 1e-9 is whole.
  public static func rank(count: Int, miss: Double) -> Int? {
    precondition(count >= 0, "\(count) scores")
    precondition(miss >= 0 && miss <= 1, "a probability lies in 0...1, not \(miss)")
    let rank = max(1, Int((Double(count + 1) * (1 - miss) - 1e-9).rounded(.up)))
    return rank <= count ? rank : nil
  }

  /// The score of that rank: the next one is at most as large with probability `>= 1 − α`, if all
  /// scores are exchangeable.
  ///
  /// - Parameters:
  ///   - scores: Past scores in any order, none NaN; any unit.
  ///   - miss: α, `0...1`.
  /// - Returns: One of the scores; `nil` where there are too few, so that the bound is infinite.
  /// - Complexity: O(n log n).
  /// - SeeAlso: Vovk, Gammerman and Shafer (2005), Algorithmic Learning in a Random World, section
  ///   2.2; Angelopoulos and Bates (2023), Foundations and Trends in Machine Learning 16:494–591.
  public static func of(_ scores: [Double], miss: Double) -> Double? {
    precondition(!scores.contains(where: \.isNaN), "a score is not a number")
    guard let rank = rank(count: scores.count, miss: miss) else { return nil }
    return scores.sorted()[rank - 1]
  }

  /// Split conformal prediction: half the width of an interval around a point forecast.
  ///
  /// - Parameters:
  ///   - residuals: Observed − forecast of past cases, finite, any unit.
  ///   - miss: α, `0...1`.
  /// - Returns: The conformal quantile of |residual|, `>= 0`; `nil` for an unbounded interval.
  /// - Complexity: O(n log n).
  /// - SeeAlso: Lei et al. (2018), JASA 113:1094–1111, algorithm 2.
  public static func halfWidth(residuals: [Double], miss: Double) -> Double? {
    of(residuals.map { abs($0) }, miss: miss)
  }
}

/// Conformalised quantile regression: by how much past intervals were too narrow.
///
/// The score of a case is `max(low − y, y − high)`, below 0 inside the interval. New intervals are
/// `[low − adjustment, high + adjustment]`; a negative adjustment narrows them.
///
/// - SeeAlso: Romano, Patterson and Candès (2019), NeurIPS 32, theorem 1, and theorem 2 for the
///   ends taken one by one.
public struct ConformalisedQuantiles: Hashable, Sendable {
  /// Scores of the cases in the order given, in the unit of the observations.
  public let scores: [Double]
  private let below: [Double]
  private let above: [Double]

  /// Scores past intervals.
  ///
  /// - Parameters:
  ///   - intervals: Past intervals; their nominal coverage is not looked at.
  ///   - observed: What came, finite, as many as intervals.
  public init(_ intervals: [PredictionInterval], observed: [Double]) {
    precondition(
      intervals.count == observed.count, "\(intervals.count) intervals, \(observed.count) values")
    precondition(observed.allSatisfy(\.isFinite), "observations are finite")
    below = zip(intervals, observed).map { $0.low - $1 }
    above = zip(intervals, observed).map { $1 - $0.high }
    scores = zip(below, above).map { max($0, $1) }
  }

  /// One adjustment for both ends.
  ///
  /// - Parameter miss: Probability that an observation lies outside, `0...1`.
  /// - Returns: In the unit of the observations; `nil` for an unbounded interval.
  /// - Complexity: O(n log n).
  public func adjustment(miss: Double) -> Double? { ConformalQuantile.of(scores, miss: miss) }

  /// An adjustment for each end; the probabilities of a miss below and above add up.
  ///
  /// - Parameters:
  ///   - missBelow: Probability that an observation lies below the interval, `0...1`.
  ///   - missAbove: Probability that it lies above, `0...1`.
  /// - Returns: In the unit of the observations; `nil` for an end that is unbounded.
  /// - Complexity: O(n log n).
  public func adjustments(missBelow: Double, missAbove: Double) -> (low: Double?, high: Double?) {
    (ConformalQuantile.of(below, miss: missBelow), ConformalQuantile.of(above, miss: missAbove))
  }
}
