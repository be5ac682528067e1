// Forecasting: the search for the parameters of greatest posterior: Fisher scoring with damping,
// Newton steps at the end, several starts, then the library's methods without which no answer stands.

internal import GSL

/// The end of a search.
struct CureOptimum {
  var point: SIMD3<Double>
  var value: Double
  /// Observed second derivatives, positive definite.
  var curvature: SymmetricThree
  /// Rise of the log posterior that a Newton step still promises.
  var decrement: Double
  var iterations: Int
}

/// Searches over one likelihood.
struct CureSearch {
  var likelihood: CureLikelihood

  private static let maximumIterations = 400
  /// A start within this many squared standard errors of the best end is on its way there.
  private static let sameBasin = 0.01
  private static let sameRoughBasin = 0.04
  private static let roughDecrement = 0.005

  init(_ likelihood: CureLikelihood) { self.likelihood = likelihood }

  /// The best end over all starts.
  ///
  /// With many intervals the starts first run on a rough likelihood of some 16; only its different
  /// ends, as a rule one, run on all intervals.
  ///
  /// - Parameters:
  ///   - starts: first points; at least one.
  ///   - rough: the same model and prior on joined intervals; nil for none.
  /// - Returns: the optimum, how many starts led to it, and whether the library was needed; nil
  ///   where nothing converged.
  mutating func best(
    _ starts: [SIMD3<Double>], rough: CureLikelihood? = nil
  ) -> (optimum: CureOptimum, agreeing: Int, byLibrary: Bool)? {
    if let rough {
      var way = CureSearch(rough)
      let ends = way.ends(starts, isRough: true)
      if let found = Self.least(self.ends(ends.map(\.optimum.point), isWarm: true)),
        let first = Self.least(ends)
      {
        return (found.optimum, first.agreeing, false)
      }
    }
    if let found = Self.least(ends(starts)) {
      return (found.optimum, found.agreeing, false)
    }
    for start in starts {
      if let end = byLibrary(from: start) { return (end, 1, true) }
    }
    return nil
  }

  private typealias End = (optimum: CureOptimum, agreeing: Int)

  /// Different ends, each with the number of starts that led there.
  private mutating func ends(
    _ starts: [SIMD3<Double>], isWarm: Bool = false, isRough: Bool = false
  ) -> [End] {
    var ends: [End] = []
    for start in starts {
      switch scored(from: start, known: ends.map(\.optimum), isWarm: isWarm, isRough: isRough) {
      case .failed: continue
      case .known(let place): ends[place].agreeing += 1
      case .found(let end):
        if let place = ends.firstIndex(where: { isSame(end.point, $0.optimum, Self.sameBasin) }) {
          ends[place].agreeing += 1
        } else {
          ends.append((end, 1))
        }
      }
    }
    return ends
  }

  private static func least(_ ends: [End]) -> End? {
    ends.min { $0.optimum.value < $1.optimum.value }
  }

  enum Outcome {
    case found(CureOptimum)
    /// Near one of the known ends.
    case known(Int)
    case failed
  }

