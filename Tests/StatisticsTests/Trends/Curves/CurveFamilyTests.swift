// Tests of Statistics: the families of curves, their tails, slopes and medians.

import TestSupport
import Testing

@testable import Statistics

@Suite("Curve families")
struct CurveFamilyTests {
  static let counts = GroupedCounts(
    [
      Increment(end: 1, count: 0), Increment(end: 2, count: 20), Increment(end: 4, count: 5),
      Increment(end: 9, count: 2),
    ], required: 40)

  /// Parameters from mild to extreme; the last pairs make exponentials overflow if taken plainly.
  static func parameters(_ family: CurveFamily) -> [(Double, Double)] {
    switch family {
    case .logistic: [(5, 0.7), (-8, 0.5), (30, -2), (-300, -1)]
    case .gompertz: [(0.5, -1), (3, 1), (-1.5, -12)]
    default: [(1, -0.5), (3, 0.8), (0.2, -4)]
    }
  }

  @Test("rise from 0 to 1, with the tail as complement", arguments: CurveFamily.allCases)
  func distribution(family: CurveFamily) {
    let shape = CurveShape(family, Self.counts)
    for (q1, q2) in Self.parameters(family) {
      var before = 0.0
      for time in [0, 1e-9, 0.3, 1, 1.999, 2, 3, 7, 20, 60, 400, 1e4, 1e60] {
        let point = shape.point(time, q1, q2)
        #expect(point.signed >= before && point.signed <= 1, "\(time) \(q1) \(q2)")
        #expect(abs(point.signed + point.left - 1) < 1e-14)
        #expect(point.slope1.isFinite && point.slope2.isFinite)
        before = point.signed
      }
      #expect(shape.point(0, q1, q2).signed == 0)
      #expect(before > 1 - 1e-6)
    }
  }

  @Test("slopes are those of the distribution", arguments: CurveFamily.allCases)
  func slopes(family: CurveFamily) {
    let shape = CurveShape(family, Self.counts)
    let step = 1e-6
    for (q1, q2) in Self.parameters(family) {
      for time in [0.4, 1.5, 2, 5, 11, 40] {
        let point = shape.point(time, q1, q2)
        let first =
          (shape.point(time, q1 + step, q2).signed - shape.point(time, q1 - step, q2).signed)
          / (2 * step)
        let second =
          (shape.point(time, q1, q2 + step).signed - shape.point(time, q1, q2 - step).signed)
          / (2 * step)
        #expect(Tolerance.numericSlope.accepts(point.slope1, first), "\(q1) \(q2) at \(time)")
        #expect(Tolerance.numericSlope.accepts(point.slope2, second), "\(q1) \(q2) at \(time)")
      }
    }
  }

  @Test(
    "at the midpoint half have signed, and the rate is four times the density there",
    arguments: CurveFamily.allCases)
  func midpoint(family: CurveFamily) {
    let shape = CurveShape(family, Self.counts)
    let step = 1e-6
    for (q1, q2) in Self.parameters(family) {
      let parameters = family == .exponential ? [0, q1] : [0, q1, q2]
      let half = shape.midpoint(parameters)
      // The step's share is not in the midpoint; without it the rest is all there is.
      let signed = { (time: Double) in
        shape.point(time, q1, family == .stepExponential ? -800 : q2).signed
      }
      #expect(abs(signed(half) - 0.5) < 1e-12, "\(q1) \(q2)")
      let density = (signed(half * (1 + step)) - signed(half * (1 - step))) / (2 * step * half)
      let rate = shape.rate(parameters)
      #expect(Tolerance.numericSlope.accepts(rate, 4 * density), "\(rate) is not \(4 * density)")
    }
  }

  @Test("the step comes on the day of the first signers' interval")
  func step() {
    let shape = CurveShape(.stepExponential, Self.counts)
    #expect(shape.launch == (1, 2))
    #expect(shape.point(1, 0.5, 0).signed == 0)
    #expect(shape.point(2, 0.5, 0).signed > 0.5 && shape.point(1.99, 0.5, 0).signed < 0.3)
    // A launch that the data choose is one parameter more.
    #expect(shape.freeParameters() == 4)
  }

  @Test("the logistic curve cut at 0 is Bass's model")
  func bass() {
    // p + q = 1/s and q/p = e^(q₁/s): with s = 2 and q/p = e^1.5.
    let odds = 4.481_689_070_338_065
    let rate = 0.5
    let shape = CurveShape(.logistic, Self.counts)
    for (time, decay) in [(1.0, 0.606_530_659_712_633_4), (2.0, 0.367_879_441_171_442_3)] {
      let truth = (1 - decay) / (1 + odds * decay)
      let got = shape.point(time, 1.5 / rate, 0.693_147_180_559_945_3).signed
      #expect(Tolerance.closedForm.accepts(got, truth), "\(got) is not \(truth)")
    }
  }
}
