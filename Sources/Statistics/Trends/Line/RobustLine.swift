// Statistics: a straight line that a few wrong reports cannot move, with the reports it doubts.

internal import GSL

/// A straight line by Tukey's bisquare: values far from the line lose their weight.
///
/// Against Theil–Sen it is sharper where errors are normal, and it names the values that it left
/// out; Theil–Sen bears more of them. In small samples the error is weighed with that of least
/// squares, so that a gross outlier leaves the slope alone but widens its interval. Where the
/// bisquare goes round between two sets of weights, Huber's loss stands in, whose minimum is one.
///
/// - SeeAlso: Street, Carroll and Ruppert (1988), The American Statistician 42:152–154 (errors of the
///   coefficients).
public struct RobustLine: Hashable, Sendable {
  /// Change of the value per unit of time.
  public let slope: Double
  /// Lower end of the slope's interval, by Student's t; nil where more than half of the points lie
  /// exactly on the line, so that nothing tells the size of an error.
  public let slopeLow: Double?
  /// Upper end of the slope's interval; nil with `slopeLow`.
  public let slopeHigh: Double?
  /// Value of the line at time 0, in the unit of the values.
  public let intercept: Double
  /// Indices of the points with a weight below 0.05, in order: to be checked, not to be deleted.
  public let doubted: [Int]

  private static let doubtedWeight = 0.05

  /// Fits the line.
  ///
  /// - Parameters:
  ///   - times: finite times, any unit; at least 3, with two different ones.
  ///   - values: finite values, as many as `times`.
  ///   - confidence: two-sided level, in `(0, 1)`.
  /// - Throws: `TrendFailure.notConverged` with the reason, as for equal times.
  /// - Complexity: O(n) for each reweighting.
  public init(times: [Double], values: [Double], confidence: Double) throws(TrendFailure) {
    precondition(times.count == values.count, "\(times.count) times, \(values.count) values")
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    do throws(GSLError) {
      let fit = try Self.fit(times, values)
      let t = try StudentT(degreesOfFreedom: Double(fit.degreesOfFreedom)).upperQuantile(
        (1 - confidence) / 2)
      slope = fit.coefficients[1]
      intercept = fit.coefficients[0]
      let half = fit.standardErrors.map { t * $0[1] }
      slopeLow = half.map { fit.coefficients[1] - $0 }
      slopeHigh = half.map { fit.coefficients[1] + $0 }
      doubted = fit.weights.indices.filter { fit.weights[$0] < Self.doubtedWeight }
    } catch { throw .notConverged("robust line: \(error.message)") }
  }

  private static func fit(_ times: [Double], _ values: [Double]) throws(GSLError) -> RobustFit {
    do throws(GSLError) {
      return try RobustFit.line(x: times, y: values)
    } catch {
      guard error.kind == .notConverged else { throw error }
      return try RobustFit.line(x: times, y: values, loss: .huber)
    }
  }
}
