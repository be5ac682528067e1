// GSL: safe Swift over the C library; everything else computes through it.
// This file is minimisation with a gradient, the way to every maximum of a likelihood.

internal import CGSL

/// A minimum that was found with the gradient and checked afterwards.
public struct GradientMinimum: Equatable, Sendable {
  /// Where the minimum lies, in the units of the start.
  public let parameters: [Double]
  /// Value of the function there, finite.
  public let value: Double
  /// Largest absolute component of the gradient there.
  public let largestGradient: Double
  /// Iterations of all methods together.
  public let iterations: Int
}

/// Minimisation of a smooth function with the quasi-Newton method of Broyden, Fletcher, Goldfarb
/// and Shanno.
///
/// The library's line search may stop far from a minimum and report success, or near one and
/// report failure. So the end of a search is judged by the gradient alone; Newton steps with
/// differences of the gradient then sharpen it. Where that fails, the simplex method of Nelder and
/// Mead looks for a better place to start again. What cannot be shown to be a minimum is an error.
///
/// The parameters should have sizes around 1 or above: changes below 1e-8 count as nothing.
///
/// ```swift
/// let minimum = try GradientMinimizer.minimize(
///   start: [0],
///   value: { ($0[0] - 3) * ($0[0] - 3) },
///   gradient: { $1[0] = 2 * ($0[0] - 3) })
/// ```
///
/// - SeeAlso: Fletcher (1987), Practical Methods of Optimization, algorithms 2.6.2 and 2.6.4;
///   Dennis and Schnabel (1983), section 7.2, for the relative gradient.
public enum GradientMinimizer {
  /// Limits and tolerances of a search.
  public struct Configuration: Equatable, Sendable {
    /// Iterations of the quasi-Newton method after which a search counts as not converged, `> 0`.
    public var maximumIterations: Int
    /// Largest relative gradient, max |gᵢ| max(|xᵢ|, 1) / max(|f|, 1), of a minimum, in `(0, 1)`.
    public var gradientTolerance: Double
    /// Length of the first trial step, in the units of the parameters, `> 0`.
    public var firstStep: Double

    /// A configuration; the defaults suit the negative logarithm of a likelihood.
    ///
    /// - Parameters:
    ///   - maximumIterations: `> 0`.
    ///   - gradientTolerance: relative, in `(0, 1)`.
    ///   - firstStep: in the units of the parameters, finite, `> 0`.
    public init(
      maximumIterations: Int = 1_000, gradientTolerance: Double = 1e-8, firstStep: Double = 0.1
    ) {
      precondition(maximumIterations > 0, "iterations are positive, not \(maximumIterations)")
      precondition(
        gradientTolerance > 0 && gradientTolerance < 1 && firstStep > 0 && firstStep.isFinite,
        "gradient tolerance \(gradientTolerance) in (0, 1), first step \(firstStep) above 0")
      self.maximumIterations = maximumIterations
      self.gradientTolerance = gradientTolerance
      self.firstStep = firstStep
    }
  }

  static let routine = "GradientMinimizer.minimize"
  /// Turns of quasi-Newton, Newton and simplex at most.
  private static let rounds = 4

  /// Searches for a minimum.
  ///
  /// - Parameters:
  ///   - start: first point, at least one finite coordinate.
  ///   - configuration: limits and tolerances.
  ///   - value: the function at a point; NaN or an infinity marks a forbidden point, which the search
  ///     avoids.
  ///   - gradient: writes the derivative along each coordinate into its second argument.
  /// - Returns: a point whose relative gradient is below the tolerance, where the second derivatives
  ///   show neither a way down nor a minimum further off. Parameters to about 1e-10 relative when the
  ///   minimum is well conditioned, since the Newton steps go on until rounding.
  /// - Throws: `GSLError` of kind `invalidInput` when the start is not finite, `nonFiniteFunction`
  ///   when the value or the gradient is not finite there or the gradient is not finite at a point
  ///   with a value, `notConverged` when no minimum was found: too few iterations, a function
  ///   without a minimum, or a gradient that does not belong to the value.
  /// - Complexity: one evaluation of both an iteration, about two for each parameter in a Newton
  ///   step, and at most 400 values for each parameter in a simplex search.
  public static func minimize(
    start: [Double], configuration: Configuration = Configuration(),
    value: (_ point: Span<Double>) -> Double,
    gradient: (_ point: Span<Double>, _ derivative: inout MutableSpan<Double>) -> Void
  ) throws(GSLError) -> GradientMinimum {
    precondition(!start.isEmpty, "a minimum needs at least one parameter")
    guard start.allSatisfy(\.isFinite) else {
      throw GSLError(
        .invalidInput, routine: routine, message: "the start is not finite",
        context: "start=\(start)")
    }
    _ = Library.ready
    return try withoutActuallyEscaping(value) { (value) throws(GSLError) -> GradientMinimum in
      try withoutActuallyEscaping(gradient) { (gradient) throws(GSLError) -> GradientMinimum in
        try run(GradientObjective(start.count, value, gradient), start, configuration)
      }
    }
  }

  private static func run(
    _ objective: GradientObjective, _ start: [Double], _ configuration: Configuration
  ) throws(GSLError) -> GradientMinimum {
    guard var best = objective.evaluate(start) else {
      throw GSLError(
        .nonFiniteFunction, routine: routine,
        message: "the value or the gradient is not finite at the start", context: "start=\(start)")
    }
    var iterations = 0
    for _ in 0..<rounds {
      guard try QuasiNewton.descend(objective, &best, configuration, iterations: &iterations)
      else { throw notConverged("the iterations ran out", best, iterations) }
      let verdict = NewtonSteps.sharpen(objective, &best, configuration, iterations: &iterations)
      let lower = verdict == .minimum ? nil : try simplex(objective, best, &iterations)
      if let lower {
        best = lower
      } else if verdict != .elsewhere {
        return GradientMinimum(
          parameters: best.point, value: best.value, largestGradient: best.largestGradient,
          iterations: iterations)
      } else {
        break
      }
    }
    let isSmall = best.relativeGradient <= configuration.gradientTolerance
    throw notConverged(
      isSmall
        ? "the gradient vanishes but the steps do not, as on a slope that levels off without end"
        : "no point with a small gradient was found, and no way down",
      best, iterations)
  }

  /// A point that is clearly lower, found without the gradient; nil when there is none nearby.
  private static func simplex(
    _ objective: GradientObjective, _ best: GradientPoint, _ iterations: inout Int
  ) throws(GSLError) -> GradientPoint? {
    let result = try Minimizer.minimize(
      start: best.point, steps: best.point.map { 0.1 * max(abs($0), 1) }, tolerance: 1e-7,
      maximumIterations: 200 * best.point.count
    ) { objective.value(at: $0) }
    iterations += result.iterations
    guard result.value < best.value - 1e-13 * max(abs(best.value), 1) else { return nil }
    return objective.evaluate(result.point)
  }

  static func notConverged(_ message: String, _ best: GradientPoint, _ iterations: Int) -> GSLError
  {
    GSLError(
      .notConverged, routine: routine, message: message,
      context: "parameters=\(best.point.count) iterations=\(iterations) point=\(best.point) "
        + "value=\(best.value) largestGradient=\(best.largestGradient)")
  }
}
