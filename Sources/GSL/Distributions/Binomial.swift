// GSL: safe Swift over the C library; everything else computes through it.
// This file is the binomial law.

internal import CGSL

/// The binomial distribution: P(k) = (n over k) p^k (1 − p)^(n − k).
///
/// Tails and probabilities: relative 1e-12 against mpmath for n up to 1e6, their logarithms finite
/// for every count of the support.
///
/// - SeeAlso: DLMF 8.17.5; Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
public struct Binomial: DiscreteDistribution {
  /// Number of trials n, `>= 0`.
  public let trials: Int
  /// Probability of success p, `0...1`.
  public let chance: Double

  /// A binomial distribution.
  ///
  /// - Parameters:
  ///   - trials: n, a count, `>= 0`.
  ///   - chance: probability of success p, `0...1`.
  public init(n trials: Int, p chance: Double) {
    precondition(trials >= 0, "a number of trials is not negative: \(trials)")
    precondition(chance >= 0 && chance <= 1, "a probability lies in 0...1, not \(chance)")
    self.trials = trials
    self.chance = chance
  }

  /// 0...n, or the one count that is sure when p is 0 or 1.
  public var support: ClosedRange<Int> {
    (chance < 1 ? 0 : trials)...(chance > 0 ? trials : 0)
  }
  /// np, in successes.
  public var mean: Double { Double(trials) * chance }
  /// np(1 − p), in squared successes.
  public var variance: Double { Double(trials) * chance * (1 - chance) }

  private var point: UnitPoint { UnitPoint(x: chance, complement: 1 - chance) }

  /// Natural logarithm of the probability of exactly `k` successes.
  ///
  /// - Parameter k: a count; outside the support gives −∞, the logarithm of an exact 0.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0.
  public func logProbability(_ k: Int) -> Double {
    let support = support
    guard support.contains(k) else { return -.infinity }
    guard support.count > 1 else { return 0 }
    return BetaKernel.logBinomial(k, of: trials, point)
  }

  /// The probabilities of at most `k` and of more than `k` successes: I_{1−p}(n − k, k + 1) and its
  /// complement.
  ///
  /// - Parameter k: a count.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Throws: `GSLError` of kind `notConverged` when the continued fraction fails, which was not
  ///   seen.
  /// - Complexity: O(√n) near the mean.
  public func tails(at k: Int) throws(GSLError) -> Tails {
    let support = support
    guard k >= support.lowerBound else { return .allAbove }
    guard k < support.upperBound else { return .allBelow }
    return try IncompleteBeta.tails(
      point.mirrored, Double(trials - k), Double(k) + 1, routine: "Binomial.tails")
  }
}
