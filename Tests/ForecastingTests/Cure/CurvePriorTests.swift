// Tests of Forecasting: priors of curves, and that no answer depends on the unit of time.

import Foundation
import TestSupport
import Testing

@testable import Forecasting

@Suite("Priors of curves")
struct CurvePriorTests {
  @Test(
    "days and weeks give one likelihood and one forecast", arguments: CureLikelihoodTests.models)
  func units(model: CureModel) throws {
    for number in [3, 40, 81, 122] {
      let days = SimulatedSigners(number: number, days: 60).times(days: 60)
      let weeks = SigningTimes(
        ends: days.edges.dropFirst().map { $0 / 7 }, counts: days.terms.dropLast().map(\.count),
        total: days.total)
      let prior = CurvePrior.standard(model)
      let one = try CureFit(days, model)
      let two = try CureFit(weeks, model, prior: prior.inUnit(model, times: 1.0 / 7))
      #expect(Tolerance.cureLikelihood.accepts(one.logLikelihood, two.logLikelihood))
      #expect(Tolerance.cureLikelihood.accepts(one.objective, two.objective))
      for day in [1.0, 30, 60, 100, 300] {
        let (left, right) = (one.curve.share(at: day), two.curve.share(at: day / 7))
        #expect(Tolerance(relative: 1e-6, absolute: 1e-9).accepts(left, right), "\(left) \(right)")
      }
      let first = CureDraws(one, days, count: 50, seed: 5)
      let second = CureDraws(two, weeks, count: 50, seed: 5)
      let (left, right) = (
        first.shareInterval(at: 90, confidence: 0.8),
        second.shareInterval(at: 90.0 / 7, confidence: 0.8)
      )
      #expect(abs(left.low - right.low) < 1e-5 && abs(left.high - right.high) < 1e-5)
    }
  }

  @Test("a narrow prior rules, a wide one is plain likelihood")
  func limits() throws {
    let times = SimulatedSigners(number: 4, days: 150).times(days: 150)
    let model = CureModel(.logistic)
    let narrow = try CureFit(
      times, model,
      prior: CurvePrior(means: [0.3, 22, 1.5], spreads: [1e-6, 1e-6, 1e-6]))
    for (value, mean) in zip(narrow.curve.parameters, [0.3, 22, 1.5]) {
      #expect(abs(value - mean) < 1e-4)
    }
    let wide = try CureFit(
      times, model, prior: CurvePrior(means: [9, 900, 9], spreads: [1e8, 1e8, 1e8]))
    let plain = try CureFit(times, model, prior: CurvePrior.none)
    for place in 0..<3 {
      #expect(
        Tolerance.cureParameter.accepts(wide.curve.parameters[place], plain.curve.parameters[place])
      )
    }
  }

  @Test("half of the standard prior's curves reach half of their signers within a month or so")
  func standard() {
    for model in CureLikelihoodTests.models {
      let prior = CurvePrior.standard(model)
      let curve = CureCurve(
        model, prior.centres(model), HazardPoint.Launch(start: 0, end: 1))
      let half = -log1p(-curve.share(at: 30)) / -log1p(-curve.everSign)
      #expect(half > 0.2 && half < 0.9, "\(model) \(half)")
      #expect(prior.spreads.allSatisfy { $0.isFinite })
    }
  }
}
