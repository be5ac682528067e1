// Forecasting: scores of the probability that a forecast gave to what came.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The logarithmic score −ln p, with a floor under p.
///
/// A mass read off D draws is 0 for every value that no draw took; without a floor one such case
/// makes the mean of a whole back-test infinite.
///
/// - SeeAlso: Gneiting and Raftery (2007), JASA 102:359–378, section 4.1.
public enum LogScore {
  /// The least mass that a forecast by D draws is held to give to any value, 1/(D + 1).
  ///
  /// - Parameter draws: D, `>= 0`.
  /// - Returns: In (0, 1].
  public static func floor(draws: Int) -> Double {
    precondition(draws >= 0, "\(draws) draws")
    return 1 / (Double(draws) + 1)
  }

  /// `−ln max(p, 1/(D + 1))`.
  ///
  /// - Parameters:
  ///   - mass: p, the predictive probability of what came, `0...1`.
  ///   - draws: Number of draws D that the mass is read off, `>= 0`; `nil` for a mass in closed
  ///     form, which has no floor but the smallest positive number.
  /// - Returns: In nats, `0...ln(D + 1)`; at most 745 without draws.
  public static func of(mass: Double, draws: Int?) -> Double {
    precondition(mass >= 0 && mass <= 1, "mass \(mass)")
    let least = draws.map(floor) ?? Double.leastNonzeroMagnitude
    return max(0, -log(max(mass, least)))
  }

  /// The score of integer draws: the mass is the share of draws that equal what came.
  ///
  /// - Parameters:
  ///   - draws: Draws of the forecast in any order, at least one.
  ///   - observed: What came.
  /// - Returns: In nats, `0...ln(D + 1)`.
  /// - Complexity: O(D).
  public static func of(draws: [Int], observed: Int) -> Double {
    precondition(!draws.isEmpty, "no draws")
    let hits = draws.count { $0 == observed }
    return of(mass: Double(hits) / Double(draws.count), draws: draws.count)
  }
}

/// The ranked probability score of a forecast over ordered categories.
///
/// - SeeAlso: Epstein (1969), Journal of Applied Meteorology 8:985–987.
public enum RankedProbabilityScore {
  /// `Σₖ (P(Y ≤ k) − 1{y ≤ k})²`; for the counts 0, 1, 2 … it is their CRPS.
  ///
  /// - Parameters:
  ///   - masses: Probabilities of the categories in order, `>= 0`, with sum 1 up to 1e-6.
  ///   - observed: Index of the category that came.
  /// - Returns: `0...(K − 1)` for K categories.
  /// - Complexity: O(K).
  public static func of(masses: [Double], observed: Int) -> Double {
    precondition(masses.indices.contains(observed), "category \(observed) of \(masses.count)")
    precondition(masses.allSatisfy { $0 >= 0 }, "masses are not negative")
    // Below the observation the sum of the masses below counts, from it on the sum of those above,
    // so that no 1 − cdf loses digits.
    var score = 0.0
    var below = 0.0
    for mass in masses[..<observed] {
      below += mass
      score += below * below
    }
    var above = 0.0
    for mass in masses[(observed + 1)...].reversed() {
      above += mass
      score += above * above
    }
    precondition(abs(below + masses[observed] + above - 1) <= 1e-6, "masses do not sum to 1")
    return score
  }
}
