// Statistics: confidence intervals of a proportion in closed form; `Interval+Exact.swift` has those
// from the beta distribution.

/// Confidence intervals for a proportion.
///
/// All of them are equivariant (the interval of those who did not sign is the mirror image), rise
/// with the count, widen with the level and, from a level of one half on, contain the share.
public enum Interval {
  /// Wilson score interval for `signed` officials among `required`.
  ///
  /// `(p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)`. For many units keep a
  /// `ScoreInterval`: it holds z.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Lower and upper end, `0...1`, exactly 0 for none and 1 for all. Relative 1e-12
  ///   against mpmath.
  /// - SeeAlso: Wilson (1927), JASA 22:209–212.
  public static func wilson(
    _ signed: Int, of required: Int, confidence: Double
  ) -> (low: Double, high: Double) {
    ScoreInterval(confidence: confidence).interval(signed, of: required)
  }

  /// Wilson score interval with continuity correction.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Lower and upper end, `0...1`, exactly 0 for none and 1 for all. Relative 1e-12
  ///   against mpmath.
  /// - SeeAlso: Newcombe (1998), Statistics in Medicine 17:857–872, method 4.
  public static func wilsonCorrected(
    _ signed: Int, of required: Int, confidence: Double
  ) -> (low: Double, high: Double) {
    ScoreInterval(confidence: confidence).corrected(signed, of: required)
  }

  /// Agresti–Coull interval: Wald's around Wilson's centre, `p̃ ± z √(p̃(1 − p̃)/ñ)` with
  /// `ñ = n + z²` and `p̃ = (s + z²/2)/ñ`, cut to `[0, 1]`. It contains Wilson's.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Lower and upper end, `0...1`. Absolute 1e-15 against mpmath.
  /// - SeeAlso: Agresti and Coull (1998), American Statistician 52:119–126; Brown, Cai and DasGupta
  ///   (2001), Statistical Science 16:101–133, section 4.1.3.
  public static func agrestiCoull(
    _ signed: Int, of required: Int, confidence: Double
  ) -> (low: Double, high: Double) {
    precondition(required > 0 && (0...required).contains(signed), "\(signed) of \(required)")
    let z = ScoreInterval(confidence: confidence).z
    let n = Double(required) + z * z
    // Both shares are formed from counts, so that mirrored counts give mirrored ends.
    let (yes, no) = (
      (Double(signed) + z * z / 2) / n, (Double(required - signed) + z * z / 2) / n
    )
    let half = z * (yes * no / n).squareRoot()
    return (max(0, yes - half), 1 - max(0, no - half))
  }
}
