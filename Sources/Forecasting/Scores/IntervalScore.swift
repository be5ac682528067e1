// Forecasting: the score of one central interval, in three parts.

/// A central prediction interval.
public struct PredictionInterval: Hashable, Sendable {
  /// Nominal probability that the observation lies inside, in (0, 1).
  public let coverage: Double
  /// The quantile (1 − coverage)/2, finite.
  public let low: Double
  /// The quantile (1 + coverage)/2, finite, `>= low`.
  public let high: Double

  /// An interval from its ends.
  ///
  /// - Parameters:
  ///   - coverage: Nominal probability, in (0, 1).
  ///   - low: Lower end, finite, any unit.
  ///   - high: Upper end, finite, `>= low`.
  public init(coverage: Double, low: Double, high: Double) {
    precondition(coverage > 0 && coverage < 1, "coverage \(coverage)")
    precondition(low.isFinite && high.isFinite && low <= high, "an interval \(low)...\(high)")
    self.coverage = coverage
    self.low = low
    self.high = high
  }

  /// Whether the closed interval contains a value.
  ///
  /// - Parameter value: In the unit of the ends.
  /// - Returns: `true` for the ends too.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

/// The interval score `(high − low) + (2/α)(low − y)⁺ + (2/α)(y − high)⁺` with α = 1 − coverage.
///
/// - SeeAlso: Gneiting and Raftery (2007), JASA 102:359–378, equation 43.
public struct IntervalScore: Hashable, Sendable {
  /// The price of width, `>= 0`, in the unit of the observation.
  public let dispersion: Double
  /// The price of an interval above the observation, `>= 0`.
  public let overprediction: Double
  /// The price of an interval below the observation, `>= 0`.
  public let underprediction: Double

  /// The sum of the parts.
  public var total: Double { dispersion + overprediction + underprediction }

  /// Scores one interval.
  ///
  /// - Parameters:
  ///   - interval: The interval.
  ///   - observed: What came, finite, in the unit of the interval.
  ///   - weighed: Whether to multiply by α/2, as in the weighted interval score.
  public init(_ interval: PredictionInterval, observed: Double, weighed: Bool = false) {
    precondition(observed.isFinite, "observed \(observed)")
    let half = (1 - interval.coverage) / 2
    let (width, miss) = weighed ? (half, 1) : (1, 1 / half)
    dispersion = width * (interval.high - interval.low)
    overprediction = miss * max(0, interval.low - observed)
    underprediction = miss * max(0, observed - interval.high)
  }
}
