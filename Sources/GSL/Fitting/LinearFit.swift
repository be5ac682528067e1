// GSL: safe Swift over the C library; everything else computes through it.
// This file is weighted linear least squares, for trend baselines and calibration lines.

internal import CGSL

/// A linear model fitted by weighted least squares: the coefficients c that minimise
/// Σ wᵢ (yᵢ − xᵢ·c)².
///
/// The library reports success for NaN, for too few rows and for dependent columns, so all three
/// are checked here and thrown.
///
/// - SeeAlso: Golub and Van Loan, Matrix Computations, 5.5 (least squares by SVD).
public struct LinearFit: Equatable, Sendable {
  /// Fitted coefficients, one for each column of the design, in the unit of y over that column's.
  public let coefficients: [Double]
  /// (XᵀWX)⁻¹: the covariance of the coefficients when each weight is exactly 1 / variance of y.
  public let unscaledCovariance: [[Double]]
  /// Weighted residual sum of squares, Σ wᵢ (yᵢ − xᵢ·c)².
  public let chiSquare: Double
  /// Rows with a positive weight minus columns, `> 0`.
  public let degreesOfFreedom: Int
  /// Numerical rank of the weighted design; equal to the number of coefficients.
  public let rank: Int

  /// Residual variance for unit weight, `chiSquare / degreesOfFreedom`.
  public var residualVariance: Double { chiSquare / Double(degreesOfFreedom) }

  /// Covariance of the coefficients when weights are known only up to a factor, which the residuals
  /// then supply: `unscaledCovariance` times `residualVariance`.
  public var covariance: [[Double]] {
    unscaledCovariance.map { $0.map { $0 * residualVariance } }
  }

  /// Square roots of the diagonal of `covariance`.
  public var standardErrors: [Double] {
    unscaledCovariance.indices.map {
      (unscaledCovariance[$0][$0] * residualVariance).squareRoot()
    }
  }

  /// Fits the straight line y = c₀ + c₁ x.
  ///
  /// - Parameters:
  ///   - x: abscissae, any unit, finite; at least two different ones.
  ///   - y: ordinates, any unit, finite, as many as `x`.
  ///   - weights: `>= 0` and finite, as many as `x`; a row of weight 0 does not count; `nil` weighs
  ///     all rows alike.
  /// - Returns: intercept and slope, in this order. Relative 1e-10 on the NIST data set Norris.
  /// - Throws: `GSLError`, as `weightedLeastSquares(design:y:weights:)` does.
  public static func weightedLine(x: [Double], y: [Double], weights: [Double]? = nil)
    throws(GSLError) -> LinearFit
  {
    try fit(
      rows: x.count, columns: 2, y: y, weights: weights, routine: "LinearFit.weightedLine"
    ) { row, column in column == 0 ? 1 : x[row] }
  }

  /// Fits any linear model.
  ///
  /// - Parameters:
  ///   - design: rows of the design matrix, all of one length `>= 1`, finite. A constant term needs
  ///     its own column of ones.
  ///   - y: one finite response for each row.
  ///   - weights: `>= 0` and finite, one for each row; a row of weight 0 does not count; `nil`
  ///     weighs all rows alike.
  /// - Returns: the fit, by singular value decomposition of the weighted design with columns
  ///   balanced.
  /// - Throws: `GSLError` of kind `invalidInput` for a value that is not finite or a negative
  ///   weight, `tooFewObservations` unless rows outnumber columns, `rankDeficient` for dependent
  ///   columns.
  /// - Complexity: O(n p²).
  public static func weightedLeastSquares(
    design: [[Double]], y: [Double], weights: [Double]? = nil
  ) throws(GSLError) -> LinearFit {
    let columns = design.first?.count ?? 1
    precondition(columns >= 1, "a design needs at least one column")
    precondition(
      design.allSatisfy { $0.count == columns }, "all rows of a design have \(columns) columns")
    return try fit(
      rows: design.count, columns: columns, y: y, weights: weights,
      routine: "LinearFit.weightedLeastSquares"
    ) { row, column in design[row][column] }
  }

  private static func fit(
    rows: Int, columns: Int, y: [Double], weights: [Double]?, routine: String,
    element: (Int, Int) -> Double
  ) throws(GSLError) -> LinearFit {
    precondition(y.count == rows, "\(routine): \(y.count) responses for \(rows) rows")
    precondition(
      weights.map { $0.count == rows } ?? true, "\(routine): one weight for each of \(rows) rows")
    let used = weights.map { $0.count { $0 > 0 } } ?? rows
    let shapes = "observations=\(used) parameters=\(columns)"
    for row in 0..<rows {
      let weight = weights?[row] ?? 1
      guard y[row].isFinite, weight.isFinite, weight >= 0,
        (0..<columns).allSatisfy({ element(row, $0).isFinite })
      else {
        throw GSLError(
          .invalidInput, routine: routine,
          message: "values must be finite and weights finite and not negative",
          context: "row=\(row) y=\(y[row]) weight=\(weight)")
      }
    }
    guard used > columns else {
      throw GSLError(
        .tooFewObservations, routine: routine,
        message: "rows with a positive weight must outnumber the parameters", context: shapes)
    }
    _ = Library.ready
    let design = MatrixStorage(rows: rows, columns: columns)
    for row in 0..<rows { for column in 0..<columns { design[row, column] = element(row, column) } }
    return try solve(
      design, VectorStorage(y), VectorStorage(weights ?? Array(repeating: 1, count: rows)),
      degreesOfFreedom: used - columns, routine: routine, shapes: shapes)
  }

  private static func solve(
    _ design: borrowing MatrixStorage, _ y: borrowing VectorStorage,
    _ weights: borrowing VectorStorage, degreesOfFreedom: Int, routine: String, shapes: String
  ) throws(GSLError) -> LinearFit {
    let columns = design.columns
    let workspace = LeastSquaresWorkspace(rows: design.rows, columns: columns)
    let coefficients = VectorStorage(count: columns)
    let covariance = MatrixStorage(rows: columns, columns: columns)
    var chiSquare = 0.0
    var rank = 0
    // Singular values below this share of the largest are rounding, as in LAPACK's rank rule.
    let tolerance = Double(max(design.rows, columns)) * Double.ulpOfOne
    let status = gsl_multifit_wlinear_tsvd(
      design.raw, weights.raw, y.raw, tolerance, coefficients.raw, covariance.raw, &chiSquare,
      &rank, workspace.raw)
    guard status == Library.success else {
      throw GSLError(
        .library, routine: routine, message: "the decomposition failed", status: status,
        context: shapes)
    }
    guard rank == columns else {
      throw GSLError(
        .rankDeficient, routine: routine, message: "columns of the design are linearly dependent",
        context: "\(shapes) rank=\(rank)")
    }
    let fitted = coefficients.array()
    guard chiSquare.isFinite, fitted.allSatisfy(\.isFinite) else {
      throw GSLError(
        .library, routine: routine, message: "the solution overflows", context: shapes)
    }
    return LinearFit(
      coefficients: fitted, unscaledCovariance: covariance.array(), chiSquare: chiSquare,
      degreesOfFreedom: degreesOfFreedom, rank: rank)
  }
}

/// Working memory of one linear fit; belongs to one task.
private struct LeastSquaresWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_multifit_linear_workspace>

  init(rows: Int, columns: Int) {
    raw = Library.allocated(gsl_multifit_linear_alloc(rows, columns), "a least squares workspace")
  }

  deinit { gsl_multifit_linear_free(raw) }
}
