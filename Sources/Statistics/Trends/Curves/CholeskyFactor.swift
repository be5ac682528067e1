// Statistics: the Cholesky factor of a matrix as small as the parameters of a curve.

/// The lower factor L of a symmetric positive definite matrix, A = L Lᵀ.
///
/// Two or three rows need no library call, and a search over starts makes hundreds of thousands of
/// them; `ModifiedCholesky` shifts what is not positive definite, where here nil tells the search so.
struct CholeskyFactor {
  let rows: [[Double]]

  /// The factor; nil where the matrix is not positive definite to rounding.
  init?(_ matrix: [[Double]]) {
    var factor = matrix
    for row in matrix.indices {
      for column in 0...row {
        var value = matrix[row][column]
        for k in 0..<column { value -= factor[row][k] * factor[column][k] }
        if row == column {
          guard value > 1e-13 * matrix[row][row], value.isFinite else { return nil }
          factor[row][row] = value.squareRoot()
        } else {
          factor[row][column] = value / factor[column][column]
        }
      }
      for column in (row + 1)..<max(row + 1, matrix.count) { factor[row][column] = 0 }
    }
    rows = factor
  }

  /// Solves A x = b.
  func solve(_ right: [Double]) -> [Double] {
    var x = forward(right)
    for row in rows.indices.reversed() {
      for k in (row + 1)..<max(row + 1, rows.count) { x[row] -= rows[k][row] * x[k] }
      x[row] /= rows[row][row]
    }
    return x
  }

  /// Solves L x = b.
  func forward(_ right: [Double]) -> [Double] {
    var x = right
    for row in rows.indices {
      for k in 0..<row { x[row] -= rows[row][k] * x[k] }
      x[row] /= rows[row][row]
    }
    return x
  }

  /// L x.
  func times(_ x: [Double]) -> [Double] {
    rows.indices.map { row in (0...row).reduce(0) { $0 + rows[row][$1] * x[$1] } }
  }

  /// A⁻¹.
  func inverse() -> [[Double]] {
    rows.indices.map { column in solve(rows.indices.map { $0 == column ? 1 : 0 }) }
  }
}
