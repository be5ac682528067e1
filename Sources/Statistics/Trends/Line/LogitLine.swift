// Statistics: a straight line through the logits of shares, the plainest trend.

internal import GSL

/// A straight line through the logits of the shares, weighted by their binomial information.
public struct LogitLine: Hashable, Sendable {
  /// Change of the logit per week.
  public let slope: Double
  /// Lower end of the slope's interval.
  public let slopeLow: Double
  /// Upper end of the slope's interval.
  public let slopeHigh: Double

  /// Fits the line to shares at times in weeks; at least 3 points at different times.
  ///
  /// Logits are `log((s + ½) / (n − s + ½))`. Cumulative counts share their errors, so the interval
  /// describes the spread around the line and is too narrow for a forecast.
  ///
  /// - Throws: `TrendFailure.notConverged` with the reason of the library.
  init(_ points: [TrendPoint], confidence: Double) throws(TrendFailure) {
    let weights = points.map { 1 / $0.empiricalLogit.variance }
    do throws(GSLError) {
      let fit = try LinearFit.weightedLine(
        x: points.map(\.week), y: points.map(\.logit), weights: weights)
      let t = try StudentT(degreesOfFreedom: Double(fit.degreesOfFreedom)).upperQuantile(
        (1 - confidence) / 2)
      // Binomial weights state the variance; the residuals may only widen it.
      let scale = max(1, fit.residualVariance).squareRoot()
      let error = fit.unscaledCovariance[1][1].squareRoot() * scale
      slope = fit.coefficients[1]
      slopeLow = slope - t * error
      slopeHigh = slope + t * error
    } catch { throw .notConverged("line: \(error.message)") }
  }
}

/// One exact count of a unit.
struct TrendPoint {
  /// Weeks since the trend's origin.
  let week: Double
  let signed: Double
  let required: Double

  var empiricalLogit: (estimate: Double, variance: Double) {
    RandomEffects.empiricalLogit(signed: signed, required: required)
  }

  /// `log((s + ½) / (n − s + ½))`, finite for none and for all.
  var logit: Double { empiricalLogit.estimate }
  var share: Double { signed / required }
}
