// Tests of Forecasting: laws of the likelihood of curves with never-signers.

import Foundation
import GSL
import TestSupport
import Testing

@testable import Forecasting

@Suite("Likelihood of curves with never-signers")
struct CureLikelihoodTests {
  static let times = SigningTimes(
    ends: [1, 2, 4, 5, 6, 9, 15, 22, 40], counts: [3, 0, 8, 12, 0, 20, 9, 1, 0], total: 90)

  static let models = CureModel.Family.allCases.flatMap { family in
    CureModel.Form.allCases.map { CureModel(family, $0) }
  }

  /// Points of all kinds: near an optimum, early, late, narrow and wide.
  static func points(_ family: CureModel.Family) -> [SIMD3<Double>] {
    switch family {
    case .logistic: [[0.5, 6, 0.8], [-1, -4, 1.5], [2, 30, 1.2], [0.1, 8, 2.5]]
    case .gompertz: [[0.5, 1.5, -2], [-1, 3, -1], [2, 2, -6]]
    case .exponential: [[0.5, 2, 0], [-2, 4, 0], [1.5, 0.3, 0]]
    case .stepExponential: [[0.5, 2, -1], [-2, 4, 2], [1.5, 0.8, 0.3]]
    default: [[0.5, 2, -0.4], [-2, 4, 0.5], [1.5, 1, -0.2], [0.3, 1.6, -1.2]]
    }
  }

  @Test("the gradient is that of the value, the curvature that of the gradient", arguments: models)
  func derivatives(model: CureModel) {
    var likelihood = CureLikelihood(
      Self.times, model,
      CurvePrior(means: [0.2, 1, -0.3], spreads: [1.5, 2, 0.7]), dispersion: 1.3)
    for q in Self.points(model.family) {
      let here = likelihood.evaluate(q, .observed)
      #expect(here.value.isFinite)
      let rows = here.matrix.rows(3)
      for place in 0..<model.parameterCount {
        var (above, below) = (q, q)
        above[place] += 1e-5
        below[place] -= 1e-5
        let (up, down) = (likelihood.evaluate(above, .none), likelihood.evaluate(below, .none))
        let slope = (up.value - down.value) / 2e-5
        #expect(Tolerance.cureSlope.accepts(here.gradient[place], slope), "\(q) \(place)")
        for other in 0..<model.parameterCount {
          let bend = (up.gradient[other] - down.gradient[other]) / 2e-5
          #expect(
            Tolerance.cureSlope.accepts(rows[place][other], bend),
            "\(q) \(place) \(other) \(rows[place][other]) \(bend)")
        }
      }
    }
  }

  @Test(
    "the information is the mean of the curvature over what could be counted", arguments: models)
  func information(model: CureModel) {
    // The curvature is linear in the counts, so at their expectation it is its own mean.
    for q in Self.points(model.family) {
      let curve = CureCurve(model, q, Self.times.launch)
      let edges = Self.times.edges
      let expected = zip(edges, edges.dropFirst()).map {
        90 * (curve.share(at: $1) - curve.share(at: $0))
      }
      var first = CureLikelihood(Self.times, model, .none)
      var mean = CureLikelihood(
        SigningTimes(ends: Array(edges.dropFirst()), counts: expected, total: 90), model, .none)
      let information = first.evaluate(q, .expected).matrix.rows(model.parameterCount).joined()
      let curvature = mean.evaluate(q, .observed).matrix.rows(model.parameterCount).joined()
      for (one, other) in zip(information, curvature) {
        #expect(
          Tolerance(relative: 1e-7, absolute: 1e-7).accepts(one, other), "\(q) \(one) \(other)")
      }
    }
  }

  @Test("the value is that of the shares", arguments: models)
  func value(model: CureModel) {
    for q in Self.points(model.family) {
      var likelihood = CureLikelihood(Self.times, model, .none)
      let curve = CureCurve(model, q, likelihood.launch)
      let sum = Self.times.terms.reduce(0.0) { sum, term in
        let low = curve.share(at: Self.times.edges[Int(term.lower)])
        let high = term.upper < 0 ? 1 : curve.share(at: Self.times.edges[Int(term.upper)])
        return sum - (term.count > 0 ? term.count * log(high - low) : 0)
      }
      let value = likelihood.evaluate(q, .none).value
      #expect(Tolerance(relative: 1e-9, absolute: 0).accepts(value, sum), "\(q)")
    }
  }

  @Test("empty intervals side by side are one, and merging others loses only what was known")
  func merging() {
    let condensed = Self.times.condensed()
    #expect(condensed.edges == [0, 1, 2, 4, 5, 6, 9, 15, 22, 40])
    let gaps = SigningTimes(
      ends: [1, 2, 3, 4, 5, 6, 7], counts: [0, 0, 5, 0, 0, 0, 1], total: 9)
    #expect(gaps.condensed().edges == [0, 2, 3, 6, 7])
    for model in Self.models where model.family != .stepExponential {
      for q in Self.points(model.family) {
        var (one, two) = (
          CureLikelihood(gaps, model, .none), CureLikelihood(gaps.condensed(), model, .none)
        )
        let (left, right) = (one.evaluate(q, .observed), two.evaluate(q, .observed))
        #expect(Tolerance(relative: 1e-12, absolute: 0).accepts(left.value, right.value))
        #expect(left.gradient == right.gradient)
      }
    }
  }

  @Test("deep tails keep their digits")
  func tails() {
    // ln(F(60) − F(50)) of a Weibull law far out: −H(50) + ln(1 − e^(H(50) − H(60))).
    let late = SigningTimes(ends: [50, 60], counts: [0, 1], total: 1)
    var likelihood = CureLikelihood(late, CureModel(.weibull), .none)
    let value = likelihood.evaluate([40, 0, -0.5], .none).value
    let power = exp(0.5)
    let (h50, h60) = (pow(50, power), pow(60, power))
    #expect(h50 > 600)
    #expect(Tolerance(relative: 1e-12, absolute: 0).accepts(value, h50 - log(-expm1(h50 - h60))))
    for x in [-30.0, -5, -0.1, 0.1, 5, 24.999, 25.001, 36] {
      let (value, slope) = HazardPoint.normalHazard(x)
      let (above, below) = (
        HazardPoint.normalHazard(x + 1e-5).0, HazardPoint.normalHazard(x - 1e-5).0
      )
      #expect(
        value.isFinite
          && Tolerance(relative: 1e-7, absolute: 1e-9).accepts(slope, (above - below) / 2e-5),
        "\(x)")
    }
  }
}
