// Risk: how many rows miss the target, counted in the joint draws.

internal import GSL

/// The number of rows that miss the target.
public struct MissCount: Hashable, Sendable {
  /// Number of rows.
  public let rows: Int
  /// Mean number that miss.
  public let mean: Double
  /// Median number that miss, with 5 % and 95 %.
  public let range: Ranged
  /// What independent rows with the same P(miss) would give: narrower where rows share their luck.
  public let independent: PoissonBinomial

  private let counts: [Int]

  /// Counts the misses in every draw.
  ///
  /// - Parameter misses: whether a row misses, by row and draw; as many draws for each row, and at
  ///   least one.
  /// - Complexity: O(rows · draws).
  public init(_ misses: [[Bool]]) {
    let draws = misses.first?.count ?? 1
    precondition(
      draws >= 1 && misses.allSatisfy { $0.count == draws }, "as many draws for each row")
    var counts = [Int](repeating: 0, count: draws)
    for row in misses {
      for (draw, isMiss) in row.enumerated() where isMiss { counts[draw] += 1 }
    }
    rows = misses.count
    mean = Double(counts.reduce(0, +)) / Double(draws)
    counts.sort()
    let sorted = counts.map(Double.init)
    range = Ranged(
      value: Quantile.of(sorted, 0.5), low: Quantile.of(sorted, 0.05),
      high: Quantile.of(sorted, 0.95))
    independent = PoissonBinomial(
      misses.map { Double($0.count { $0 }) / Double(draws) })
    self.counts = counts
  }

  /// Probability that at least `count` rows miss.
  ///
  /// - Parameter count: any number.
  /// - Returns: the share of the draws.
  public func probability(atLeast count: Int) -> Double {
    Double(counts.count { $0 >= count }) / Double(counts.count)
  }
}
