// GSL: safe Swift over the C library; everything else computes through it.
// This file carries a caller's residuals through C for NonlinearFit and differentiates them.

internal import CGSL

/// Residuals and their Jacobian behind the pointer that the library hands back to each call.
final class ResidualFunction {
  typealias Evaluation = (Span<Double>, inout MutableSpan<Double>) -> Void

  let parameterCount: Int
  let residualCount: Int
  /// Trial points with residuals that were not finite.
  private(set) var rejected = 0
  private let residuals: Evaluation
  private let jacobian: Evaluation?
  private let start: [Double]
  private var shifted: [Double]
  private var above: [Double]
  private var below: [Double]
  private var centre: [Double]

  /// Stands for "very bad" in place of residuals that are not finite. Its square times any count
  /// stays finite, and any real sum of squares is smaller, so the trust region rejects the step.
  private static let forbidden = 1e140
  /// Cube root of the rounding unit: the step that balances the two errors of central differences.
  private static let relativeStep = 6.055e-6

  init(
    _ start: [Double], _ residualCount: Int, _ residuals: @escaping Evaluation,
    _ jacobian: Evaluation?
  ) {
    parameterCount = start.count
    self.residualCount = residualCount
    self.residuals = residuals
    self.jacobian = jacobian
    self.start = start
    shifted = start
    above = Array(repeating: 0, count: max(residualCount, 0))
    below = above
    centre = above
  }

  /// Whether the residuals are finite at the start.
  func isFiniteAtStart() -> Bool { Self.evaluate(residuals, start, into: &centre) }

  /// Called by the library for residuals; a point that is not finite is made unattractive.
  static let valueCallback:
    @convention(c) (
      UnsafePointer<gsl_vector>?, UnsafeMutableRawPointer?, UnsafeMutablePointer<gsl_vector>?
    ) -> Int32 = { point, context, output in
      guard let point, let context, let output, point.pointee.stride == 1,
        output.pointee.stride == 1
      else { return Int32(GSL_EFAULT) }
      let function = Unmanaged<ResidualFunction>.fromOpaque(context).takeUnretainedValue()
      let parameters = UnsafeBufferPointer(start: point.pointee.data, count: point.pointee.size)
      let target = UnsafeMutableBufferPointer(
        start: output.pointee.data, count: output.pointee.size)
      var span = target.mutableSpan
      function.residuals(parameters.span, &span)
      if !target.allSatisfy(\.isFinite) {
        function.rejected += 1
        target.update(repeating: forbidden)
      }
      return Library.success
    }

  /// Called by the library for derivatives; the matrix is contiguous and row-major.
  static let derivativeCallback:
    @convention(c) (
      UnsafePointer<gsl_vector>?, UnsafeMutableRawPointer?, UnsafeMutablePointer<gsl_matrix>?
    ) -> Int32 = { point, context, output in
      guard let point, let context, let output, point.pointee.stride == 1,
        output.pointee.tda == output.pointee.size2
      else { return Int32(GSL_EFAULT) }
      let function = Unmanaged<ResidualFunction>.fromOpaque(context).takeUnretainedValue()
      let parameters = UnsafeBufferPointer(start: point.pointee.data, count: point.pointee.size)
      let target = UnsafeMutableBufferPointer(
        start: output.pointee.data, count: output.pointee.size1 * output.pointee.size2)
      if let jacobian = function.jacobian {
        var span = target.mutableSpan
        jacobian(parameters.span, &span)
      } else {
        function.differentiate(at: parameters, into: target)
      }
      return target.allSatisfy(\.isFinite) ? Library.success : Int32(GSL_EBADFUNC)
    }

  /// Central differences; next to a forbidden region the difference to the allowed side. When both
  /// sides are forbidden the column is NaN, which ends the fit with an error.
  private func differentiate(
    at point: UnsafeBufferPointer<Double>, into target: UnsafeMutableBufferPointer<Double>
  ) {
    shifted = Array(point)
    let centreIsFinite = Self.evaluate(residuals, shifted, into: &centre)
    for column in 0..<parameterCount {
      let value = point[column]
      // A parameter on its way to 0 must not take the step to 0 with it.
      let scale = max(abs(value), 1e-3 * abs(start[column]))
      let size = scale > 0 ? scale : 1
      let step = size * Self.relativeStep
      shifted[column] = value + step
      let highest = shifted[column]
      let aboveIsFinite = Self.evaluate(residuals, shifted, into: &above)
      shifted[column] = value - step
      let lowest = shifted[column]
      let belowIsFinite = Self.evaluate(residuals, shifted, into: &below)
      shifted[column] = value
      let usable = (aboveIsFinite || belowIsFinite) && centreIsFinite
      // The step is what the rounded abscissae really differ by.
      let width = (aboveIsFinite ? highest : value) - (belowIsFinite ? lowest : value)
      for row in 0..<residualCount {
        let rise =
          (aboveIsFinite ? above[row] : centre[row]) - (belowIsFinite ? below[row] : centre[row])
        target[row * parameterCount + column] = usable ? rise / width : .nan
      }
    }
  }

  private static func evaluate(
    _ residuals: Evaluation, _ point: [Double], into output: inout [Double]
  ) -> Bool {
    var span = output.mutableSpan
    residuals(point.span, &span)
    return output.allSatisfy(\.isFinite)
  }
}
