// GSL: safe Swift over the C library; everything else computes through it.
// This file is the root of a function of one variable between two ends of opposite sign.

internal import CGSL

/// Roots of functions of one variable by the method of Brent and Dekker.
///
/// The method keeps the root between two ends and needs no derivative: it takes an interpolated
/// step where that is safe and halves the bracket where it is not, so it cannot run away.
///
/// - SeeAlso: Brent (1973), Algorithms for Minimization Without Derivatives, chapter 4.
public enum RootFinder {
  /// The point between two ends where a continuous function is 0.
  ///
  /// An end where the function is exactly 0 is the answer, the lower one first. An infinite value
  /// counts as a huge one of the same sign, so the ends may be poles such as those of a logit. A
  /// jump across 0 counts as a root; a pole inside with a change of sign does not.
  ///
  /// - Parameters:
  ///   - range: the two ends, finite, with values of opposite sign.
  ///   - absoluteTolerance: width of the bracket at which to stop, in the units of the range,
  ///     `>= 0`. It matters only for a root at 0.
  ///   - relativeTolerance: width of the bracket as a share of the root, in `4e-16...1`.
  ///   - maximumIterations: `> 0`; halving alone needs at most about 2,100.
  ///   - function: the function, continuous in the range; NaN is an error.
  /// - Returns: a point of the range, at most the tolerances away from a change of sign. Relative
  ///   1e-15 with the defaults, against mpmath.
  /// - Throws: `GSLError` of kind `invalidInput` when the ends are not finite or have values of the
  ///   same sign, `nonFiniteFunction` when the function gives NaN, `notConverged` when the
  ///   iterations run out or the change of sign is a pole.
  /// - Complexity: 5 to 15 evaluations for a smooth function, a few thousand at worst.
  public static func root(
    in range: ClosedRange<Double>, absoluteTolerance: Double = 1e-300,
    relativeTolerance: Double = 1e-15, maximumIterations: Int = 10_000,
    of function: (Double) -> Double
  ) throws(GSLError) -> Double {
    precondition(
      absoluteTolerance >= 0 && relativeTolerance >= 4e-16 && relativeTolerance <= 1,
      "tolerances of a root: absolute \(absoluteTolerance), relative \(relativeTolerance)")
    precondition(maximumIterations > 0, "iterations are positive, not \(maximumIterations)")
    let (lower, upper) = (range.lowerBound, range.upperBound)
    guard lower.isFinite && upper.isFinite && (upper - lower).isFinite else {
      throw error(.invalidInput, "the ends or their distance are not finite", range)
    }
    let (low, high) = (function(lower), function(upper))
    guard !low.isNaN && !high.isNaN else {
      throw error(.nonFiniteFunction, "the function is NaN at an end", range, values: (low, high))
    }
    if low == 0 { return lower }
    if high == 0 { return upper }
    guard (low < 0) != (high < 0) else {
      throw error(
        .invalidInput, "the function has the same sign at both ends", range, values: (low, high))
    }
    _ = Library.ready
    let root = try withoutActuallyEscaping(function) { (function) throws(GSLError) -> Double in
      try run(
        ScalarFunction(function), range, absoluteTolerance, relativeTolerance, maximumIterations)
    }
    // Next to a root a continuous function is small; next to a pole it is larger than at the ends.
    guard abs(function(root)) <= max(abs(low), abs(high)) else {
      throw error(.notConverged, "the change of sign at \(root) is a pole", range)
    }
    return root
  }

  private static func run(
    _ function: ScalarFunction, _ range: ClosedRange<Double>, _ absoluteTolerance: Double,
    _ relativeTolerance: Double, _ maximumIterations: Int
  ) throws(GSLError) -> Double {
    let solver = RootWorkspace()
    // The library keeps a pointer to this structure, which therefore must not move.
    let target = UnsafeMutablePointer<gsl_function>.allocate(capacity: 1)
    defer { target.deallocate() }
    return try withExtendedLifetime(function) { () throws(GSLError) -> Double in
      target.initialize(
        to: gsl_function(
          function: { ScalarFunction.value($0, $1) },
          params: Unmanaged.passUnretained(function).toOpaque()))
      var status = gsl_root_fsolver_set(solver.raw, target, range.lowerBound, range.upperBound)
      for _ in 0..<maximumIterations where status == Library.success {
        status = gsl_root_fsolver_iterate(solver.raw)
        guard status == Library.success else { break }
        let (low, high) = (
          gsl_root_fsolver_x_lower(solver.raw), gsl_root_fsolver_x_upper(solver.raw)
        )
        let test = gsl_root_test_interval(low, high, absoluteTolerance, relativeTolerance)
        if test == Library.success { return gsl_root_fsolver_root(solver.raw) }
        guard test == Int32(GSL_CONTINUE) else {
          throw error(.library, "the bracket is invalid", range, status: test)
        }
      }
      if function.gaveNaN {
        throw error(
          .nonFiniteFunction, "the function is NaN inside the range", range, status: status)
      }
      guard status == Library.success else {
        throw error(.library, "an iteration failed", range, status: status)
      }
      throw error(.notConverged, "the iterations ran out", range)
    }
  }

  private static func error(
    _ kind: GSLError.Kind, _ message: String, _ range: ClosedRange<Double>,
    values: (Double, Double)? = nil, status: Int32? = nil
  ) -> GSLError {
    GSLError(
      kind, routine: "RootFinder.root", message: message, status: status,
      context: "range=\(range)" + (values.map { " values=\($0.0), \($0.1)" } ?? ""))
  }
}

/// The caller's function on its way through C.
private final class ScalarFunction {
  private let function: (Double) -> Double
  private(set) var gaveNaN = false

  init(_ function: @escaping (Double) -> Double) { self.function = function }

  /// Called by the library, which itself refuses NaN and infinities.
  static func value(_ x: Double, _ context: UnsafeMutableRawPointer?) -> Double {
    guard let context else { return .nan }
    let box = Unmanaged<ScalarFunction>.fromOpaque(context).takeUnretainedValue()
    let value = box.function(x)
    if value.isNaN { box.gaveNaN = true }
    let largest = Double.greatestFiniteMagnitude
    return value.isInfinite ? (value < 0 ? -largest : largest) : value
  }
}

/// State of one search; belongs to one task.
private struct RootWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_root_fsolver>

  init() { raw = Library.allocated(gsl_root_fsolver_alloc(cgsl_root_brent()), "a root finder") }

  deinit { gsl_root_fsolver_free(raw) }
}
