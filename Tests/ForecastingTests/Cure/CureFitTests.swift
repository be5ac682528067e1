// Tests of Forecasting: fits of curves against other programs, and what is said where none exists.

import GSL
import TestSupport
import Testing

@testable import Forecasting

/// A row of `statistics-grouped-cure.json`: plain maximum likelihood by mpmath, and R for 12 weeks.
struct GroupedCureRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let family: String
  let increments: [[Double]]
  let required: Double
  let parameters: [Double]
  let errors: [Double]
  let ceiling: Double
  let kernel: Double
  let later: Double
  let share: Double

  var testDescription: String { "\(family), \(name)" }

  var model: CureModel? {
    if family == "promotion-time Weibull" { return CureModel(.weibull, .promotionTime) }
    return CureModel.Family(rawValue: family).map { CureModel($0) }
  }

  /// The step takes the logit of its share as the second parameter in both programs.
  func times(unit: Double = 1) -> SigningTimes {
    SigningTimes(
      ends: increments.map { $0[0] * unit }, counts: increments.map { $0[1] }, total: required)
  }
}

/// A row of `forecasting-cure.json`: exact dates and right censoring by R; the days stand in the
/// first row.
struct ExactCureRow: Decodable, Sendable, CustomTestStringConvertible {
  let family: String
  let form: String
  let parameters: [Double]
  let errors: [Double]
  let logLikelihood: Double
  let eventDays: [Double]?
  let events: [Double]?
  let censoredDays: [Double]?
  let censored: [Double]?

  var testDescription: String { "\(family), \(form)" }

  static func rows() throws -> [ExactCureRow] {
    try ReferenceFile.load("forecasting-cure", as: ExactCureRow.self)
  }
}

@Suite("Curves with never-signers")
struct CureFitTests {
  @Test("exact dates with censoring agree with R", arguments: try ExactCureRow.rows())
  func exact(row: ExactCureRow) throws {
    let first = try #require(try ExactCureRow.rows().first)
    let times = SigningTimes(
      signed: zip(try #require(first.eventDays), try #require(first.events)).map { ($0, $1) },
      unsigned: zip(try #require(first.censoredDays), try #require(first.censored)).map { ($0, $1) }
    )
    #expect(times.total == 686 && times.signed == 299)
    let model = CureModel(
      try #require(CureModel.Family(rawValue: row.family)),
      try #require(CureModel.Form(rawValue: row.form)))
    let fit = try CureFit(times, model, prior: CurvePrior.none)
    for place in 0..<3 {
      #expect(
        Tolerance.optimiserOfR.accepts(fit.curve.parameters[place], row.parameters[place]),
        "\(fit.curve.parameters) \(row.parameters)")
      #expect(
        Tolerance.optimiserOfR.accepts(fit.standardErrors[place], row.errors[place]),
        "\(fit.standardErrors) \(row.errors)")
    }
    #expect(abs(fit.logLikelihood - row.logLikelihood) < 1e-6, "\(fit.logLikelihood)")
  }

  @Test(
    "plain maximum likelihood agrees with 40-digit roots",
    arguments: try ReferenceFile.load("statistics-grouped-cure", as: GroupedCureRow.self))
  func reference(row: GroupedCureRow) throws {
    let fit = try CureFit(row.times(), try #require(row.model), prior: CurvePrior.none)
    for (place, truth) in row.parameters.enumerated() {
      #expect(
        Tolerance.cureParameter.accepts(fit.curve.parameters[place], truth),
        "\(fit.curve.parameters) \(row.parameters)")
      #expect(
        Tolerance.cureError.accepts(fit.standardErrors[place], row.errors[place]),
        "\(fit.standardErrors) \(row.errors)")
    }
    #expect(Tolerance.cureLikelihood.accepts(fit.logLikelihood, row.kernel))
    #expect(Tolerance.cureParameter.accepts(fit.curve.everSign, row.ceiling))
    #expect(Tolerance.cureParameter.accepts(fit.curve.share(at: row.later), row.share))
    #expect(fit.starts.agreeing >= 1 && !fit.neededLibrary)
  }

  @Test("without a prior and a plateau there is no maximum, and the fit says so")
  func noMaximum() throws {
    let rising = SigningTimes(ends: [7, 14, 21, 28], counts: [1, 3, 9, 27], total: 1000)
    #expect(throws: CureFailure.self) {
      try CureFit(rising, CureModel(.logLogistic), prior: CurvePrior.none)
    }
    let nobody = SigningTimes(ends: [7, 14], counts: [0, 0], total: 20)
    #expect(throws: CureFailure.noMaximum) {
      try CureFit(nobody, CureModel(.weibull), prior: CurvePrior.none)
    }
    #expect(try CureFit(rising, CureModel(.logLogistic)).curve.everSign > 0)
    #expect(try CureFit(nobody, CureModel(.weibull)).curve.everSign < 0.75)
  }

  static let odd: [SigningTimes] = [
    SigningTimes(ends: [1, 2, 3], counts: [0, 0, 0], total: 40),
    SigningTimes(ends: [1, 2, 3], counts: [40, 0, 0], total: 40),
    SigningTimes(ends: [1, 2, 3], counts: [0, 0, 40], total: 40),
    SigningTimes(ends: [5], counts: [1], total: 1),
    SigningTimes(ends: [5], counts: [0], total: 1),
    SigningTimes(ends: [5], counts: [3], total: 9),
    SigningTimes(ends: [1, 400], counts: [10, 5], total: 20),
    SigningTimes(ends: [1, 2, 3, 4], counts: [1, 1e5, 8e5, 9e4], total: 1e6),
    SigningTimes(ends: [1, 2, 3, 4], counts: [1e6, 0, 0, 0], total: 1e6),
    SigningTimes(ends: [1, 2, 3, 4], counts: [0, 0, 0, 1], total: 1e6),
    SigningTimes(
      ends: (1...3000).map(Double.init), counts: Array(repeating: 1, count: 3000), total: 5000),
    SigningTimes(ends: [2], counts: [0], total: 0),
  ]

  @Test(
    "odd campaigns have a finite curve with the weak prior", arguments: CureModel.Family.allCases,
    CureModel.Form.allCases)
  func oddCampaigns(family: CureModel.Family, form: CureModel.Form) throws {
    for times in Self.odd {
      let fit = try CureFit(times, CureModel(family, form))
      let values = fit.curve.parameters + fit.standardErrors + [fit.logLikelihood, fit.objective]
      #expect(values.allSatisfy { $0.isFinite }, "\(times) \(values)")
      let ends = fit.everSignInterval(confidence: 0.9)
      #expect(ends.low >= 0 && ends.low <= fit.curve.everSign)
      #expect(ends.high <= 1 && ends.high >= fit.curve.everSign)
      var before = 0.0
      for time in [0, 1e-3, 1, 2, 5, 40, 400, 1e5] {
        let share = fit.curve.share(at: time)
        #expect(share >= before && share <= 1, "\(times) at \(time)")
        before = share
      }
    }
  }
}
