// Statistics: p-values of many units, adjusted for having looked at all of them.

/// Adjusted p-values: a unit is flagged at a level when its adjusted value does not exceed it.
public enum MultipleTesting {
  /// Benjamini–Hochberg: among the flagged units the expected share of false flags is at most the
  /// level, for independent or positively dependent tests.
  ///
  /// The i-th smallest becomes `min over j ≥ i of (m/j) p₍ⱼ₎`, at most 1.
  ///
  /// - Parameter values: p-values, `0...1`, of all units that were looked at.
  /// - Returns: Adjusted values in the order given, `0...1`; exact up to rounding.
  /// - Complexity: O(m log m).
  /// - SeeAlso: Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57:289–300.
  public static func benjaminiHochberg(_ values: [Double]) -> [Double] {
    let order = ascending(values)
    var adjusted = values
    var least = 1.0
    for (rank, position) in order.enumerated().reversed() {
      least = min(least, Double(values.count) / Double(rank + 1) * values[position])
      adjusted[position] = least
    }
    return adjusted
  }

  /// Holm: the probability of any false flag at all is at most the level, for any dependence.
  ///
  /// The i-th smallest becomes `max over j ≤ i of (m − j + 1) p₍ⱼ₎`, at most 1.
  ///
  /// - Parameter values: p-values, `0...1`, of all units that were looked at.
  /// - Returns: Adjusted values in the order given, `0...1`; exact up to rounding.
  /// - Complexity: O(m log m).
  /// - SeeAlso: Holm (1979), Scandinavian Journal of Statistics 6:65–70.
  public static func holm(_ values: [Double]) -> [Double] {
    var adjusted = values
    var most = 0.0
    for (rank, position) in ascending(values).enumerated() {
      most = max(most, min(1, Double(values.count - rank) * values[position]))
      adjusted[position] = most
    }
    return adjusted
  }

  /// Positions of the values from the smallest; ties in the order given, which does not matter.
  private static func ascending(_ values: [Double]) -> [Int] {
    precondition(values.allSatisfy { (0...1).contains($0) }, "p-values lie in 0...1: \(values)")
    return values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  }
}
