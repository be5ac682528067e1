// Forecasting: the baseline of the forecast hubs, against which every model is judged.

internal import GSL

/// A forecast whose median is the last value and whose spread is that of past changes.
///
/// The change over h steps is a sum of h changes drawn from the past ones and their negatives. Each
/// drawn path comes with its mirror image, so that the median is the last value exactly. Values
/// outside the range that is possible are put at its end, so that cumulative counts do not fall.
///
/// - SeeAlso: Cramer et al. (2022), PNAS 119:e2113561119, supplement, baseline model.
public struct HubBaseline: Hashable, Sendable {
  /// The last value, in the unit of the series.
  public let last: Double
  /// Past changes from one value to the next, in the same unit.
  public let changes: [Double]

  /// The baseline of a series.
  ///
  /// - Parameter values: Finite values at equal distances in order of time, at least one.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty && values.allSatisfy(\.isFinite), "\(values.count) finite values")
    last = values[values.count - 1]
    changes = zip(values, values.dropFirst()).map { $1 - $0 }
  }

  /// Draws of the value some steps ahead.
  ///
  /// - Parameters:
  ///   - steps: Steps ahead h, `>= 0`.
  ///   - pairs: Number of drawn paths, each with its mirror image, `> 0`.
  ///   - range: Values that are possible; it contains the last one.
  ///   - seed: Seed of the draws.
  /// - Returns: `2 × pairs` values in `range`, in ascending order; all are the last value where there
  ///   is no past change.
  /// - Complexity: O(pairs × steps + pairs log pairs).
  public func draws(
    steps: Int, pairs: Int = 1_000, within range: ClosedRange<Double>, seed: UInt64
  ) -> [Double] {
    precondition(steps >= 0 && pairs > 0, "\(steps) steps, \(pairs) pairs")
    precondition(range.contains(last), "\(last) is not in \(range)")
    let stream = RandomStream(seed: seed)
    var values: [Double] = []
    values.reserveCapacity(2 * pairs)
    for _ in 0..<pairs {
      var change = 0.0
      if !changes.isEmpty {
        for _ in 0..<steps {
          let step = changes[stream.uniformInt(below: changes.count)]
          change += stream.uniform() < 0.5 ? step : -step
        }
      }
      for end in [last + change, last - change] {
        values.append(min(max(end, range.lowerBound), range.upperBound))
      }
    }
    return values.sorted()
  }

  /// Quantiles of the value some steps ahead.
  ///
  /// - Parameters:
  ///   - steps: Steps ahead, `>= 0`.
  ///   - levels: Probabilities in strictly rising order, in (0, 1), at least one.
  ///   - pairs: Number of drawn paths, each with its mirror image, `> 0`.
  ///   - range: Values that are possible; it contains the last one.
  ///   - seed: Seed of the draws.
  /// - Returns: In the unit of the series, in `range`; the 0.5 quantile is the last value.
  /// - Complexity: O(pairs × steps + pairs log pairs).
  public func quantiles(
    steps: Int, levels: [Double] = HubQuantiles.levels, pairs: Int = 1_000,
    within range: ClosedRange<Double>, seed: UInt64
  ) -> QuantileForecast {
    let sorted = draws(steps: steps, pairs: pairs, within: range, seed: seed)
    let values = levels.map { level -> Double in
      if abs(level - 0.5) <= QuantileForecast.levelTolerance { return last }
      return sorted[SortedSample.inverseDistributionIndex(level, count: sorted.count)]
    }
    return QuantileForecast(levels: levels, values: values)
  }
}
