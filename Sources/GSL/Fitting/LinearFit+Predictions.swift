// GSL: safe Swift over the C library; everything else computes through it.
// This file predicts from a linear fit, with intervals for the mean and for a new observation.

extension LinearFit {
  /// The fitted mean at a row of the design, x·c.
  ///
  /// - Parameter row: one value for each coefficient, in the units of the design's columns, finite;
  ///   `[1, t]` for a line.
  /// - Returns: the mean response, in the unit of y.
  public func prediction(at row: [Double]) -> Double {
    precondition(
      row.count == coefficients.count,
      "\(row.count) values for \(coefficients.count) coefficients")
    var sum = CompensatedSum()
    for (value, coefficient) in zip(row, coefficients) { sum.addProduct(value, coefficient) }
    return sum.value
  }

  /// Interval for the mean response at a row: prediction ± t σ̂ √(xᵀ(AᵀWA)⁻¹x).
  ///
  /// - Parameters:
  ///   - row: as for `prediction(at:)`.
  ///   - confidence: two-sided level, in `(0, 1)`.
  /// - Returns: the interval, in the unit of y. Relative 1e-10 against R's predict.lm.
  /// - Throws: `GSLError` of kind `notConverged` when the quantile of t fails.
  /// - SeeAlso: Draper and Smith (1998), Applied Regression Analysis, 5.1.
  public func confidenceInterval(at row: [Double], confidence: Double) throws(GSLError)
    -> ClosedRange<Double>
  {
    try interval(at: row, extraVariance: 0, confidence: confidence)
  }

  /// Interval for a new observation at a row: prediction ± t σ̂ √(1/w + xᵀ(AᵀWA)⁻¹x).
  ///
  /// - Parameters:
  ///   - row: as for `prediction(at:)`.
  ///   - weight: weight w of the new observation, in the unit of the weights of the fit, finite,
  ///     `> 0`.
  ///   - confidence: two-sided level, in `(0, 1)`.
  /// - Returns: the interval, in the unit of y. Relative 1e-10 against R's predict.lm.
  /// - Throws: `GSLError` of kind `notConverged` when the quantile of t fails.
  /// - SeeAlso: Draper and Smith (1998), Applied Regression Analysis, 3.1 and 9.2.
  public func predictionInterval(at row: [Double], weight: Double = 1, confidence: Double)
    throws(GSLError) -> ClosedRange<Double>
  {
    precondition(weight > 0 && weight.isFinite, "a weight is finite and above 0, not \(weight)")
    return try interval(at: row, extraVariance: 1 / weight, confidence: confidence)
  }

  private func interval(at row: [Double], extraVariance: Double, confidence: Double)
    throws(GSLError) -> ClosedRange<Double>
  {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    let centre = prediction(at: row)
    var form = CompensatedSum()
    for (index, value) in row.enumerated() {
      for (other, factor) in row.enumerated() {
        form.addProduct(value * factor, unscaledCovariance[index][other])
      }
    }
    let quantile = try StudentT(degreesOfFreedom: Double(degreesOfFreedom))
      .upperQuantile((1 - confidence) / 2)
    let half = quantile * ((extraVariance + max(0, form.value)) * residualVariance).squareRoot()
    return centre - half...centre + half
  }
}
