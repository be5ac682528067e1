// Tests of Statistics: every family converges on every campaign, early or late, calm or lively.

import GSL
import TestSupport
import Testing

@testable import Statistics

@Suite("Curve search")
struct CurveSearchTests {
  @Test("no penalised fit fails", arguments: [3, 5, 9, 21])
  func converges(weeks: Int) throws {
    let stream = RandomStream(seed: UInt64(weeks))
    var tried = 0
    while tried < 24 {
      guard
        let campaign = DrawnCampaign(
          [CurveFamily.logistic, .weibull, .logLogistic][tried % 3], weeks: weeks,
          required: [53, 400, 4_000][tried % 3], correlation: tried % 2 == 0 ? 0 : 0.02, stream)
      else { continue }
      tried += 1
      let required = Double([53, 400, 4_000][(tried - 1) % 3])
      for family in CurveFamily.allCases {
        let fit = try CurveFit(family, campaign.increments, required: required, penalised: true)
        #expect(fit.parameters.allSatisfy(\.isFinite) && fit.standardErrors.allSatisfy { $0 > 0 })
      }
    }
  }

  @Test("scoring from the starts ends where the library's search ends")
  func agree() throws {
    let stream = RandomStream(seed: 77)
    var tried = 0
    while tried < 30 {
      guard
        let campaign = DrawnCampaign(
          .weibull, weeks: 12, required: 400, correlation: 0.01, stream)
      else { continue }
      tried += 1
      let counts = GroupedCounts(campaign.increments, required: 400)
      for family in CurveFamily.candidates {
        let shape = CurveShape(family, counts)
        let objective = CurveObjective(
          counts: counts, shape: shape, penalties: shape.penalties(counts))
        let starts = shape.starts(counts)
        let scan = try #require(objective.scan(starts, dispersion: 1))
        let end = try objective.converge(scan, tried: starts.count, dispersion: 1)
        var cells = objective.emptyCells()
        let (one, two) = (
          objective.value(scan.parameters, dispersion: 1, &cells),
          objective.value(end.parameters, dispersion: 1, &cells)
        )
        // The scan stops where a step would win less than 1e-9.
        #expect(abs(one - two) < 1e-7 && two <= one + 1e-12, "\(family) \(one) \(two)")
        #expect(end.decrement < 1e-12)
      }
    }
  }
}
