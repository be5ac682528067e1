// GSL: safe Swift over the C library; everything else computes through it.
// This file factors a weighted design once and solves with it, for LinearFit.

internal import CGSL

/// The equations r + A c = b, AᵀW r = g of a least squares problem with weights W.
///
/// With g = 0 the solution is the fit of b; with b = 0 it is a column of the covariance. The
/// Householder factors of √W A, its columns scaled to unit length, give a first solution;
/// refinement with residuals of twice the digits then corrects coefficients and residuals together,
/// so that the result has nearly all digits as long as the condition number is below 1e15 or so,
/// however large the residuals are.
///
/// - SeeAlso: Björck (1967), BIT 7:257–278; Golub and Van Loan, Matrix Computations, 5.3.8.
struct LeastSquaresSystem: ~Copyable {
  private let design: MatrixStorage
  private let weights: VectorStorage
  private let lengths: [Double]
  private let factors: MatrixStorage
  private let reflectors: VectorStorage
  /// Singular values of the weighted design with columns of unit length, largest first.
  let singularValues: [Double]

  private static let refinements = 10
  /// A correction that is not smaller than this share of the one before has met rounding.
  private static let progress = 0.5

  /// Factors the design; `nil` when the library cannot, which only values that overflow explain.
  init?(design: consuming MatrixStorage, weights: consuming VectorStorage) {
    let (rows, columns) = (design.rows, design.columns)
    factors = MatrixStorage(rows: rows, columns: columns)
    reflectors = VectorStorage(count: columns)
    var lengths: [Double] = []
    for column in 0..<columns {
      for row in 0..<rows {
        factors[row, column] = design[row, column] * weights[row].squareRoot()
      }
      var view = gsl_matrix_column(factors.raw, column)
      let length = gsl_blas_dnrm2(&view.vector)
      lengths.append(length > 0 ? length : 1)
      gsl_vector_scale(&view.vector, 1 / lengths[column])
    }
    self.lengths = lengths
    self.design = design
    self.weights = weights
    guard lengths.allSatisfy(\.isFinite),
      gsl_linalg_QR_decomp(factors.raw, reflectors.raw) == Library.success,
      let values = Self.singularValues(ofUpperTriangle: factors)
    else { return nil }
    singularValues = values
  }

  /// Largest over smallest singular value.
  var conditionNumber: Double { singularValues[0] / singularValues[singularValues.count - 1] }

  /// Coefficients and residuals for a right-hand side; with refinements, or with the digits that
  /// the condition number leaves.
  func solve(_ observations: [Double], _ constraint: [Double], isRefined: Bool = true) -> (
    coefficients: [Double], residuals: [Double]
  ) {
    let (rows, columns) = (design.rows, design.columns)
    var coefficients = Array(repeating: 0.0, count: columns)
    var residuals = Array(repeating: 0.0, count: rows)
    let work = VectorStorage(count: rows)
    var before = Double.infinity
    var (misfit, imbalance) = (observations, constraint)
    for round in 0...Self.refinements {
      let step = correction(misfit, imbalance, work)
      let size = relativeSize(step.coefficients, of: coefficients)
      if round > 1 && !(size < Self.progress * before) { break }
      for column in 0..<columns { coefficients[column] += step.coefficients[column] }
      for row in 0..<rows { residuals[row] += step.residuals[row] }
      if !isRefined || round > 0 && size <= Double.ulpOfOne { break }
      before = size
      remainders(observations, constraint, coefficients, residuals, &misfit, &imbalance)
    }
    return (coefficients, residuals)
  }

  /// What is left of both equations, with twice the digits.
  private func remainders(
    _ observations: [Double], _ constraint: [Double], _ coefficients: [Double],
    _ residuals: [Double], _ misfit: inout [Double], _ imbalance: inout [Double]
  ) {
    for row in misfit.indices {
      var sum = CompensatedSum()
      sum.add(observations[row])
      sum.add(-residuals[row])
      for column in imbalance.indices { sum.addProduct(-design[row, column], coefficients[column]) }
      misfit[row] = sum.value
    }
    for column in imbalance.indices {
      var sum = CompensatedSum()
      sum.add(constraint[column])
      for row in misfit.indices {
        let weighted = weights[row] * residuals[row]
        let rounding = (-weighted).addingProduct(weights[row], residuals[row])
        sum.addProduct(-design[row, column], weighted)
        sum.add(-design[row, column] * rounding)
      }
      imbalance[column] = sum.value
    }
  }

  /// Solves both equations with the factors alone.
  private func correction(
    _ misfit: [Double], _ imbalance: [Double], _ work: borrowing VectorStorage
  ) -> (coefficients: [Double], residuals: [Double]) {
    let (rows, columns) = (design.rows, design.columns)
    for row in 0..<rows { work[row] = misfit[row] * weights[row].squareRoot() }
    var status = gsl_linalg_QR_QTvec(factors.raw, reflectors.raw, work.raw)
    Library.expectSuccess(status, "product with the factors")
    var coefficients = Array(repeating: 0.0, count: columns)
    for row in 0..<columns {
      var sum = imbalance[row] / lengths[row]
      for column in 0..<row { sum -= factors[column, row] * coefficients[column] }
      coefficients[row] = sum / factors[row, row]
    }
    for row in 0..<columns {
      let projection = coefficients[row]
      coefficients[row] = work[row] - projection
      work[row] = projection
    }
    for row in (0..<columns).reversed() {
      for column in row + 1..<columns {
        coefficients[row] -= factors[row, column] * coefficients[column]
      }
      coefficients[row] /= factors[row, row]
    }
    for column in 0..<columns { coefficients[column] /= lengths[column] }
    status = gsl_linalg_QR_Qvec(factors.raw, reflectors.raw, work.raw)
    Library.expectSuccess(status, "product with the factors")
    let residuals = (0..<rows).map { row in
      weights[row] > 0
        ? work[row] / weights[row].squareRoot()
        : (0..<columns).reduce(misfit[row]) { $0 - design[row, $1] * coefficients[$1] }
    }
    return (coefficients, residuals)
  }

  /// Largest share of a coefficient by which it changes. A coefficient of 0 is held against the
  /// rounding of the others.
  private func relativeSize(_ change: [Double], of coefficients: [Double]) -> Double {
    let scale = coefficients.indices.map { abs(coefficients[$0]) * lengths[$0] }.max() ?? 0
    return change.indices.map {
      let size = max(abs(coefficients[$0]), Double.ulpOfOne * scale / lengths[$0])
      return change[$0] == 0 ? 0 : abs(change[$0]) / size
    }.max() ?? 0
  }

  private static func singularValues(ofUpperTriangle factors: borrowing MatrixStorage)
    -> [Double]?
  {
    let count = factors.columns
    let triangle = MatrixStorage(rows: count, columns: count)
    for row in 0..<count {
      for column in row..<count { triangle[row, column] = factors[row, column] }
    }
    let right = MatrixStorage(rows: count, columns: count)
    let values = VectorStorage(count: count)
    let work = VectorStorage(count: count)
    let status = gsl_linalg_SV_decomp(triangle.raw, right.raw, values.raw, work.raw)
    let result = values.array()
    return status == Library.success && result.allSatisfy(\.isFinite) ? result : nil
  }
}
