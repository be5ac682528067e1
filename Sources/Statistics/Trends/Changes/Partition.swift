// Statistics: the best division of a series into stretches, found exactly.

/// The division of a series into consecutive stretches with the least sum of costs and penalties.
public struct Partition: Hashable, Sendable {
  /// Places where a new stretch begins, in order, each in `1..<count`; empty for one stretch.
  public let changes: [Int]
  /// Sum of the costs and of one penalty for each change.
  public let cost: Double

  /// Finds the division, by dynamic programming over the end of the last stretch.
  ///
  /// - Parameters:
  ///   - count: length of the series, at least 1.
  ///   - penalty: cost of one change, finite, `>= 0`; `2 ln n` to `3 ln n` times the variance is
  ///     usual for costs that are twice a log-likelihood.
  ///   - minimumLength: least length of a stretch, at least 1.
  ///   - cost: cost of the stretch of the indices of a range, finite.
  /// - Complexity: O(n²) costs.
  /// - SeeAlso: Jackson et al. (2005), IEEE Signal Processing Letters 12:105–108.
  public init(
    count: Int, penalty: Double, minimumLength: Int = 1, cost: (Range<Int>) -> Double
  ) {
    precondition(count >= 1 && minimumLength >= 1, "\(count) values, length \(minimumLength)")
    precondition(penalty >= 0 && penalty.isFinite, "penalty \(penalty)")
    var best = Array(repeating: Double.infinity, count: count + 1)
    var previous = Array(repeating: 0, count: count + 1)
    best[0] = -penalty
    for end in 1...count {
      // A series shorter than the least length is one stretch.
      let latest = max(0, end - minimumLength)
      for start in 0...latest where best[start].isFinite && (start == 0 || start >= minimumLength) {
        let value = best[start] + penalty + cost(start..<end)
        if value < best[end] { (best[end], previous[end]) = (value, start) }
      }
    }
    var changes: [Int] = []
    var place = previous[count]
    while place > 0 {
      changes.append(place)
      place = previous[place]
    }
    self.changes = changes.reversed()
    self.cost = best[count]
  }

  /// Divides a series into stretches of constant level, by squared distances from their means.
  ///
  /// - Parameters:
  ///   - values: finite values in order of time, at least 1.
  ///   - penalty: cost of one change in squared units of the values, `>= 0`.
  ///   - minimumLength: least length of a stretch, at least 1.
  /// - Returns: the division with the least sum of squares and penalties.
  /// - Complexity: O(n²).
  public static func levels(
    _ values: [Double], penalty: Double, minimumLength: Int = 1
  ) -> Partition {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    var (sums, squares) = ([0.0], [0.0])
    for value in values {
      sums.append(sums[sums.count - 1] + (value - mean))
      squares.append(squares[squares.count - 1] + (value - mean) * (value - mean))
    }
    return Partition(count: values.count, penalty: penalty, minimumLength: minimumLength) { range in
      let sum = sums[range.upperBound] - sums[range.lowerBound]
      let square = squares[range.upperBound] - squares[range.lowerBound]
      return max(0, square - sum * sum / Double(range.count))
    }
  }
}
