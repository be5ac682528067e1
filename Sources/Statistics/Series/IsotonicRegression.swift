// Statistics: the nearest rising series to one that should rise. Cumulative reports that fall are
// repaired with it for display; what was reported stays beside it.

/// Weighted least squares under the order f₁ ≤ f₂ ≤ …: minimises Σ wᵢ (yᵢ − fᵢ)².
///
/// The solution is made of blocks of neighbours that all take their weighted mean (pool adjacent
/// violators).
///
/// - SeeAlso: Ayer, Brunk, Ewing, Reid and Silverman (1955), Ann. Math. Stat. 26:641–647; Robertson,
///   Wright and Dykstra (1988), Order Restricted Statistical Inference, 1.2.
public struct IsotonicRegression: Hashable, Sendable {
  /// Neighbours that share one fitted value.
  public struct Block: Hashable, Sendable {
    /// Positions of the values.
    public let range: Range<Int>
    /// Their weighted mean, in the unit of the values.
    public let value: Double
    /// The sum of their weights.
    public let weight: Double
  }

  /// The values as they were given.
  public let original: [Double]
  /// The blocks in order; a block of one value leaves it as it was.
  public let blocks: [Block]

  /// The fitted values, one for each original; they never fall.
  public var fitted: [Double] {
    blocks.flatMap { Array(repeating: $0.value, count: $0.range.count) }
  }

  /// The fit.
  ///
  /// - Parameters:
  ///   - values: The series, finite.
  ///   - weights: Weight of each value, finite, `> 0`; by default all 1.
  /// - Complexity: O(n).
  public init(_ values: [Double], weights: [Double]? = nil) {
    precondition(values.allSatisfy(\.isFinite), "a value of the series is not finite")
    precondition(
      weights.map { $0.count == values.count && $0.allSatisfy { $0 > 0 && $0.isFinite } } ?? true,
      "weights are finite and above 0, one for each of \(values.count) values")
    var blocks: [(start: Int, value: Double, weight: Double)] = []
    for (index, value) in values.enumerated() {
      blocks.append((index, value, weights?[index] ?? 1))
      while blocks.count > 1 {
        let (left, right) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
        // Equal neighbours stay apart, so that a rising series comes back bit by bit.
        guard left.value > right.value else { break }
        let weight = left.weight + right.weight
        blocks.removeLast(2)
        blocks.append(
          (left.start, left.value + (right.value - left.value) * (right.weight / weight), weight))
      }
    }
    original = values
    self.blocks = blocks.indices.map { index in
      let end = index + 1 < blocks.count ? blocks[index + 1].start : values.count
      return Block(
        range: blocks[index].start..<end, value: blocks[index].value, weight: blocks[index].weight)
    }
  }
}
