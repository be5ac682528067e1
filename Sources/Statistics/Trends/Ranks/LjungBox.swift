// Statistics: autocorrelation of residuals and the test of Ljung and Box that there is none.

public import GSL

/// Autocorrelations of a series at equal distances in time.
public enum Autocorrelation {
  /// `r(k) = Σ (yₜ − ȳ)(yₜ₊ₖ − ȳ) / Σ (yₜ − ȳ)²` for k from 1 on.
  ///
  /// - Parameters:
  ///   - values: finite values in order of time, any unit.
  ///   - lag: largest lag, at least 1, below the number of values.
  /// - Returns: `lag` correlations, relative 1e-12; nil where all values are equal.
  /// - Complexity: O(n × lag).
  public static func of(_ values: [Double], upTo lag: Int) -> [Double]? {
    precondition(values.allSatisfy(\.isFinite), "values are finite")
    precondition(lag >= 1 && lag < values.count, "lag \(lag) of \(values.count) values")
    guard let first = values.first, values.contains(where: { $0 != first }) else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let centred = values.map { $0 - mean }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    guard total > 0, total.isFinite else { return nil }
    return (1...lag).map { k in
      (0..<(centred.count - k)).reduce(0) { $0 + centred[$1] * centred[$1 + k] } / total
    }
  }
}

/// The test of Ljung and Box: whether the first autocorrelations of residuals are 0 together.
///
/// `Q = n(n + 2) Σ r(k)² / (n − k)`, chi-square with as many degrees of freedom as lags less the
/// fitted parameters.
///
/// - SeeAlso: Ljung and Box (1978), Biometrika 65:297–303.
public struct LjungBox: Hashable, Sendable {
  /// Q, `>= 0`.
  public let statistic: Double
  /// Lags minus fitted parameters, at least 1.
  public let degreesOfFreedom: Int
  /// P(chi-square > Q).
  public let pValue: Double

  /// Tests a series; nil where all values are equal. Relative 1e-11 against R.
  ///
  /// - Parameters:
  ///   - values: finite residuals in order of time, any unit.
  ///   - lag: number of lags, at least 1, below the number of values.
  ///   - fittedParameters: parameters of the model that the residuals are from, `0..<lag`.
  /// - Throws: `GSLError` where the incomplete gamma function does not converge.
  /// - Complexity: O(n × lag).
  public init?(_ values: [Double], lag: Int, fittedParameters: Int = 0) throws(GSLError) {
    precondition((0..<lag).contains(fittedParameters), "\(fittedParameters) parameters, lag \(lag)")
    guard let correlations = Autocorrelation.of(values, upTo: lag) else { return nil }
    let n = Double(values.count)
    var sum = 0.0
    for (place, r) in correlations.enumerated() { sum += r * r / (n - Double(place + 1)) }
    statistic = n * (n + 2) * sum
    degreesOfFreedom = lag - fittedParameters
    pValue = try ChiSquare(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic)
  }
}