  /// Levenberg's damped steps. Far off, the expected information makes them, since it is never
  /// indefinite; near the end the observed curvature does, which doubles the digits with each step.
  ///
  /// - Parameters:
  ///   - start: first point.
  ///   - known: ends found before; the search stops once it is near one.
  ///   - isWarm: whether the start is close to an end.
  ///   - isRough: whether an end of scoring within a tenth of a standard error will do.
  /// - Returns: the end, if any.
  mutating func scored(
    from start: SIMD3<Double>, known: [CureOptimum] = [], isWarm: Bool = false,
    isRough: Bool = false
  ) -> Outcome {
    var point = start
    var isNear = isWarm
    var here = likelihood.evaluate(point, isWarm ? .observed : .expected)
    if isWarm, FactorThree(here.matrix) == nil {
      isNear = false
      here = likelihood.evaluate(point, .expected)
    }
    guard here.value.isFinite else { return .failed }
    var damping = 1e-3
    var tries = 0
    while tries < Self.maximumIterations {
      guard let plain = FactorThree(here.matrix) ?? damped(here.matrix, 1e-8) else {
        guard isNear else { return .failed }
        isNear = false
        here = likelihood.evaluate(point, .expected)
        tries += 1
        continue
      }
      let newton = plain.solve(here.gradient)
      let decrement = (here.gradient * newton).sum() / 2
      let rounding = 1e-15 * max(1, abs(here.value))
      if decrement <= rounding, isNear, FactorThree(here.matrix) != nil {
        return .found(
          CureOptimum(
            // The last step wins nothing that the value could show, but digits of the parameters.
            point: point - newton, value: here.value, curvature: here.matrix,
            decrement: decrement, iterations: tries))
      }
      if !isNear, decrement < 0.5 {
        let place =
          isRough
          ? known.firstIndex { isSame(point - newton, $0, Self.sameRoughBasin) }
          : known.firstIndex { isSame(point, $0, Self.sameBasin) }
        if let place { return .known(place) }
      }
      if isRough, decrement < Self.roughDecrement {
        return .found(
          CureOptimum(
            point: point - newton, value: here.value - decrement, curvature: here.matrix,
            decrement: decrement, iterations: tries))
      }
      // Where a parameter hardly matters the two curvatures differ much, and scoring crawls: from
      // time to time the observed one is tried far off as well.
      if !isNear, !isRough, decrement < 0.5 || tries % 20 == 19 {
        let observed = likelihood.evaluate(point, .observed)
        tries += 1
        if FactorThree(observed.matrix) != nil {
          (here, isNear) = (observed, true)
          damping = min(damping, 1e-6)
          continue
        }
        // Flat, and no minimum: no further step of scoring will help.
        if decrement <= rounding { return .failed }
      }
      tries += 1
      let factor = damped(here.matrix, damping) ?? plain
      let step = factor.solve(here.gradient)
      let trial = point - step
      let next = likelihood.evaluate(trial, isNear ? .observed : .expected)
      let promised = (here.gradient * step).sum()
      if next.value <= here.value
        || (isNear && next.value - here.value < 1e-12 * max(1, abs(here.value)) && promised < 1e-9)
      {
        let won = here.value - next.value
        damping = won > 0.25 * promised ? max(1e-12, damping / 10) : min(1e8, damping * 2)
        (point, here) = (trial, next)
        // A Newton step may leave the bowl; scoring then goes on.
        if isNear, FactorThree(here.matrix) == nil {
          isNear = false
          here = likelihood.evaluate(point, .expected)
        }
      } else {
        damping = max(damping * 8, 1e-6)
        if damping > 1e14 { return .failed }
      }
    }
    return .failed
  }

  private func isSame(
    _ point: SIMD3<Double>, _ known: CureOptimum, _ threshold: Double
  ) -> Bool {
    let distance = point - known.point
    return (distance * known.curvature.times(distance)).sum() < threshold
  }

  private func damped(_ matrix: SymmetricThree, _ damping: Double) -> FactorThree? {
    var damped = matrix
    damped.addDiagonal(
      damping * matrix.diagonal.clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 1e300)))
    return FactorThree(damped)
  }

  /// BFGS, Newton and simplex of the library; nil where they find no minimum either.
  mutating func byLibrary(from start: SIMD3<Double>) -> CureOptimum? {
    var scratch = likelihood
    let found = try? GradientMinimizer.minimize(
      start: [start[0], start[1], start[2]],
      value: { scratch.evaluate(SIMD3($0[0], $0[1], $0[2]), .none).value },
      gradient: { point, slopes in
        let here = scratch.evaluate(SIMD3(point[0], point[1], point[2]), .none)
        for place in 0..<3 { slopes[place] = here.gradient[place] }
      })
    guard let found else { return nil }
    let point = SIMD3(found.parameters[0], found.parameters[1], found.parameters[2])
    let here = likelihood.evaluate(point, .observed)
    guard let factor = FactorThree(here.matrix) else { return nil }
    let decrement = (here.gradient * factor.solve(here.gradient)).sum() / 2
    guard decrement < 1e-8 * max(1, abs(here.value)) else { return nil }
    return CureOptimum(
      point: point, value: here.value, curvature: here.matrix, decrement: decrement,
      iterations: found.iterations)
  }
}
