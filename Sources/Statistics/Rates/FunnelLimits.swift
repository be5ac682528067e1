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
  /// `a = (F(r) − p)/(F(r) − F(r − 1))`, so that limits move smoothly with n. They are made to be
  /// drawn: a count beyond them by less than one person is still within its tail, so that 5 of 5
  /// lies above the upper limit whatever the target. `BinomialTails` judges.
  ///
  /// - Parameters:
  ///   - target: Rate of the units, in (0, 1).
  ///   - required: n, persons, at least 1.
  /// - Throws: `GSLError` where the incomplete beta function does not converge.
  /// - Complexity: about 25 evaluations of the binomial law.
  /// - SeeAlso: Spiegelhalter (2005), Statistics in Medicine 24:1185–1202, appendix A.1.1.
  public init(target: Double, required: Int) throws(GSLError) {
    precondition(target > 0 && target < 1, "target \(target)")
    precondition(required > 0, "required \(required)")
    let law = Binomial(n: required, p: target)
    func limit(_ tail: Double) throws(GSLError) -> Double {
      let r = try law.quantile(tail)
      let upTo = try law.cdf(r)
      let share = (upTo - tail) / law.probability(r)
      return min(max((Double(r) - share) / Double(required), 0), 1)
    }
    warning = try limit(0.025)...limit(0.975)
    action = try limit(0.001)...limit(0.999)
  }
}

/// The exact tails of a count for a unit that has the target rate.
public struct BinomialTails: Hashable, Sendable {
  /// P(X ≤ x), `0...1`.
  public let low: Double
  /// P(X ≥ x), `0...1`.
  public let high: Double

  /// The tails of a count.
  ///
  /// - Parameters:
  ///   - signed: x, persons, `0...required`.
  ///   - required: n, persons, at least 1.
  ///   - target: Rate of the unit, in (0, 1).
  /// - Throws: `GSLError` where the incomplete beta function does not converge.
  public init(_ signed: Int, of required: Int, target: Double) throws(GSLError) {
    precondition(required > 0 && (0...required).contains(signed), "\(signed) of \(required)")
    precondition(target > 0 && target < 1, "target \(target)")
    let law = Binomial(n: required, p: target)
    low = try law.cdf(signed)
    high = try law.upperTail(signed - 1)
  }

  /// Two-sided p-value: twice the smaller tail, at most 1.
  public var pValue: Double { min(1, 2 * min(low, high)) }
}

/// Where a unit lies in the funnel.
public enum FunnelVerdict: String, CaseIterable, Sendable {
  /// Both tails hold at least 2.5 %.
  case inside
  /// So few or fewer: below 2.5 %.
  case alertLow = "alert_low"
  /// So many or more: below 2.5 %.
  case alertHigh = "alert_high"
  /// So few or fewer: below 0.1 %.
  case alarmLow = "alarm_low"
  /// So many or more: below 0.1 %.
  case alarmHigh = "alarm_high"

  /// The verdict for the two tail probabilities of a value.
  init(low: Double, high: Double) {
    self =
      if low < 0.025 {
        low < 0.001 ? .alarmLow : .alertLow
      } else if high < 0.025 {
        high < 0.001 ? .alarmHigh : .alertHigh
      } else {
        .inside
      }
  }
}
