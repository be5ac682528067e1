// Statistics: does a figure differ between groups by more than chance within them? One-way analysis
// of variance of measurements, with the share of the variance that lies between the groups.

public import GSL

/// One-way analysis of variance with fixed groups of any size.
///
/// Sums of squares are taken about means with compensated sums, after the grand mean has been
/// subtracted from each value, so that leading digits that all values share cost nothing but what
/// they cost the values themselves.
///
/// - SeeAlso: Searle, Casella and McCulloch (1992), Variance Components, 3.6 (unequal groups);
///   Simon and Lesage (1989), Comput. Stat. Data Anal. 8:325–332 (accuracy).
public struct OneWayANOVA: Hashable, Sendable {
  /// Σ nⱼ (ȳⱼ − ȳ)², in the square of the values' unit.
  public let betweenSumOfSquares: Double
  /// Σ Σ (yᵢⱼ − ȳⱼ)², in the square of the values' unit.
  public let withinSumOfSquares: Double
  /// Groups minus 1, `> 0`.
  public let betweenDegreesOfFreedom: Int
  /// Values minus groups, `> 0`.
  public let withinDegreesOfFreedom: Int
  /// (N − Σ nⱼ² / N) / (groups − 1): the size of equal groups that would tell as much, `> 0`.
  public let effectiveGroupSize: Double

  /// The analysis of a grouped sample; `nil` with fewer than two groups or without a second value
  /// in any group: nothing could be compared.
  ///
  /// On the NIST sets sums of squares have the digits that the values have left above their mean: 12
  /// or more with up to 3 constant leading digits, 10 with 7, and 4 with 13.
  ///
  /// - Parameter groups: values of each group, any unit, of magnitude below 1e150; an empty group does not count.
  /// - Complexity: O(n), three passes.
  public init?(_ groups: [[Double]]) {
    let groups = groups.filter { !$0.isEmpty }
    let count = groups.reduce(0) { $0 + $1.count }
    precondition(
      groups.allSatisfy { $0.allSatisfy { abs($0) < 1e150 } },
      "a value to be analysed is not finite or its square overflows")
    guard groups.count >= 2, count > groups.count else { return nil }
    let origin = groups[0][0]
    let grand = Self.sum(groups.joined()) { $0 - origin } / Double(count) + origin
    var within = CompensatedSum()
    var means: [Double] = []
    for group in groups {
      let size = Double(group.count)
      let mean = Self.sum(group) { $0 - grand } / size
      let rest = Self.sum(group) { ($0 - grand) - mean }
      for value in group {
        let deviation = (value - grand) - mean
        within.addProduct(deviation, deviation)
      }
      within.addProduct(-rest / size, rest)
      means.append(mean)
    }
    let sizes = groups.map { Double($0.count) }
    let centre = Self.sum(means.indices) { sizes[$0] * means[$0] } / Double(count)
    betweenSumOfSquares = Self.sum(means.indices) {
      sizes[$0] * (means[$0] - centre) * (means[$0] - centre)
    }
    withinSumOfSquares = max(0, within.value)
    betweenDegreesOfFreedom = groups.count - 1
    withinDegreesOfFreedom = count - groups.count
    let squares = sizes.reduce(0) { $0 + $1 * $1 }
    effectiveGroupSize = (Double(count) - squares / Double(count)) / Double(groups.count - 1)
  }

  /// Between sum of squares over its degrees of freedom.
  public var betweenMeanSquare: Double {
    betweenSumOfSquares / Double(betweenDegreesOfFreedom)
  }

  /// Within sum of squares over its degrees of freedom: the residual variance.
  public var withinMeanSquare: Double { withinSumOfSquares / Double(withinDegreesOfFreedom) }

  /// √`withinMeanSquare`, in the unit of the values.
  public var residualStandardDeviation: Double { withinMeanSquare.squareRoot() }

  /// Ratio of the mean squares, F; `nil` where the values do not vary within groups.
  public var fStatistic: Double? {
    withinMeanSquare > 0 ? betweenMeanSquare / withinMeanSquare : nil
  }

  /// Share of the total sum of squares that lies between groups, R², in 0...1; `nil` where all
  /// values are equal.
  public var coefficientOfDetermination: Double? {
    let total = betweenSumOfSquares + withinSumOfSquares
    return total > 0 ? betweenSumOfSquares / total : nil
  }

  /// Correlation of two values of one group, (MSB − MSW) / (MSB + (n₀ − 1) MSW) with n₀ the
  /// effective group size: below 0 where groups differ less than chance would have it, at most 1;
  /// `nil` where all values are equal.
  ///
  /// - SeeAlso: Donner (1986), International Statistical Review 54:67–82.
  public var intraclassCorrelation: Double? {
    let total = betweenMeanSquare + (effectiveGroupSize - 1) * withinMeanSquare
    return total > 0 ? (betweenMeanSquare - withinMeanSquare) / total : nil
  }

  /// Probability of an F at least as large if the groups had one mean.
  ///
  /// - Returns: a probability, also where it is tiny; `nil` where F is undefined. Relative 2e-10
  ///   against mpmath.
  /// - Throws: `GSLError` of kind `notConverged` when the tail of F fails.
  public func pValue() throws(GSLError) -> Double? {
    guard let f = fStatistic else { return nil }
    return try FDistribution(
      numerator: Double(betweenDegreesOfFreedom), denominator: Double(withinDegreesOfFreedom)
    ).upperTail(f)
  }

  private static func sum<S: Sequence>(_ terms: S, _ value: (S.Element) -> Double) -> Double {
    var sum = CompensatedSum()
    for term in terms { sum.add(value(term)) }
    return sum.value
  }
}
