// Statistics: a saturating curve for a campaign: a share of the officials will ever sign, and they
// sign along a curve of one of several families. It is fitted to the new signers of each interval,
// not to the cumulative counts, whose errors add up.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The best of several saturating curves, with the doubt about parameters, dispersion and family.
///
/// Each family is fitted by penalised maximum likelihood (`CurveFit`). The one with the least
/// Akaike criterion gives the values; the intervals are those of all families, weighed by
/// `exp(−Δ/2)`, Δ the distance to the least criterion. The dispersion is the least deviance per
/// degree of freedom that any family reaches, at least 1; it widens all of them.
///
/// Coverage of the 95 % intervals of the ceiling, of the share at the end of the data and of the
/// share 8 weeks later, in 300 simulated campaigns for each case (logistic, Weibull and log-logistic
/// in turn; 53, 400 and 4,000 officials; correlation ρ of signers within a week 0, or .01 and .02):
///
/// | weeks | ceiling, ρ = 0 | ceiling, ρ > 0 | end, ρ = 0 | end, ρ > 0 | later, ρ = 0 | later, ρ > 0 |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | 5 | .97–1.00 | .87–.98 | .99–1.00 | .79–.95 | .94–.97 | .81–.92 |
/// | 8 | .97–.99 | .93–.97 | .97–1.00 | .89–.95 | .96–.98 | .90–.96 |
/// | 12 | .98–.99 | .95–.96 | .99 | .91–.96 | .98–.99 | .94–.97 |
/// | 20 | .98–.99 | .93–.98 | .98–.99 | .93–.97 | .98 | .94–.98 |
///
/// `CurveCoverageStudyTests` make the table; its standard errors are up to .02.
///
/// With fewer than 8 intervals and correlated signers the intervals are too short.
///
/// - SeeAlso: Burnham and Anderson (2002), Model Selection and Multimodel Inference, 2.4 and 4.3.
public struct SaturatingCurve: Sendable {
  /// What came of one family.
  public struct Candidate: Sendable {
    /// The family.
    public let family: CurveFamily
    /// The fit, or why there is none.
    public let fit: Result<CurveFit, TrendFailure>
    /// Akaike's criterion with small-sample correction; nil without a fit or where the intervals are
    /// too few for the correction.
    public let aicc: Double?
    /// Akaike weight, `0...1`, sum 1 over the families; 0 without a fit.
    public let weight: Double
  }

  /// How far the data themselves fix the ceiling.
  public enum Identification: String, CaseIterable, Sendable {
    /// The 95 % interval of the ceiling spans at most 0.2 and the curve has reached 90 % of it.
    case plateau
    /// The 95 % interval of the ceiling spans less than one half.
    case bounded
    /// The data leave the ceiling open, or the intervals are below 8: a lull after 5 weeks looks
    /// like a plateau.
    case open
  }

  /// The best family.
  public let family: CurveFamily
  /// Share that will ever sign, in (0, 1).
  public let ceiling: Double
  /// Standard error of the ceiling within the family; `ceilingInterval` holds all the doubt.
  public let ceilingError: Double
  /// Growth rate per week, `> 0`: four times the density of F at the midpoint, which for a logistic
  /// curve is its rate; in `step + exponential` that of the stragglers after the ceremony.
  public let rate: Double
  /// Standard error of the rate within the family, per week.
  public let rateError: Double
  /// Weeks since the origin by which half of those who will ever sign have signed; in
  /// `step + exponential` half of the stragglers.
  public let midpoint: Double
  /// Standard error of the midpoint within the family, weeks.
  public let midpointError: Double
  /// Factor by which the variance of the data was widened, `>= 1`.
  public let dispersion: Double
  /// Akaike's criterion of the best family, from its deviance divided by `dispersion`; nil where the
  /// intervals are too few for the correction.
  public let aicc: Double?
  /// Intervals behind the fit.
  public let intervals: Int
  /// All families tried, in the order asked for.
  public let candidates: [Candidate]
  /// How far the data fix the ceiling.
  public let identification: Identification

  /// Least number of intervals that can show a plateau.
  public static let leastIntervals = 8

  private let best: CurveFit
  private let draws: [(draws: CurveDraws, weight: Double)]

  /// Families below this weight add nothing to an interval that the draws could show.
  private static let leastWeight = 0.02

