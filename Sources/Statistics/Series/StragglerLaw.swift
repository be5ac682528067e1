// Statistics: how officials sign one by one between ceremonies, and which numbers of new signers
// that cannot explain.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// New signers among n outstanding within w weeks: beta-binomial with mean h = 1 − exp(−λw) and
/// correlation ρ, since officials of one office sign together.
public struct StragglerLaw: Hashable, Sendable {
  /// λ: signatures per outstanding official and week, `> 0`.
  public let weeklyRate: Double
  /// ρ: correlation between officials of a unit in signing within the same interval, in `(0, 1)`.
  public let correlation: Double

  /// A law.
  ///
  /// - Parameters:
  ///   - weeklyRate: λ, per week, finite, `> 0`.
  ///   - correlation: ρ, dimensionless, in `(0, 1)`.
  public init(weeklyRate: Double, correlation: Double) {
    precondition(weeklyRate > 0 && weeklyRate.isFinite, "a rate above 0, not \(weeklyRate)")
    precondition(correlation > 0 && correlation < 1, "a correlation in (0, 1), not \(correlation)")
    self.weeklyRate = weeklyRate
    self.correlation = correlation
  }

  /// The law that stands where no unit was counted twice: one in twenty a week, and a correlation in
  /// the middle of those that are thought possible (0.003 to 0.3).
  public static let prior = StragglerLaw(weeklyRate: 0.05, correlation: 0.03)

  /// Probability to sign within an interval.
  ///
  /// - Parameter weeks: Length of the interval, weeks, `> 0`.
  /// - Returns: In `(0, 1)`; kept off the ends by 1e-12, where the law would be no law.
  public func probability(within weeks: Double) -> Double {
    precondition(weeks > 0, "an interval is longer than \(weeks) weeks")
    return min(max(-expm1(-weeklyRate * weeks), 1e-12), 1 - 1e-12)
  }

  /// Probability of that many new signers or more.
  ///
  /// - Parameters:
  ///   - signers: New signers, persons, `0...outstanding`.
  ///   - outstanding: Officials who had not signed before, persons.
  ///   - weeks: Length of the interval, weeks, `> 0`.
  /// - Returns: `0...1`; exactly 1 for no signers. Relative 2e-10 for up to 100,000 outstanding.
  /// - Complexity: O(outstanding) at worst.
  public func tail(signers: Int, outstanding: Int, weeks: Double) -> Double {
    precondition((0...max(outstanding, 0)).contains(signers), "\(signers) of \(outstanding) sign")
    let h = probability(within: weeks)
    let precision = 1 / correlation - 1
    return BetaBinomial(n: outstanding, alpha: h * precision, beta: (1 - h) * precision)
      .upperTail(signers - 1)
  }

  /// What the new signers of one interval are.
  ///
  /// A ceremony is three things at once: enough people (`leastSigners(of:)`), more than 30 % of those
  /// outstanding, and a number that stragglers reach less than once in a thousand intervals.
  ///
  /// - Parameters:
  ///   - signers: New signers, persons, `0...outstanding`.
  ///   - outstanding: Officials who had not signed before, persons, `0...required`.
  ///   - required: Officials who must sign, persons.
  ///   - weeks: Length of the interval, weeks, `> 0`; nil where its start is unknown.
  /// - Returns: The verdict, `undetermined` only for enough people in an interval of unknown length,
  ///   and the probability of that many stragglers or more; nil where `weeks` is nil.
  /// - Complexity: O(outstanding) at worst.
  public func judge(
    signers: Int, outstanding: Int, required: Int, weeks: Double?
  ) -> (verdict: CeremonyVerdict, tail: Double?) {
    precondition(
      outstanding <= required && (0...max(outstanding, 0)).contains(signers),
      "\(signers) of \(outstanding) outstanding of \(required)")
    let isLarge = Self.isLarge(signers: signers, outstanding: outstanding, required: required)
    guard let weeks else { return (isLarge ? .undetermined : .stragglers, nil) }
    let tail = tail(signers: signers, outstanding: outstanding, weeks: weeks)
    return (isLarge && tail < Self.rare ? .ceremony : .stragglers, tail)
  }

  /// Fewest signers that can be a ceremony: 5, for rosters below 10 half of the roster, but never a
  /// single official.
  ///
  /// On a roster of three, two who sign in the same week may be colleagues; that their number is rare
  /// is then left to the law. A roster of one has no ceremony that a count could show.
  ///
  /// - Parameter required: Officials who must sign, persons, `>= 0`.
  /// - Returns: `2...5` persons.
  public static func leastSigners(of required: Int) -> Int { min(5, max(2, (required + 1) / 2)) }

  /// Whether the size alone allows a ceremony.
  static func isLarge(signers: Int, outstanding: Int, required: Int) -> Bool {
    signers >= leastSigners(of: required) && Double(signers) > 0.3 * Double(outstanding)
  }

  /// Numbers that stragglers reach less often than this are not theirs.
  static let rare = 1e-3
}

/// What the new signers of an interval are.
public enum CeremonyVerdict: String, CaseIterable, Sendable {
  /// An event report says so.
  case flagged
  /// The number says so.
  case ceremony
  /// Officials who signed one by one, or nobody.
  case stragglers
  /// Enough for a ceremony, but in how much time is unknown.
  case undetermined
}
