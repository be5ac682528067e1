// Statistics: the multinomial deviance of a curve, as a sum of squares for the fit and with its
// slopes for the doubt.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Normal penalties on the parameters z, q₁ and q₂ of a curve.
struct CurvePenalties {
  let centres: [Double]
  let spreads: [Double]
}

/// One cell: observed and expected persons, and the slopes of the expected by z, q₁ and q₂.
struct CurveCell {
  var observed = 0.0
  var expected = 1.0
  var slopes = (0.0, 0.0, 0.0)

  /// Signed root of the deviance contribution, and its slope by the expected count.
  ///
  /// With `x = (y − e) / e` the deviance is `e x² g(x)`, `g = 2((1 + x) ln(1 + x) − x) / x²`; near
  /// a perfect cell the series of g keeps the digits that the difference would lose.
  var root: (value: Double, slope: Double) {
    let x = (observed - expected) / expected
    guard x < 1e3 else {
      let value = (2 * expected * ((1 + x) * log1p(x) - x)).squareRoot()
      return (value, -x / value)
    }
    let ratio: Double
    if observed <= 0 {
      ratio = 2
    } else if abs(x) < 0.02 {
      ratio =
        1 - x
        * (1.0 / 3 - x * (1.0 / 6 - x * (1.0 / 10 - x * (1.0 / 15 - x * (1.0 / 21 - x / 28)))))
    } else {
      ratio = 2 * ((1 + x) * log1p(x) - x) / (x * x)
    }
    let scale = (expected * ratio).squareRoot()
    return (x * scale, -1 / scale)
  }
}

/// The objective of one family on one set of counts: `deviance / (2 dispersion)` and half the sum of
/// squared penalties, which is minus the log of the penalised likelihood up to a constant.
struct CurveObjective {
  let counts: GroupedCounts
  let shape: CurveShape
  let penalties: CurvePenalties?

  /// A count where the curve has no chance left must still have a finite deviance. The limit lies at
  /// the end of what a number can hold: a higher one would be a false plateau of the deviance.
  private static let leastChance = 1e-290

  var parameterCount: Int { shape.family.parameterCount }
  var cellCount: Int { counts.counts.count + 1 }
  var residualCount: Int { cellCount + (penalties == nil ? 0 : parameterCount) }

  /// Fills one cell for each interval and one for those who have not signed.
  func fill(_ z: Double, _ q1: Double, _ q2: Double, into cells: inout [CurveCell]) {
    let isPromotion = shape.family.isPromotion
    let ceiling = isPromotion ? exp(z) : CurveShape.logisticFunction(z)
    let others = CurveShape.logisticFunction(-z)
    let n = counts.required
    var before = CurvePoint(signed: 0, left: 1, slope1: 0, slope2: 0)
    var leftBefore = 1.0
    var past = (0.0, 0.0, 0.0)
    for cell in counts.ends.indices {
      let now = shape.point(counts.ends[cell], q1, q2)
      // The difference of the smaller pair keeps its digits.
      let rise = now.signed < 0.5 ? now.signed - before.signed : before.left - now.left
      var left: Double
      var slopes: (Double, Double, Double)
      var chance: Double
      if isPromotion {
        left = exp(-ceiling * now.signed)
        let factor = ceiling * left
        slopes = (factor * now.signed, factor * now.slope1, factor * now.slope2)
        chance = -leftBefore * expm1(-ceiling * rise)
      } else {
        left = others + ceiling * now.left
        slopes = (ceiling * others * now.signed, ceiling * now.slope1, ceiling * now.slope2)
        chance = ceiling * rise
      }
      cells[cell].observed = counts.counts[cell]
      cells[cell].expected = n * max(chance, Self.leastChance)
      cells[cell].slopes = (
        n * (slopes.0 - past.0), n * (slopes.1 - past.1), n * (slopes.2 - past.2)
      )
      (before, leftBefore, past) = (now, left, slopes)
    }
    cells[cellCount - 1].observed = counts.unsigned
    cells[cellCount - 1].expected = n * max(leftBefore, Self.leastChance)
    cells[cellCount - 1].slopes = (-n * past.0, -n * past.1, -n * past.2)
  }

  func fill(_ p: [Double], into cells: inout [CurveCell]) {
    fill(p[0], p[1], p.count > 2 ? p[2] : 0, into: &cells)
  }

  func emptyCells() -> [CurveCell] { Array(repeating: CurveCell(), count: cellCount) }

  /// Twice the distance of the log-likelihood from that of the saturated model, `>= 0`.
  func deviance(_ p: [Double], _ cells: inout [CurveCell]) -> Double {
    fill(p, into: &cells)
    return cells.reduce(0) { sum, cell in
      let root = cell.root.value
      return sum + root * root
    }
  }

  /// Half the sum of the squared penalties.
  func penalty(_ p: [Double]) -> Double {
    guard let penalties else { return 0 }
    return p.indices.reduce(0) { sum, place in
      let distance = (p[place] - penalties.centres[place]) / penalties.spreads[place]
      return sum + distance * distance / 2
    }
  }

  func value(_ p: [Double], dispersion: Double, _ cells: inout [CurveCell]) -> Double {
    deviance(p, &cells) / (2 * dispersion) + penalty(p)
  }

  /// Slopes of the objective and its expected curvature (Fisher information and penalties).
  func slopes(
    _ p: [Double], dispersion: Double, _ cells: inout [CurveCell]
  ) -> (gradient: [Double], information: [[Double]]) {
    fill(p, into: &cells)
    let size = parameterCount
    var push = (0.0, 0.0, 0.0)
    var square = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for cell in cells {
      let (a, b, c) = cell.slopes
      let excess = 1 - cell.observed / cell.expected
      push = (push.0 + excess * a, push.1 + excess * b, push.2 + excess * c)
      let weight = 1 / cell.expected
      square.0 += weight * a * a
      square.1 += weight * a * b
      square.2 += weight * b * b
      square.3 += weight * a * c
      square.4 += weight * b * c
      square.5 += weight * c * c
    }
    let all = [push.0, push.1, push.2]
    let lower = [[square.0], [square.1, square.2], [square.3, square.4, square.5]]
    var gradient = all.prefix(size).map { $0 / dispersion }
    var information = (0..<size).map { row in
      (0..<size).map { lower[max(row, $0)][min(row, $0)] / dispersion }
    }
    for row in 0..<size {
      if let penalties {
        let spread = penalties.spreads[row]
        gradient[row] += (p[row] - penalties.centres[row]) / (spread * spread)
        information[row][row] += 1 / (spread * spread)
      }
    }
    return (gradient, information)
  }

  /// Observed curvature: central differences of the slopes, symmetric, with steps of a thousandth
  /// of the standard errors given.
  func curvature(
    _ p: [Double], dispersion: Double, errors: [Double], _ cells: inout [CurveCell]
  ) -> [[Double]] {
    let rows = p.indices.map { place in
      let step = 1e-3 * errors[place]
      var (above, below) = (p, p)
      above[place] += step
      below[place] -= step
      let high = slopes(above, dispersion: dispersion, &cells).gradient
      let low = slopes(below, dispersion: dispersion, &cells).gradient
      return p.indices.map { (high[$0] - low[$0]) / (above[place] - below[place]) }
    }
    return p.indices.map { row in p.indices.map { (rows[row][$0] + rows[$0][row]) / 2 } }
  }
}
