// Forecasting: the slopes of one interval's chance, and the likelihood of the promotion-time form.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// First slopes of ln(F(b) − F(a)) by q₁ and q₂, and the second ones.
struct CellSlopes {
  let slope1: Double
  let slope2: Double
  /// (1 − F(b)) / (1 − F(a)).
  private let ratio: Double

  /// - Parameters:
  ///   - low: H at the start.
  ///   - high: H at the end.
  ///   - rise: 1 − ratio, above 0.
  @inline(__always)
  init(_ low: HazardPoint, _ high: HazardPoint, _ rise: Double) {
    ratio = 1 - rise
    // At ratio 0 the slopes at the end may have overflowed, and do not count.
    if ratio > 0 {
      slope1 = (ratio * high.slope1 - low.slope1) / rise
      slope2 = (ratio * high.slope2 - low.slope2) / rise
    } else {
      slope1 = -low.slope1
      slope2 = -low.slope2
    }
  }

  /// Second slopes of ln(F(b) − F(a)): by q₁ twice, by both, by q₂ twice.
  @inline(__always)
  func second(
    _ low: HazardPoint, _ high: HazardPoint, _ rise: Double
  ) -> (Double, Double, Double) {
    var p11 = low.slope1 * low.slope1 - low.slope11
    var p12 = low.slope1 * low.slope2 - low.slope12
    var p22 = low.slope2 * low.slope2 - low.slope22
    if ratio > 0 {
      p11 += ratio * (high.slope11 - high.slope1 * high.slope1)
      p12 += ratio * (high.slope12 - high.slope1 * high.slope2)
      p22 += ratio * (high.slope22 - high.slope2 * high.slope2)
    }
    return (
      p11 / rise - slope1 * slope1, p12 / rise - slope1 * slope2, p22 / rise - slope2 * slope2
    )
  }

  /// Adds the second slopes times a weight.
  @inline(__always)
  func addCurvature(
    _ weight: Double, _ low: HazardPoint, _ high: HazardPoint, _ rise: Double,
    _ matrix: inout SymmetricThree
  ) {
    let (s11, s12, s22) = second(low, high, rise)
    matrix.m11 += weight * s11
    matrix.m21 += weight * s12
    matrix.m22 += weight * s22
  }
}

extension CureLikelihood {
  // ln p = −Λ(a) + ln(1 − e^(−A)) with Λ = θ F and A = θ (F(b) − F(a)).
  static func promotion(
    _ z: Double, _ times: SigningTimes, _ points: borrowing Span<HazardPoint>,
    _ curvature: Curvature, _ sums: inout Evaluation
  ) {
    let theta = exp(z)
    let terms = times.terms.span
    for place in 0..<terms.count {
      let term = terms[place]
      let low = points[Int(term.lower)]
      let left = exp(-low.value)
      let passed = -theta * expm1(-low.value)
      let slopes = SIMD3(passed, theta * left * low.slope1, theta * left * low.slope2)
      // Second slopes of Λ(a) by q₁ and q₂; those with z are the first ones. Past the end of F they
      // are 0, while those of H may overflow.
      let bends =
        left > 0
        ? theta * left
          * SIMD3(
            low.slope11 - low.slope1 * low.slope1, low.slope12 - low.slope1 * low.slope2,
            low.slope22 - low.slope2 * low.slope2) : .zero
      var logChance = -passed
      var all = -slopes
      var second = SymmetricThree(
        m00: -passed, m10: -slopes[1], m11: -bends[0], m20: -slopes[2], m21: -bends[1],
        m22: -bends[2])
      if term.upper != SigningTimes.never {
        let high = points[Int(term.upper)]
        let rise = -expm1(low.value - high.value)
        guard rise > 0 else {
          if term.count > 0 { sums.value = .infinity }
          continue
        }
        // A straggler long after the end of F: A underflows, its logarithm does not.
        let logArea = z - low.value + log(rise)
        let area = exp(logArea)
        let isSmall = area < 1e-8
        let cell = CellSlopes(low, high, rise)
        // Slopes of ln(1 − e^(−A)) by ln A.
        let first = isSmall ? 1 - area / 2 : area / expm1(min(area, 700))
        let bend = isSmall ? -area / 2 : first * (1 - area - first)
        logChance += isSmall ? logArea - area / 2 : log(-expm1(-area))
        all += first * SIMD3(1, cell.slope1, cell.slope2)
        if curvature == .observed {
          let (s11, s12, s22) = cell.second(low, high, rise)
          second.add(bend, 1, cell.slope1, cell.slope2)
          second.m11 += first * s11
          second.m21 += first * s12
          second.m22 += first * s22
        }
      }
      if term.count > 0 {
        sums.value -= term.count * logChance
        sums.gradient -= term.count * all
      }
      switch curvature {
      case .none: break
      case .expected:
        let weight = times.isGrouped ? times.total * exp(logChance) : term.count
        if weight > 0 { sums.matrix.add(weight, all[0], all[1], all[2]) }
      case .observed: if term.count > 0 { sums.matrix.add(-term.count, second) }
      }
    }
  }
}
