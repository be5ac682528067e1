// GSL: safe Swift over the C library; everything else computes through it.
// This file is the hypergeometric law: successes in a sample without replacement.

internal import CGSL

/// The hypergeometric distribution: successes in a sample of n drawn without replacement from N
/// people of whom K are successes, P(k) = (K over k) (N − K over n − k) / (N over n).
///
/// Tails and probabilities: relative 1e-12 against mpmath for populations up to 1e6, their
/// logarithms finite for every count of the support.
///
/// - SeeAlso: Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, ch. 6.
public struct Hypergeometric: DiscreteDistribution {
  /// Size of the population N, `0...1_000_000_000`.
  public let population: Int
  /// Successes in the population K, `0...population`.
  public let successes: Int
  /// Size of the sample n, `0...population`.
  public let sample: Int

  /// A hypergeometric distribution.
  ///
  /// - Parameters:
  ///   - population: N, a count, `0...1_000_000_000`, so that products of two counts are exact.
  ///   - successes: K, the successes in the population, `0...population`.
  ///   - sample: n, the number drawn without replacement, `0...population`.
  public init(population: Int, successes: Int, sample: Int) {
    precondition(
      population >= 0 && population <= 1_000_000_000,
      "a population has 0 to 1,000,000,000 members, not \(population)")
    precondition(
      successes >= 0 && successes <= population && sample >= 0 && sample <= population,
      "successes \(successes) and sample \(sample) are parts of the population \(population)")
    self.population = population
    self.successes = successes
    self.sample = sample
  }

  /// max(0, n + K − N)...min(n, K).
  public var support: ClosedRange<Int> {
    max(0, sample - (population - successes))...min(sample, successes)
  }

  /// nK / N, in successes; 0 in an empty population.
  public var mean: Double {
    population > 0 ? Double(sample * successes) / Double(population) : 0
  }

  /// n (K/N) (1 − K/N) (N − n) / (N − 1), in squared successes.
  public var variance: Double {
    guard population > 1 else { return 0 }
    let size = Double(population)
    return mean * (Double(population - successes) / size)
      * (Double(population - sample) / (size - 1))
  }

  /// Natural logarithm of the probability of exactly `k` successes in the sample.
  ///
  /// Three binomial probabilities with p = n/N, in which p cancels and nothing else does.
  ///
  /// - Parameter k: a count; outside the support gives −∞, the logarithm of an exact 0.
  /// - Returns: the logarithm, relative 1e-12 against mpmath, or absolute 1e-12 near 0.
  public func logProbability(_ k: Int) -> Double {
    let support = support
    guard support.contains(k) else { return -.infinity }
    guard support.count > 1 else { return 0 }
    let size = Double(population)
    let point = UnitPoint(x: Double(sample) / size, complement: Double(population - sample) / size)
    let excess = Double(successes * sample - k * population) / size
    return BetaKernel.logBinomial(k, of: successes, point, excess: excess)
      + BetaKernel.logBinomial(
        sample - k, of: population - successes, point, excess: -excess)
      - BetaKernel.logBinomial(sample, of: population, point, excess: 0)
  }

  /// The probabilities of at most `k` and of more than `k` successes in the sample.
  ///
  /// - Parameter k: a count.
  /// - Returns: both tails, with the accuracy stated for the type.
  /// - Complexity: O(√n), a few standard deviations of terms.
  public func tails(at k: Int) -> Tails {
    let support = support
    guard k >= support.lowerBound else { return .allAbove }
    guard k < support.upperBound else { return .allBelow }
    return Double(k) <= mean ? lowerTails(k) : mirrored.lowerTails(sample - k - 1).mirrored
  }

  /// The law of the failures in the sample.
  private var mirrored: Hypergeometric {
    Hypergeometric(population: population, successes: population - successes, sample: sample)
  }

  private func lowerTails(_ k: Int) -> Tails {
    let spare = Double(population - successes - sample)
    let sum = RatioSum.downwards(from: k, fallsToTheEnd: true) { count in
      count * (spare + count)
        / ((Double(successes) - count + 1) * (Double(sample) - count + 1))
    }
    return Tails(lower: sum, logScale: logProbability(k))
  }
}
