// Statistics: a unit's rate with its interval. What an interval is about is part of its method's
// name: most speak of the propensity behind a count, `roster` of what the unreported rest may add.

public import GSL
public import Records

/// A rate with its interval.
public struct RateEstimate: Hashable, Sendable {
  /// The method behind the interval: the words of the column `interval`.
  public enum Method: String, CaseIterable, Sendable {
    /// Wilson score interval of the propensity to sign behind the count.
    case wilson
    /// Clopper–Pearson interval: coverage never below the level, hence wide.
    case clopperPearson = "clopper_pearson"
    /// Jeffreys interval: equal tails of the posterior under a Beta(½, ½) prior.
    case jeffreys
    /// Mid-P interval: the exact tails with half the probability of the count itself.
    case midP = "mid_p"
    /// Agresti–Coull interval, cut to `0...1`.
    case agrestiCoull = "agresti_coull"
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

  /// The rate of a unit with the Wilson interval of a full count.
  ///
  /// - Parameters:
  ///   - signed: Officials who have signed, persons.
  ///   - required: Officials who must sign, persons.
  ///   - kind: How `signed` is known.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  public init(signed: Count, required: Count, kind: SignedKind, confidence: Double) {
    let score = ScoreInterval(confidence: confidence)
    self.init(signed, required, kind, .wilson) { score.interval($0, of: $1) }
  }

  /// The rate of a unit.
  ///
  /// A count with an exact roster has a rate and the interval asked for. "All of them" has rate 1
  /// and the interval of the smallest roster that the evidence allows. Partial evidence has
  /// `roster` bounds only. An empty roster has no rate.
  ///
  /// - Parameters:
  ///   - signed: Officials who have signed, persons.
  ///   - required: Officials who must sign, persons.
  ///   - kind: How `signed` is known.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  ///   - method: The method for full counts.
  /// - Throws: `GSLError` where a quantile of the method cannot be computed.
  public init(
    signed: Count, required: Count, kind: SignedKind, confidence: Double, method: Method
  ) throws(GSLError) {
    try self.init(signed, required, kind, method) { (count, total) throws(GSLError) in
      try method.interval(count, of: total, confidence: confidence)
    }
  }

  private init<Failure: Error>(
    _ signed: Count, _ required: Count, _ kind: SignedKind, _ method: Method,
    interval: (Int, Int) throws(Failure) -> (low: Double, high: Double)
  ) throws(Failure) {
    if let total = required.exactValue, let count = signed.exactValue, total > 0, count <= total,
      kind != .all
    {
      let ends = try interval(count, total)
      (rate, low, high) = (Double(count) / Double(total), ends.low, ends.high)
      self.method = method
      return
    }
    if kind == .all, required.lower > 0 {
      let ends = try interval(required.lower, required.lower)
      (rate, low, high, self.method) = (1, ends.low, ends.high, method)
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

extension RateEstimate.Method {
  /// The two-sided interval of a full count by this method.
  ///
  /// A one-sided bound at level c is the end of the two-sided interval at level 2c − 1.
  ///
  /// - Parameters:
  ///   - signed: Persons, `0...required`.
  ///   - required: Persons, at least 1.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Lower and upper end, `0...1`, on either side of the share.
  /// - Throws: `GSLError` where a quantile cannot be computed; never for `wilson`, `agrestiCoull`
  ///   and `roster`.
  public func interval(
    _ signed: Int, of required: Int, confidence: Double
  ) throws(GSLError) -> (low: Double, high: Double) {
    switch self {
    case .wilson: return Interval.wilson(signed, of: required, confidence: confidence)
    case .clopperPearson:
      return try Interval.clopperPearson(signed, of: required, confidence: confidence)
    case .jeffreys: return try Interval.jeffreys(signed, of: required, confidence: confidence)
    case .midP: return try Interval.midP(signed, of: required, confidence: confidence)
    case .agrestiCoull:
      return Interval.agrestiCoull(signed, of: required, confidence: confidence)
    case .roster:
      let rate = Double(signed) / Double(required)
      return (rate, rate)
    }
  }
}
