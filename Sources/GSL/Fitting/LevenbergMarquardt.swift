// GSL: safe Swift over the C library; everything else computes through it.
// This file drives the trust region solver for NonlinearFit and decides when it has converged.

internal import CGSL

/// One run of the solver.
enum LevenbergMarquardt {
  private static let routine = "NonlinearFit.fit"
  /// A small step counts as convergence only where the gradient is small too (cosine), or where the
  /// residuals have fallen to rounding; elsewhere the trust region has merely collapsed.
  private static let plausibleCosine = 1e-3
  private static let roundingShare = 1e-10
  /// Share of the largest pivot of the column-scaled Jacobian below which a direction is noise.
  private static let rankTolerance = 1e-10
  /// Gauss-Newton steps after convergence at most; one is enough unless the model bends strongly.
  private static let polishingRounds = 20

  static func run(
    _ function: ResidualFunction, _ start: [Double], _ configuration: NonlinearFit.Configuration
  ) throws(GSLError) -> NonlinearFit {
    let shapes = "residuals=\(function.residualCount) parameters=\(start.count)"
    precondition(!start.isEmpty, "a fit needs at least one parameter")
    guard start.allSatisfy(\.isFinite) else {
      throw GSLError(
        .invalidInput, routine: routine, message: "the start is not finite",
        context: "start=\(start)")
    }
    guard function.residualCount >= start.count else {
      throw GSLError(
        .tooFewObservations, routine: routine, message: "fewer residuals than parameters",
        context: shapes)
    }
    guard function.isFiniteAtStart() else {
      throw GSLError(
        .nonFiniteFunction, routine: routine, message: "a residual is not finite at the start",
        context: "\(shapes) start=\(start)")
    }
    _ = Library.ready
    // The library keeps a pointer to this structure, which therefore must not move.
    let system = UnsafeMutablePointer<gsl_multifit_nlinear_fdf>.allocate(capacity: 1)
    defer { system.deallocate() }
    return try withExtendedLifetime(function) { () throws(GSLError) -> NonlinearFit in
      var description = gsl_multifit_nlinear_fdf()
      description.f = ResidualFunction.valueCallback
      description.df = ResidualFunction.derivativeCallback
      description.n = function.residualCount
      description.p = start.count
      description.params = Unmanaged.passUnretained(function).toOpaque()
      system.initialize(to: description)
      let solver = SolverWorkspace(residuals: function.residualCount, parameters: start.count)
      let first = VectorStorage(start)
      let status = gsl_multifit_nlinear_init(first.raw, system, solver.raw)
      try check(status, "the fit could not begin", shapes)
      let (reason, iterations) = try iterate(solver, configuration, shapes)
      var rounds = 0
      while rounds < polishingRounds && solver.polish(system, rankTolerance: rankTolerance) {
        rounds += 1
      }
      return try result(solver, function, reason, iterations, shapes)
    }
  }

  private static func iterate(
    _ solver: borrowing SolverWorkspace, _ configuration: NonlinearFit.Configuration,
    _ shapes: String
  ) throws(GSLError) -> (NonlinearFit.StopReason, Int) {
    let startNorm = solver.residualNorm
    for iteration in 0..<configuration.maximumIterations {
      if solver.residualNorm == 0 { return (.exactFit, iteration) }
      if solver.largestCosine() <= configuration.gradientTolerance {
        return (.smallGradient, iteration)
      }
      let status = gsl_multifit_nlinear_iterate(solver.raw)
      let isPlausible =
        solver.largestCosine() <= plausibleCosine
        || solver.residualNorm <= roundingShare * startNorm
      if status == Int32(GSL_ENOPROG) {
        guard isPlausible else {
          throw notConverged("no step lowers the sum of squares", status, solver, iteration, shapes)
        }
        return (.roundingLimit, iteration + 1)
      }
      try check(status, "an iteration failed", "\(shapes) iteration=\(iteration + 1)")
      if isPlausible && solver.lastStepIsSmall(configuration.stepTolerance) {
        return (.smallStep, iteration + 1)
      }
    }
    throw notConverged(
      "the iterations ran out", nil, solver, configuration.maximumIterations, shapes)
  }

  private static func result(
    _ solver: borrowing SolverWorkspace, _ function: ResidualFunction,
    _ reason: NonlinearFit.StopReason, _ iterations: Int, _ shapes: String
  ) throws(GSLError) -> NonlinearFit {
    let norm = solver.residualNorm
    let parameters = solver.parameters()
    guard let covariance = solver.covariance(rankTolerance: rankTolerance) else {
      throw GSLError(
        .rankDeficient, routine: routine, message: "the data do not determine all parameters",
        context: "\(shapes) solution=\(parameters) sumOfSquares=\(norm * norm)")
    }
    return NonlinearFit(
      parameters: parameters, unscaledCovariance: covariance, residualSumOfSquares: norm * norm,
      degreesOfFreedom: function.residualCount - function.parameterCount, iterations: iterations,
      rejectedSteps: function.rejected, stopReason: reason)
  }

