// Tests of GSL: every univariate, linear and nonlinear data set of NIST's Statistical Reference
// Datasets, in digits of agreement with the certified values.

import GSL
import TestSupport
import Testing

@Suite("Agreement with NIST")
struct NISTAgreementTests {
  @Test("means have 13 digits, standard deviations 9, and 7 for NumAcc4")
  func univariate() throws {
    var table = AgreementTable("univariate", ["mean", "standard deviation", "autocorrelation"])
    let rows = try NISTUnivariateRow.all()
    #expect(rows.count == 8)
    for row in rows {
      let moments = try SampleMoments(row.values)
      let mean = logRelativeError(try #require(moments.mean), row.mean)
      let spread = logRelativeError(
        try #require(moments.standardDeviation), row.standardDeviation)
      let correlation = logRelativeError(
        try #require(moments.lagOneAutocorrelation), row.autocorrelation)
      table.add(row.name, [mean, spread, correlation])
      #expect(mean >= 13, "\(row.name)")
      // NumAcc4 differs in the ninth digit only, so its doubles hold 8 digits of the spread.
      #expect(spread >= (row.name == "NumAcc4" ? 7 : 9), "\(row.name)")
      #expect(correlation >= 9, "\(row.name)")
    }
    try table.expectInReadme()
  }

  @Test("linear fits have 9 digits, and 6 on Filip")
  func linear() throws {
    var table = AgreementTable(
      "linear", ["coefficients", "standard errors", "residual sd", "R²", "condition"])
    let rows = try NISTLinearRow.all()
    #expect(rows.count == 11)
    for row in rows {
      let fit = try LinearFit.weightedLeastSquares(design: row.design, y: row.y)
      let digits = [
        worstLogRelativeError(fit.coefficients, row.parameters),
        worstLogRelativeError(fit.standardErrors, row.standardErrors),
        logRelativeError(fit.residualVariance.squareRoot(), row.residualStandardDeviation),
        logRelativeError(try #require(fit.coefficientOfDetermination), row.rSquared),
      ]
      table.add(row.name, digits + [fit.conditionNumber])
      #expect(fit.degreesOfFreedom == row.degreesOfFreedom)
      #expect(fit.rank == row.parameters.count)
      // The tenth powers of Filip are rounded before the fit sees them; its condition is 5e9.
      #expect(digits.allSatisfy { $0 >= (row.name == "Filip" ? 6 : 9) }, "\(row.name) \(digits)")
    }
    try table.expectInReadme()
  }

  @Test("all 27 nonlinear fits have 6 digits, their errors 5, from both starts, by one default")
  func nonlinear() throws {
    let each = ["parameters", "errors", "iterations"]
    var table = AgreementTable(
      "nonlinear", (1...2).flatMap { start in each.map { "\($0) from start \(start)" } })
    let rows = try NISTNonlinearRow.all()
    #expect(rows.count == 27)
    for row in rows {
      var figures: [Double] = []
      for start in row.starts {
        let fit = try row.fit(start: start)
        let errors = try #require(fit.standardErrors)
        let digits = [
          worstLogRelativeError(fit.parameters, row.parameters, digits: 11),
          worstLogRelativeError(errors, row.standardErrors, digits: 11),
        ]
        #expect(digits[0] >= 6 && digits[1] >= 5, "\(row.name) from \(start): \(digits)")
        // NIST's page of Rat43 prints 9; its own residual standard deviation, like the 15
        // observations of 4 parameters, says 11.
        #expect(fit.degreesOfFreedom == (row.name == "Rat43" ? 11 : row.degreesOfFreedom))
        figures += digits + [Double(fit.iterations)]
      }
      table.add(row.name, figures)
    }
    try table.expectInReadme()
  }
}
