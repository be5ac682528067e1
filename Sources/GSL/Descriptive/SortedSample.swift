// GSL: safe Swift over the C library; everything else computes through it.
// This file is the quantiles of a sample, for counts and for measurements.

/// A sample in ascending order, with its quantiles.
///
/// The library knows type 7 only, and takes unsorted values without a word; here the order is part
/// of the type.
///
/// - SeeAlso: Hyndman and Fan (1996), The American Statistician 50:361–365.
public struct SortedSample: Hashable, Sendable {
  /// Which point between the values stands for a probability; the numbers are Hyndman and Fan's.
  public enum QuantileDefinition: Int, Hashable, Sendable, CaseIterable {
    /// Type 1: the smallest value whose share is at least p. Always a value of the sample, so
    /// counts stay whole.
    case inverseDistribution = 1
    /// Type 7: linear between order statistics at (k − 1)/(n − 1); the default of R and NumPy.
    case linear = 7
    /// Type 8: linear at (k − 1/3)/(n + 1/3), nearly median-unbiased whatever the distribution.
    case medianUnbiased = 8
  }

  /// The values in ascending order.
  public let values: [Double]

  /// Sorts a sample.
  ///
  /// - Parameter values: any unit, finite, in any order; may be empty.
  /// - Throws: `GSLError` of kind `invalidInput` for a value that is not finite.
  /// - Complexity: O(n log n).
  public init(_ values: [Double]) throws(GSLError) {
    guard values.allSatisfy(\.isFinite) else {
      throw GSLError(
        .invalidInput, routine: "SortedSample.init", message: "values must be finite",
        context: "observations=\(values.count)")
    }
    self.values = values.sorted()
  }

  /// The value below which lies the share `p` of the sample.
  ///
  /// - Parameters:
  ///   - p: probability, `0...1`; 0 and 1 give the smallest and the largest value.
  ///   - definition: how values between order statistics are read.
  /// - Returns: in the unit of the values; `nil` for an empty sample. Relative 1e-12 against R's
  ///   `quantile`.
  public func quantile(_ p: Double, _ definition: QuantileDefinition) -> Double? {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let position: Double
    switch definition {
    case .inverseDistribution:
      return values[Self.inverseDistributionIndex(p, count: values.count)]
    case .linear: position = Self.withoutRounding((count - 1) * p + 1)
    case .medianUnbiased: position = Self.withoutRounding((count + 1 / 3) * p + 1 / 3)
    }
    let below = Int(position.rounded(.down))
    let share = position - Double(below)
    let (low, high) = (at(below), at(below + 1))
    return share == 0 || low == high ? low : (1 - share) * low + share * high
  }

  /// Where in a sample in ascending order its quantile of type 1 stands, ⌈n p⌉ − 1: for samples of
  /// whole numbers, and for those that are sorted already.
  ///
  /// - Parameters:
  ///   - p: probability, `0...1`.
  ///   - count: number of values n, `> 0`.
  /// - Returns: an index, `0..<count`; exact. A share n p that is whole but for 1e-9 is whole.
  public static func inverseDistributionIndex(_ p: Double, count: Int) -> Int {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    precondition(count > 0, "a quantile of \(count) values")
    // 2,000 × (1 − 0.95) / 2 is 50.00000000000004 in doubles and means the 50th value.
    let rank = (Double(count) * p - 1e-9).rounded(.up)
    return min(max(Int(rank), 1), count) - 1
  }

  /// The k-th smallest value; the smallest and the largest stand for what lies beyond.
  private func at(_ k: Int) -> Double { values[min(max(k, 1), values.count) - 1] }

  /// A position that is whole but for rounding is meant to be whole: 100 × 0.07 is 7.
  private static func withoutRounding(_ position: Double) -> Double {
    let whole = position.rounded()
    return abs(position - whole) <= 4 * whole.ulp ? whole : position
  }
}
