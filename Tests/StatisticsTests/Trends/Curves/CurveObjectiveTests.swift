// Tests of Statistics: deviance roots, slopes and curvature of the objective of a curve.

import TestSupport
import Testing

@testable import Statistics

@Suite("Curve objective")
struct CurveObjectiveTests {
  static let counts = GroupedCounts(
    [3.0, 9, 14, 6, 2, 0, 1].enumerated().map {
      Increment(end: Double($0.offset + 1) * 1.5, count: $0.element)
    }, required: 50)

  static func objective(_ family: CurveFamily) -> CurveObjective {
    let shape = CurveShape(family, counts)
    return CurveObjective(counts: counts, shape: shape, penalties: shape.penalties(counts))
  }

  @Test("the root of a cell runs smoothly through a perfect one")
  func root() {
    // 2 (y ln(y/e) − (y − e)) at y = e (1 + x) in 40 digits, over e x²: 1 − x/3 + x²/6 − …
    for (x, ratio) in [
      (0.019_999_9, 0.993_399_222_3), (0.020_000_1, 0.993_399_156_9), (-0.019_999_9, 1.006_734_105),
      (1e-9, 1.0), (-1e-9, 1.0),
    ] {
      let cell = CurveCell(observed: 1_000 * (1 + x), expected: 1_000)
      let root = cell.root.value
      #expect(abs(root * root / (1_000 * x * x) - ratio) < 1e-6, "\(x)")
      #expect((root > 0) == (x > 0))
    }
    #expect(CurveCell(observed: 7, expected: 7).root.value == 0)
    #expect(Tolerance.closedForm.accepts(CurveCell(observed: 0, expected: 8).root.value, -4))
  }

  @Test("the slope of a root by the expected count")
  func rootSlope() {
    for (y, e) in [(0.0, 3.0), (5, 5), (5, 5.05), (5, 4.95), (40, 3), (1, 60)] {
      let step = 1e-6 * e
      let rise =
        CurveCell(observed: y, expected: e + step).root.value
        - CurveCell(observed: y, expected: e - step).root.value
      let slope = CurveCell(observed: y, expected: e).root.slope
      // The slope of the root itself: (1 − y/e) / root.
      #expect(
        Tolerance.numericSlope.accepts(slope, rise / (2 * step)), "\(y) of \(e): \(slope)")
    }
  }

  @Test("expected counts sum to the roster, slopes to 0", arguments: CurveFamily.allCases)
  func sums(family: CurveFamily) {
    let objective = Self.objective(family)
    var cells = objective.emptyCells()
    objective.fill(objective.shape.starts(Self.counts)[0], into: &cells)
    #expect(abs(cells.reduce(0) { $0 + $1.expected } - 50) < 1e-10)
    #expect(abs(cells.reduce(0) { $0 + $1.slopes.0 }) < 1e-10)
    #expect(abs(cells.reduce(0) { $0 + $1.slopes.1 }) < 1e-10)
    #expect(abs(cells.reduce(0) { $0 + $1.slopes.2 }) < 1e-10)
  }

  @Test("the gradient is the slope of the value", arguments: CurveFamily.allCases)
  func gradient(family: CurveFamily) {
    let objective = Self.objective(family)
    var cells = objective.emptyCells()
    // The penalties' centres give each cell a chance; a start may give the last ones none.
    let point = objective.shape.penalties(Self.counts).centres.map { $0 + 0.1 }
    let (gradient, information) = objective.slopes(point, dispersion: 1.7, &cells)
    for place in point.indices {
      var (above, below) = (point, point)
      above[place] += 1e-6
      below[place] -= 1e-6
      let slope =
        (objective.value(above, dispersion: 1.7, &cells)
          - objective.value(below, dispersion: 1.7, &cells)) / (above[place] - below[place])
      #expect(abs(gradient[place] - slope) < 1e-6 * max(1, abs(slope)), "\(place)")
      #expect(information[place][place] > 0)
    }
  }
}
