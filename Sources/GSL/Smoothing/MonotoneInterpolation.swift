// GSL: safe Swift over the C library; everything else computes through it.
// This file draws a smooth curve through points that never leaves the range of two neighbours.

internal import CGSL

/// A curve through given points by Steffen's method: a cubic between each two knots, with a
/// continuous first derivative, monotone between the knots.
///
/// Extremes lie at knots only, so the curve through a cumulative count never falls and never
/// overshoots. Two knots are joined by a straight line.
///
/// - SeeAlso: Steffen (1990), Astronomy and Astrophysics 239:443–450.
public struct MonotoneInterpolation: ~Copyable {
  /// From the first to the last knot: where the curve is defined.
  public var range: ClosedRange<Double> { knots[0]...knots[knots.count - 1] }

  private static let routine = "MonotoneInterpolation"
  private let knots: [Double]
  private let values: [Double]
  private let curve: CurveWorkspace

  /// The curve through points.
  ///
  /// - Parameters:
  ///   - knots: abscissae, finite and strictly increasing, at least 2.
  ///   - values: finite ordinates, as many as knots.
  /// - Throws: `GSLError` of kind `tooFewObservations` for fewer than 2 knots, `invalidInput` when a
  ///   number is not finite, when the knots do not increase, or when they lie so close that the
  ///   slope overflows.
  /// - Complexity: O(knots).
  public init(knots: [Double], values: [Double]) throws(GSLError) {
    precondition(
      knots.count == values.count, "one value for each knot: \(values.count) for \(knots.count)")
    _ = Library.ready
    self.knots = knots
    self.values = values
    // Everything must have its value before the first error; the size is checked right afterwards.
    curve = CurveWorkspace(count: max(knots.count, 2))
    try Self.check(knots, values)
    let status = gsl_interp_init(curve.raw, knots, values, knots.count)
    guard status == Library.success else {
      throw Self.error(.library, "the curve could not be made", knots, status: status)
    }
    for (left, right) in zip(knots, knots.dropFirst()) {
      for place in [left, left + 0.5 * (right - left), right] {
        guard Self.evaluate(gsl_interp_eval_e, curve.raw, knots, values, place) != nil,
          Self.evaluate(gsl_interp_eval_deriv_e, curve.raw, knots, values, place) != nil
        else { throw Self.error(.invalidInput, "the slope between two knots overflows", knots) }
      }
    }
  }

  private static func check(_ knots: [Double], _ values: [Double]) throws(GSLError) {
    guard knots.count >= 2 else {
      throw error(.tooFewObservations, "a curve needs at least two knots", knots)
    }
    guard knots.allSatisfy(\.isFinite) && values.allSatisfy(\.isFinite) else {
      throw error(.invalidInput, "a knot or a value is not finite", knots)
    }
    guard zip(knots, knots.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw error(.invalidInput, "the knots do not increase", knots)
    }
  }

  private static func error(
    _ kind: GSLError.Kind, _ message: String, _ knots: [Double], status: Int32? = nil
  ) -> GSLError {
    GSLError(
      kind, routine: routine, message: message, status: status, context: "knots=\(knots.count)")
  }

  /// Height of the curve.
  ///
  /// - Parameter place: abscissa, inside `range`.
  /// - Returns: a value between those of the two neighbouring knots, exact at a knot; relative 1e-14
  ///   of the larger one against mpmath.
  /// - Complexity: O(log knots).
  public func value(at place: Double) -> Double {
    let height = checked(gsl_interp_eval_e, place)
    let left = gsl_interp_bsearch(knots, place, 0, knots.count - 1)
    if place == knots[left] { return values[left] }
    if place == knots[left + 1] { return values[left + 1] }
    // The cubic is monotone; only its rounding could leave the range of the two knots.
    let (low, high) = (min(values[left], values[left + 1]), max(values[left], values[left + 1]))
    return min(max(height, low), high)
  }

  /// Slope of the curve.
  ///
  /// - Parameter place: abscissa, inside `range`.
  /// - Returns: unit of the values by unit of the knots; never of the other sign than the rise between
  ///   the two neighbouring knots, except by rounding.
  /// - Complexity: O(log knots).
  public func derivative(at place: Double) -> Double { checked(gsl_interp_eval_deriv_e, place) }

  private typealias Evaluation = (
    UnsafePointer<gsl_interp>?, UnsafePointer<Double>?, UnsafePointer<Double>?, Double,
    UnsafeMutablePointer<gsl_interp_accel>?, UnsafeMutablePointer<Double>?
  ) -> Int32

  private func checked(_ evaluation: Evaluation, _ place: Double) -> Double {
    precondition(range.contains(place), "\(place) lies outside of the knots, \(range)")
    guard let result = Self.evaluate(evaluation, curve.raw, knots, values, place) else {
      preconditionFailure("the curve was checked when it was made, but not at \(place)")
    }
    return result
  }

  private static func evaluate(
    _ evaluation: Evaluation, _ curve: UnsafePointer<gsl_interp>, _ knots: [Double],
    _ values: [Double], _ place: Double
  ) -> Double? {
    var result = 0.0
    let status = evaluation(curve, knots, values, place, nil, &result)
    return status == Library.success && result.isFinite ? result : nil
  }
}

/// Coefficients of a curve, which evaluation only reads.
private struct CurveWorkspace: ~Copyable {
  let raw: UnsafeMutablePointer<gsl_interp>

  init(count: Int) {
    let type = count == 2 ? cgsl_interp_linear() : cgsl_interp_steffen()
    raw = Library.allocated(gsl_interp_alloc(type, count), "a curve through \(count) points")
  }

  deinit { gsl_interp_free(raw) }
}
