// Statistics: where the estimate from interval-censored dates can put probability at all, and which
// records see which of these places.

/// What is known about the time of one official, or of several: it lies in (left, right].
public struct CensoredInterval: Hashable, Sendable {
  /// The event is after this time; −∞ when nothing is known before `right`.
  public let left: Double
  /// The event is at this time or before; +∞ for right-censored. Equal to `left` for an exact time.
  public let right: Double
  /// Persons with this record, `> 0`.
  public let weight: Double

  /// A time within (left, right].
  ///
  /// - Parameters:
  ///   - left: Last time without the event, in days (or any one unit); may be −∞.
  ///   - right: First time with the event, `>= left`; may be +∞. Equal to a finite `left` it is an
  ///     exact time.
  ///   - weight: Persons, finite, `> 0`.
  public init(after left: Double, upTo right: Double, weight: Double = 1) {
    precondition(
      left < right || (left == right && left.isFinite), "no time lies in (\(left), \(right)]")
    precondition(weight > 0 && weight.isFinite, "a weight is finite and above 0, not \(weight)")
    self.left = left
    self.right = right
    self.weight = weight
  }

  /// An exact time.
  ///
  /// - Parameters:
  ///   - time: Time of the event, finite.
  ///   - weight: Persons, finite, `> 0`.
  public init(at time: Double, weight: Double = 1) {
    self.init(after: time, upTo: time, weight: weight)
  }

  /// Whether the time is known exactly.
  public var isExact: Bool { left == right }
}

/// The innermost intervals of a set of records, and the records in terms of them.
///
/// An innermost interval begins at a left end and ends at the next end, a right one. Only there does
/// a maximum-likelihood estimate put probability, for moving it in from elsewhere takes it away from
/// no record and gives it to some.
///
/// - SeeAlso: Peto (1973), Applied Statistics 22:86–91; Turnbull (1976), J. R. Statist. Soc. B
///   38:290–295.
struct InnermostIntervals {
  /// A record or several of the same range: the innermost intervals that it contains, which are
  /// neighbours.
  struct Range: Hashable {
    let first: Int
    let last: Int
  }

  /// The innermost intervals, in order of time; `left == right` for a point.
  let intervals: [(left: Double, right: Double)]
  /// Distinct ranges with the sum of the weights of their records, in order.
  let ranges: [(range: Range, weight: Double)]

  /// - Complexity: O(n log n).
  init(_ records: [CensoredInterval]) {
    // At one time: a point begins, then closed ends, then open beginnings.
    struct End: Comparable {
      let time: Double
      let rank: Int
      static func < (a: End, b: End) -> Bool { (a.time, a.rank) < (b.time, b.rank) }
    }
    func begin(_ record: CensoredInterval) -> End {
      End(time: record.left, rank: record.isExact ? 0 : 2)
    }
    func finish(_ record: CensoredInterval) -> End { End(time: record.right, rank: 1) }
    let ends = (records.map(begin) + records.map(finish)).sorted()
    var found: [(begin: End, end: End)] = []
    for (here, next) in zip(ends, ends.dropFirst()) where here.rank != 1 && next.rank == 1 {
      found.append((here, next))
    }
    intervals = found.map { ($0.begin.time, $0.end.time) }
    /// Number of innermost intervals for which the condition, true at first, holds.
    func count(where condition: ((begin: End, end: End)) -> Bool) -> Int {
      var (low, high) = (0, found.count)
      while low < high {
        let middle = (low + high) / 2
        if condition(found[middle]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let all = records.map { record in
      let range = Range(
        first: count { $0.begin < begin(record) }, last: count { $0.end <= finish(record) } - 1)
      return (range: range, weight: record.weight)
    }
    // Weights are added in the order of their size: the sum does not depend on that of the records.
    ranges = all.sorted {
      ($0.range.first, $0.range.last, $0.weight) < ($1.range.first, $1.range.last, $1.weight)
    }.reduce(into: []) { merged, item in
      if let last = merged.last, last.range == item.range {
        merged[merged.count - 1].weight += item.weight
      } else {
        merged.append(item)
      }
    }
  }
}
