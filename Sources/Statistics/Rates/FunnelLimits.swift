// Statistics: how far the rate of a unit with the target rate may stray by chance, and the verdict
// on a unit that strays further.

public import GSL

/// Exact limits of the rate of a unit that has the target rate.
public struct FunnelLimits: Hashable, Sendable {
  /// Limits that 95 % of such units keep within, `0...1`.
  public let warning: ClosedRange<Double>
  /// Limits that 99.8 % of such units keep within, `0...1`.
  public let action: ClosedRange<Double>

  /// The limits for a unit.
  ///
  /// The limit at tail p is `(r − a)/n` with r the p-quantile of the binomial count and
  /// `a = (F(r) − p)/(F(r) − F(r − 1))`, so that limits move smoothly with n.
  ///
  /// - Parameters:
  ///   - target: Rate of the units, in (0, 1).
  ///   - required: n, persons, at least 1.
  /// - Throws: `GSLError` where the incomplete beta function does not converge.
  /// - Complexity: O(log n) evaluations of the binomial law.
  /// - SeeAlso: Spiegelhalter (2005), Statistics in Medicine 24:1185–1202, appendix A.1.1.
  public init(target: Double, required: Int) throws(GSLError) {
    precondition(target > 0 && target < 1, "target \(target)")
    precondition(required > 0, "required \(required)")
    func limit(_ tail: Double) throws(GSLError) -> Double {
      var (low, high) = (0, required)
      while low < high {
        let middle = low + (high - low) / 2
        if try Self.binomial(middle, required, target) >= tail {
          high = middle
        } else {
          low = middle + 1
        }
      }
      let upTo = try Self.binomial(low, required, target)
      let below = low > 0 ? try Self.binomial(low - 1, required, target) : 0
      let share = (upTo - tail) / (upTo - below)
      return min(max((Double(low) - share) / Double(required), 0), 1)
    }
    warning = try limit(0.025)...limit(0.975)
    action = try limit(0.001)...limit(0.999)
  }

  /// P(X ≤ r) of n persons with the rate p.
  private static func binomial(_ r: Int, _ n: Int, _ p: Double) throws(GSLError) -> Double {
    guard r < n else { return 1 }
    return try BetaDistribution(alpha: Double(r) + 1, beta: Double(n - r)).upperTail(p)
  }
}

/// Where a unit lies in the funnel.
public enum FunnelVerdict: String, CaseIterable, Sendable {
  /// Within the 95 % limits.
  case inside
  /// Below the 95 % limits.
  case alertLow = "alert_low"
  /// Above the 95 % limits.
  case alertHigh = "alert_high"
  /// Below the 99.8 % limits.
  case alarmLow = "alarm_low"
  /// Above the 99.8 % limits.
  case alarmHigh = "alarm_high"

  /// The verdict for a value with its two pairs of limits.
  init(_ value: Double, warning: ClosedRange<Double>, action: ClosedRange<Double>) {
    self =
      if action.contains(value) {
        if warning.contains(value) {
          .inside
        } else {
          value < warning.lowerBound ? .alertLow : .alertHigh
        }
      } else {
        value < action.lowerBound ? .alarmLow : .alarmHigh
      }
  }
}
