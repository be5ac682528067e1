// GSL: safe Swift over the C library; everything else computes through it.
// This file solves systems with a symmetric matrix that should be positive definite, such as an
// information matrix, and makes it so with the least change where it is not.

internal import CGSL

/// Factors P (A + E) Pᵀ = L D Lᵀ of a symmetric matrix, with a diagonal E >= 0 that is 0 when A is
/// positive definite.
///
/// With E the factors always exist, so a Newton step −(A + E)⁻¹g goes downhill even where the
/// curvature is negative. The matrix is scaled by powers of two first, which rounds nothing, so that
/// the units of the parameters do not decide what counts as positive definite.
///
/// The value owns its memory and belongs to one task; `factor(_:)` reuses it for the next matrix.
///
/// - SeeAlso: Gill, Murray and Wright (1981), Practical Optimization, section 4.4.2.2.
public struct ModifiedCholesky: ~Copyable {
  /// Number of rows and columns, `>= 1`.
  public let order: Int
  /// Whether A itself is positive definite to rounding: nothing was added to it.
  public private(set) var isPositiveDefinite = false
  /// ln det(A + E), finite.
  public private(set) var logDeterminant = 0.0

  private static let routine = "ModifiedCholesky"
  private let factors: MatrixStorage
  private let added: VectorStorage
  private let permutation: PermutationStorage
  private let scales: VectorStorage
  private let work: VectorStorage

  /// Factors of a matrix.
  ///
  /// - Parameters:
  ///   - matrix: A in row-major order, `order * order` elements, symmetric to 1e-8 of the largest.
  ///   - order: number of rows and columns, `>= 1`.
  /// - Throws: `GSLError` of kind `invalidInput` when an element is not finite.
  /// - Complexity: O(`order`³).
  public init(_ matrix: [Double], order: Int) throws(GSLError) {
    precondition(order >= 1, "a matrix has at least one row, not \(order)")
    self.order = order
    _ = Library.ready
    factors = MatrixStorage(rows: order, columns: order)
    added = VectorStorage(count: order)
    permutation = PermutationStorage(count: order)
    scales = VectorStorage(count: order)
    work = VectorStorage(count: 3 * order)
    try factor(matrix)
  }

  /// Replaces the factors by those of another matrix of the same order and allocates nothing.
  ///
  /// After an error the factors are undefined, and another matrix must be factored first.
  ///
  /// - Parameter matrix: A in row-major order, as for the initialiser.
  /// - Throws: `GSLError` of kind `invalidInput` when an element is not finite.
  /// - Complexity: O(`order`³).
  public mutating func factor(_ matrix: [Double]) throws(GSLError) {
    precondition(
      matrix.count == order * order, "\(order) rows need \(order * order) elements: \(matrix.count)"
    )
    var largest = 0.0
    for value in matrix {
      guard value.isFinite else {
        throw GSLError(
          .invalidInput, routine: Self.routine, message: "an element of the matrix is not finite",
          context: "order=\(order)")
      }
      largest = max(largest, abs(value))
    }
    setScales(matrix, largest: largest)
    for row in 0..<order {
      for column in 0...row {
        let (value, mirror) = (matrix[row * order + column], matrix[column * order + row])
        precondition(
          abs(value - mirror) <= 1e-8 * largest,
          "not symmetric: elements (\(row), \(column)) \(value) and \(mirror)")
        let scaled = value / scales[row] / scales[column]
        factors[row, column] = scaled
        factors[column, row] = scaled
      }
    }
    Library.expectSuccess(
      gsl_linalg_mcholesky_decomp(factors.raw, permutation.raw, added.raw), "factors of a matrix")
    isPositiveDefinite = true
    logDeterminant = 0
    for index in 0..<order {
      if added[index] != 0 { isPositiveDefinite = false }
      logDeterminant += log(factors[index, index]) + 2 * log(scales[index])
    }
  }

  /// Estimate of 1 / (‖S‖ ‖S⁻¹‖) in the 1-norm, with S the scaled A + E.
  ///
  /// Near 1 where all directions are known alike, near 1e-16 where some combination of them is not
  /// known at all. Computed on each call in O(`order`²).
  public var reciprocalCondition: Double {
    var result = 0.0
    Library.expectSuccess(
      gsl_linalg_mcholesky_rcond(factors.raw, permutation.raw, &result, work.raw), "a condition")
    return result.isFinite ? result : 0
  }

  /// The solution x of (A + E) x = b.
  ///
  /// - Parameter right: b, `order` elements.
  /// - Returns: x; relative error about the condition number times 1e-16. An element may be infinite
  ///   or NaN only when one of b is, or when the solution overflows.
  /// - Complexity: O(`order`²).
  public func solve(_ right: [Double]) -> [Double] {
    var solution = right
    var span = solution.mutableSpan
    solve(inPlace: &span)
    return solution
  }

  /// Replaces b by the solution x of (A + E) x = b and allocates nothing.
  ///
  /// - Parameter vector: b on entry and x on return, `order` elements.
  /// - Complexity: O(`order`²).
  public func solve(inPlace vector: inout MutableSpan<Double>) {
    precondition(vector.count == order, "\(order) unknowns need as many elements: \(vector.count)")
    for index in 0..<order { vector[index] /= scales[index] }
    vector.withUnsafeMutableBufferPointer { buffer in
      var view = gsl_vector_view_array(buffer.baseAddress, order)
      Library.expectSuccess(
        gsl_linalg_mcholesky_svx(factors.raw, permutation.raw, &view.vector), "a linear system")
    }
    for index in 0..<order { vector[index] /= scales[index] }
  }

  /// The inverse (A + E)⁻¹, such as the covariance of estimates from their information.
  ///
  /// - Returns: row-major, `order * order` elements, exactly symmetric; the diagonal is above 0.
  /// - Complexity: O(`order`³).
  public func inverse() -> [Double] {
    let inverse = MatrixStorage(rows: order, columns: order)
    Library.expectSuccess(
      gsl_linalg_mcholesky_invert(factors.raw, permutation.raw, inverse.raw), "an inverse")
    var result = Array(repeating: 0.0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        let value = inverse[row, column] / scales[row] / scales[column]
        result[row * order + column] = value
        result[column * order + row] = value
      }
    }
    return result
  }

  /// Powers of two that bring the diagonal near 1. Where the diagonal rules out a positive definite
  /// matrix, it says nothing about the units either, and one power serves the whole matrix.
  private func setScales(_ matrix: [Double], largest: Double) {
    var diagonalDominates = true
    for row in 0..<order {
      let pivot = matrix[row * order + row]
      if !(pivot > 0) { diagonalDominates = false }
      for column in 0..<row where diagonalDominates {
        let other = matrix[column * order + column]
        let bound = 2 * pivot.squareRoot() * other.squareRoot()
        if abs(matrix[row * order + column]) > bound { diagonalDominates = false }
      }
    }
    for row in 0..<order {
      let size = diagonalDominates ? matrix[row * order + row] : largest
      scales[row] = size > 0 ? Self.powerOfTwo(near: size.squareRoot()) : 1
    }
  }

  private static func powerOfTwo(near value: Double) -> Double {
    Double(sign: .plus, exponent: Int(value.exponent), significand: 1)
  }
}

/// A library permutation that is freed with its owner.
private struct PermutationStorage: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_permutation>

  init(count: Int) {
    raw = Library.allocated(gsl_permutation_calloc(count), "a permutation of \(count)")
  }

  deinit { gsl_permutation_free(raw) }
}
