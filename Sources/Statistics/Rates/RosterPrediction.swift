// Statistics: what a partly reported roster will show once everybody has reported. A roster is no
// sample of a larger crowd: when all have reported, the rate is known and its interval has no width.

public import GSL

/// The signers of a whole roster, given those of its reported part.
///
/// The rest follows the predictive law of the model: `total = x + BetaBinomial(N − m, α + x,
/// β + m − x)` for a Beta(α, β) prior of the rate.
///
/// - SeeAlso: Geisser (1993), Predictive Inference, section 3.2.
public struct RosterPrediction: Hashable, Sendable {
  /// Persons who signed among the reported, x.
  public let signed: Int
  /// Persons of the roster about whom there is a report, m.
  public let reported: Int
  /// Persons of the roster, N.
  public let required: Int
  /// The law of the signers among the unreported.
  public let unreported: BetaBinomial

  /// The prediction of a roster; nil for an empty one.
  ///
  /// - Parameters:
  ///   - signed: x, persons, `0...reported`.
  ///   - reported: m, persons, `0...required`.
  ///   - required: N, persons, `>= 0`.
  ///   - prior: Law of the rate before any report, such as the posterior of a pool; Jeffreys'
  ///     Beta(½, ½) by default.
  public init?(
    signed: Int, reported: Int, required: Int,
    prior: BetaDistribution = BetaDistribution(alpha: 0.5, beta: 0.5)
  ) {
    precondition(
      signed >= 0 && signed <= reported && reported <= required,
      "\(signed) signed of \(reported) reported of \(required)")
    guard required > 0 else { return nil }
    self.signed = signed
    self.reported = reported
    self.required = required
    unreported = BetaBinomial(
      n: required - reported, alpha: prior.alpha + Double(signed),
      beta: prior.beta + Double(reported - signed))
  }

  /// Signed ÷ required where the whole roster has reported; nil before.
  public var knownRate: Double? {
    reported == required ? Double(signed) / Double(required) : nil
  }

  /// Totals that no assumption can shrink: x to x + N − m persons.
  public var possibleTotals: ClosedRange<Int> { signed...(signed + required - reported) }

  /// Expected total, persons.
  public var mean: Double { Double(signed) + unreported.mean }

  /// Standard deviation of the total, persons; 0 for a full roster.
  public var standardDeviation: Double { unreported.variance.squareRoot() }

  /// The least total with at least the probability `p` at or below it.
  ///
  /// - Parameter p: Probability, `0...1`.
  /// - Returns: Persons, a possible total.
  /// - Complexity: about 5 evaluations of the law, each O(N − m) at worst.
  public func quantile(_ p: Double) -> Int {
    precondition(p >= 0 && p <= 1, "a probability lies in 0...1, not \(p)")
    return signed + unreported.quantile(p)
  }

  /// Probability that at least `target` persons sign.
  ///
  /// - Parameter target: Persons, any number.
  /// - Returns: A probability, exactly 0 or 1 where the target is out of reach or reached. Relative
  ///   1e-10 against SciPy.
  /// - Complexity: O(N − m).
  public func probability(atLeast target: Int) -> Double {
    if target <= signed { return 1 }
    if target > possibleTotals.upperBound { return 0 }
    return unreported.upperTail(target - signed - 1)
  }

  /// Central predictive interval of the total.
  ///
  /// - Parameter confidence: Level, in `(0, 1)`; the interval holds at least so much.
  /// - Returns: Least and largest total, persons; one total for a full roster.
  /// - Complexity: about 5 evaluations of the law, each O(N − m) at worst.
  public func interval(confidence: Double) -> ClosedRange<Int> {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let tail = (1 - confidence) / 2
    return quantile(tail)...quantile(1 - tail)
  }

  /// Interval of the total without a model of the rate, for reported persons who are a random
  /// sample of the roster: the totals at which x lies in neither tail of α/2 of the hypergeometric
  /// law. Reports that come in by themselves are no random sample.
  ///
  /// - Parameter confidence: Level, in `(0, 1)`; the coverage is never below it.
  /// - Returns: Least and largest total, persons; all possible totals without a report.
  /// - Complexity: O(log(N − m)) evaluations of the law.
  /// - SeeAlso: Thompson (2012), Sampling, section 5.3; Wright (1991), Exact Confidence Bounds when
  ///   Sampling from Small Finite Universes.
  public func sampleInterval(confidence: Double) -> ClosedRange<Int> {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let tail = (1 - confidence) / 2
    // Both tails are monotone in the total: more signers in the roster, more in the sample.
    var (low, high) = (possibleTotals.lowerBound, possibleTotals.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if sampleTail(total: middle, upper: true) > tail { high = middle } else { low = middle + 1 }
    }
    let least = low
    high = possibleTotals.upperBound
    while low < high {
      let middle = high - (high - low) / 2
      if sampleTail(total: middle, upper: false) > tail { low = middle } else { high = middle - 1 }
    }
    return least...high
  }

  /// P(X ≥ x) or P(X ≤ x) among m persons drawn without replacement from N with `total` signers.
  private func sampleTail(total: Int, upper: Bool) -> Double {
    let law = Hypergeometric(population: required, successes: total, sample: reported)
    return upper ? law.upperTail(signed - 1) : law.cdf(signed)
  }
}
