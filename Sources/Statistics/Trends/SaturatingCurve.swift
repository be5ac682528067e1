// Statistics: a saturating curve for a campaign: a share of the officials will ever sign, and they
// sign along a logistic curve. It is fitted to the new signers of each interval, not to the
// cumulative counts, whose errors add up.

public import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// New signers within one interval of a campaign.
public struct Increment: Hashable, Sendable {
  /// End of the interval, weeks since the campaign's origin, above the previous end.
  public let end: Double
  /// New signers in the interval, persons, `>= 0`.
  public let count: Double

  /// The new signers up to `end` and after the previous interval.
  public init(end: Double, count: Double) {
    self.end = end
    self.count = count
  }
}

/// A fitted curve `share(t) = ceiling × F(t)`, with F the logistic distribution cut at the origin.
///
/// The sum of squares that GSL minimises is the multinomial deviance of the intervals and of those
/// who have not signed, so that the fit is a maximum likelihood fit. Weak normal penalties keep it
/// from running away where no plateau is seen yet: logit of the ceiling N(1, 3²), midpoint
/// N(mean date of signing, (span of the data)²), log of the logistic scale N(log(span / 4), 2²).
public struct SaturatingCurve: Sendable {
  /// Share that will ever sign, in (0, 1).
  public let ceiling: Double
  /// Standard error of the ceiling.
  public let ceilingError: Double
  /// Growth rate of the logistic curve, per week, `> 0`.
  public let rate: Double
  /// Standard error of the rate, per week.
  public let rateError: Double
  /// Midpoint, weeks since the origin.
  public let midpoint: Double
  /// Standard error of the midpoint, weeks.
  public let midpointError: Double
  /// Deviance of the data per degree of freedom, at least 1: the factor by which their variance was
  /// widened.
  public let dispersion: Double
  /// Akaike's criterion with small-sample correction, from the deviance divided by `dispersion`;
  /// nil where the intervals are too few for the correction.
  public let aicc: Double?
  /// Intervals behind the fit.
  public let intervals: Int

  private let parameters: [Double]
  private let covariance: [[Double]]

  /// Fits the curve.
  ///
  /// - Parameters:
  ///   - increments: At least 4 intervals in order of time, with a positive total.
  ///   - required: Officials who must sign, persons, at least the total.
  /// - Throws: `GSLError` where the fit does not converge.
  public init(_ increments: [Increment], required: Double) throws(GSLError) {
    precondition(increments.count >= 4, "\(increments.count) intervals")
    let total = increments.reduce(0) { $0 + $1.count }
    precondition(total > 0 && total <= required, "\(total) of \(required)")
    let span = max(1, (increments.last?.end ?? 1) - (increments.first?.end ?? 0))
    let centre = increments.reduce(0) { $0 + $1.end * $1.count } / total
    let scaleCentre = log(span / 4)
    let start = [
      log(total * 1.08 / max(required - total * 1.08, 0.05 * required)), centre, scaleCentre,
    ]
    // The spread of the data around a first fit widens them in the second, not the penalties.
    let first = try Self.fit(increments, required, start, priors: (centre, span, scaleCentre), 1)
    let freedom = Double(max(1, increments.count - 3))
    let dispersion = max(1, Self.deviance(increments, required, first.parameters) / freedom)
    let fit =
      dispersion > 1
      ? try Self.fit(
        increments, required, first.parameters, priors: (centre, span, scaleCentre), dispersion)
      : first
    let p = fit.parameters
    let covariance = fit.unscaledCovariance
    let n = Double(increments.count)
    let share = 1 / (1 + exp(-p[0]))
    parameters = p
    self.covariance = covariance
    self.dispersion = dispersion
    intervals = increments.count
    ceiling = share
    ceilingError = share * (1 - share) * covariance[0][0].squareRoot()
    rate = exp(-p[2])
    rateError = exp(-p[2]) * covariance[2][2].squareRoot()
    midpoint = p[1]
    midpointError = covariance[1][1].squareRoot()
    aicc =
      n > 4 ? Self.deviance(increments, required, p) / dispersion + 6 + 24 / (n - 4) : nil
  }

