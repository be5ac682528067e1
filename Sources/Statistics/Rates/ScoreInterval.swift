// Statistics: intervals from the score test of a binomial rate. The normal quantile is found once
// for a level, so that an interval costs a square root and three divisions.

internal import GSL

/// Score intervals of a binomial rate at one level.
///
/// The ends are the two rates θ that the score test at this level just accepts:
/// `(p̂ − θ)² = z² θ(1 − θ)/n`.
///
/// - SeeAlso: Wilson (1927), JASA 22:209–212.
public struct ScoreInterval: Hashable, Sendable {
  /// Normal deviate of the level, `> 0`.
  @usableFromInline let z: Double

  /// The intervals at a level.
  ///
  /// - Parameter confidence: Two-sided level, in `(0, 1)`.
  public init(confidence: Double) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    // The tail keeps the digits that 1 − tail has lost.
    z = NormalDistribution.standard.upperQuantile((1 - confidence) / 2)
  }

  /// Wilson's interval:
  /// `(p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)`.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  /// - Returns: Lower and upper end, `0...1`, exactly 0 for none and 1 for all. Relative 1e-14
  ///   against mpmath.
  @inlinable
  public func interval(_ signed: Int, of required: Int) -> (low: Double, high: Double) {
    precondition(required > 0 && (0...required).contains(signed), "\(signed) of \(required)")
    let ends = roots(share: Double(signed) / Double(required), Double(required))
    return (signed == 0 ? 0 : ends.low, signed == required ? 1 : ends.high)
  }

  /// Wilson's interval with continuity correction: the lower end is the lower root for half a
  /// person less, the upper end the upper root for half a person more.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  /// - Returns: Lower and upper end, `0...1`, exactly 0 for none and 1 for all. Relative 1e-14
  ///   against mpmath.
  /// - SeeAlso: Newcombe (1998), Statistics in Medicine 17:857–872, method 4.
  public func corrected(_ signed: Int, of required: Int) -> (low: Double, high: Double) {
    precondition(required > 0 && (0...required).contains(signed), "\(signed) of \(required)")
    let n = Double(required)
    return (
      signed == 0 ? 0 : roots(share: (Double(signed) - 0.5) / n, n).low,
      signed == required ? 1 : roots(share: (Double(signed) + 0.5) / n, n).high
    )
  }

  /// The roots of the score equation for a share of n persons. The lower one comes from the
  /// product of the roots, p̂²/(1 + z²/n): the usual difference cancels for small shares.
  @inlinable
  func roots(share p: Double, _ n: Double) -> (low: Double, high: Double) {
    let square = z * z / n
    let centre = p + square / 2
    let half = (square * (p * (1 - p) + square / 4)).squareRoot()
    return (p * p / (centre + half), min(1, (centre + half) / (1 + square)))
  }
}
