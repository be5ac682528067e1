// GSL: safe Swift over the C library; everything else computes through it.
// This file is nonlinear least squares: growth curves of participation and their standard errors.

internal import CGSL

/// A nonlinear model fitted by least squares: the parameters that minimise Σ rᵢ(θ)².
///
/// A trust region with Moré scaling leads near the minimum; Gauss–Newton steps with accurate
/// derivatives end there, judged by the angle between the residuals and the tangent space, which
/// keeps twice the digits that the sum of squares has. Where one method fails, the next one begins
/// anew. A fit that does not converge is an error, so a value of this type always has converged;
/// `stopReason` says how. A minimum may be a local one: no method can tell.
///
/// - SeeAlso: Moré (1978), Lecture Notes in Mathematics 630:105–116; Bates and Watts (1981),
///   Technometrics 23:179–183 (relative offset); Transtrum and Sethna (2012), arXiv:1201.5885;
///   Walker and Ni (2011), SIAM J. Numer. Anal. 49:1715–1735 (Anderson's mixing).
public struct NonlinearFit: Equatable, Sendable {
  /// How a step is chosen within the region where the linearised model is trusted. All scale the
  /// parameters as Moré does.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Powell's dogleg bent twice (Dennis and Mei): the fewest iterations on most models.
    case doubleDogleg
    /// Levenberg–Marquardt with a second-order correction along the geodesic (Transtrum and
    /// Sethna): follows narrow bent valleys.
    case acceleratedLevenbergMarquardt
    /// Levenberg–Marquardt.
    case levenbergMarquardt

    var code: Int32 {
      switch self {
      case .doubleDogleg: 0
      case .acceleratedLevenbergMarquardt: 1
      case .levenbergMarquardt: 2
      }
    }
  }

  /// Limits and tolerances of a fit.
  public struct Configuration: Equatable, Sendable {
    /// Methods in the order in which they are tried, each from the start, until one converges; at
    /// least one.
    public var methods: [Method]
    /// Iterations after which a method counts as not converged, `> 0`.
    public var maximumIterations: Int
    /// Stop when each parameter moves by less than this share of itself, in `(0, 1)`.
    public var stepTolerance: Double
    /// Stop when the residuals are this close to orthogonal to the tangent space (cosine, free of
    /// all units): the parameters are then within `gradientTolerance` × √(residuals − parameters)
    /// standard errors of the minimum. In `(0, 1)`.
    public var gradientTolerance: Double

    /// A configuration; with the defaults all 27 nonlinear data sets of NIST come out from both
    /// starts.
    ///
    /// - Parameters:
    ///   - methods: in the order in which they are tried, at least one.
    ///   - maximumIterations: for each method, `> 0`.
    ///   - stepTolerance: relative, in `(0, 1)`.
    ///   - gradientTolerance: a cosine, in `(0, 1)`.
    public init(
      methods: [Method] = Method.allCases, maximumIterations: Int = 500,
      stepTolerance: Double = 1e-12,
      gradientTolerance: Double = 1e-9
    ) {
      precondition(!methods.isEmpty, "a fit needs a method")
      precondition(maximumIterations > 0, "iterations are positive, not \(maximumIterations)")
      precondition(
        stepTolerance > 0 && stepTolerance < 1 && gradientTolerance > 0 && gradientTolerance < 1,
        "tolerances lie in (0, 1): step \(stepTolerance), gradient \(gradientTolerance)")
      self.methods = methods
      self.maximumIterations = maximumIterations
      self.stepTolerance = stepTolerance
      self.gradientTolerance = gradientTolerance
    }
  }

  /// How a fit came to its end.
  public enum StopReason: String, Equatable, Sendable, CaseIterable {
    /// The parameters moved less than the step tolerance.
    case smallStep
    /// The residuals became orthogonal to the tangent space.
    case smallGradient
    /// All residuals are exactly 0.
    case exactFit
    /// No step improves any more: the residuals are as nearly orthogonal to the tangent space as
    /// rounding and differences allow.
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
  /// Iterations done, with those of methods that were given up.
  public let iterations: Int
  /// Trial points where the residuals were not finite; each was rejected like a step uphill.
  public let rejectedSteps: Int
  /// How the fit came to its end.
  public let stopReason: StopReason
  /// The method that converged.
  public let method: Method

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

  /// Fits with derivatives by differences: forward ones on the way (one evaluation for each
  /// parameter and iteration), central ones at the end.
  ///
  /// - Parameters:
  ///   - start: first parameters, at least one, finite.
  ///   - residualCount: number of residuals, `>= start.count`.
  ///   - configuration: limits and tolerances.
  ///   - residuals: writes `residualCount` residuals, model minus observation in units of its
  ///     standard deviation. A NaN or an infinity marks forbidden parameters: the step is rejected.
  /// - Returns: the converged fit. On the 27 nonlinear data sets of NIST, from both starts, the
  ///   parameters agree to 7 digits or more and the standard errors to 6.
  /// - Throws: `GSLError` of kind `invalidInput` for a start that is not finite,
  ///   `tooFewObservations`, `nonFiniteFunction` when residuals or derivatives are not finite where
  ///   they must be, `notConverged`, or `rankDeficient` when the data do not determine all
  ///   parameters.
  public static func fit(
    start: [Double], residualCount: Int, configuration: Configuration = Configuration(),
    residuals: (_ parameters: Span<Double>, _ residuals: inout MutableSpan<Double>) -> Void
  ) throws(GSLError) -> NonlinearFit {
    try withoutActuallyEscaping(residuals) { (residuals) throws(GSLError) -> NonlinearFit in
      try TrustRegionSearch.run(
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
        try TrustRegionSearch.run(
          ResidualFunction(start, residualCount, residuals, jacobian), start, configuration)
      }
    }
  }
}
