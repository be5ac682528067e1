// Statistics: the search for the best parameters of a curve: Fisher scoring from several starts,
// then the library's trust region from the best of them.

internal import GSL

/// The end of a search.
struct CurveSolution {
  let parameters: [Double]
  /// Inverse of the observed curvature, or of the expected one where that is not positive definite.
  let covariance: [[Double]]
  let deviance: Double
  /// Log-likelihood that an undamped Newton step would still win: 0 at a minimum.
  let decrement: Double
  /// Starts that ended within 0.01 of the best objective, out of those tried.
  let agreeingStarts: Int
  let starts: Int
}

extension CurveObjective {
  /// The best end of Fisher scoring over the starts, sped up by damping where a step goes uphill.
  func scan(
    _ starts: [[Double]], dispersion: Double
  ) -> (parameters: [Double], agreeing: Int)? {
    var cells = emptyCells()
    let ends = starts.compactMap { score($0, dispersion: dispersion, &cells) }
    guard let best = ends.min(by: { $0.value < $1.value }) else { return nil }
    return (best.parameters, ends.count { $0.value < best.value + 0.01 })
  }

  private func score(
    _ start: [Double], dispersion: Double, _ cells: inout [CurveCell]
  ) -> (parameters: [Double], value: Double)? {
    var point = start
    var value = value(point, dispersion: dispersion, &cells)
    guard value.isFinite else { return nil }
    var damping = 1e-3
    for _ in 0..<60 {
      let (gradient, information) = slopes(point, dispersion: dispersion, &cells)
      var moved = false
      while damping < 1e8 {
        var damped = information
        for place in damped.indices { damped[place][place] *= 1 + damping }
        if let factor = CholeskyFactor(damped) {
          let step = factor.solve(gradient)
          let trial = zip(point, step).map { $0 - $1 }
          let next = self.value(trial, dispersion: dispersion, &cells)
          let promised = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 }
          if next.isFinite, next <= value {
            let won = value - next
            (point, value) = (trial, next)
            damping = won > 0.25 * promised ? max(1e-9, damping / 10) : damping * 2
            moved = promised > 1e-9
            break
          }
          if promised < 1e-10 { break }
        }
        damping *= 8
      }
      if !moved { break }
    }
    return (point, value)
  }

  // Converges from the scan's end by the library, and measures the curvature there.
  func converge(
    _ scan: (parameters: [Double], agreeing: Int), tried: Int, dispersion: Double
  ) throws(GSLError) -> CurveSolution {
    let scale = 1 / dispersion.squareRoot()
    var cells = emptyCells()
    let fit: NonlinearFit
    do throws(GSLError) {
      fit = try trustRegion(scan.parameters, scale, &cells)
    } catch {
      // On a family that misfits badly the trust region may collapse a rounding before the optimum;
      // Newton steps from the scan's end then decide.
      // Without penalties such a collapse means that there is no optimum inside.
      let information = slopes(scan.parameters, dispersion: dispersion, &cells).information
      guard penalties != nil, error.kind == .notConverged,
        let covariance = CholeskyFactor(information)?.inverse()
      else { throw error }
      let end = finish(
        scan.parameters, covariance, scan.agreeing, tried, dispersion, &cells)
      guard end.decrement < 1e-6 else { throw error }
      return end
    }
    return finish(
      fit.parameters, fit.unscaledCovariance, scan.agreeing, tried, dispersion, &cells)
  }

  private func trustRegion(
    _ start: [Double], _ scale: Double, _ cells: inout [CurveCell]
  ) throws(GSLError) -> NonlinearFit {
    let size = parameterCount
    return try NonlinearFit.fit(start: start, residualCount: residualCount) {
      p, residuals in
      fill(p[0], p[1], size > 2 ? p[2] : 0, into: &cells)
      for cell in cells.indices { residuals[cell] = cells[cell].root.value * scale }
      guard let penalties else { return }
      for place in 0..<size {
        residuals[cellCount + place] =
          (p[place] - penalties.centres[place]) / penalties.spreads[place]
      }
    } jacobian: { p, jacobian in
      fill(p[0], p[1], size > 2 ? p[2] : 0, into: &cells)
      for cell in cells.indices {
        let factor = cells[cell].root.slope * scale
        jacobian[cell * size] = factor * cells[cell].slopes.0
        jacobian[cell * size + 1] = factor * cells[cell].slopes.1
        if size > 2 { jacobian[cell * size + 2] = factor * cells[cell].slopes.2 }
      }
      guard let penalties else { return }
      for place in 0..<size {
        for column in 0..<size {
          jacobian[(cellCount + place) * size + column] =
            place == column ? 1 / penalties.spreads[place] : 0
        }
      }
    }
  }

  /// Newton's last digits, the observed curvature and the decrement.
  private func finish(
    _ start: [Double], _ firstCovariance: [[Double]], _ agreeing: Int, _ tried: Int,
    _ dispersion: Double, _ cells: inout [CurveCell]
  ) -> CurveSolution {
    var point = start
    var covariance = firstCovariance
    var decrement = Double.infinity
    let errors = covariance.indices.map { covariance[$0][$0].squareRoot() }
    for _ in 0..<8 {
      let (gradient, information) = slopes(point, dispersion: dispersion, &cells)
      let curvature = curvature(point, dispersion: dispersion, errors: errors, &cells)
      guard let factor = CholeskyFactor(curvature) ?? CholeskyFactor(information) else { break }
      covariance = factor.inverse()
      let step = factor.solve(gradient)
      let next = zip(gradient, step).reduce(0) { $0 + $1.0 * $1.1 } / 2
      // A step that wins nothing measurable is rounding.
      guard next < decrement else { break }
      decrement = next
      guard next > 1e-22, next < 1e-3 else { break }
      point = zip(point, step).map { $0 - $1 }
    }
    return CurveSolution(
      parameters: point, covariance: covariance, deviance: deviance(point, &cells),
      decrement: max(0, decrement), agreeingStarts: agreeing, starts: tried)
  }
}
