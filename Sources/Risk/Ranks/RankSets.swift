// Risk: confidence sets for ranks: what can be ruled out about the place of a row. Where it is likely
// to be is told by RankDistribution.

internal import GSL

/// Confidence sets for the ranks of many rows; rank 1 is the lowest value.
///
/// For every pair it is tested whether θᵢ < θⱼ, all pairs at once with the quantile c of the largest
/// standardised deviation; what is shown is left out, and the rest is tested again with the smaller c
/// (step-down). A row's rank is at least 1 plus the rows that are surely below it, and at most the
/// number of rows less those that are surely above it.
///
/// - SeeAlso: Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91:476–518;
///   Romano and Wolf (2005), Econometrica 73:1237–1282 (step-down).
public struct RankSets: Hashable, Sendable {
  /// What the confidence is about.
  public enum Coverage: String, CaseIterable, Hashable, Sendable {
    /// Each row's set holds its rank.
    case marginal
    /// The sets of all rows hold their ranks at once: only these bear "X is among the worst", for an
    /// X that was picked after a look at the table.
    case simultaneous
  }

  /// Lowest rank of each row that cannot be ruled out, `1...count`.
  public let low: [Int]
  /// Highest rank of each row that cannot be ruled out, `1...count`.
  public let high: [Int]
  /// What the confidence is about.
  public let coverage: Coverage
  /// Probability that the sets hold what they are about, in (0, 1).
  public let confidence: Double

  /// Sets from independent estimates that are normal about the truth.
  ///
  /// - Parameters:
  ///   - estimates: finite, any unit.
  ///   - standardErrors: one for each estimate, same unit, finite and `>= 0`; 0 means no doubt.
  ///   - coverage: what the confidence is about.
  ///   - confidence: in (0, 1).
  ///   - stepDown: whether what has been shown sharpens the tests of the rest.
  ///   - draws: normal draws behind each critical value; 10,000 know it to about 0.01.
  ///   - seed: any value; the same seed gives the same sets.
  /// - Complexity: O(n² · draws) for each step; a second or two for 514 rows.
  public init(
    estimates: [Double], standardErrors: [Double], coverage: Coverage, confidence: Double = 0.95,
    stepDown: Bool = true, draws: Int = 10_000, seed: UInt64 = 1
  ) {
    precondition(
      estimates.count == standardErrors.count && estimates.allSatisfy(\.isFinite)
        && standardErrors.allSatisfy { $0 >= 0 && $0.isFinite },
      "\(estimates.count) estimates, \(standardErrors.count) standard errors, finite and not negative"
    )
    precondition(draws >= 1, "draws \(draws)")
    let stream = RandomStream(seed: seed)
    let differences = PairwiseDifferences(
      estimates: estimates,
      deviations: standardErrors.flatMap { error in
        (0..<draws).map { _ in error * stream.normal() }
      }, draws: draws
    ) { one, other in
      let (a, b) = (standardErrors[one], standardErrors[other])
      return (a * a + b * b).squareRoot()
    }
    self.init(differences, coverage, confidence, stepDown)
  }

  /// Sets from joint draws: estimates are their means, and deviations from those stand for the
  /// doubt, with all dependence between rows.
  ///
  /// - Parameters:
  ///   - draws: at least one finite draw for each row, as many for each; a draw has the same place in
  ///     every row.
  ///   - coverage: what the confidence is about.
  ///   - confidence: in (0, 1).
  ///   - stepDown: whether what has been shown sharpens the tests of the rest.
  /// - Complexity: O(n² · draws) for each step; a second or two for 514 rows of 2,000 draws.
  public init(
    draws: [[Double]], coverage: Coverage, confidence: Double = 0.95, stepDown: Bool = true
  ) {
    let size = draws.first?.count ?? 1
    precondition(
      size >= 1 && draws.allSatisfy { $0.count == size && $0.allSatisfy(\.isFinite) },
      "every row has as many draws, finite and at least one")
    // About the first draw, so that the mean of draws that are the same is that number.
    let means = draws.map { row in
      row.reduce(0) { $0 + ($1 - row[0]) } / Double(size) + row[0]
    }
    let differences = PairwiseDifferences(
      estimates: means,
      deviations: zip(draws, means).flatMap { row, mean in row.map { $0 - mean } }, draws: size)
    self.init(differences, coverage, confidence, stepDown)
  }

  private init(
    _ differences: PairwiseDifferences, _ coverage: Coverage, _ confidence: Double, _ stepDown: Bool
  ) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let count = differences.count
    var low = [Int](repeating: 1, count: count)
    var high = [Int](repeating: count, count: count)
    func narrow(_ rows: Range<Int>) {
      let shown = differences.shown(among: rows, confidence: confidence, stepDown: stepDown)
      for row in rows {
        for other in 0..<count {
          if shown[other * count + row] { low[row] += 1 }
          if shown[row * count + other] { high[row] -= 1 }
        }
      }
    }
    switch coverage {
    case .simultaneous: narrow(0..<count)
    case .marginal: for row in 0..<count { narrow(row..<row + 1) }
    }
    self.low = low
    self.high = high
    self.coverage = coverage
    self.confidence = confidence
  }

  /// Rows that may be among the `k` lowest: with simultaneous sets, all that truly are there are
  /// among them with the sets' confidence.
  ///
  /// - Parameter k: size of the top, at least 1.
  /// - Returns: positions in rising order.
  public func possibleTop(_ k: Int) -> [Int] { low.indices.filter { low[$0] <= k } }

  /// Rows that are surely among the `k` lowest.
  ///
  /// - Parameter k: size of the top, at least 1.
  /// - Returns: positions in rising order.
  public func certainTop(_ k: Int) -> [Int] { high.indices.filter { high[$0] <= k } }
}
