// GSL: safe Swift over the C library; everything else computes through it.
// This file drives the trust region solvers for NonlinearFit and decides when they have converged.

internal import CGSL

/// One search for a minimum: the methods of the configuration in turn until one converges.
enum TrustRegionSearch {
  private static let routine = "NonlinearFit.fit"
  /// Where the residuals are this near to orthogonal to each column, Gauss-Newton steps with
  /// accurate derivatives take over from the search.
  private static let nearCosine = 1e-4
  /// A search that can go no further has converged only where the residuals are this near to
  /// orthogonal to the tangent space (Bates and Watts' relative offset), or where they have fallen
  /// to rounding; elsewhere the trust region has merely collapsed.
  private static let plausibleCosine = 1e-3
  /// Nearer than this nothing is left that a second search could find.
  private static let convincingCosine = 1e-6
  private static let roundingShare = 1e-10
  /// A method is given up when this many iterations lower the sum of squares by less than the
  /// share: on a plateau another method is the better hope.
  private static let plateau = (iterations: 50, share: 1e-4)

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
    var iterations = 0
    var failure: GSLError?
    for method in configuration.methods {
      do throws(GSLError) {
        return try attempt(method, function, start, configuration, &iterations, shapes)
      } catch { failure = failure ?? error }
    }
    // The first method is the one that suits most models, so its reason tells most.
    guard let failure else { preconditionFailure("a configuration has at least one method") }
    throw failure
  }

  private static func attempt(
    _ method: NonlinearFit.Method, _ function: ResidualFunction, _ start: [Double],
    _ configuration: NonlinearFit.Configuration, _ iterations: inout Int, _ shapes: String
  ) throws(GSLError) -> NonlinearFit {
    function.differences = .forward
    // The library keeps a pointer to this structure, which therefore must not move.
    let system = UnsafeMutablePointer<gsl_multifit_nlinear_fdf>.allocate(capacity: 1)
    defer { system.deallocate() }
    return try withExtendedLifetime(function) { () throws(GSLError) -> NonlinearFit in
      system.initialize(to: function.system)
      let solver = NonlinearWorkspace(
        method, residuals: function.residualCount, parameters: start.count)
      try check(solver.begin(system, at: start), "the fit could not begin", shapes)
      let startNorm = solver.residualNorm
      var reason = NonlinearFit.StopReason.roundingLimit
      for differences in [ResidualFunction.Differences.forward, .central] {
        function.differences = differences
        try search(solver, system, differences, configuration, &iterations, shapes)
        function.differences = .central
        let polished = solver.polish(system, configuration)
        try check(polished.status, "the fit could not go on", shapes)
        reason = polished.reason
        if reason != .roundingLimit || solver.offset() <= convincingCosine { break }
      }
      if reason == .roundingLimit, solver.residualNorm > roundingShare * startNorm,
        solver.offset() > plausibleCosine
      {
        throw notConverged("no step lowers the sum of squares", nil, solver, iterations, shapes)
      }
      return try result(solver, function, method, reason, iterations, shapes)
    }
  }

  /// Moves until the Gauss-Newton steps can take over or no step leads down any more.
  private static func search(
    _ solver: borrowing NonlinearWorkspace,
    _ system: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>,
    _ differences: ResidualFunction.Differences,
    _ configuration: NonlinearFit.Configuration, _ iterations: inout Int, _ shapes: String
  ) throws(GSLError) {
    var plateauNorm = solver.residualNorm
    for iteration in 1...configuration.maximumIterations {
      if solver.residualNorm == 0 { return }
      if differences == .forward && solver.largestCosine() <= nearCosine { return }
      iterations += 1
      let status = gsl_multifit_nlinear_iterate(solver.raw)
      if status == Int32(GSL_ENOPROG) { return }
      try check(status, "an iteration failed", "\(shapes) iteration=\(iteration)")
      if solver.lastStepIsSmall(configuration.stepTolerance) { return }
      if iteration % plateau.iterations == 0 {
        guard solver.residualNorm < plateauNorm * (1 - plateau.share) else {
          if solver.largestCosine() <= plausibleCosine { return }
          throw notConverged("the search is on a plateau", nil, solver, iteration, shapes)
        }
        plateauNorm = solver.residualNorm
      }
    }
    throw notConverged(
      "the iterations ran out", nil, solver, configuration.maximumIterations, shapes)
  }

  private static func result(
    _ solver: borrowing NonlinearWorkspace, _ function: ResidualFunction,
    _ method: NonlinearFit.Method, _ reason: NonlinearFit.StopReason, _ iterations: Int,
    _ shapes: String
  ) throws(GSLError) -> NonlinearFit {
    let norm = solver.residualNorm
    let parameters = solver.parameters()
    guard (norm * norm).isFinite else {
      throw GSLError(
        .nonFiniteFunction, routine: routine, message: "the sum of squares overflows",
        context: "\(shapes) solution=\(parameters)")
    }
    guard let covariance = solver.covariance() else {
      throw GSLError(
        .rankDeficient, routine: routine, message: "the data do not determine all parameters",
        context: "\(shapes) solution=\(parameters) sumOfSquares=\(norm * norm)")
    }
    return NonlinearFit(
      parameters: parameters, unscaledCovariance: covariance, residualSumOfSquares: norm * norm,
      degreesOfFreedom: function.residualCount - function.parameterCount, iterations: iterations,
      rejectedSteps: function.rejected, stopReason: reason, method: method)
  }

  /// The context is made on failure only: a text for every iteration would be an allocation.
  private static func check(
    _ status: Int32, _ message: String, _ context: @autoclosure () -> String
  ) throws(GSLError) {
    if status == Library.success { return }
    if status == Int32(GSL_EBADFUNC) {
      throw GSLError(
        .nonFiniteFunction, routine: routine, message: "a derivative is not finite",
        status: status, context: context())
    }
    throw GSLError(.library, routine: routine, message: message, status: status, context: context())
  }

  private static func notConverged(
    _ message: String, _ status: Int32?, _ solver: borrowing NonlinearWorkspace, _ iterations: Int,
    _ shapes: String
  ) -> GSLError {
    let norm = solver.residualNorm
    return GSLError(
      .notConverged, routine: routine, message: message, status: status,
      context: "\(shapes) iterations=\(iterations) solution=\(solver.parameters()) "
        + "sumOfSquares=\(norm * norm) largestCosine=\(solver.largestCosine())")
  }
}
