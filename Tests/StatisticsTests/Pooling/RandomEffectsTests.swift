// Tests of Statistics: random effects without covariates.

import Statistics
import TestSupport
import Testing

@Suite("Random effects")
struct RandomEffectsTests {
  static func plain() throws -> [FayHerriotRow] {
    try FayHerriotRow.rows().filter { $0.beta.count == 1 }
  }

  @Test("restricted likelihood agrees with metafor", arguments: try plain())
  func restricted(row: FayHerriotRow) throws {
    let fit = try RandomEffects.fit(estimates: row.y, variances: row.v)
    let near = Tolerance.restrictedLikelihood
    #expect(near.accepts(fit.mean, row.beta[0]) && near.accepts(fit.meanError, row.se[0]))
    #expect(near.accepts(fit.betweenVariance, row.tau2))
    #expect(near.accepts(fit.heterogeneity, row.q))
    #expect(
      Tolerance(relative: 1e-6, absolute: 1e-300).accepts(fit.heterogeneityProbability, row.qp))
    #expect(near.accepts(fit.heterogeneityShare, row.i2))
    #expect(near.accepts(try #require(fit.restrictedLogLikelihood), row.logLik))
    expectClose(fit.units.map(\.predictor), row.blup, near)
    expectClose(fit.units.map(\.plugInError), row.blupSe, near)
  }

  @Test("moments agree with metafor", arguments: try plain())
  func moments(row: FayHerriotRow) throws {
    let fit = try RandomEffects.fit(
      estimates: row.y, variances: row.v, method: .derSimonianLaird)
    let near = Tolerance(relative: 1e-10, absolute: 1e-12)
    #expect(near.accepts(fit.betweenVariance, row.dlTau2))
    #expect(near.accepts(fit.mean, row.dlBeta[0]) && near.accepts(fit.meanError, row.dlSe[0]))
    #expect(near.accepts(fit.heterogeneityShare, row.dlI2))
    #expect(fit.restrictedLogLikelihood == nil)
  }

  @Test("the empirical logit is finite at the ends and odd under exchange")
  func logit() {
    for (x, n) in [(0, 0), (0, 5), (5, 5), (3, 7), (4_999, 5_000)] {
      let own = RandomEffects.empiricalLogit(signed: x, required: n)
      let other = RandomEffects.empiricalLogit(signed: n - x, required: n)
      #expect(own.estimate.isFinite && own.variance > 0)
      #expect(Tolerance.closedForm.accepts(own.estimate, -other.estimate))
      #expect(Tolerance.closedForm.accepts(own.variance, other.variance))
    }
  }

  @Test("a lone unit has no spread to learn")
  func lone() {
    #expect(throws: PoolingError.tooFewUnits(units: 1, coefficients: 1)) {
      try RandomEffects.fit(estimates: [0.3], variances: [0.1])
    }
  }
}