  /// Least squares of the deviance roots, divided by the root of the dispersion, and the penalties.
  private static func fit(
    _ increments: [Increment], _ required: Double, _ start: [Double],
    priors: (centre: Double, span: Double, scale: Double), _ dispersion: Double
  ) throws(GSLError) -> NonlinearFit {
    let cells = increments.count + 1
    let scale = dispersion.squareRoot()
    return try NonlinearFit.fit(start: start, residualCount: cells + 3) { parameters, residuals in
      let (z, q1, q2) = (parameters[0], parameters[1], parameters[2])
      eachRoot(increments, required, (z, q1, q2)) { residuals[$0] = $1 / scale }
      residuals[cells] = (z - 1) / 3
      residuals[cells + 1] = (q1 - priors.centre) / priors.span
      residuals[cells + 2] = (q2 - priors.scale) / 2
    }
  }

  /// Gives the signed deviance root of each interval and of those who have not signed.
  private static func eachRoot(
    _ increments: [Increment], _ required: Double, _ parameters: (Double, Double, Double),
    _ put: (_ cell: Int, _ root: Double) -> Void
  ) {
    let share = 1 / (1 + exp(-parameters.0))
    var before = 0.0
    var total = 0.0
    for (cell, increment) in increments.enumerated() {
      let now = cut(increment.end, midpoint: parameters.1, logScale: parameters.2)
      put(
        cell,
        deviance(increment.count, expected: required * share * max(now - before, 1e-12)))
      before = now
      total += increment.count
    }
    put(
      increments.count,
      deviance(required - total, expected: required * max(1 - share * before, 1e-12)))
  }

  private static func deviance(
    _ increments: [Increment], _ required: Double, _ p: [Double]
  ) -> Double {
    var sum = 0.0
    eachRoot(increments, required, (p[0], p[1], p[2])) { _, root in sum += root * root }
    return sum
  }

  /// Share that has signed at a time, with an interval from the delta method on the logit scale.
  ///
  /// The interval holds the doubt about the curve only, not that about the model.
  ///
  /// - Parameters:
  ///   - time: Weeks since the origin, `>= 0`.
  ///   - confidence: Two-sided level, in `(0, 1)`.
  /// - Returns: Share and interval, each in (0, 1).
  public func share(
    at time: Double, confidence: Double
  ) -> (share: Double, low: Double, high: Double) {
    func logit(_ p: [Double]) -> Double {
      let value =
        Self.cut(time, midpoint: p[1], logScale: p[2]) / (1 + exp(-p[0]))
      let inside = min(max(value, 1e-9), 1 - 1e-9)
      return log(inside / (1 - inside))
    }
    let centre = logit(parameters)
    let gradient = parameters.indices.map { index -> Double in
      let step = 1e-5 * max(1, abs(parameters[index]))
      var (above, below) = (parameters, parameters)
      above[index] += step
      below[index] -= step
      return (logit(above) - logit(below)) / (2 * step)
    }
    var variance = 0.0
    for row in gradient.indices {
      for column in gradient.indices {
        variance += gradient[row] * covariance[row][column] * gradient[column]
      }
    }
    let z = NormalDistribution.standard.quantile((1 + confidence) / 2)
    let half = z * max(0, variance).squareRoot()
    let inverse = { (x: Double) in 1 / (1 + exp(-x)) }
    return (inverse(centre), inverse(centre - half), inverse(centre + half))
  }

  /// Logistic distribution function cut at 0: 0 at the origin, 1 in the end.
  private static func cut(_ time: Double, midpoint: Double, logScale: Double) -> Double {
    let scale = exp(logScale)
    let logistic = { (x: Double) in 1 / (1 + exp(-x)) }
    let atOrigin = logistic(-midpoint / scale)
    return (logistic((time - midpoint) / scale) - atOrigin) / max(1 - atOrigin, 1e-12)
  }

  /// Signed root of the deviance contribution of a count.
  private static func deviance(_ count: Double, expected: Double) -> Double {
    let term = count > 0 ? count * log(count / expected) : 0
    let root = (2 * max(0, term - (count - expected))).squareRoot()
    return count < expected ? -root : root
  }
}