  private static func check(_ status: Int32, _ message: String, _ context: String)
    throws(GSLError)
  {
    if status == Library.success { return }
    if status == Int32(GSL_EBADFUNC) {
      throw GSLError(
        .nonFiniteFunction, routine: routine, message: "a derivative is not finite",
        status: status, context: context)
    }
    throw GSLError(.library, routine: routine, message: message, status: status, context: context)
  }

  private static func notConverged(
    _ message: String, _ status: Int32?, _ solver: borrowing SolverWorkspace, _ iterations: Int,
    _ shapes: String
  ) -> GSLError {
    let norm = solver.residualNorm
    return GSLError(
      .notConverged, routine: routine, message: message, status: status,
      context: "\(shapes) iterations=\(iterations) solution=\(solver.parameters()) "
        + "sumOfSquares=\(norm * norm) largestCosine=\(solver.largestCosine())")
  }
}

/// State of one fit; belongs to one task.
private struct SolverWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_multifit_nlinear_workspace>

  init(residuals: Int, parameters: Int) {
    var settings = cgsl_multifit_nlinear_lm_parameters()
    raw = Library.allocated(
      gsl_multifit_nlinear_alloc(cgsl_multifit_nlinear_trust(), &settings, residuals, parameters),
      "a nonlinear fit")
  }

  deinit { gsl_multifit_nlinear_free(raw) }

  var residualNorm: Double { gsl_blas_dnrm2(raw.pointee.f) }

  func parameters() -> [Double] {
    let x = raw.pointee.x.pointee
    return (0..<x.size).map { x.data[$0 * x.stride] }
  }

  /// Largest |cosine| between the residuals and a column of the Jacobian; 0 at an exact fit.
  func largestCosine() -> Double {
    let norm = residualNorm
    let jacobian = raw.pointee.J.pointee
    var largest = 0.0
    guard norm > 0 else { return 0 }
    for column in 0..<jacobian.size2 {
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

  /// One Gauss-Newton step from the converged point, kept only where it brings the residuals nearer
  /// to orthogonal. Near a minimum the sum of squares is flat to rounding, so the search, which
  /// compares sums, ends with half of the digits that the gradient can still tell. Returns whether
  /// the step was kept.
  func polish(_ system: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>, rankTolerance: Double)
    -> Bool
  {
    guard residualNorm > 0, let inverse = covariance(rankTolerance: rankTolerance) else {
      return false
    }
    let (before, norm, cosine) = (parameters(), residualNorm, largestCosine())
    let gradient = VectorStorage(count: before.count)
    gsl_blas_dgemv(CblasTrans, 1, raw.pointee.J, raw.pointee.f, 0, gradient.raw)
    let trial = VectorStorage(before)
    for row in before.indices {
      trial[row] -= before.indices.reduce(0) { $0 + inverse[row][$1] * gradient[$1] }
    }
    let status = gsl_multifit_nlinear_init(trial.raw, system, raw)
    if status == Library.success && largestCosine() < 0.9 * cosine
      && residualNorm <= norm * (1 + 1e-10)
    {
      return true
    }
    // The point before has been evaluated already, so a return to it cannot fail.
    let start = VectorStorage(before)
    let back = gsl_multifit_nlinear_init(start.raw, system, raw)
    Library.expectSuccess(back, "return to an evaluated point")
    return false
  }

  /// (JᵀJ)⁻¹ from the QR decomposition of J with its columns scaled to unit length, so that the
  /// verdict on rank does not depend on the units; `nil` when the rank is not full.
  func covariance(rankTolerance: Double) -> [[Double]]? {
    let jacobian = raw.pointee.J.pointee
    let count = jacobian.size2
    let scaled = MatrixStorage(rows: jacobian.size1, columns: count)
    gsl_matrix_memcpy(scaled.raw, raw.pointee.J)
    var lengths: [Double] = []
    for column in 0..<count {
      var view = gsl_matrix_column(scaled.raw, column)
      let length = gsl_blas_dnrm2(&view.vector)
      guard length > 0, length.isFinite else { return nil }
      gsl_vector_scale(&view.vector, 1 / length)
      lengths.append(length)
    }
    let inverse = MatrixStorage(rows: count, columns: count)
    let status = gsl_multifit_nlinear_covar(scaled.raw, rankTolerance, inverse.raw)
    guard status == Library.success else { return nil }
    var result = inverse.array()
    for row in 0..<count {
      for column in 0..<count { result[row][column] /= lengths[row] * lengths[column] }
      guard result[row][row] > 0, result[row].allSatisfy(\.isFinite) else { return nil }
    }
    return result
  }
}
