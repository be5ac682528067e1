// Forecasting: exponential smoothing without trend, with trend and with a damped one.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A fitted exponential smoothing with additive errors: the models ANN, AAN and AAdN of R's
/// `forecast::ets`.
///
/// `e = y − l − φb`, `l ← l + φb + αe`, `b ← φb + βe`. The parameters maximise the likelihood within
/// the bounds of `ets`; the first level and trend enter the errors as straight lines, so they are
/// found by least squares for each α, β and φ, and the search has 1 to 3 dimensions only.
///
/// - SeeAlso: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing,
///   sections 2.5 and 5.1, and table 6.1 for the variances.
public struct ExponentialSmoothing: Hashable, Sendable {
  /// The shape of the forecasts.
  public enum Form: Hashable, Sendable, CaseIterable {
    /// Simple: a level, ANN.
    case simple
    /// Holt: a level and a trend, AAN.
    case trend
    /// Holt damped: a trend that dies away, AAdN.
    case damped

    /// Parameters with the first states, without the variance.
    var parameters: Int {
      switch self {
      case .simple: 2
      case .trend: 4
      case .damped: 5
      }
    }
  }

  /// The shape of the forecasts.
  public let form: Form
  /// Weight of the newest error in the level α, 0.0001...0.9999.
  public let alpha: Double
  /// Weight of the newest error in the trend β, `0.0001...alpha`; 0 without a trend.
  public let beta: Double
  /// Share φ of the trend that is left after a step, 0.8...0.98 where damped, 1 with a trend, 0
  /// without.
  public let phi: Double
  /// Level before the first value, in the unit of the series.
  public let firstLevel: Double
  /// Trend before the first value, per step; 0 without a trend.
  public let firstTrend: Double
  /// Level after the last value.
  public let lastLevel: Double
  /// Trend after the last value, per step.
  public let lastTrend: Double
  /// Variance of one step's error, the sum of squares by the observations less the parameters.
  public let variance: Double
  /// `−(n/2) ln Σ e²` as `ets` counts it, without the constants; `nil` where all errors are 0.
  public let logLikelihood: Double?

  /// Fits a series; `nil` for fewer values than parameters and 2, or where their squares overflow.
  ///
  /// The log-likelihood is at least that of `ets` less 1e-3.
  ///
  /// - Parameters:
  ///   - values: Finite values at equal distances in order of time, any unit.
  ///   - form: The shape of the forecasts.
  /// - Complexity: O(n) for each of some hundred evaluations.
  public init?(_ values: [Double], form: Form) {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    guard values.count >= form.parameters + 2 else { return nil }
    // Errors are computed from the first value on, in units of the largest distance from it: then
    // neither a large offset nor a large scale costs digits.
    let offset = values[0]
    let unit = values.map { abs($0 - offset) }.max() ?? 0
    guard unit.isFinite else { return nil }
    let scale = unit > 0 ? unit : 1
    let search = SmoothingSearch(values.map { ($0 - offset) / scale }, form: form)
    let fit = search.best()
    self.init(
      SmoothingSearch.Fit(
        alpha: fit.alpha, beta: fit.beta, phi: fit.phi,
        firstLevel: fit.firstLevel * scale + offset, firstTrend: fit.firstTrend * scale,
        lastLevel: fit.lastLevel * scale + offset, lastTrend: fit.lastTrend * scale,
        squares: fit.squares * scale * scale), form: form, count: values.count)
  }

  /// Runs through a series with weights and first states that are given; `nil` for fewer values than
  /// parameters and 2, or where their squares overflow.
  ///
  /// - Parameters:
  ///   - values: Finite values at equal distances in order of time, any unit.
  ///   - form: The shape of the forecasts.
  ///   - alpha: Weight of the newest error in the level, `0...1`.
  ///   - beta: Weight of the newest error in the trend, `0...1`; without effect without a trend.
  ///   - phi: Share of the trend left after a step, `0...1`; without effect unless damped.
  ///   - firstLevel: Level before the first value, finite, in the unit of the series.
  ///   - firstTrend: Trend before the first value, finite; without effect without a trend.
  /// - Complexity: O(n).
  public init?(
    _ values: [Double], form: Form, alpha: Double, beta: Double = 0, phi: Double = 1,
    firstLevel: Double, firstTrend: Double = 0
  ) {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    precondition(
      [alpha, beta, phi].allSatisfy { (0...1).contains($0) }, "weights \(alpha) \(beta) \(phi)")
    precondition(firstLevel.isFinite && firstTrend.isFinite, "first \(firstLevel) \(firstTrend)")
    guard values.count >= form.parameters + 2 else { return nil }
    let hasTrend = form != .simple
    let fit = SmoothingSearch.run(
      values, alpha: alpha, beta: hasTrend ? beta : 0,
      phi: form == .damped ? phi : hasTrend ? 1 : 0, firstLevel: firstLevel,
      firstTrend: hasTrend ? firstTrend : 0)
    self.init(fit, form: form, count: values.count)
  }

  private init?(_ fit: SmoothingSearch.Fit, form: Form, count: Int) {
    guard fit.squares.isFinite, fit.lastLevel.isFinite, fit.lastTrend.isFinite else { return nil }
    self.form = form
    alpha = fit.alpha
    beta = fit.beta
    phi = fit.phi
    firstLevel = fit.firstLevel
    firstTrend = fit.firstTrend
    lastLevel = fit.lastLevel
    lastTrend = fit.lastTrend
    variance = fit.squares / Double(count - form.parameters)
    let likelihood = -0.5 * Double(count) * log(fit.squares)
    logLikelihood = likelihood.isFinite ? likelihood : nil
  }

  /// Forecasts of steps 1, 2 … ahead.
  ///
  /// The mean is `l + b(φ + … + φʰ)`, the variance `σ² (1 + Σ cⱼ²)` over j = 1 … h − 1 with
  /// `cⱼ = α + β(φ + … + φʲ)`.
  ///
  /// - Parameter steps: Number of steps, `>= 0`.
  /// - Returns: Means and standard deviations in the unit of the series.
  public func forecast(steps: Int) -> NormalForecast {
    var means: [Double] = []
    var deviations: [Double] = []
    var (damping, power, sum) = (0.0, 1.0, 1.0)
    for _ in 0..<steps {
      power *= phi
      damping += power
      means.append(lastLevel + lastTrend * damping)
      deviations.append((variance * sum).squareRoot())
      let weight = alpha + beta * damping
      sum += weight * weight
    }
    return NormalForecast(means: means, standardDeviations: deviations)
  }
}
