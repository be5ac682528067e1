// Tests of Statistics: single families against optima found in 40 digits.

import Statistics
import TestSupport
import Testing

struct CurveFitRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let family: String
  let increments: [[Double]]
  let required: Double
  let parameters: [Double]
  let errors: [Double]
  let deviance: Double
  // Plain maximum likelihood:
  let ceiling: Double?
  let kernel: Double?
  let multinomial: Double?
  let later: Double?
  let share: Double?
  // With penalties:
  let dispersion: Double?
  let midpoint: Double?
  let rate: Double?

  var testDescription: String { "\(name), \(family), \(dispersion ?? 1)" }

  func fitted() throws -> CurveFit {
    try CurveFit(
      try #require(CurveFamily(rawValue: family)),
      increments.map { Increment(end: $0[0], count: $0[1]) }, required: required,
      penalised: dispersion != nil, dispersion: dispersion ?? 1)
  }

  func check(_ fit: CurveFit) {
    for (value, truth) in zip(fit.parameters, parameters) {
      #expect(Tolerance.curveParameter.accepts(value, truth), "\(value) is not \(truth)")
    }
    for (value, truth) in zip(fit.standardErrors, errors) {
      #expect(Tolerance.curveError.accepts(value, truth), "error \(value) is not \(truth)")
    }
    #expect(fit.parameters.count == parameters.count)
    #expect(Tolerance.curveLikelihood.accepts(fit.deviance, deviance), "\(fit.deviance)")
    #expect(fit.starts.agreeing >= 1 && fit.starts.agreeing <= fit.starts.tried)
  }
}

@Suite("Curve fit")
struct CurveFitTests {
  @Test(
    "maximum likelihood agrees with the root of the gradient in 40 digits",
    arguments: try ReferenceFile.load("statistics-grouped-cure", as: CurveFitRow.self))
  func plain(row: CurveFitRow) throws {
    let fit = try row.fitted()
    row.check(fit)
    for (name, value, truth) in [
      ("ceiling", fit.ceiling, row.ceiling), ("kernel", fit.kernelLogLikelihood, row.kernel),
      ("multinomial", fit.multinomialLogLikelihood, row.multinomial),
      ("share", fit.share(at: try #require(row.later)), row.share),
    ] {
      let truth = try #require(truth)
      #expect(Tolerance.curveParameter.accepts(value, truth), "\(name) \(value) is not \(truth)")
    }
  }

  @Test(
    "penalised fits agree with the root of the gradient in 40 digits",
    arguments: try ReferenceFile.load("statistics-curve", as: CurveFitRow.self))
  func penalised(row: CurveFitRow) throws { row.check(try row.fitted()) }

  @Test("plain maximum likelihood says so where nothing bends", arguments: CurveFamily.allCases)
  func unbent(family: CurveFamily) throws {
    let rising = (1...6).map { Increment(end: Double($0), count: Double(1 << (2 * $0 - 2))) }
    #expect(throws: TrendFailure.self) {
      try CurveFit(family, rising, required: 9_000, penalised: false)
    }
    let held = try CurveFit(family, rising, required: 9_000, penalised: true)
    #expect(held.ceiling > 0.15 && held.ceiling < 1)
  }

  @Test(
    "weeks or days give the same ceiling by maximum likelihood",
    arguments: [
      CurveFamily.logistic, .logLogistic, .weibull, .logNormal, .gompertz, .promotionWeibull,
    ])
  func units(family: CurveFamily) throws {
    let weeks = [2.0, 9, 30, 41, 22, 9, 3, 1].enumerated().map {
      Increment(end: Double($0.offset + 1), count: $0.element)
    }
    let days = weeks.map { Increment(end: 7 * $0.end, count: $0.count) }
    let one = try CurveFit(family, weeks, required: 180, penalised: false)
    let two = try CurveFit(family, days, required: 180, penalised: false)
    #expect(Tolerance.curveParameter.accepts(two.ceiling, one.ceiling))
    #expect(Tolerance.curveLikelihood.accepts(two.deviance, one.deviance))
    #expect(Tolerance.curveParameter.accepts(two.share(at: 70), one.share(at: 10)))
  }

  @Test("Akaike's criterion by hand")
  func criterion() throws {
    let increments = [2.0, 9, 30, 41, 22, 9, 3, 1].enumerated().map {
      Increment(end: Double($0.offset + 1), count: $0.element)
    }
    let fit = try CurveFit(.weibull, increments, required: 180, penalised: true)
    let value = try #require(fit.aicc(dispersion: 2, intervals: 8))
    #expect(Tolerance.closedForm.accepts(value, fit.deviance / 2 + 6 + 24.0 / 4))
    #expect(fit.aicc(dispersion: 2, intervals: 4) == nil)
  }
}
