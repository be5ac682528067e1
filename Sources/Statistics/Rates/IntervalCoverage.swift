// Statistics: how often an interval for a proportion contains the rate behind the count, by
// summing over all counts instead of drawing them.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Exact coverage of a method for intervals at one roster size, over a grid of true rates.
public struct IntervalCoverage: Hashable, Sendable {
  /// True rates, in (0, 1).
  public let rates: [Double]
  /// Probability that the closed interval contains the rate, `0...1`, for each of `rates`.
  public let coverage: [Double]
  /// Expected width of the interval, `0...1`, for each of `rates`.
  public let width: [Double]

  /// The rates 0.005, 0.010, … 0.995.
  public static let standardRates = (1...199).map { 0.005 * Double($0) }

  /// Enumerates the counts 0…n: `C(p) = Σ P(X = x | n, p) [low(x) ≤ p ≤ high(x)]`.
  ///
  /// - Parameters:
  ///   - required: n, persons, at least 1.
  ///   - rates: True rates, in (0, 1), at least one.
  ///   - interval: The interval for a count of 0…n, called once for each.
  /// - Throws: What `interval` throws.
  /// - Complexity: O(n · rates).
  /// - SeeAlso: Brown, Cai and DasGupta (2001), Statistical Science 16:101–133, section 2.
  public init<Failure: Error>(
    required: Int, rates: [Double] = standardRates,
    interval: (_ signed: Int) throws(Failure) -> (low: Double, high: Double)
  ) throws(Failure) {
    precondition(required > 0, "required \(required)")
    precondition(
      !rates.isEmpty && rates.allSatisfy { $0 > 0 && $0 < 1 }, "rates lie in (0, 1): \(rates)")
    var coverage = [Double](repeating: 0, count: rates.count)
    var width = coverage
    for signed in 0...required {
      let ends = try interval(signed)
      let choose = SpecialFunctions.lnChoose(required, signed)
      for (position, rate) in rates.enumerated() {
        let probability = exp(
          choose + Double(signed) * log(rate) + Double(required - signed) * log1p(-rate))
        if ends.low <= rate && rate <= ends.high { coverage[position] += probability }
        width[position] += probability * (ends.high - ends.low)
      }
    }
    self.rates = rates
    self.coverage = coverage.map { min($0, 1) }
    self.width = width
  }

  /// Mean of the coverage over the rates, `0...1`.
  public var mean: Double { coverage.reduce(0, +) / Double(coverage.count) }
  /// Least coverage among the rates, `0...1`.
  public var least: Double { coverage.min() ?? 0 }
  /// Mean of the expected width over the rates, `0...1`.
  public var meanWidth: Double { width.reduce(0, +) / Double(width.count) }
}
