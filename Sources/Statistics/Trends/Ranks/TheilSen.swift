// Statistics: the line of Theil and Sen, whose slope one wild value cannot move.

internal import GSL

/// The median of the slopes between all pairs of points, with Sen's interval from Kendall's test.
///
/// Up to 29 % of the points may be arbitrary without moving the slope out of the range of the others.
///
/// - SeeAlso: Theil (1950), Proc. KNAW 53:386–392; Sen (1968), JASA 63:1379–1389.
public struct TheilSen: Hashable, Sendable {
  /// Change of the value per unit of time.
  public let slope: Double
  /// Lower end of the slope's interval; −∞ is never given, the least pairwise slope stands for it.
  public let slopeLow: Double
  /// Upper end of the slope's interval; at most the largest pairwise slope.
  public let slopeHigh: Double
  /// `median(y) − slope × median(t)`, in the unit of the values.
  public let intercept: Double
  /// Pairs of points at different times.
  public let pairs: Int
  /// Whether the points are enough for the confidence: with fewer, the interval ends at the extreme
  /// slopes and covers less than asked (2 points cannot give 95 %).
  public let reachesConfidence: Bool

  /// Fits the line; nil for fewer than 2 points or where all times are equal.
  ///
  /// Exact to a few roundings, with SciPy's convention for the ranks of the ends. The interval runs
  /// between the slopes of rank `(M ∓ z σ) / 2`, M the number of pairs and σ² the variance of
  /// Kendall's S with the ties of times and of values taken off.
  ///
  /// - Parameters:
  ///   - times: finite times in any order and at any distances, any unit; equal ones make no pair.
  ///   - values: finite values, as many as `times`.
  ///   - confidence: two-sided level, in `(0, 1)`.
  /// - Complexity: O(n² log n).
  public init?(times: [Double], values: [Double], confidence: Double) {
    precondition(times.count == values.count, "\(times.count) times, \(values.count) values")
    precondition(times.allSatisfy(\.isFinite) && values.allSatisfy(\.isFinite), "finite values")
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    var slopes: [Double] = []
    slopes.reserveCapacity(times.count * (times.count - 1) / 2)
    for later in times.indices {
      for earlier in 0..<later where times[later] != times[earlier] {
        slopes.append((values[later] - values[earlier]) / (times[later] - times[earlier]))
      }
    }
    // Slopes that overflow are no sample.
    guard let sample = try? SortedSample(slopes), let middle = sample.quantile(0.5, .linear),
      let middleTime = try? SortedSample(times).quantile(0.5, .linear),
      let middleValue = try? SortedSample(values).quantile(0.5, .linear)
    else { return nil }
    slopes = sample.values
    slope = middle
    intercept = middleValue - middle * middleTime
    pairs = slopes.count
    let ties = Correlation.tieSizes(times) + Correlation.tieSizes(values)
    // Many ties in both lists can take off more than there is.
    let deviation = max(0, MannKendall.variance(times.count, ties: ties)).squareRoot()
    let z = NormalDistribution.standard.upperQuantile((1 - confidence) / 2)
    let m = Double(slopes.count)
    let low = ((m - z * deviation) / 2).rounded(.toNearestOrEven) - 1
    let high = ((m + z * deviation) / 2).rounded(.toNearestOrEven)
    slopeLow = slopes[Int(max(0, low))]
    slopeHigh = slopes[Int(min(m - 1, high))]
    reachesConfidence = low >= 0 && high <= m - 1
  }

  /// Value of the line at a time.
  ///
  /// - Parameter time: in the unit of the times, finite.
  /// - Returns: `intercept + slope × time`.
  public func value(at time: Double) -> Double { intercept + slope * time }
}
