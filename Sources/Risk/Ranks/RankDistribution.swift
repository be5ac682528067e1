// Risk: ranks inside every draw. Rank 1 is the lowest rate; ties share their middle rank.

internal import GSL

/// Distribution of the ranks of many rows over joint draws: where a row is likely to be. What can be
/// ruled out is told by `RankSets`.
public struct RankDistribution: Sendable {
  /// Mean rank of each row.
  public let means: [Double]
  /// Probability of each row to be among the `top` lowest rates; the sum over rows is `top`.
  public let topProbabilities: [Double]

  private let ranks: [Float]
  private let draws: Int

  /// Ranks inside every draw.
  ///
  /// - Parameters:
  ///   - rates: Rates by row and draw.
  ///   - draws: Draws of each row, at least 1.
  ///   - top: Size of the top, `1...rates.count` where there are rows.
  /// - Complexity: O(draws · rows · log rows).
  public init(rates: [[Double]], draws: Int, top: Int) {
    precondition(
      draws >= 1 && rates.allSatisfy { $0.count == draws }, "\(draws) draws of each row")
    precondition(top >= 1 && (rates.isEmpty || top <= rates.count), "top \(top)")
    let rows = rates.count
    var ranks = [Float](repeating: 0, count: rows * draws)
    var inTop = [Double](repeating: 0, count: rows)
    var order: [(rate: Double, row: Int)] = rates.indices.map { (0, $0) }
    for draw in 0..<draws {
      for place in order.indices {
        let row = order[place].row
        order[place].rate = rates[row][draw]
      }
      // Rates alone decide; among equal ones the order is of no consequence.
      order.sort { $0.rate < $1.rate }
      var start = 0
      while start < rows {
        var end = start + 1
        while end < rows, order[end].rate == order[start].rate { end += 1 }
        let rank = Float(start + 1 + end) / 2
        // Rows that tie across the border share the places that are left.
        let share = Double(max(0, min(end, top) - start)) / Double(end - start)
        for place in start..<end {
          ranks[order[place].row * draws + draw] = rank
          inTop[order[place].row] += share
        }
        start = end
      }
    }
    self.ranks = ranks
    self.draws = draws
    means = (0..<rows).map { row in
      ranks[row * draws..<(row + 1) * draws].reduce(0) { $0 + Double($1) } / Double(draws)
    }
    topProbabilities = inTop.map { $0 / Double(draws) }
  }

  private init(means: [Double], topProbabilities: [Double], ranks: [Float], draws: Int) {
    self.means = means
    self.topProbabilities = topProbabilities
    self.ranks = ranks
    self.draws = draws
  }

  /// The same ranks with the rows in another order.
  func reordered(_ order: [Int]) -> RankDistribution {
    RankDistribution(
      means: order.map { means[$0] }, topProbabilities: order.map { topProbabilities[$0] },
      ranks: order.flatMap { ranks[$0 * draws..<($0 + 1) * draws] }, draws: draws)
  }

  /// Probability that one row has a lower rate than another; a tie counts half.
  ///
  /// - Parameters:
  ///   - row: `0..<means.count`.
  ///   - other: `0..<means.count`.
  /// - Returns: a probability; those of a pair in both orders sum to 1.
  public func probability(of row: Int, below other: Int) -> Double {
    var twice = 0
    for draw in 0..<draws {
      let (own, its) = (ranks[row * draws + draw], ranks[other * draws + draw])
      twice += own < its ? 2 : own == its ? 1 : 0
    }
    return Double(twice) / Double(2 * draws)
  }

  /// Median and 5 % and 95 % quantile of one row's rank.
  ///
  /// - Parameter row: `0..<means.count`.
  /// - Returns: ranks, those of ties in the middle of them.
  public func range(of row: Int) -> Ranged {
    let sorted = ranks[row * draws..<(row + 1) * draws].map(Double.init).sorted()
    return Ranged(
      value: Quantile.of(sorted, 0.5), low: Quantile.of(sorted, 0.05),
      high: Quantile.of(sorted, 0.95))
  }
}

/// Quantiles of draws.
enum Quantile {
  /// The least value whose share of draws at or below it reaches `p` (type 1), so that a quantile of
  /// whole persons is whole. `sorted` rises and is not empty; `p` in `0...1`.
  static func of(_ sorted: [Double], _ p: Double) -> Double {
    sorted[SortedSample.inverseDistributionIndex(p, count: sorted.count)]
  }
}
