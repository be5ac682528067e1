// Forecasting: weights of ensemble members by the probabilities that they gave to what came.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Weights of a linear pool that maximise the mean log score of past cases.
///
/// `wₘ ← mean over j of wₘ pₘⱼ / Σ w p`, the EM step of a mixture of known parts. The goal is concave
/// in w, so there is one best score. The largest slope less 1 bounds what is still to gain.
///
/// - SeeAlso: Yao, Vehtari, Simpson and Gelman (2018), Bayesian Analysis 13:917–1007; Dempster,
///   Laird and Rubin (1977), JRSS B 39:1–38, section 4.3.
public struct Stacking: Hashable, Sendable {
  /// Weights of the members, `>= 0`, with sum 1.
  public let weights: [Double]
  /// Mean of `ln Σ w p` over the cases, in nats.
  public let meanLogScore: Double
  /// At most so much more could other weights reach, in nats, `>= 0`.
  public let gap: Double
  /// Whether the gap is below the tolerance that was asked for.
  public let converged: Bool
  /// EM steps done.
  public let rounds: Int

  /// Finds the weights.
  ///
  /// - Parameters:
  ///   - masses: For each case the predictive mass (or density) that each member gave to what came,
  ///     `>= 0`, finite; at least one case and one member.
  ///   - floor: Least mass that a member is held to give, `> 0`: 1/(D + 1) for D draws.
  ///   - tolerance: Gap at which to stop, in nats, `> 0`.
  ///   - maximumRounds: Largest number of steps, `> 0`.
  /// - Complexity: O(cases × members) for each step.
  public init(
    masses: [[Double]], floor: Double, tolerance: Double = 1e-9, maximumRounds: Int = 20_000
  ) {
    precondition(floor > 0 && floor.isFinite, "floor \(floor)")
    precondition(tolerance > 0 && maximumRounds > 0, "tolerance and rounds are positive")
    let members = masses.first?.count ?? 0
    precondition(members > 0, "no case or no member")
    precondition(
      masses.allSatisfy { row in
        row.count == members && row.allSatisfy { $0 >= 0 && $0.isFinite }
      }, "each case has a mass of each member")
    // Cases are divided by their largest mass: tiny densities would underflow, and it changes no
    // weight.
    var flat: [Double] = []
    flat.reserveCapacity(masses.count * members)
    var scale = 0.0
    for row in masses {
      let largest = max(floor, row.max() ?? floor)
      scale += log(largest)
      for mass in row { flat.append(max(mass, floor) / largest) }
    }
    let count = Double(masses.count)
    var weights = [Double](repeating: 1 / Double(members), count: members)
    var slopes = weights
    var (score, gap, rounds) = (0.0, 0.0, 0)
    while true {
      score = Self.slopes(flat, weights, into: &slopes)
      gap = max(0, (slopes.max() ?? 1) - 1)
      if gap <= tolerance || rounds == maximumRounds { break }
      var total = 0.0
      for member in weights.indices {
        weights[member] *= slopes[member]
        total += weights[member]
      }
      for member in weights.indices { weights[member] /= total }
      rounds += 1
    }
    self.weights = weights
    meanLogScore = score + scale / count
    self.gap = gap
    converged = gap <= tolerance
    self.rounds = rounds
  }

  /// The weights drawn towards equal ones: `(1 − s) w + s/M`.
  ///
  /// - Parameter share: s, `0...1`; one half guards against few and dependent cases.
  /// - Returns: Weights `>= 0` with sum 1.
  public func shrunk(_ share: Double = 0.5) -> [Double] {
    precondition((0...1).contains(share), "share \(share)")
    return weights.map { (1 - share) * $0 + share / Double(weights.count) }
  }

  /// Mean log score and its slope by each weight, `mean over j of pₘⱼ / Σ w p`.
  private static func slopes(_ masses: [Double], _ weights: [Double], into slopes: inout [Double])
    -> Double
  {
    let members = weights.count
    for member in 0..<members { slopes[member] = 0 }
    var score = 0.0
    var start = 0
    while start < masses.count {
      var pooled = 0.0
      for member in 0..<members { pooled += weights[member] * masses[start + member] }
      score += log(pooled)
      for member in 0..<members { slopes[member] += masses[start + member] / pooled }
      start += members
    }
    let count = Double(masses.count / members)
    for member in 0..<members { slopes[member] /= count }
    return score / count
  }
}
