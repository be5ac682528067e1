// Statistics: how long officials stay unsigned, when reports only say between which dates somebody
// signed. The shape is free; nothing is assumed about when within an interval.

/// Nonparametric maximum-likelihood estimate of the distribution of an interval-censored time.
///
/// Maximises Σ wᵢ ln P(Lᵢ < T ≤ Rᵢ), an exact time counting with its point probability. The
/// probabilities of the innermost intervals are determined by the records; how they lie within these
/// intervals is not, and answers there are ranges.
///
/// - SeeAlso: Turnbull (1976), J. R. Statist. Soc. B 38:290–295; Gentleman and Geyer (1994),
///   Biometrika 81:618–623, for the conditions that are checked.
public struct Turnbull: Hashable, Sendable {
  /// An innermost interval (left, right] with its probability.
  public struct Mass: Hashable, Sendable {
    /// The probability lies after this time; −∞ when nothing bounds it.
    public let left: Double
    /// The probability lies at this time or before; +∞ when nothing bounds it, equal to `left` for
    /// an exact time.
    public let right: Double
    /// P(left < T ≤ right), `0...1`.
    public let probability: Double
  }

  /// All innermost intervals in order of time, also those that get no probability; the sum is 1.
  public let masses: [Mass]
  /// Σ wᵢ ln Pᵢ at the maximum; 0 for no records.
  public let logLikelihood: Double
  /// Bound of how far the mean log-likelihood of a record may still be below its maximum: the
  /// largest of the derivatives towards each innermost interval, by the conditions of Kuhn and Tucker.
  public let gradientExcess: Double

  /// The estimate.
  ///
  /// - Parameter records: What is known of each official, in any order.
  /// - Complexity: O(n log n) and about ten solutions of k equations, k the number of innermost
  ///   intervals with probability.
  public init(_ records: [CensoredInterval]) {
    guard !records.isEmpty else {
      (masses, logLikelihood, gradientExcess) = ([], 0, 0)
      return
    }
    let places = InnermostIntervals(records)
    let weights = MixtureWeights(places)
    masses = zip(places.intervals, weights.probabilities).map {
      Mass(left: $0.left, right: $0.right, probability: $1)
    }
    let total = places.ranges.reduce(0) { $0 + $1.weight }
    logLikelihood = total * weights.meanLogLikelihood
    gradientExcess = max(0, weights.excess)
  }

  /// P(T > time).
  ///
  /// - Parameter time: In the unit of the records, not NaN.
  /// - Returns: The one value that the records determine, or within an innermost interval the range
  ///   of the values that are equally likely; nil for no records. Absolute 1e-10 against a solution
  ///   with 50 digits.
  /// - Complexity: O(k).
  public func survival(at time: Double) -> ClosedRange<Double>? {
    precondition(!time.isNaN, "S at NaN")
    guard !masses.isEmpty else { return nil }
    // Upper tails are summed from the end, so that S is exactly 0 after the last time.
    var (sure, unsure) = (0.0, 0.0)
    for mass in masses.reversed() {
      let isLater = mass.left == mass.right ? mass.left > time : mass.left >= time
      if isLater {
        sure += mass.probability
      } else if mass.right > time {
        unsure += mass.probability
      } else {
        break
      }
    }
    // Before the first mass S is 1, not a sum that rounds to it.
    let isAll = masses[0].left == masses[0].right ? masses[0].left > time : masses[0].left >= time
    let low = isAll ? 1 : min(1, sure)
    return low...max(low, masses[0].right > time ? 1 : min(1, sure + unsure))
  }

  /// Where the time lies by which a share has had the event.
  ///
  /// - Parameter p: The share, in `(0, 1)`; 0.5 is the median.
  /// - Returns: The ends of the innermost interval in which S falls to 1 − p; the right end is +∞
  ///   when the event may never happen to that share; nil for no records.
  /// - Complexity: O(k).
  public func quantile(_ p: Double) -> (left: Double, right: Double)? {
    precondition(p > 0 && p < 1, "a quantile is asked for in (0, 1), not \(p)")
    var sum = 0.0
    for mass in masses where mass.probability > 0 {
      sum += mass.probability
      // A share that is reached but for rounding is reached.
      if sum >= p - 1e-12 { return (mass.left, mass.right) }
    }
    return masses.last.map { ($0.left, $0.right) }
  }
}
