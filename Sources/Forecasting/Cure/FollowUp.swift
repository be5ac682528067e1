// Forecasting: whether a campaign has been watched long enough to speak of those who never sign.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Maller and Zhou's test of sufficient follow-up, for counts by interval.
///
/// Had the dates of those who will sign a longer reach than the time watched, signers would be
/// expected up to the end. With t* the last signing, t the end and m signers in `(2t* − t, t*]`, the
/// level `α = (1 − m/N)^N` is small when many signed as late as the silence after them is long.
///
/// - SeeAlso: Maller and Zhou (1994), Biometrics 50:1206–1210; (1996), Survival Analysis with
///   Long-Term Survivors, section 4.3.
public struct FollowUp: Hashable, Sendable {
  /// End of the last interval with signers.
  public let lastSigning: Double
  /// Time watched after it, in the unit of the times.
  public let silence: Double
  /// Signers in intervals that lie within `(2t* − t, t*]`, persons.
  public let recent: Double
  /// α, in `[0, 1]`; 1 where the last interval has signers.
  public let level: Double

  /// The test; nil where nobody has signed, everybody has, or nobody must.
  ///
  /// - Parameter times: signers by interval.
  public init?(_ times: SigningTimes) {
    let signers = times.terms.filter { $0.upper != SigningTimes.never && $0.count > 0 }
    guard let last = signers.map({ times.edges[Int($0.upper)] }).max(), times.unsigned > 0 else {
      return nil
    }
    let start = 2 * last - times.end
    lastSigning = last
    silence = times.end - last
    // An interval that reaches out of the window may have had its signers before it.
    let recent = signers.reduce(0) {
      $0 + (last < times.end && times.edges[Int($1.lower)] >= start ? $1.count : 0)
    }
    self.recent = recent
    level = recent >= times.total ? 0 : exp(times.total * log1p(-recent / times.total))
  }

  /// Whether α is at most 0.05: the silence is long enough to call it a plateau.
  public var isSufficient: Bool { level <= 0.05 }
}
