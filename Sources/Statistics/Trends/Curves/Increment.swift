// Statistics: the data of a saturating curve, new signers by interval, and where they stand.

/// New signers within one interval of a campaign.
public struct Increment: Hashable, Sendable {
  /// End of the interval, weeks since the campaign's origin, above the previous end.
  public let end: Double
  /// New signers in the interval, persons, `>= 0`.
  public let count: Double

  /// The new signers up to `end` and after the previous interval.
  ///
  /// - Parameters:
  ///   - end: weeks since the origin, finite, above the end of the interval before.
  ///   - count: persons, finite, `>= 0`; need not be whole.
  public init(end: Double, count: Double) {
    self.end = end
    self.count = count
  }
}

/// Increments with their roster: a multinomial count with one cell more for those who have not signed.
struct GroupedCounts {
  let ends: [Double]
  let counts: [Double]
  let required: Double
  let total: Double

  init(_ increments: [Increment], required: Double) {
    precondition(!increments.isEmpty, "no interval")
    var before = 0.0
    for increment in increments {
      precondition(
        increment.end.isFinite && increment.end > before,
        "ends rise from 0: \(increment.end) after \(before)")
      precondition(increment.count.isFinite && increment.count >= 0, "count \(increment.count)")
      before = increment.end
    }
    ends = increments.map(\.end)
    counts = increments.map(\.count)
    total = counts.reduce(0, +)
    self.required = required
    precondition(total > 0 && total <= required && required.isFinite, "\(total) of \(required)")
  }

  var unsigned: Double { required - total }
  /// Distance between the ends of the first and of the last interval, at least 1 week as a scale.
  var span: Double { max(1, ends[ends.count - 1] - ends[0]) }

  /// Time by which a share of those who have signed so far had signed, straight within an interval.
  func time(ofShare share: Double) -> Double {
    var (sum, start) = (0.0, 0.0)
    for (end, count) in zip(ends, counts) {
      if count > 0, sum + count >= share * total {
        return start + (end - start) * (share * total - sum) / count
      }
      sum += count
      start = end
    }
    return start
  }

  /// Interval of the first signers.
  var launch: Int { counts.firstIndex { $0 > 0 } ?? 0 }
}
