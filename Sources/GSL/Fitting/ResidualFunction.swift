// GSL: safe Swift over the C library; everything else computes through it.
// This file carries a caller's residuals through C for NonlinearFit and differentiates them.

internal import CGSL

/// Residuals and their Jacobian behind the pointer that the library hands back to each call.
final class ResidualFunction {
  typealias Evaluation = (Span<Double>, inout MutableSpan<Double>) -> Void

  /// Differences that stand for derivatives.
  enum Differences {
    /// One evaluation for each parameter: half of the digits, enough to find the way.
    case forward
    /// Two evaluations for each parameter: two thirds of the digits.
    case central
  }

  let parameterCount: Int
  let residualCount: Int
  /// Trial points with residuals that were not finite.
  private(set) var rejected = 0
  /// How derivatives are taken when the caller gives none.
  var differences = Differences.central
  private let residuals: Evaluation
  private let jacobian: Evaluation?
  private let start: [Double]
  private var shifted: [Double]
  private var above: [Double]
  private var below: [Double]
  private var centre: [Double]
  /// Where `centre` was evaluated; empty when nowhere yet.
  private var centrePoint: [Double] = []
  private var centreIsFinite = false

  /// Stands for "very bad" in place of residuals that are not finite. Its square times any count
  /// stays finite, and any real sum of squares is smaller, so the trust region rejects the step.
  private static let forbidden = 1e140
  /// Cube root of the rounding unit: the step that balances the two errors of central differences.
  private static let relativeStep = 6.055e-6
  /// Square root of the rounding unit: the same balance for forward differences.
  private static let forwardStep = 1.49e-8

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
  func isFiniteAtStart() -> Bool {
    centrePoint = start
    centreIsFinite = Self.evaluate(residuals, start, into: &centre)
    return centreIsFinite
  }

  /// What the library needs to call back; it holds this object without a reference of its own.
  var system: gsl_multifit_nlinear_fdf {
    var description = gsl_multifit_nlinear_fdf()
    description.f = Self.valueCallback
    description.df = Self.derivativeCallback
    description.n = residualCount
    description.p = parameterCount
    description.params = Unmanaged.passUnretained(self).toOpaque()
    return description
  }

  /// Called by the library for residuals; a point that is not finite is made unattractive.
  private static let valueCallback:
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
      if !function.value(at: parameters, into: target) {
        function.rejected += 1
        target.update(repeating: forbidden)
      }
      return Library.success
    }

  /// Called by the library for derivatives; the matrix is contiguous and row-major.
  private static let derivativeCallback:
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

  /// Residuals at a point; the last point is remembered, since derivatives are asked for where the
  /// residuals have just been.
  private func value(
    at point: UnsafeBufferPointer<Double>, into target: UnsafeMutableBufferPointer<Double>
  ) -> Bool {
    if !centrePoint.elementsEqual(point) {
      centrePoint.replaceSubrange(0..., with: point)
      centreIsFinite = Self.evaluate(residuals, centrePoint, into: &centre)
    }
    _ = target.update(fromContentsOf: centre)
    return centreIsFinite
  }

  /// Differences; next to a forbidden region the difference to the allowed side. When both sides
  /// are forbidden the column is NaN, which ends the fit with an error.
  private func differentiate(
    at point: UnsafeBufferPointer<Double>, into target: UnsafeMutableBufferPointer<Double>
  ) {
    if !centrePoint.elementsEqual(point) {
      centrePoint.replaceSubrange(0..., with: point)
      centreIsFinite = Self.evaluate(residuals, centrePoint, into: &centre)
    }
    shifted.replaceSubrange(0..., with: point)
    for column in 0..<parameterCount {
      let value = point[column]
      // A parameter on its way to 0 must not take the step to 0 with it.
      let scale = max(abs(value), 1e-3 * abs(start[column]))
      let size = scale > 0 ? scale : 1
      let step = size * (differences == .central ? Self.relativeStep : Self.forwardStep)
      shifted[column] = value + step
      let highest = shifted[column]
      let aboveIsFinite = Self.evaluate(residuals, shifted, into: &above)
      shifted[column] = value - step
      let lowest = shifted[column]
      let needsBelow = differences == .central || !aboveIsFinite
      let belowIsFinite = needsBelow && Self.evaluate(residuals, shifted, into: &below)
      shifted[column] = value
      guard centreIsFinite, aboveIsFinite || belowIsFinite else {
        for row in 0..<residualCount { target[row * parameterCount + column] = .nan }
        continue
      }
      // The step is what the rounded abscissae really differ by.
      let width = (aboveIsFinite ? highest : value) - (belowIsFinite ? lowest : value)
      Self.slopes(
        from: belowIsFinite ? below : centre, to: aboveIsFinite ? above : centre, width,
        into: target, column, parameterCount)
    }
  }

  private static func slopes(
    from low: [Double], to high: [Double], _ width: Double,
    into target: UnsafeMutableBufferPointer<Double>, _ column: Int, _ columns: Int
  ) {
    for row in low.indices { target[row * columns + column] = (high[row] - low[row]) / width }
  }

  private static func evaluate(
    _ residuals: Evaluation, _ point: [Double], into output: inout [Double]
  ) -> Bool {
    var span = output.mutableSpan
    residuals(point.span, &span)
    return output.allSatisfy(\.isFinite)
  }
}
