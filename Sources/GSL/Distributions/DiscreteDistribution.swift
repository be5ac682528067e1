// GSL: safe Swift over the C library; everything else computes through it.
// This file holds what every law of a count can be asked, and the search for its quantiles.

internal import CGSL

/// A law of a count.
public protocol DiscreteDistribution: Hashable, Sendable {
  /// `GSLError` where a series or a fraction might not converge, `Never` where nothing can fail.
  associatedtype Failure: Error

  /// The counts that can occur; an upper bound of `Int.max` stands for "no bound".
  var support: ClosedRange<Int> { get }
  /// Expected count.
  var mean: Double { get }
  /// Variance, in squared counts.
  var variance: Double { get }

  /// Natural logarithm of the probability of exactly `k`.
  ///
  /// - Parameter k: a count; outside the support gives −∞, the logarithm of an exact 0.
  /// - Returns: the logarithm, with the accuracy that the law states.
  func logProbability(_ k: Int) -> Double

  /// The probabilities of at most `k` and of more than `k`.
  ///
  /// - Parameter k: a count; outside the support the tails are exactly 0 and 1.
  /// - Returns: both tails and their logarithms, with the accuracy that the law states.
  /// - Throws: `GSLError` of kind `notConverged` for a law whose `Failure` is `GSLError`.
  func tails(at k: Int) throws(Failure) -> Tails
}

/// By how much a computed tail may miss a level and still count as equal to it.
private let jumpFuzz = 64 * Double.ulpOfOne

extension DiscreteDistribution {
  /// Probability of exactly `k`.
  ///
  /// - Parameter k: a count; outside the support gives exactly 0.
  /// - Returns: a probability in 0...1, with the accuracy of `logProbability(_:)`.
  public func probability(_ k: Int) -> Double { exp(logProbability(k)) }

  /// Probability of at most `k`.
  ///
  /// - Parameter k: a count.
  /// - Returns: a probability in 0...1, accurate where it is tiny, as the law states for `tails`.
  /// - Throws: as `tails(at:)`.
  public func cdf(_ k: Int) throws(Failure) -> Double { try tails(at: k).lower }

  /// Probability of more than `k`, without a subtraction from 1.
  ///
  /// - Parameter k: a count.
  /// - Returns: a probability in 0...1, accurate where it is tiny, as the law states for `tails`.
  /// - Throws: as `tails(at:)`.
  public func upperTail(_ k: Int) throws(Failure) -> Double { try tails(at: k).upper }

  /// Natural logarithm of `cdf(k)`.
  ///
  /// - Parameter k: a count.
  /// - Returns: at most 0, finite also where the probability itself underflows; relative 1e-12
  ///   against mpmath, or absolute 1e-12 near 0, unless the law states less.
  /// - Throws: as `tails(at:)`.
  public func logCDF(_ k: Int) throws(Failure) -> Double { try tails(at: k).logLower }

  /// Natural logarithm of `upperTail(k)`.
  ///
  /// - Parameter k: a count.
  /// - Returns: at most 0, finite also where the probability itself underflows; relative 1e-12
  ///   against mpmath, or absolute 1e-12 near 0, unless the law states less.
  /// - Throws: as `tails(at:)`.
  public func logUpperTail(_ k: Int) throws(Failure) -> Double { try tails(at: k).logUpper }

  /// The smallest count k with `cdf(k) >= p`.
  ///
  /// A level that is a jump of the true distribution function, such as one half with three fair
  /// tosses, must give that jump although `cdf` is rounded. So `cdf(k)` may fall short of `p` by 64
  /// rounding units of `p` (1.4e-14), the fuzz of R's quantile functions.
  ///
  /// - Parameter p: probability, `0...1`; 1 gives the upper bound of the support.
  /// - Returns: a count of the support.
  /// - Throws: as `tails(at:)`.
  /// - Complexity: about 8 evaluations of `tails(at:)`, at most about 130.
  public func quantile(_ p: Double) throws(Failure) -> Int {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    guard p > 0 else { return support.lowerBound }
    guard p < 1 else { return support.upperBound }
    let z = NormalDistribution.standard.quantile(p)
    let level = p * (1 - jumpFuzz)
    return try firstCount(near: z) { tails in tails.lower >= level }
  }

  /// The smallest count k with `upperTail(k) <= q`: `quantile(1 − q)` without the subtraction,
  /// with the same fuzz.
  ///
  /// - Parameter q: probability, `0...1`; 0 gives the upper bound of the support.
  /// - Returns: a count of the support.
  /// - Throws: as `tails(at:)`.
  /// - Complexity: as `quantile(_:)`.
  public func upperQuantile(_ q: Double) throws(Failure) -> Int {
    precondition(q >= 0 && q <= 1, "a probability lies in 0...1, not \(q)")
    guard q > 0 else { return support.upperBound }
    guard q < 1 else { return support.lowerBound }
    let z = -NormalDistribution.standard.quantile(q)
    let level = q * (1 + jumpFuzz)
    return try firstCount(near: z) { tails in tails.upper <= level }
  }

  /// The first count of the support that satisfies a rising condition: strides of doubling length
  /// from a normal guess until the answer is enclosed, then halving.
  private func firstCount(near z: Double, where holds: (Tails) -> Bool) throws(Failure) -> Int {
    let (lowest, highest) = (support.lowerBound, support.upperBound)
    let spread = variance.squareRoot()
    // Also a variance that overflows gives a start in the support.
    let guess = (mean + z * spread).rounded(.down)
    let start = guess > Double(lowest) ? min(guess, 1e18) : Double(lowest)
    var above = min(Int(start), highest)
    var below = lowest - 1
    var stride = max(1, Int(min(spread / 16, 1e9)))
    while above < highest, try !holds(tails(at: above)) {
      below = above
      above = above > highest - stride ? highest : above + stride
      stride = stride > Int.max / 4 ? stride : 2 * stride
    }
    if below < lowest {
      while above > lowest {
        let candidate = above - min(stride, above - lowest)
        guard try holds(tails(at: candidate)) else {
          below = candidate
          break
        }
        above = candidate
        stride *= 2
      }
    }
    while above - below > 1 {
      let middle = below + (above - below) / 2
      if try holds(tails(at: middle)) { above = middle } else { below = middle }
    }
    return above
  }
}
