// GSL: safe Swift over the C library; everything else computes through it.
// This file owns the state of one nonlinear fit and reads the geometry of its current point.

internal import CGSL

/// State of one nonlinear fit; belongs to one task.
struct NonlinearWorkspace: ~Copyable {
  /// Share of the largest pivot of the column-scaled Jacobian below which a direction is noise.
  private static let rankTolerance = 1e-10

  let raw: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>
  private let scaled: MatrixStorage
  private let inverse: MatrixStorage
  private let projected: VectorStorage
  private let reflectors: VectorStorage

  init(_ method: NonlinearFit.Method, residuals: Int, parameters: Int) {
    var settings = cgsl_multifit_nlinear_parameters(method.code)
    raw = Library.allocated(
      gsl_multifit_nlinear_alloc(cgsl_multifit_nlinear_trust(), &settings, residuals, parameters),
      "a nonlinear fit")
    scaled = MatrixStorage(rows: residuals, columns: parameters)
    inverse = MatrixStorage(rows: parameters, columns: parameters)
    projected = VectorStorage(count: residuals)
    reflectors = VectorStorage(count: parameters)
  }

  deinit { gsl_multifit_nlinear_free(raw) }

  var residualNorm: Double { gsl_blas_dnrm2(raw.pointee.f) }

  /// Evaluates the point and its derivatives and forgets the trust region.
  func begin(_ system: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>, at point: [Double])
    -> Int32
  {
    let first = VectorStorage(point)
    return gsl_multifit_nlinear_init(first.raw, system, raw)
  }

  func parameters() -> [Double] {
    let x = raw.pointee.x.pointee
    return (0..<x.size).map { x.data[$0 * x.stride] }
  }

  /// Largest |cosine| between the residuals and a column of the Jacobian; 0 at an exact fit.
  func largestCosine() -> Double {
    let norm = residualNorm
    var largest = 0.0
    guard norm > 0 else { return 0 }
    for column in 0..<raw.pointee.J.pointee.size2 {
      var view = gsl_matrix_column(raw.pointee.J, column)
      let length = gsl_blas_dnrm2(&view.vector)
      var product = 0.0
      gsl_blas_ddot(&view.vector, raw.pointee.f, &product)
      if length > 0 { largest = max(largest, abs(product) / length / norm) }
    }
    return largest
  }

  /// Whether the last step moved each parameter by at most `tolerance` of itself.
  func lastStepIsSmall(_ tolerance: Double) -> Bool {
    let x = raw.pointee.x.pointee
    let step = raw.pointee.dx.pointee
    return (0..<x.size).allSatisfy {
      abs(step.data[$0 * step.stride])
        <= tolerance * (abs(x.data[$0 * x.stride]) + tolerance)
    }
  }

  /// The Gauss-Newton step, and the cosine between the residuals and the tangent space: the
  /// relative offset of Bates and Watts, free of units and of the parameters' correlation. `nil` at
  /// an exact fit and where the Jacobian has not full rank.
  func tangentStep() -> (step: [Double], cosine: Double)? {
    let norm = residualNorm
    guard norm > 0, let lengths = scaleColumns() else { return nil }
    let count = lengths.count
    gsl_vector_memcpy(projected.raw, raw.pointee.f)
    guard gsl_linalg_QR_decomp(scaled.raw, reflectors.raw) == Library.success,
      gsl_linalg_QR_QTvec(scaled.raw, reflectors.raw, projected.raw) == Library.success
    else { return nil }
    var step = (0..<count).map { -projected[$0] }
    let cosine = step.reduce(0) { $0 + $1 * $1 }.squareRoot() / norm
    for row in (0..<count).reversed() {
      // Columns have length 1, so a tiny remainder means that a direction is noise.
      guard abs(scaled[row, row]) > Self.rankTolerance else { return nil }
      for column in row + 1..<count { step[row] -= scaled[row, column] * step[column] }
      step[row] /= scaled[row, row]
    }
    for row in 0..<count { step[row] /= lengths[row] }
    guard cosine.isFinite, step.allSatisfy(\.isFinite) else { return nil }
    return (step, cosine)
  }

  /// Cosine between the residuals and the tangent space, or the nearest that a Jacobian without full
  /// rank has to it; 0 at an exact fit.
  func offset() -> Double { tangentStep()?.cosine ?? largestCosine() }

  /// (JᵀJ)⁻¹ from the QR decomposition of J with its columns scaled to unit length, so that the
  /// verdict on rank does not depend on the units; `nil` when the rank is not full.
  func covariance() -> [[Double]]? {
    guard let lengths = scaleColumns() else { return nil }
    let count = lengths.count
    let status = gsl_multifit_nlinear_covar(scaled.raw, Self.rankTolerance, inverse.raw)
    guard status == Library.success else { return nil }
    var result = inverse.array()
    for row in 0..<count {
      for column in 0..<count { result[row][column] /= lengths[row] * lengths[column] }
      guard result[row][row] > 0, result[row].allSatisfy(\.isFinite) else { return nil }
    }
    return result
  }

  /// Copies J with its columns scaled to unit length; returns the lengths.
  private func scaleColumns() -> [Double]? {
    gsl_matrix_memcpy(scaled.raw, raw.pointee.J)
    var lengths: [Double] = []
    for column in 0..<scaled.columns {
      var view = gsl_matrix_column(scaled.raw, column)
      let length = gsl_blas_dnrm2(&view.vector)
      guard length > 0, length.isFinite else { return nil }
      gsl_vector_scale(&view.vector, 1 / length)
      lengths.append(length)
    }
    return lengths
  }
}
