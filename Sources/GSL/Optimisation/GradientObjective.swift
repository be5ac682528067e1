// GSL: safe Swift over the C library; everything else computes through it.
// This file carries a caller's function and gradient through C for GradientMinimizer.

internal import CGSL

/// A point with its value and gradient, all finite.
struct GradientPoint {
  var point: [Double]
  var value: Double
  var gradient: [Double]

  var largestGradient: Double { gradient.reduce(0) { max($0, abs($1)) } }

  /// max |gᵢ| max(|xᵢ|, 1) / max(|f|, 1): the share of the value that a change of each parameter by
  /// its own size would bring, which does not depend on the units of either.
  var relativeGradient: Double {
    var largest = 0.0
    for (slope, place) in zip(gradient, point) {
      largest = max(largest, abs(slope) * max(abs(place), 1))
    }
    return largest / max(abs(value), 1)
  }
}

/// The function and its gradient behind the pointer that the library hands back to each call.
final class GradientObjective {
  typealias Value = (Span<Double>) -> Double
  typealias Gradient = (Span<Double>, inout MutableSpan<Double>) -> Void

  let count: Int
  /// Set when a gradient was not finite at a point with a finite value.
  private(set) var lostGradient: [Double]?
  private let function: Value
  private let derivative: Gradient

  /// Stands for "very bad" in place of a value that is not finite. The line search squares
  /// differences of values, which must not overflow.
  private static let forbidden = 1e100

  init(_ count: Int, _ function: @escaping Value, _ derivative: @escaping Gradient) {
    self.count = count
    self.function = function
    self.derivative = derivative
  }

  /// The value as the caller gives it; NaN, without a call, where the point itself has overflowed.
  func value(at point: Span<Double>) -> Double {
    for index in 0..<point.count where !point[index].isFinite { return .nan }
    return function(point)
  }

  /// Writes the gradient; returns whether it is finite.
  func gradient(at point: Span<Double>, into target: inout MutableSpan<Double>) -> Bool {
    derivative(point, &target)
    for index in 0..<target.count where !target[index].isFinite { return false }
    return true
  }

  /// Value and gradient at a point; nil when one of them is not finite.
  func evaluate(_ point: [Double]) -> GradientPoint? {
    let value = value(at: point.span)
    guard value.isFinite else { return nil }
    var result = Array(repeating: 0.0, count: count)
    var span = result.mutableSpan
    guard gradient(at: point.span, into: &span) else { return nil }
    return GradientPoint(point: point, value: value, gradient: result)
  }

  // MARK: Calls from C

  static func value(_ point: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?)
    -> Double
  {
    guard let point, let context else { return forbidden }
    let objective = Unmanaged<GradientObjective>.fromOpaque(context).takeUnretainedValue()
    let value = objective.value(at: buffer(point.pointee).span)
    return value.isFinite ? value : forbidden
  }

  static func gradient(
    _ point: UnsafePointer<gsl_vector>?, _ context: UnsafeMutableRawPointer?,
    _ target: UnsafeMutablePointer<gsl_vector>?
  ) {
    guard let point, let context, let target else { return }
    let objective = Unmanaged<GradientObjective>.fromOpaque(context).takeUnretainedValue()
    precondition(target.pointee.stride == 1, "a contiguous vector")
    let parameters = buffer(point.pointee)
    let output = UnsafeMutableBufferPointer(
      start: target.pointee.data, count: target.pointee.size)
    var span = output.mutableSpan
    let isFinite = parameters.allSatisfy(\.isFinite)
    if isFinite && objective.gradient(at: parameters.span, into: &span) { return }
    // A gradient is asked for after a good value, or along with the value of a forbidden point. Only
    // the first is an error of the function; the search is ended after the iteration.
    if isFinite && objective.value(at: parameters.span).isFinite {
      objective.lostGradient = Array(parameters)
    }
    output.update(repeating: 0)
  }

  private static func buffer(_ vector: gsl_vector) -> UnsafeBufferPointer<Double> {
    precondition(vector.stride == 1, "a contiguous vector")
    return UnsafeBufferPointer(start: vector.data, count: vector.size)
  }
}
