// Forecasting: where observations fall among the draws, over many forecasts a test of calibration.

/// Where an observation falls in its predictive distribution.
///
/// For counts it is the step from P(Y < y) to P(Y ≤ y). Over many calibrated forecasts the values
/// are uniform in the sense of either method below.
///
/// - SeeAlso: Czado, Gneiting and Held (2009), Biometrics 65:1254–1261, section 2.
public struct ProbabilityIntegralTransform: Hashable, Sendable {
  /// P(Y < y), `0...1`.
  public let lower: Double
  /// P(Y ≤ y), `lower...1`.
  public let upper: Double

  /// A place from both probabilities of a predictive distribution.
  ///
  /// - Parameters:
  ///   - lower: P(Y < y), `0...1`.
  ///   - upper: P(Y ≤ y), `lower...1`; equal to `lower` for a continuous distribution.
  public init(lower: Double, upper: Double) {
    precondition(lower >= 0 && lower <= upper && upper <= 1, "a step \(lower)...\(upper)")
    self.lower = lower
    self.upper = upper
  }

  /// A place among draws of a count.
  ///
  /// - Parameters:
  ///   - draws: Draws of the forecast in any order, at least one.
  ///   - observed: What came.
  /// - Complexity: O(draws).
  public init(draws: [Int], observed: Int) { self.init(among: draws, observed) }

  /// A place among draws of a measurement.
  ///
  /// - Parameters:
  ///   - draws: Draws of the forecast in any order, at least one, none NaN; any unit.
  ///   - observed: What came, not NaN, in the same unit.
  /// - Complexity: O(draws).
  public init(draws: [Double], observed: Double) {
    precondition(!draws.contains(where: \.isNaN) && !observed.isNaN, "a value is not a number")
    self.init(among: draws, observed)
  }

  private init<Value: Comparable>(among draws: [Value], _ observed: Value) {
    precondition(!draws.isEmpty, "no draws")
    var (below, upTo) = (0, 0)
    for draw in draws {
      below += draw < observed ? 1 : 0
      upTo += draw <= observed ? 1 : 0
    }
    self.init(
      lower: Double(below) / Double(draws.count), upper: Double(upTo) / Double(draws.count))
  }

  /// The randomised value `lower + u (upper − lower)`.
  ///
  /// - Parameter uniform: u, `0...1`, from a stream of the caller's.
  /// - Returns: `lower...upper`; uniform on 0...1 for a calibrated forecast and a uniform u.
  public func randomised(_ uniform: Double) -> Double {
    precondition((0...1).contains(uniform), "u \(uniform)")
    return min(upper, lower + uniform * (upper - lower))
  }

  /// Share of the observation's step that lies at or below u: 0 below it, 1 above it.
  ///
  /// - Parameter u: Probability, `0...1`.
  /// - Returns: `0...1`, rising with u.
  public func share(below u: Double) -> Double {
    if u >= upper { return 1 }
    if u <= lower { return 0 }
    return (u - lower) / (upper - lower)
  }

  /// The non-randomised histogram: in each bin the mean over forecasts of the share of the step.
  ///
  /// - Parameters:
  ///   - places: Places of observations in their forecasts, at least one.
  ///   - edges: Ends of the bins in strictly rising order, from 0 to 1.
  /// - Returns: Densities, one for each bin; 1 in all of them where the forecasts are calibrated.
  ///   Their mean weighted by the widths is 1.
  /// - Complexity: O(places × bins).
  public static func histogram(
    _ places: [ProbabilityIntegralTransform], edges: [Double] = BrierScore.tenths
  ) -> [Double] {
    precondition(!places.isEmpty, "no places")
    precondition(
      edges.first == 0 && edges.last == 1 && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 },
      "edges rise from 0 to 1: \(edges)")
    // A step of no width at 0 lies in the first bin, although `share` counts it at 0 already.
    let shares = edges.map { edge in
      edge == 0 ? 0 : places.reduce(0) { $0 + $1.share(below: edge) } / Double(places.count)
    }
    return shares.indices.dropFirst().map { place in
      (shares[place] - shares[place - 1]) / (edges[place] - edges[place - 1])
    }
  }
}
