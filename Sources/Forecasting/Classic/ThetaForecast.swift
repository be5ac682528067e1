// Forecasting: the theta method, the winner of the M3 competition.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The theta method for a series without seasons: simple exponential smoothing with half the slope
/// of the straight line through all values, as R's `forecast::thetaf`.
///
/// `y(n + h) = l + (b/2) (h − 1 + (1 − (1 − α)ⁿ)/α)` with variance `σ² (1 + (h − 1) α²)`.
///
/// - SeeAlso: Assimakopoulos and Nikolopoulos (2000), International Journal of Forecasting
///   16:521–530; Hyndman and Billah (2003), ibid. 19:287–290.
public struct ThetaForecast: Hashable, Sendable {
  /// The smoothing of the values.
  public let smoothing: ExponentialSmoothing
  /// Half the slope of the straight line through all values, per step.
  public let drift: Double
  private let count: Int

  /// Fits a series; `nil` for fewer than 4 values, or where their squares overflow.
  ///
  /// - Parameter values: Finite values at equal distances in order of time, any unit.
  public init?(_ values: [Double]) {
    guard let smoothing = ExponentialSmoothing(values, form: .simple) else { return nil }
    let line = try? LinearFit.weightedLine(x: values.indices.map(Double.init), y: values)
    guard let line else { return nil }
    self.smoothing = smoothing
    drift = line.coefficients[1] / 2
    count = values.count
  }

  /// Forecasts of steps 1, 2 … ahead.
  ///
  /// - Parameter steps: Number of steps, `>= 0`.
  /// - Returns: Means and standard deviations in the unit of the series.
  public func forecast(steps: Int) -> NormalForecast {
    let flat = smoothing.forecast(steps: steps)
    let alpha = smoothing.alpha
    // 1 − (1 − α)ⁿ without the cancellation of small α.
    let lag = -expm1(Double(count) * log1p(-alpha)) / alpha
    return NormalForecast(
      means: flat.means.enumerated().map { $1 + drift * (Double($0) + lag) },
      standardDeviations: flat.standardDeviations)
  }
}
