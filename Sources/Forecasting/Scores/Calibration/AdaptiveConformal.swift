// Forecasting: intervals that widen after a miss and narrow after a hit.

/// The state of adaptive conformal inference for one stream of forecasts.
///
/// `α ← α + γ (target − miss)` after each observation. Forecasts are made with the interval that
/// misses with probability α; from α ≤ 0 on it is the full range, which cannot miss. α is held at
/// one half: without that cap a long run of hits would let it grow without end, and the intervals
/// would stay closed long after the forecasts have become worse.
///
/// Over T steps the share of misses is at most `target + (α₀ + γ)/(γT)`, whatever comes.
///
/// - SeeAlso: Gibbs and Candès (2021), NeurIPS 34, equation 2 and proposition 4.1.
public struct AdaptiveConformal: Hashable, Sendable {
  /// The interval to use.
  public enum Interval: Hashable, Sendable {
    /// Everything that is possible.
    case fullRange
    /// The interval that misses with this probability, in (0, 0.5].
    case missing(Double)
  }

  /// The largest α.
  public static let cap = 0.5

  /// α, `-γ...0.5`; at or below 0 it stands for the full range.
  public let alpha: Double
  /// Share of misses that is aimed at, in (0, 0.5].
  public let target: Double
  /// Size of a step γ, `> 0`.
  public let rate: Double

  /// A state.
  ///
  /// - Parameters:
  ///   - alpha: First α, finite; above one half it is one half. `nil` starts at the target.
  ///   - target: Share of misses that is aimed at, in (0, 0.5].
  ///   - rate: Size of a step γ, finite, `> 0`.
  public init(alpha: Double? = nil, target: Double, rate: Double = 0.02) {
    precondition(target > 0 && target <= Self.cap, "target \(target)")
    precondition(rate > 0 && rate.isFinite, "rate \(rate)")
    precondition(alpha?.isFinite != false, "alpha is not finite")
    self.alpha = min(Self.cap, alpha ?? target)
    self.target = target
    self.rate = rate
  }

  /// The interval of the next forecast.
  public var interval: Interval { alpha <= 0 ? .fullRange : .missing(alpha) }

  /// The state after an observation.
  ///
  /// - Parameter missed: Whether the observation lay outside the interval of its forecast.
  /// - Returns: The next state.
  public func after(missed: Bool) -> AdaptiveConformal {
    AdaptiveConformal(
      alpha: alpha + rate * (target - (missed ? 1 : 0)), target: target, rate: rate)
  }

  /// α before the first and after each observation.
  ///
  /// - Parameter misses: Whether each observation was outside, in order of time.
  /// - Returns: One value more than there are observations.
  /// - Complexity: O(observations).
  public func path(_ misses: [Bool]) -> [Double] {
    var state = self
    var path = [alpha]
    for missed in misses {
      state = state.after(missed: missed)
      path.append(state.alpha)
    }
    return path
  }
}
