// Forecasting: persons who sign after the last report, given a curve and those who have signed.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension CureDraws {
  /// Signers on later dates in every draw, given what has been counted.
  ///
  /// Given a curve, each of the `required − signed` others signs between a and b with chance
  /// `1 − (1 − G(b))/(1 − G(a))`. With correlation ρ the counts of all intervals are
  /// Dirichlet-multinomial with total concentration 1/ρ − 1, so that dates in between change nothing.
  ///
  /// - Parameters:
  ///   - times: times of the forecast in order, each `>= from`, in the unit of the fit.
  ///   - from: time of the last count, `>= 0`.
  ///   - signed: signers by then, persons, `0...required`.
  ///   - required: officials who must sign in each draw; `count` elements, each `>= signed`.
  ///   - correlation: ρ of two officials' dates, in `[0, 1)`; 0 for independent persons.
  ///   - seed: decides the draws; not the one that drew the curves.
  /// - Returns: signers at `time * count + draw`; they never fall from one time to the next and lie
  ///   in `signed...required`.
  /// - Complexity: O(`times` × `count`).
  public func signers(
    at times: [Double], from: Double, signed: Int, required: [Int], correlation: Double = 0,
    seed: UInt64
  ) -> [Int] {
    signers(
      at: times, from: from, signed: signed, required: required, correlation: correlation,
      stream: RandomStream(seed: seed))
  }

  /// The same from the stream of a unit.
  func signers(
    at times: [Double], from: Double, signed: Int, required: [Int], correlation: Double,
    stream: RandomStream
  ) -> [Int] {
    precondition(
      from >= 0 && from.isFinite && zip([from] + times, times).allSatisfy(<=),
      "times \(times) after \(from)")
    precondition(required.count == count, "\(required.count) rosters for \(count) draws")
    precondition(correlation >= 0 && correlation < 1, "correlation \(correlation)")
    var result = Array(repeating: signed, count: times.count * count)
    for draw in 0..<count {
      precondition(signed >= 0 && signed <= required[draw], "\(signed) of \(required[draw])")
      var (now, before) = (signed, CureCurve.hazard(model, points[draw], launch, time: from))
      for (place, time) in times.enumerated() {
        let hazard = max(before, CureCurve.hazard(model, points[draw], launch, time: time))
        now += Self.draw(
          required[draw] - now, from: before, to: hazard, correlation: correlation, stream)
        result[place * count + draw] = now
        before = hazard
      }
    }
    return result
  }

  /// Signers among `left` persons while −ln(1 − G) rises from one value to another.
  static func draw(
    _ left: Int, from: Double, to: Double, correlation: Double, _ stream: RandomStream
  ) -> Int {
    let chance = -expm1(from - to)
    guard left > 0, chance > 0 else { return 0 }
    guard chance < 1 else { return left }
    guard correlation > 1e-6 else { return stream.binomial(left, chance) }
    let size = (1 / correlation - 1) * exp(-from)
    let (alpha, beta) = (size * chance, size * (1 - chance))
    // Below this the law is all or nothing, and the shapes underflow.
    guard alpha > 1e-9, beta > 1e-9 else { return stream.uniform() < chance ? left : 0 }
    return stream.betaBinomial(left, alpha, beta)
  }
}
