// Statistics: Pettitt's test, whether and where the level of a series changes, by ranks.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Pettitt's test of one change of level at an unknown place.
///
/// `U(k) = 2 Σ rank(yᵢ) − k(n + 1)` over the first k values; `K = max |U(k)|`;
/// `p ≈ 2 exp(−6 K² / (n³ + n²))`, which is good below 0.5 and cut to 1.
///
/// - SeeAlso: Pettitt (1979), Applied Statistics 28:126–135, eq. 2.3 and p. 129.
public struct Pettitt: Hashable, Sendable {
  /// K, `>= 0`.
  public let statistic: Double
  /// Number of values before the change: the first k with `|U(k)| = K`, `1..<n`.
  public let before: Int
  /// Approximate two-sided p-value, in `(0, 1]`.
  public let pValue: Double
  /// Whether the level is higher after the change.
  public let rises: Bool

  /// Tests a series; nil for fewer than 2 values or where all are equal.
  ///
  /// K is exact, p to relative 1e-14 of the formula.
  ///
  /// - Parameter values: finite values in order of time, any unit.
  /// - Complexity: O(n log n).
  public init?(_ values: [Double]) {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    let n = Double(values.count)
    guard values.count >= 2, let first = values.first, values.contains(where: { $0 != first })
    else { return nil }
    var (sum, best, place) = (0.0, 0.0, 1)
    for (index, rank) in Correlation.midranks(values).dropLast().enumerated() {
      sum += 2 * rank - (n + 1)
      if abs(sum) > abs(best) { (best, place) = (sum, index + 1) }
    }
    statistic = abs(best)
    before = place
    rises = best < 0
    pValue = min(1, 2 * exp(-6 * best * best / (n * n * n + n * n)))
  }
}
