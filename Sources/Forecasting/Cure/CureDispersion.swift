// Forecasting: how much more signers vary around a curve than independent persons would.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Pearson's distance between counts and a curve.
public struct CureDispersion: Hashable, Sendable {
  /// Σ (n − e)²/e over intervals merged until each expects 5 signers.
  public let statistic: Double
  /// Merged intervals without the parameters, `>= 0`.
  public let degreesOfFreedom: Int
  /// Officials, persons.
  let total: Double

  private static let leastExpected = 5.0

  /// The distance of a unit from its fit.
  ///
  /// - Parameters:
  ///   - times: grouped signers, `times.isGrouped`.
  ///   - fit: the curve.
  public init(_ times: SigningTimes, _ fit: CureFit) {
    precondition(times.isGrouped, "single persons have no expected counts")
    var (statistic, cells) = (0.0, 0)
    var (seen, expected, before) = (0.0, 0.0, 0.0)
    for term in times.terms where term.upper != SigningTimes.never {
      let share = fit.curve.share(at: times.edges[Int(term.upper)])
      seen += term.count
      expected += times.total * (share - before)
      before = share
      if expected >= Self.leastExpected {
        statistic += (seen - expected) * (seen - expected) / expected
        cells += 1
        (seen, expected) = (0, 0)
      }
    }
    // A rest without an interval of its own goes to those who have not signed.
    let left = times.total * (1 - before) + expected
    if left > 0 {
      let excess = times.unsigned + seen - left
      statistic += excess * excess / left
    }
    self.statistic = statistic
    degreesOfFreedom = max(0, cells - fit.curve.model.parameterCount)
    total = times.total
  }

  /// Correlation ρ of two officials of a unit, from `E X² = df (1 + (N − 1) ρ)`: the mean over units,
  /// weighted by degrees of freedom, each unit's share limited to -0.01...0.3.
  ///
  /// - Parameter units: distances of the units of one level.
  /// - Returns: ρ in `0...0.3`; 0 where no unit has a degree of freedom.
  /// - Complexity: O(units).
  public static func correlation(_ units: [CureDispersion]) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for unit in units where unit.degreesOfFreedom > 0 && unit.total > 1 {
      let freedom = Double(unit.degreesOfFreedom)
      let single = (unit.statistic / freedom - 1) / (unit.total - 1)
      sum += freedom * min(max(single, -0.01), 0.3)
      weights += freedom
    }
    return weights > 0 ? min(max(sum / weights, 0), 0.3) : 0
  }
}
