// GSL: safe Swift over the C library; everything else computes through it.
// This file is minimisation without derivatives, the last resort when a gradient method fails.

internal import CGSL

/// The outcome of a search for a minimum by the simplex method of Nelder and Mead.
///
/// The method sees function values only and can stop at a point that is no minimum; restart it from
/// its own answer when the answer matters.
///
/// - SeeAlso: Nelder and Mead (1965), Computer Journal 7:308–313; GSL manual, nmsimplex2.
public struct Minimizer: Equatable, Sendable {
  /// Best point found, in the units of the start.
  public let point: [Double]
  /// Value of the function there, finite.
  public let value: Double
  /// Whether the simplex shrank to the tolerance. `false` means the iterations ran out, or no move
  /// was possible, and the point is only the best one seen.
  public let converged: Bool
  /// Iterations done.
  public let iterations: Int
  /// Mean distance of the corners from their centre at the end, in the units of the start.
  public let simplexSize: Double
  /// Evaluations of the function that gave NaN or an infinity and were treated as very bad points.
  public let rejectedEvaluations: Int

  /// Searches for a minimum.
  ///
  /// - Parameters:
  ///   - start: first point, at least one finite coordinate.
  ///   - steps: first step along each coordinate, finite and not 0, as many as `start`.
  ///   - tolerance: size of the simplex at which to stop, in the units of the start, `> 0`. Below
  ///     1e-8 times the size of the coordinates rounding hides the minimum and it is never reached.
  ///   - maximumIterations: `> 0`.
  ///   - function: the function; NaN or an infinity marks a forbidden point.
  /// - Returns: the best point, with a flag for convergence.
  /// - Throws: `GSLError` of kind `invalidInput` when the start is not finite, `nonFiniteFunction`
  ///   when the function is not finite there.
  public static func minimize(
    start: [Double], steps: [Double], tolerance: Double = 1e-6, maximumIterations: Int = 5_000,
    _ function: (_ point: Span<Double>) -> Double
  ) throws(GSLError) -> Minimizer {
    let routine = "Minimizer.minimize"
    precondition(!start.isEmpty && steps.count == start.count, "one step for each coordinate")
    precondition(
      steps.allSatisfy { $0.isFinite && $0 != 0 }, "steps are finite and not 0: \(steps)")
    precondition(tolerance > 0 && maximumIterations > 0, "tolerance and iterations are positive")
    guard start.allSatisfy(\.isFinite) else {
      throw GSLError(
        .invalidInput, routine: routine, message: "the start is not finite",
        context: "start=\(start)")
    }
    _ = Library.ready
    guard function(start.span).isFinite else {
      throw GSLError(
        .nonFiniteFunction, routine: routine, message: "the function is not finite at the start",
        context: "start=\(start)")
    }
    return try withoutActuallyEscaping(function) { (function) throws(GSLError) -> Minimizer in
      try run(Objective(function), start, steps, tolerance, maximumIterations, routine)
    }
  }

  private static func run(
    _ objective: Objective, _ start: [Double], _ steps: [Double], _ tolerance: Double,
    _ maximumIterations: Int, _ routine: String
  ) throws(GSLError) -> Minimizer {
    let search = MinimizerWorkspace(count: start.count)
    let first = VectorStorage(start)
    let step = VectorStorage(steps)
    // The library keeps a pointer to this structure, which therefore must not move.
    let target = UnsafeMutablePointer<gsl_multimin_function>.allocate(capacity: 1)
    defer { target.deallocate() }
    return try withExtendedLifetime(objective) { () throws(GSLError) -> Minimizer in
      target.initialize(
        to: gsl_multimin_function(
          f: { point, context in Objective.value(point, context) }, n: start.count,
          params: Unmanaged.passUnretained(objective).toOpaque()))
      var status = gsl_multimin_fminimizer_set(search.raw, target, first.raw, step.raw)
      guard status == Library.success else {
        throw GSLError(
          .library, routine: routine, message: "the search could not begin", status: status,
          context: "coordinates=\(start.count)")
      }
      var iterations = 0
      var converged = false
      while iterations < maximumIterations && !converged {
        status = gsl_multimin_fminimizer_iterate(search.raw)
        guard status == Library.success else { break }
        iterations += 1
        converged = gsl_multimin_fminimizer_size(search.raw) < tolerance
      }
      return Minimizer(
        point: search.point(count: start.count), value: gsl_multimin_fminimizer_minimum(search.raw),
        converged: converged, iterations: iterations,
        simplexSize: gsl_multimin_fminimizer_size(search.raw),
        rejectedEvaluations: objective.rejected)
    }
  }
}

/// The caller's function on its way through C.
private final class Objective {
  let function: (Span<Double>) -> Double
  private(set) var rejected = 0

  init(_ function: @escaping (Span<Double>) -> Double) { self.function = function }

  /// Called by the library with its vector, which nmsimplex2 keeps contiguous.
  static func value(_ point: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?)
    -> Double
  {
    guard let point, let context else { return .greatestFiniteMagnitude }
    precondition(point.pointee.stride == 1, "a contiguous vector")
    let objective = Unmanaged<Objective>.fromOpaque(context).takeUnretainedValue()
    let buffer = UnsafeBufferPointer(start: point.pointee.data, count: point.pointee.size)
    let value = objective.function(buffer.span)
    guard value.isFinite else {
      objective.rejected += 1
      return .greatestFiniteMagnitude
    }
    return value
  }
}

/// State of one search; belongs to one task.
private struct MinimizerWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_multimin_fminimizer>

  init(count: Int) {
    raw = Library.allocated(
      gsl_multimin_fminimizer_alloc(cgsl_multimin_nmsimplex2(), count), "a minimiser")
  }

  deinit { gsl_multimin_fminimizer_free(raw) }

  func point(count: Int) -> [Double] {
    guard let best = gsl_multimin_fminimizer_x(raw) else { return [] }
    return (0..<count).map { best.pointee.data[$0 * best.pointee.stride] }
  }
}
