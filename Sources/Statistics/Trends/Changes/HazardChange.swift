// Statistics: when the speed of signing changed: new signers per official who could still sign and
// week, before and after one date, with the doubt about the date and the price of having searched.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One change of the hazard of signing at an unknown end of an interval.
///
/// The hazard λ is constant before and after: the log-likelihood of a stretch is `Y ln λ − λ E`, Y
/// its signers and E its official-weeks, where the outstanding of an interval fall from n to n − y as
/// at a constant hazard: `E = Δt y / ln(n / (n − y))`. The change is where twice the rise of the
/// log-likelihood over one hazard, the ratio, is largest.
///
/// Both the p-value and the set of dates come from simulated campaigns of the same lengths and
/// roster, because neither the largest of many ratios nor a discrete date has a chi-square law.
/// Simulated signers are beta-binomial with the correlation that the data show within intervals.
///
/// - SeeAlso: Worsley (1983), Biometrika 70:455–464 (the test); Siegmund (1988), Int. Stat. Review
///   56:31–48 (sets for the date by the likelihood ratio).
public struct HazardChange: Hashable, Sendable {
  /// Intervals before the change, `1..<n`.
  public let before: Int
  /// Date of the change, weeks since the origin: the end of the last interval before it.
  public let week: Double
  /// Earliest date of the confidence set, weeks.
  public let weekLow: Double
  /// Latest date of the confidence set, weeks.
  public let weekHigh: Double
  /// Hazard before the change, per official and week, `>= 0`.
  public let hazardBefore: Double
  /// Hazard after the change, per official and week; 0 where nobody signed any more.
  public let hazardAfter: Double
  /// The test statistic, twice the rise of the log-likelihood, `>= 0`; see `speedRatio` for the speeds.
  public let ratio: Double
  /// Probability of as large a ratio without a change, the search included, in `(0, 1]`; multiples of
  /// `1 / (replicates + 1)`.
  public let pValue: Double
  /// Correlation of signers within an interval, `0...0.3`.
  public let correlation: Double

  /// `hazardAfter / hazardBefore`: below 1 where signing slowed down; nil where nobody signed before.
  public var speedRatio: Double? { hazardBefore > 0 ? hazardAfter / hazardBefore : nil }

  /// Looks for a change; nil where nobody signed or all had signed before the last interval.
  ///
  /// - Parameters:
  ///   - increments: at least 3 intervals in order of time.
  ///   - required: officials who must sign, whole persons, at least the total.
  ///   - confidence: level of the set of dates, in `(0, 1)`.
  ///   - replicates: simulated campaigns for the test and again for the set, at least 19.
  ///   - seed: of the simulations.
  /// - Complexity: O(replicates × n).
  public init?(
    _ increments: [Increment], required: Int, confidence: Double, replicates: Int = 499,
    seed: UInt64
  ) {
    precondition(increments.count >= 3, "\(increments.count) intervals")
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    precondition(replicates >= 19, "\(replicates) replicates")
    guard increments.contains(where: { $0.count > 0 }) else { return nil }
    let counts = GroupedCounts(increments, required: Double(required))
    let ends = counts.ends
    let lengths = zip(ends, [0] + ends).map { $0 - $1 }
    let table = HazardTable(counts.counts.map { Int($0.rounded()) }, lengths, required)
    guard let best = table.best(), table.exposure[ends.count] > 0 else { return nil }
    let hazards = (table.hazard(0..<best.place), table.hazard(best.place..<ends.count))
    let correlation = table.correlation(change: best.place, hazards)
    let stream = RandomStream(seed: seed)
    let single = table.hazard(0..<ends.count)
    var above = 0
    for _ in 0..<replicates {
      let drawn = table.simulated(
        change: best.place, (single, single), correlation, stream)
      if let other = drawn.best(), other.ratio >= best.ratio { above += 1 }
    }
    var losses: [Double] = []
    for _ in 0..<replicates {
      let drawn = table.simulated(change: best.place, hazards, correlation, stream)
      losses.append((drawn.best()?.ratio ?? 0) - drawn.ratio(best.place))
    }
    losses.sort()
    let rank = (confidence * Double(replicates + 1)).rounded(.up)
    let allowed = losses[min(replicates, max(1, Int(rank))) - 1]
    let kept = (1..<ends.count).filter { table.ratio($0) >= best.ratio - allowed - 1e-9 }
    before = best.place
    week = ends[best.place - 1]
    weekLow = ends[(kept.first ?? best.place) - 1]
    weekHigh = ends[(kept.last ?? best.place) - 1]
    (hazardBefore, hazardAfter) = hazards
    ratio = best.ratio
    pValue = Double(above + 1) / Double(replicates + 1)
    self.correlation = correlation
  }

  /// Divides a campaign into stretches of constant hazard, as many as the penalty allows.
  ///
  /// - Parameters:
  ///   - increments: at least 1 interval in order of time, with a positive total.
  ///   - required: officials who must sign, whole persons, at least the total.
  ///   - penalty: twice the log-likelihood that a change must win, `>= 0`; nil for `2 ln n` with the
  ///     number n of intervals plus `ln n`, as each change brings a date and a hazard.
  /// - Returns: where stretches begin, as indices of intervals.
  /// - Complexity: O(n²).
  public static func stretches(
    _ increments: [Increment], required: Int, penalty: Double? = nil
  ) -> Partition {
    let counts = GroupedCounts(increments, required: Double(required))
    let lengths = zip(counts.ends, [0] + counts.ends).map { $0 - $1 }
    let table = HazardTable(counts.counts.map { Int($0.rounded()) }, lengths, required)
    return Partition(
      count: increments.count, penalty: penalty ?? 3 * log(Double(max(2, increments.count)))
    ) { -2 * table.logLikelihood($0) }
  }
}
