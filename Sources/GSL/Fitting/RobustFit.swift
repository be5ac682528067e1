// GSL: safe Swift over the C library; everything else computes through it.
// This file is linear regression that a few gross outliers cannot move, for trends in raw reports.

internal import CGSL

/// A linear model fitted by an M-estimator: iteratively reweighted least squares.
///
/// A residual r with leverage h counts with weight w(r / (√(1 − h) t s)), where s is the median of
/// the absolute adjusted residuals, without the p − 1 smallest, divided by 0.6745, and t the tuning
/// constant of the loss: 95 % efficiency where errors are normal. R's `rlm` leaves the leverage out
/// and gives slightly different numbers.
///
/// - SeeAlso: DuMouchel and O'Brien (1989), Computer Science and Statistics: 21st Symposium on the
///   Interface, 297–302; Street, Carroll and Ruppert (1988), The American Statistician 42:152–154.
public struct RobustFit: Equatable, Sendable {
  /// How the weight of an observation falls with its residual.
  public enum Loss: String, Hashable, Sendable, CaseIterable {
    /// Tukey's bisquare, t = 4.685: (1 − u²)² inside 1, nothing outside. Gross outliers do not count
    /// at all.
    case bisquare
    /// Huber's, t = 1.345: 1 inside 1, 1/u outside. The minimum is unique, outliers count a little.
    case huber

    fileprivate var method: UnsafePointer<gsl_multifit_robust_type>? {
      switch self {
      case .bisquare: cgsl_multifit_robust_bisquare()
      case .huber: cgsl_multifit_robust_huber()
      }
    }
  }

  /// Fitted coefficients, one for each column of the design.
  public let coefficients: [Double]
  /// Covariance of the coefficients, σ̂² (XᵀX)⁻¹; `nil` where σ̂ is undefined.
  public let covariance: [[Double]]?
  /// Final weight of each observation, in 0...1.
  public let weights: [Double]
  /// Residuals yᵢ − xᵢ·c, in the unit of y.
  public let residuals: [Double]
  /// Scale of the errors by the median absolute residual, taken as for s but without the leverages,
  /// in the unit of y, `>= 0`.
  public let scale: Double
  /// Robust estimate σ̂ of the standard deviation of the errors, weighed with that of least squares
  /// in small samples, in the unit of y; `nil` where more than half of the observations lie exactly
  /// on the fit, so that nothing tells the size of an error.
  public let residualStandardDeviation: Double?
  /// 1 − (n − p) σ̂² / Σ (yᵢ − ȳ)², below 0 where the model explains less than the mean; `nil` where
  /// σ̂ is undefined or y does not vary.
  public let coefficientOfDetermination: Double?
  /// Observations minus coefficients, `> 0`.
  public let degreesOfFreedom: Int
  /// Reweightings done.
  public let iterations: Int

  /// Square roots of the diagonal of `covariance`.
  public var standardErrors: [Double]? {
    covariance.map { matrix in matrix.indices.map { matrix[$0][$0].squareRoot() } }
  }

  /// Fits the straight line y = c₀ + c₁ x.
  ///
  /// - Parameters:
  ///   - x: abscissae, any unit, finite; at least two different ones.
  ///   - y: ordinates, any unit, finite, as many as `x`.
  ///   - loss: how the weight of an observation falls with its residual.
  /// - Returns: intercept and slope, in this order, as `fit(design:y:loss:maximumIterations:)`.
  /// - Throws: `GSLError`, as `fit(design:y:loss:maximumIterations:)` does.
  public static func line(x: [Double], y: [Double], loss: Loss = .bisquare) throws(GSLError)
    -> RobustFit
  {
    precondition(x.count == y.count, "\(x.count) abscissae and \(y.count) ordinates")
    return try fit(design: x.map { [1, $0] }, y: y, loss: loss)
  }

  /// Fits any linear model.
  ///
  /// - Parameters:
  ///   - design: rows of the design matrix, all of one length `>= 1`, finite.
  ///   - y: one finite response for each row.
  ///   - loss: how the weight of an observation falls with its residual.
  ///   - maximumIterations: reweightings after which the fit counts as not converged, `> 0`.
  /// - Returns: the converged fit. Coefficients are within 1e-6 standard errors of the fixed point.
  /// - Throws: `GSLError` of kind `invalidInput`, `tooFewObservations` or `rankDeficient`, as
  ///   `LinearFit.weightedLeastSquares(design:y:weights:)` does, or `notConverged`.
  /// - Complexity: O(n p²) for each reweighting.
  public static func fit(
    design: [[Double]], y: [Double], loss: Loss = .bisquare, maximumIterations: Int = 200
  ) throws(GSLError) -> RobustFit {
    precondition(maximumIterations > 0, "iterations are positive, not \(maximumIterations)")
    // The library divides by n − p and inverts whatever it gets, so least squares checks first.
    let ordinary = try LinearFit.weightedLeastSquares(design: design, y: y)
    let (rows, columns) = (design.count, ordinary.coefficients.count)
    let matrix = MatrixStorage(rows: rows, columns: columns)
    for row in 0..<rows { for column in 0..<columns { matrix[row, column] = design[row][column] } }
    let workspace = RobustWorkspace(loss, rows: rows, columns: columns)
    let response = VectorStorage(y)
    let coefficients = VectorStorage(count: columns)
    let covariance = MatrixStorage(rows: columns, columns: columns)
    gsl_multifit_robust_maxiter(maximumIterations, workspace.raw)
    let status = gsl_multifit_robust(
      matrix.raw, response.raw, coefficients.raw, covariance.raw, workspace.raw)
    let shapes = "observations=\(rows) parameters=\(columns) loss=\(loss)"
    guard status == Library.success else {
      throw GSLError(
        status == Int32(GSL_EMAXITER) ? .notConverged : .library, routine: "RobustFit.fit",
        message: "the reweighting did not settle", status: status,
        context: "\(shapes) iterations=\(maximumIterations)")
    }
    let statistics = gsl_multifit_robust_statistics(workspace.raw)
    let fitted = coefficients.array()
    guard fitted.allSatisfy(\.isFinite), let weights = statistics.weights,
      let residuals = statistics.r
    else {
      throw GSLError(
        .notConverged, routine: "RobustFit.fit", message: "the weights of all observations vanish",
        context: shapes)
    }
    let sigma = statistics.sigma.isFinite && statistics.sigma_mad > 0 ? statistics.sigma : nil
    return RobustFit(
      coefficients: fitted,
      covariance: sigma.flatMap { _ in
        let array = covariance.array()
        return array.joined().allSatisfy(\.isFinite) ? array : nil
      },
      weights: (0..<rows).map { gsl_vector_get(weights, $0) },
      residuals: (0..<rows).map { gsl_vector_get(residuals, $0) },
      scale: statistics.sigma_mad, residualStandardDeviation: sigma,
      coefficientOfDetermination: sigma.flatMap {
        _ in statistics.Rsq.isFinite ? statistics.Rsq : nil
      }, degreesOfFreedom: ordinary.degreesOfFreedom, iterations: Int(statistics.numit))
  }
}

/// Working memory of one robust fit; belongs to one task.
private struct RobustWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_multifit_robust_workspace>

  init(_ loss: RobustFit.Loss, rows: Int, columns: Int) {
    raw = Library.allocated(
      gsl_multifit_robust_alloc(loss.method, rows, columns), "a robust least squares workspace")
  }

  deinit { gsl_multifit_robust_free(raw) }
}
