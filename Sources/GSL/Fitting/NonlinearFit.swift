// GSL: safe Swift over the C library; everything else computes through it.
// This file is nonlinear least squares: growth curves of participation and their standard errors.

internal import CGSL

/// A nonlinear model fitted by least squares: the parameters that minimise Σ rᵢ(θ)².
///
/// Levenberg–Marquardt steps in a trust region with Moré scaling, solved by QR. A fit that does
/// not converge is an error, so a value of this type always has converged; `stopReason` says how.
///
/// - SeeAlso: Moré (1978), Lecture Notes in Mathematics 630:105–116; GSL manual, "Nonlinear
///   Least-Squares Fitting".
public struct NonlinearFit: Equatable, Sendable {
  /// Limits and tolerances of a fit.
  public struct Configuration: Equatable, Sendable {
    /// Iterations after which a fit counts as not converged, `> 0`.
    public var maximumIterations: Int
    /// Stop when each parameter moves by less than this share of itself, in `(0, 1)`.
    public var stepTolerance: Double
    /// Stop when the residuals are this close to orthogonal to every column of the Jacobian
    /// (largest cosine, free of all units), in `(0, 1)`.
    public var gradientTolerance: Double

    /// A configuration; the defaults reach the certified digits of the NIST data sets.
    ///
    /// - Parameters:
    ///   - maximumIterations: `> 0`.
    ///   - stepTolerance: relative, in `(0, 1)`.
    ///   - gradientTolerance: a cosine, in `(0, 1)`.
    public init(
      maximumIterations: Int = 500, stepTolerance: Double = 1e-12,
      gradientTolerance: Double = 1e-12
    ) {
      precondition(maximumIterations > 0, "iterations are positive, not \(maximumIterations)")
      precondition(
        stepTolerance > 0 && stepTolerance < 1 && gradientTolerance > 0 && gradientTolerance < 1,
        "tolerances lie in (0, 1): step \(stepTolerance), gradient \(gradientTolerance)")
      self.maximumIterations = maximumIterations
      self.stepTolerance = stepTolerance
      self.gradientTolerance = gradientTolerance
    }
  }

  /// How a fit came to its end.
  public enum StopReason: String, Equatable, Sendable, CaseIterable {
    /// The parameters moved less than the step tolerance.
    case smallStep
    /// The residuals became orthogonal to the Jacobian.
    case smallGradient
    /// All residuals are exactly 0.
    case exactFit
    /// No step lowers the sum any more, and the gradient is as small as rounding allows.
    case roundingLimit
  }

  /// Fitted parameters, in the units of the start.
  public let parameters: [Double]
  /// (JᵀJ)⁻¹ at the solution: the covariance when each residual has exactly unit variance.
  public let unscaledCovariance: [[Double]]
  /// Σ rᵢ² at the solution.
  public let residualSumOfSquares: Double
  /// Residuals minus parameters, `>= 0`.
  public let degreesOfFreedom: Int
  /// Iterations done.
  public let iterations: Int
  /// Trial points where the residuals were not finite; each was rejected like a step uphill.
  public let rejectedSteps: Int
  /// How the fit came to its end.
  public let stopReason: StopReason

  /// `residualSumOfSquares / degreesOfFreedom`, `nil` without degrees of freedom.
  public var residualVariance: Double? {
    degreesOfFreedom > 0 ? residualSumOfSquares / Double(degreesOfFreedom) : nil
  }

  /// Standard errors for residuals of unit variance: roots of the diagonal of
  /// `unscaledCovariance`.
  public var unscaledStandardErrors: [Double] {
    unscaledCovariance.indices.map { unscaledCovariance[$0][$0].squareRoot() }
  }

  /// Standard errors with the variance estimated from the residuals, `nil` without degrees of
  /// freedom.
  public var standardErrors: [Double]? {
    residualVariance.map { variance in
      unscaledStandardErrors.map { $0 * variance.squareRoot() }
    }
  }

  /// Fits with derivatives from central differences (relative step 6e-6; two evaluations
  /// for each parameter in each iteration).
  ///
  /// - Parameters:
  ///   - start: first parameters, at least one, finite.
  ///   - residualCount: number of residuals, `>= start.count`.
  ///   - configuration: limits and tolerances.
  ///   - residuals: writes `residualCount` residuals, model minus observation in units of its
  ///     standard deviation. A NaN or an infinity marks forbidden parameters: the step is rejected.
  /// - Returns: the converged fit. Parameters and standard errors of NIST's Misra1a and
  ///   Thurber come out to 1e-8 relative.
  /// - Throws: `GSLError` of kind `invalidInput` for a start that is not finite,
  ///   `tooFewObservations`, `nonFiniteFunction` when residuals or derivatives are not finite where
  ///   they must be, `notConverged`, or `rankDeficient` when the data do not determine all
  ///   parameters.
  public static func fit(
    start: [Double], residualCount: Int, configuration: Configuration = Configuration(),
    residuals: (_ parameters: Span<Double>, _ residuals: inout MutableSpan<Double>) -> Void
  ) throws(GSLError) -> NonlinearFit {
    try withoutActuallyEscaping(residuals) { (residuals) throws(GSLError) -> NonlinearFit in
      try LevenbergMarquardt.run(
        ResidualFunction(start, residualCount, residuals, nil), start, configuration)
    }
  }

  /// Fits with the caller's derivatives.
  ///
  /// - Parameters:
  ///   - start: first parameters, at least one, finite.
  ///   - residualCount: number of residuals, `>= start.count`.
  ///   - configuration: limits and tolerances.
  ///   - residuals: writes the residuals, as in `fit(start:residualCount:configuration:residuals:)`.
  ///   - jacobian: writes ∂rᵢ/∂θⱼ at index `i * start.count + j`, all finite.
  /// - Returns: the converged fit.
  /// - Throws: `GSLError`, as `fit(start:residualCount:configuration:residuals:)` does.
  public static func fit(
    start: [Double], residualCount: Int, configuration: Configuration = Configuration(),
    residuals: (_ parameters: Span<Double>, _ residuals: inout MutableSpan<Double>) -> Void,
    jacobian: (_ parameters: Span<Double>, _ jacobian: inout MutableSpan<Double>) -> Void
  ) throws(GSLError) -> NonlinearFit {
    try withoutActuallyEscaping(residuals) { (residuals) throws(GSLError) -> NonlinearFit in
      try withoutActuallyEscaping(jacobian) { (jacobian) throws(GSLError) -> NonlinearFit in
        try LevenbergMarquardt.run(
          ResidualFunction(start, residualCount, residuals, jacobian), start, configuration)
      }
    }
  }
}
