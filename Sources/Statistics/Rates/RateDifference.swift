// Statistics: the difference of two rates, of separate groups or of the same officials twice, with
// an interval built from the score intervals of the two rates.

/// A difference of two rates with Newcombe's hybrid score interval.
///
/// "Square and add": the distances of the two rates to the ends of their own intervals are taken as
/// the sides of a right angle. The interval stays inside −1...1 and does not collapse at 0 or 100 %.
public struct RateDifference: Hashable, Sendable {
  /// First rate minus second rate, `−1...1`.
  public let difference: Double
  /// Lower end, `−1...1`.
  public let low: Double
  /// Upper end, `−1...1`.
  public let high: Double

  /// The difference of the rates of two separate groups; nil where a group is empty.
  ///
  /// With `l`, `u` the Wilson ends of each rate,
  /// `low = p̂₁ − p̂₂ − √((p̂₁ − l₁)² + (u₂ − p̂₂)²)`, `high` alike.
  ///
  /// - Parameters:
  ///   - first: Persons who signed, `0...of`, and persons of the first group, `>= 0`.
  ///   - second: The same of the second group.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  ///   - isCorrected: Whether the Wilson intervals have the continuity correction.
  /// - SeeAlso: Newcombe (1998), Statistics in Medicine 17:873–890, methods 10 and 11.
  public init?(
    _ first: (signed: Int, of: Int), minus second: (signed: Int, of: Int), confidence: Double,
    isCorrected: Bool = false
  ) {
    let score = ScoreInterval(confidence: confidence)
    guard let one = Share(first, score, isCorrected: isCorrected),
      let two = Share(second, score, isCorrected: isCorrected)
    else { return nil }
    self.init(one, two, correlation: 0)
  }

  /// The difference of two rates of the same officials, such as before and after a session; nil
  /// without officials.
  ///
  /// The squared sides lose twice the product with the correlation φ̂ of the two answers, whose
  /// numerator `ad − bc` is reduced by n/2, not below 0, where it is positive.
  ///
  /// - Parameters:
  ///   - both: a, persons who signed both times, `>= 0`.
  ///   - onlyFirst: b, persons who signed the first time only, `>= 0`.
  ///   - onlySecond: c, persons who signed the second time only, `>= 0`.
  ///   - neither: d, persons who never signed, `>= 0`.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - SeeAlso: Newcombe (1998), Statistics in Medicine 17:2635–2650, method 10.
  public init?(
    both: Int, onlyFirst: Int, onlySecond: Int, neither: Int, confidence: Double
  ) {
    precondition(
      min(both, onlyFirst, onlySecond, neither) >= 0,
      "counts of pairs: \(both), \(onlyFirst), \(onlySecond), \(neither)")
    let all = both + onlyFirst + onlySecond + neither
    let score = ScoreInterval(confidence: confidence)
    guard let one = Share((both + onlyFirst, all), score, isCorrected: false),
      let two = Share((both + onlySecond, all), score, isCorrected: false)
    else { return nil }
    let (a, b, c, d) = (Double(both), Double(onlyFirst), Double(onlySecond), Double(neither))
    let cross = a * d - b * c
    let size = ((a + b) * (c + d)).squareRoot() * ((a + c) * (b + d)).squareRoot()
    let reduced = cross > 0 ? max(0, cross - Double(all) / 2) : cross
    self.init(one, two, correlation: size > 0 ? max(-1, reduced / size) : 0)
  }

  private init(_ one: Share, _ two: Share, correlation: Double) {
    func side(_ x: Double, _ y: Double) -> Double {
      max(0, x * x + y * y - 2 * correlation * x * y).squareRoot()
    }
    difference = one.rate - two.rate
    low = max(-1, difference - side(one.rate - one.low, two.high - two.rate))
    high = min(1, difference + side(one.high - one.rate, two.rate - two.low))
  }

  /// One rate with its score interval.
  private struct Share {
    let rate: Double
    let low: Double
    let high: Double

    init?(_ count: (signed: Int, of: Int), _ score: ScoreInterval, isCorrected: Bool) {
      precondition(
        count.of >= 0 && (0...count.of).contains(count.signed), "\(count.signed) of \(count.of)")
      guard count.of > 0 else { return nil }
      rate = Double(count.signed) / Double(count.of)
      (low, high) =
        isCorrected
        ? score.corrected(count.signed, of: count.of) : score.interval(count.signed, of: count.of)
    }
  }
}