  /// Fits the curves.
  ///
  /// - Parameters:
  ///   - increments: at least 4 intervals in order of time, with a positive total.
  ///   - required: officials who must sign, persons, at least the total.
  ///   - families: families to try, at least one, each once.
  /// - Throws: `TrendFailure.notConverged` where no family converges.
  /// - Complexity: O(families × (starts + draws) × intervals), some 6 ms for 7 families and 20 weeks.
  public init(
    _ increments: [Increment], required: Double, families: [CurveFamily] = CurveFamily.candidates
  ) throws(TrendFailure) {
    precondition(increments.count >= 4, "\(increments.count) intervals")
    precondition(!families.isEmpty && Set(families).count == families.count, "\(families)")
    let counts = GroupedCounts(increments, required: required)
    let spread = CurveDispersion(families, counts)
    let dispersion = spread.estimate
    let fits = families.map { family in
      Result { () throws(TrendFailure) in
        try CurveFit(
          family, counts, penalised: true, dispersion: dispersion, start: nil)
      }
    }
    let weights = Self.weights(fits, dispersion: dispersion, intervals: increments.count)
    var chosen: (fit: CurveFit, weight: Double)?
    for (fit, weight) in zip(fits, weights) {
      if case .success(let fit) = fit, weight > chosen?.weight ?? -1 { chosen = (fit, weight) }
    }
    guard let best = chosen?.fit else {
      throw fits.lazy.compactMap(\.failure).first ?? .notConverged("no family")
    }
    self.best = best
    self.dispersion = dispersion
    family = best.family
    intervals = increments.count
    candidates = families.indices.map { place in
      Candidate(
        family: families[place], fit: fits[place],
        aicc: try? fits[place].get().aicc(dispersion: dispersion, intervals: increments.count),
        weight: weights[place])
    }
    aicc = best.aicc(dispersion: dispersion, intervals: increments.count)
    (ceiling, ceilingError) = best.estimate { CurveFit.ceiling($0[0], best.family) }
    (midpoint, midpointError) = best.estimate { best.shape.midpoint($0) }
    (rate, rateError) = best.estimate { best.shape.rate($0) }
    draws = zip(fits, weights).enumerated().compactMap { place, pair in
      guard case .success(let fit) = pair.0, pair.1 >= Self.leastWeight,
        let draws = CurveDraws(fit, counts, spread, seed: UInt64(place))
      else { return nil }
      return (draws, pair.1)
    }
    let ends = Self.interval(draws, confidence: 0.95) { CurveFit.ceiling($0[0], $1.family) }
    let width = ends.map { $0.high - $0.low } ?? 1
    let reached = best.share(at: counts.ends[counts.ends.count - 1]) / best.ceiling
    identification =
      increments.count < Self.leastIntervals || width >= 0.5
      ? .open : width <= 0.2 && reached >= 0.9 ? .plateau : .bounded
  }

  /// Interval of the share that will ever sign, over parameters, dispersion and families.
  ///
  /// - Parameter confidence: two-sided level, in `(0, 1)`.
  /// - Returns: both ends in (0, 1), around `ceiling`.
  public func ceilingInterval(confidence: Double) -> (low: Double, high: Double) {
    interval(around: ceiling, confidence) { CurveFit.ceiling($0[0], $1.family) }
  }

  /// Share that the curve has signed at a time, with its interval over parameters, dispersion and
  /// families.
  ///
  /// The interval is about the curve, not about the persons who will sign around it.
  ///
  /// - Parameters:
  ///   - time: weeks since the origin, `>= 0`.
  ///   - confidence: two-sided level, in `(0, 1)`.
  /// - Returns: share and interval, each in `[0, 1]`; all 0 at the origin.
  public func share(
    at time: Double, confidence: Double
  ) -> (share: Double, low: Double, high: Double) {
    precondition(time >= 0 && time.isFinite, "time \(time)")
    let share = best.share(at: time)
    let ends = interval(around: share, confidence) { CurveFit.share(time, $0, $1) }
    return (share, ends.low, ends.high)
  }

  private func interval(
    around value: Double, _ confidence: Double, _ quantity: ([Double], CurveShape) -> Double
  ) -> (low: Double, high: Double) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let ends = Self.interval(draws, confidence: confidence, quantity)
    return (min(value, ends?.low ?? 0), max(value, ends?.high ?? 1))
  }

  private static func interval(
    _ draws: [(draws: CurveDraws, weight: Double)], confidence: Double,
    _ quantity: ([Double], CurveShape) -> Double
  ) -> (low: Double, high: Double)? {
    var (values, weights) = ([Double](), [Double]())
    for (family, weight) in draws {
      for (point, share) in zip(family.parameters, family.weights) {
        values.append(quantity(point, family.shape))
        weights.append(share * weight)
      }
    }
    return WeightedQuantile.interval(values, weights, confidence: confidence)
  }
}
