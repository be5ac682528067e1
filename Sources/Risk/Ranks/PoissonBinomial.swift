// Risk: how many of several independent events happen.

/// The number of independent events that happen, each with a probability of its own.
///
/// Rows of a risk table share deadlines and a pool and are not independent: `MissCount` counts in the
/// joint draws, and this law shows what independence would make of it.
///
/// - SeeAlso: Hong (2013), Comput. Stat. Data Anal. 59:41–51.
public struct PoissonBinomial: Hashable, Sendable {
  /// Probabilities of 0, 1, … events; the sum is 1.
  public let mass: [Double]
  /// Σ pᵢ.
  public let mean: Double
  /// Σ pᵢ (1 − pᵢ).
  public let variance: Double

  /// The law of the number of events, by convolution: sums of positive terms, so that small
  /// probabilities keep their digits (relative 1e-12 against exact fractions).
  ///
  /// - Parameter probabilities: of each event, `0...1`; there may be none.
  /// - Complexity: O(n²).
  public init(_ probabilities: [Double]) {
    precondition(
      probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "probabilities lie in 0...1")
    var mass = [Double](repeating: 0, count: probabilities.count + 1)
    mass[0] = 1
    for (place, probability) in probabilities.enumerated() {
      for count in (1...place + 1).reversed() {
        mass[count] = mass[count] * (1 - probability) + mass[count - 1] * probability
      }
      mass[0] *= 1 - probability
    }
    self.mass = mass
    mean = probabilities.reduce(0, +)
    variance = probabilities.reduce(0) { $0 + $1 * (1 - $1) }
  }

  /// Probability of at least `count` events.
  ///
  /// - Parameter count: any number; 0 and below have probability 1.
  /// - Returns: a probability, with its digits also where it is tiny.
  public func upperTail(_ count: Int) -> Double {
    guard count > 0 else { return 1 }
    return min(1, mass.dropFirst(count).reversed().reduce(0, +))
  }

  /// The least number whose probability of not being passed is at least `p`.
  ///
  /// - Parameter p: in `0...1`.
  /// - Returns: a number of events.
  public func quantile(_ p: Double) -> Int {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    var sum = 0.0
    for (count, probability) in mass.enumerated() {
      sum += probability
      if sum >= p - 1e-12 { return count }
    }
    return mass.count - 1
  }
}
