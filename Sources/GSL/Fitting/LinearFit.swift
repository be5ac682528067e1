// GSL: safe Swift over the C library; everything else computes through it.
// This file is weighted linear least squares, for trend baselines and calibration lines.

internal import CGSL

/// A linear model fitted by weighted least squares: the coefficients c that minimise
/// Σ wᵢ (yᵢ − xᵢ·c)².
///
/// The library reports success for NaN, for too few rows and for dependent columns, so all three
/// are checked here and thrown. Householder factors with refinement solve the problem, singular
/// values judge its rank and condition. On the linear data sets of NIST the coefficients and their
/// standard errors agree to 12 digits or more, to 7 on Filip, whose powers of x are rounded as they
/// enter.
///
/// - SeeAlso: Golub and Van Loan, Matrix Computations, 5.3 and 5.5; Björck (1967), BIT 7:257–278.
public struct LinearFit: Equatable, Sendable {
  /// Fitted coefficients, one for each column of the design, in the unit of y over that column's.
  public let coefficients: [Double]
  /// (XᵀWX)⁻¹: the covariance of the coefficients when each weight is exactly 1 / variance of y.
  public let unscaledCovariance: [[Double]]
  /// Weighted residual sum of squares, Σ wᵢ (yᵢ − xᵢ·c)².
  public let chiSquare: Double
  /// Weighted sum of squares of y, about its weighted mean where the design has a constant column,
  /// else about 0.
  public let totalSumOfSquares: Double
  /// Rows with a positive weight minus columns, `> 0`.
  public let degreesOfFreedom: Int
  /// Numerical rank of the weighted design; equal to the number of coefficients.
  public let rank: Int
  /// Largest over smallest singular value of the weighted design with its columns scaled to unit
  /// length, `>= 1`. Relative errors of the data reach the coefficients enlarged by up to this.
  public let conditionNumber: Double

  /// Residual variance for unit weight, `chiSquare / degreesOfFreedom`.
  public var residualVariance: Double { chiSquare / Double(degreesOfFreedom) }

  /// Share of the total sum of squares that the model explains, R²; `nil` where that sum is 0.
  public var coefficientOfDetermination: Double? {
    totalSumOfSquares > 0 ? 1 - chiSquare / totalSumOfSquares : nil
  }

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
  /// - Returns: intercept and slope, in this order. Relative 1e-12 on the NIST data set Norris.
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
  /// - Returns: the fit. Relative 1e-12 on NIST's Longley and Wampler data sets.
  /// - Throws: `GSLError` of kind `invalidInput` for a value that is not finite or a negative
  ///   weight, `tooFewObservations` unless rows outnumber columns, `rankDeficient` for dependent
  ///   columns.
  /// - Complexity: O(n p²), with a few passes over the design for each column.
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
      design, y, weights ?? Array(repeating: 1, count: rows),
      degreesOfFreedom: used - columns, routine: routine, shapes: shapes)
  }

  /// Up to here the factors alone give 12 digits.
  private static let wellConditioned = 1e4

  private static func solve(
    _ design: consuming MatrixStorage, _ y: [Double], _ weights: [Double], degreesOfFreedom: Int,
    routine: String, shapes: String
  ) throws(GSLError) -> LinearFit {
    let (rows, columns) = (design.rows, design.columns)
    let total = totalSumOfSquares(design, y, weights)
    let overflow = GSLError(
      .library, routine: routine, message: "the solution overflows", context: shapes)
    guard let system = LeastSquaresSystem(design: design, weights: VectorStorage(weights)) else {
      throw overflow
    }
    let values = system.singularValues
    // Rounding the design moves its singular values by this share of the largest, as in LAPACK's
    // rule; the columns have unit length, so units do not decide.
    let smallest = Double(max(rows, columns)) * Double.ulpOfOne * values[0]
    let rank = values.count { $0 > smallest }
    guard rank == columns else {
      throw GSLError(
        .rankDeficient, routine: routine, message: "columns of the design are linearly dependent",
        context: "\(shapes) rank=\(rank)")
    }
    let solution = system.solve(y, Array(repeating: 0, count: columns))
    var chiSquare = CompensatedSum()
    for row in 0..<rows {
      chiSquare.addProduct(weights[row] * solution.residuals[row], solution.residuals[row])
    }
    let covariance = covariance(system, rows: rows, columns: columns)
    guard chiSquare.value.isFinite, total.isFinite, solution.coefficients.allSatisfy(\.isFinite),
      covariance.joined().allSatisfy(\.isFinite)
    else { throw overflow }
    return LinearFit(
      coefficients: solution.coefficients, unscaledCovariance: covariance,
      chiSquare: max(0, chiSquare.value), totalSumOfSquares: total,
      degreesOfFreedom: degreesOfFreedom, rank: rank,
      conditionNumber: system.conditionNumber)
  }

  /// (AᵀWA)⁻¹, column by column and then made symmetric.
  private static func covariance(
    _ system: borrowing LeastSquaresSystem, rows: Int, columns: Int
  ) -> [[Double]] {
    let none = Array(repeating: 0.0, count: rows)
    var inverse: [[Double]] = []
    for column in 0..<columns {
      var unit = Array(repeating: 0.0, count: columns)
      unit[column] = -1
      inverse.append(
        system.solve(none, unit, isRefined: system.conditionNumber > wellConditioned).coefficients)
    }
    return (0..<columns).map { row in
      (0..<columns).map { (inverse[row][$0] + inverse[$0][row]) / 2 }
    }
  }

  /// Σ wᵢ (yᵢ − ȳ)² where a column is constant, else Σ wᵢ yᵢ².
  private static func totalSumOfSquares(
    _ design: borrowing MatrixStorage, _ y: [Double], _ weights: [Double]
  ) -> Double {
    let used = y.indices.filter { weights[$0] > 0 }
    var hasConstant = false
    for column in 0..<design.columns {
      let value = design[used[0], column]
      hasConstant = hasConstant || (value != 0 && used.allSatisfy { design[$0, column] == value })
    }
    var (sum, weight, squares) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    for row in used {
      sum.addProduct(weights[row], y[row])
      weight.add(weights[row])
    }
    let centre = hasConstant ? sum.value / weight.value : 0
    for row in used {
      let deviation = y[row] - centre
      squares.addProduct(weights[row] * deviation, deviation)
    }
    return squares.value
  }
}
