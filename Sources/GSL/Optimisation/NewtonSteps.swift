// GSL: safe Swift over the C library; everything else computes through it.
// This file judges a point for GradientMinimizer by its second derivatives, and sharpens it.

/// Newton steps from a point that may be a minimum.
enum NewtonSteps {
  /// What the gradient and the second derivatives say about a point.
  enum Verdict {
    /// The gradient is small and the second derivatives are those of a minimum nearby.
    case minimum
    /// The gradient is small, but the second derivatives are not those of a strict minimum: a
    /// saddle, a maximum, or a minimum that is flat in some direction.
    case flat
    /// The gradient is not small, or the minimum lies further off.
    case elsewhere
  }

  /// Newton steps at most; one or two are enough near an ordinary minimum.
  private static let rounds = 50
  /// Step of a minimum, as a share of max(|xᵢ|, 1), that rounding of the gradient may leave. On a
  /// slope that levels off without end, such as exp(−x), the step stays near 1.
  private static let smallStep = 1e-3
  /// Reciprocal condition below which a direction is flat for all that differences can tell.
  private static let flatCondition = 1e-9
  /// Cube root of the rounding unit: the step that balances the two errors of central differences.
  private static let relativeStep = 6.055e-6

  /// Steps while they bring the gradient down, then the verdict.
  static func sharpen(
    _ objective: GradientObjective, _ best: inout GradientPoint,
    _ configuration: GradientMinimizer.Configuration, iterations: inout Int
  ) -> Verdict {
    for _ in 0..<rounds {
      let isSmall = best.relativeGradient <= configuration.gradientTolerance
      guard let matrix = secondDerivatives(objective, best),
        let factors = try? ModifiedCholesky(matrix, order: objective.count)
      else { return isSmall ? .flat : .elsewhere }
      let step = factors.solve(best.gradient)
      let length = zip(step, best.point).reduce(0) { max($0, abs($1.0) / max(abs($1.1), 1)) }
      let isStrict = factors.isPositiveDefinite && factors.reciprocalCondition > flatCondition
      iterations += 1
      let next = improved(objective, best, step)
      if let next { best = next }
      let isDone = next == nil || length <= 1e-13
      guard isDone || (isSmall && !isStrict) else { continue }
      guard best.relativeGradient <= configuration.gradientTolerance else { return .elsewhere }
      guard isStrict else { return .flat }
      return length <= smallStep ? .minimum : .elsewhere
    }
    return .elsewhere
  }

  /// The best of the whole step and of halves of it that lowers the gradient or clearly the value;
  /// nil when there is none.
  private static func improved(
    _ objective: GradientObjective, _ best: GradientPoint, _ step: [Double]
  ) -> GradientPoint? {
    let noise = 1e-14 * max(abs(best.value), 1)
    var share = 1.0
    for _ in 0..<12 {
      let trial = zip(best.point, step).map { $0 - share * $1 }
      // Where the value is flat to rounding, only the gradient still tells which point is nearer.
      if let next = objective.evaluate(trial), next.value <= best.value + noise,
        next.value < best.value - noise || next.relativeGradient < 0.9 * best.relativeGradient
      {
        return next
      }
      share *= 0.5
    }
    return nil
  }

  /// Central differences of the gradient, made symmetric; nil when a point beside is forbidden.
  private static func secondDerivatives(_ objective: GradientObjective, _ best: GradientPoint)
    -> [Double]?
  {
    let count = objective.count
    var matrix = Array(repeating: 0.0, count: count * count)
    for column in 0..<count {
      guard let slopes = differences(objective, best, column) else { return nil }
      for row in 0..<count {
        matrix[row * count + column] += 0.5 * slopes[row]
        matrix[column * count + row] += 0.5 * slopes[row]
      }
    }
    return matrix
  }

  /// Derivative of the gradient along one parameter. Next to a forbidden region the step shrinks.
  private static func differences(
    _ objective: GradientObjective, _ best: GradientPoint, _ column: Int
  ) -> [Double]? {
    var size = relativeStep * max(abs(best.point[column]), 1)
    for _ in 0..<4 {
      var (above, below) = (best.point, best.point)
      above[column] += size
      below[column] -= size
      if let high = objective.evaluate(above), let low = objective.evaluate(below) {
        // The step is what the rounded points really differ by.
        let width = above[column] - below[column]
        guard width > 0 else { return nil }
        return zip(high.gradient, low.gradient).map { ($0 - $1) / width }
      }
      size *= 0.1
    }
    return nil
  }
}
