// Statistics: intervals for a rate. What an interval is about is part of its name: `wilson` is the
// propensity behind a count, `roster` what the unreported rest of a roster may still add.

internal import GSL
public import Records

/// A rate with its interval.
public struct RateEstimate: Hashable, Sendable {
  /// The method behind the interval: the words of the column `interval`.
  public enum Method: String, CaseIterable, Sendable {
    /// Wilson score interval of the propensity to sign behind the count.
    case wilson
    /// Bounds of the share itself given what is unreported; zero width for a full count.
    case roster
  }

  /// Signed ÷ required, `0...1`; nil where the evidence gives only bounds.
  public let rate: Double?
  /// Lower end, `0...1`; nil where nothing is known.
  public let low: Double?
  /// Upper end, `0...1`; nil where nothing is known.
  public let high: Double?
  /// Method; nil where there is no interval.
  public let method: Method?

  /// The rate of a unit.
  ///
  /// A count with an exact roster has a rate and the interval asked for. "All of them" has rate 1
  /// and the Wilson interval of the smallest roster that the evidence allows. Partial evidence has
  /// `roster` bounds only. An empty roster has no rate.
  ///
  /// - Parameters:
  ///   - required: Officials who must sign.
  ///   - signed: Officials who have signed.
  ///   - kind: How `signed` is known.
  ///   - confidence: Level of the interval, in `(0, 1)`.
  ///   - method: The method for full counts.
  public init(
    required: Count, signed: Count, kind: SignedKind, confidence: Double, method: Method = .wilson
  ) {
    if let total = required.exactValue, let count = signed.exactValue, total > 0, count <= total,
      kind != .all
    {
      let rate = Double(count) / Double(total)
      let ends =
        method == .wilson
        ? Interval.wilson(count, of: total, confidence: confidence) : (low: rate, high: rate)
      (self.rate, low, high, self.method) = (rate, ends.low, ends.high, method)
      return
    }
    if kind == .all, required.lower > 0 {
      let least = required.lower
      let low = Interval.wilson(least, of: least, confidence: confidence).low
      (rate, self.low, high, self.method) = (1, method == .wilson ? low : 1, 1, method)
      return
    }
    let knowsSigned = signed.lower > 0 || signed.upper != nil
    guard knowsSigned, let most = required.upper, most > 0, required.lower > 0,
      signed.lower <= most
    else {
      (rate, low, high, self.method) = (nil, nil, nil, nil)
      return
    }
    let low = min(1, Double(signed.lower) / Double(most))
    let high = min(1, Double(signed.upper ?? most) / Double(required.lower))
    var rate: Double?
    if case .about(let value) = signed, let total = required.exactValue {
      rate = min(1, Double(value) / Double(total))
    }
    (self.rate, self.low, self.high, self.method) = (rate, low, high, .roster)
  }
}

/// Confidence intervals for a proportion.
public enum Interval {
  /// Wilson score interval for `signed` officials among `required`.
  ///
  /// `(p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n)`, cut to `[0, 1]`; the lower end is
  /// exactly 0 at `signed == 0`, the upper exactly 1 at `signed == required`.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Lower and upper end, `0...1`. Relative accuracy 1e-12.
  /// - SeeAlso: Wilson (1927), JASA 22:209–212.
  public static func wilson(
    _ signed: Int, of required: Int, confidence: Double
  ) -> (low: Double, high: Double) {
    precondition(required > 0 && (0...required).contains(signed), "\(signed) of \(required)")
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let z = NormalDistribution.standard.quantile((1 + confidence) / 2)
    let n = Double(required)
    let p = Double(signed) / n
    let centre = p + z * z / (2 * n)
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return (
      signed == 0 ? 0 : max(0, (centre - half) / scale),
      signed == required ? 1 : min(1, (centre + half) / scale)
    )
  }
}
