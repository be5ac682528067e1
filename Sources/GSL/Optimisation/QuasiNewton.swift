// GSL: safe Swift over the C library; everything else computes through it.
// This file drives the library's BFGS for GradientMinimizer and restarts it where it gets stuck.

internal import CGSL

/// Runs of the quasi-Newton method.
enum QuasiNewton {
  /// Accuracy of the line search, as the manual advises for this method.
  private static let lineTolerance = 0.1
  /// Iterations in a row that bring neither the value nor the gradient down, after which the search
  /// is stuck. The library reports success for them where a line search ends where it began.
  private static let patience = 3

  /// Goes downhill until the gradient is small, or until a fresh start brings nothing. Returns
  /// false when the iterations ran out before.
  static func descend(
    _ objective: GradientObjective, _ best: inout GradientPoint,
    _ configuration: GradientMinimizer.Configuration, iterations: inout Int
  ) throws(GSLError) -> Bool {
    let search = BFGSWorkspace(count: objective.count)
    let first = VectorStorage(count: objective.count)
    // The library keeps a pointer to this structure, which therefore must not move.
    let target = UnsafeMutablePointer<gsl_multimin_function_fdf>.allocate(capacity: 1)
    defer { target.deallocate() }
    return try withExtendedLifetime(objective) { () throws(GSLError) -> Bool in
      target.initialize(to: description(objective))
      // The method cannot begin where the gradient is 0.
      while best.relativeGradient > configuration.gradientTolerance {
        for (index, value) in best.point.enumerated() { first[index] = value }
        let status = gsl_multimin_fdfminimizer_set(
          search.raw, target, first.raw, configuration.firstStep, lineTolerance)
        guard status == Library.success else {
          throw GSLError(
            .library, routine: GradientMinimizer.routine, message: "the search could not begin",
            status: status, context: "parameters=\(objective.count)")
        }
        let before = best.value
        var idle = 0
        while idle < patience && best.relativeGradient > configuration.gradientTolerance {
          guard iterations < configuration.maximumIterations else { return false }
          iterations += 1
          // GSL_ENOPROG: no step lowers the value. Near a minimum, where the value is flat to
          // rounding, this is as good an end as any; the gradient tells which it is.
          let status = gsl_multimin_fdfminimizer_iterate(search.raw)
          if let place = objective.lostGradient {
            throw GSLError(
              .nonFiniteFunction, routine: GradientMinimizer.routine,
              message: "the gradient is not finite at a point with a finite value",
              context: "point=\(place) value=\(best.value)")
          }
          let (value, slope) = (best.value, best.relativeGradient)
          let isLower = search.copyIfLower(to: &best)
          idle = best.value < value || best.relativeGradient < slope ? 0 : idle + 1
          guard status == Library.success && isLower else { break }
        }
        // A fresh start forgets a bad matrix; without progress since the last one it is no help.
        guard best.value < before - 1e-14 * abs(before) else { break }
      }
      return true
    }
  }

  private static func description(_ objective: GradientObjective) -> gsl_multimin_function_fdf {
    gsl_multimin_function_fdf(
      f: { GradientObjective.value($0, $1) }, df: { GradientObjective.gradient($0, $1, $2) },
      fdf: { point, context, value, target in
        value?.pointee = GradientObjective.value(point, context)
        GradientObjective.gradient(point, context, target)
      }, n: objective.count, params: Unmanaged.passUnretained(objective).toOpaque())
  }
}

/// State of one search; belongs to one task.
private struct BFGSWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_multimin_fdfminimizer>

  init(count: Int) {
    raw = Library.allocated(
      gsl_multimin_fdfminimizer_alloc(cgsl_multimin_vector_bfgs2(), count), "a minimiser")
  }

  deinit { gsl_multimin_fdfminimizer_free(raw) }

  /// Takes the current point over when it is finite and not above the best so far; returns whether
  /// it did.
  func copyIfLower(to best: inout GradientPoint) -> Bool {
    guard let x = raw.pointee.x, let gradient = raw.pointee.gradient else { return false }
    let value = raw.pointee.f
    guard value.isFinite && value <= best.value else { return false }
    for index in 0..<x.pointee.size {
      guard x.pointee.data[index].isFinite && gradient.pointee.data[index].isFinite else {
        return false
      }
    }
    best.value = value
    for index in 0..<x.pointee.size {
      best.point[index] = x.pointee.data[index]
      best.gradient[index] = gradient.pointee.data[index]
    }
    return true
  }
}
