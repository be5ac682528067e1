// GSL: safe Swift over the C library; everything else computes through it.
// This file brings a nonlinear fit from near its minimum to the last digits that it can have.

internal import CGSL

extension NonlinearWorkspace {
  /// Gauss-Newton steps at most; few are enough unless the residuals and the curvature are large.
  private static let polishingRounds = 40

  /// Gauss-Newton steps from a point near the minimum, with accurate derivatives, each kept only
  /// where it brings the residuals nearer to orthogonal to the tangent space. Near a minimum the sum
  /// of squares is flat to rounding, so the search, which compares sums, ends with half of the
  /// digits that the gradient can still tell. Large residuals make the plain steps converge
  /// linearly; a secant through the last two (Anderson's mixing) jumps ahead. The status is that of
  /// the first accurate derivatives.
  func polish(
    _ system: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>,
    _ configuration: NonlinearFit.Configuration
  ) -> (status: Int32, reason: NonlinearFit.StopReason) {
    guard residualNorm > 0 else { return (Library.success, .exactFit) }
    let status = begin(system, at: parameters())
    return (status, status == Library.success ? steps(system, configuration) : .roundingLimit)
  }

  private func steps(
    _ system: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>,
    _ configuration: NonlinearFit.Configuration
  ) -> NonlinearFit.StopReason {
    guard var tangent = tangentStep() else { return .roundingLimit }
    var point = parameters()
    var earlier: (step: [Double], move: [Double])?
    for _ in 0..<Self.polishingRounds {
      if tangent.cosine <= configuration.gradientTolerance { return .smallGradient }
      let moves = [earlier.map { mixed(tangent.step, $0) }, tangent.step].compactMap { $0 }
      guard let (move, next) = firstBetter(moves, from: point, tangent.cosine, system) else {
        // The point has been evaluated already, so a return to it cannot fail.
        Library.expectSuccess(begin(system, at: point), "return to an evaluated point")
        return .roundingLimit
      }
      earlier = (tangent.step, move)
      point = parameters()
      if residualNorm == 0 { return .exactFit }
      guard let next else { return .roundingLimit }
      tangent = next
      if zip(move, point).allSatisfy({ abs($0) <= configuration.stepTolerance * abs($1) }) {
        return .smallStep
      }
    }
    return .roundingLimit
  }

  private func firstBetter(
    _ moves: [[Double]], from point: [Double], _ cosine: Double,
    _ system: UnsafeMutablePointer<gsl_multifit_nlinear_fdf>
  ) -> (move: [Double], tangent: (step: [Double], cosine: Double)?)? {
    let limit = residualNorm * (1 + max(cosine * cosine, 1e-10))
    for move in moves {
      let status = begin(system, at: zip(point, move).map { $0 + $1 })
      guard status == Library.success, residualNorm <= limit else { continue }
      let tangent = tangentStep()
      if residualNorm == 0 || (tangent.map { $0.cosine < 0.9 * cosine } ?? false) {
        return (move, tangent)
      }
    }
    return nil
  }

  /// The step with the part that the last two have in common extrapolated to its end.
  private func mixed(_ step: [Double], _ earlier: (step: [Double], move: [Double])) -> [Double] {
    var (product, square) = (0.0, 0.0)
    for index in step.indices {
      let length = columnLength(index)
      let change = (step[index] - earlier.step[index]) * length
      product += change * step[index] * length
      square += change * change
    }
    guard square > 0 else { return step }
    let share = product / square
    return step.indices.map {
      step[$0] - share * (earlier.move[$0] + step[$0] - earlier.step[$0])
    }
  }

  private func columnLength(_ column: Int) -> Double {
    var view = gsl_matrix_column(raw.pointee.J, column)
    return gsl_blas_dnrm2(&view.vector)
  }
}
