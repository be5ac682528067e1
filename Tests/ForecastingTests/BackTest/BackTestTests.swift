// Tests of Forecasting: back-tests see nothing that came later, and score what came.

import Forecasting
import Records
import Statistics
import TestSupport
import Testing

@Suite("Back-test")
struct BackTestTests {
  private static let regencies = 12

  /// Weekly recaps of staff in twelve regencies; `late` counts are published from July on.
  private func evidence(late: Double = 1) throws -> Evidence {
    let ledgers = try (0..<Self.regencies).map { place -> Ledger in
      let code = CampaignWorld.regencies(Self.regencies)[place].code.description
      let counts = (0..<24).map { week -> (on: String, extent: Extent) in
        let date = day("2024-05-05").advanced(by: 7 * week)
        let pace = 12.0 + 2 * Double(place)
        let signed = pace * Double(min(week, 8)) + late * pace * Double(max(0, week - 8))
        return (date.description, CampaignWorld.counted(min(1_000, Int(signed) + 5)))
      }
      return try CampaignWorld.ledger(.staff, of: code, required: .exact(1_000), .recap, counts)
    }
    return Evidence(ledgers: ledgers, occasions: [], sessions: [], violations: [], conflicts: [])
  }

  private func test(
    _ evidence: Evidence, origins: [BackTestOrigin], members: Bool = false
  ) -> BackTest {
    var specification = BackTest.Specification()
    specification.hasMembers = members
    specification.model = PredictiveModel(parameterDraws: 10, drawsEach: 20)
    specification.origins = origins
    return BackTest(
      specification, evidence: evidence,
      reference: ReferenceTables(
        regencies: CampaignWorld.regencies(Self.regencies), elections: [CampaignWorld.election]),
      election: CampaignWorld.election, asOf: day("2024-11-27"), scope: .named)
  }

  @Test("A forecast sees nothing that was recorded after its day")
  func noLookAhead() throws {
    let origins = [BackTestOrigin.day(day("2024-06-30"))]
    let calm = test(try evidence(), origins: origins)
    let surge = test(try evidence(late: 2), origins: origins)
    #expect(calm.cases.count == 5 * Self.regencies)
    for (one, other) in zip(calm.cases, surge.cases) {
      #expect(one.forecast == other.forecast && one.last == other.last)
      #expect(other.observed > one.observed)
    }
  }

  @Test("Every unit has a case for each origin and forecaster, scored against what came")
  func scores() throws {
    let test = test(try evidence(), origins: [.share(0.3), .share(0.7)])
    #expect(test.cases.count == 2 * 5 * Self.regencies && test.left.isEmpty)
    for one in test.cases {
      #expect(one.target == day("2024-10-13") && one.horizon > 0)
      #expect(one.forecast.values[0] >= one.last - 1e-12)
      #expect(
        one.score == WeightedIntervalScore(one.forecast, observed: one.observed))
      if one.forecaster == .lastValue {
        #expect(abs(one.shortScore - abs(one.last - one.observed)) < 1e-12)
      }
      #expect((one.crps != nil) == (one.forecaster == .netralitas))
    }
    // 30 % of 23 weeks are 6.9 weeks: what was known at the end of the seventh week but one.
    let first = try #require(test.cases.first)
    #expect(first.asOf == day("2024-06-22") && abs(first.last - 0.077) < 1e-12)
  }

  @Test("A summary's relative score is the ratio of the means where all cases are common")
  func summary() throws {
    let test = test(try evidence(), origins: [.share(0.5)])
    let rows = BackTestSummary.all(test.cases)
    let curves: [Forecaster] = [.curveLogLogistic, .curveWeibull, .medianEnsemble]
    #expect(rows.map(\.forecaster) == Forecaster.allCases.filter { !curves.contains($0) })
    let baseline = try #require(rows.first { $0.forecaster == .hubBaseline })
    #expect(baseline.relative == 1)
    for row in rows {
      let relative = try #require(row.relative)
      #expect(abs(relative - row.score / baseline.score) < 1e-9)
      let parts = row.parts.dispersion + row.parts.overprediction + row.parts.underprediction
      #expect(abs(parts - row.score) < 1e-12)
    }
    // The campaign goes on as it was: half of the last value's error is the least to ask for.
    let own = try #require(rows.first { $0.forecaster == .netralitas }?.relative)
    #expect(own < 0.5, "relative WIS \(own)")
  }

  @Test("With members, the ensemble is the median of all but the last value")
  func members() throws {
    let test = test(try evidence(), origins: [.share(0.5)], members: true)
    #expect(test.cases.count == Forecaster.allCases.count * Self.regencies)
    for group in Dictionary(grouping: test.cases, by: \.regency).values {
      let ensemble = try #require(group.first { $0.forecaster == .medianEnsemble })
      let others = group.filter { ![.medianEnsemble, .lastValue].contains($0.forecaster) }
      #expect(others.count == 6)
      for (place, value) in ensemble.forecast.values.enumerated() {
        let sorted = others.map { $0.forecast.values[place] }.sorted()
        #expect(abs(value - (sorted[2] + sorted[3]) / 2) < 1e-12)
      }
    }
  }

  @Test("Units with one count are left, with the reason")
  func left() throws {
    let one = try CampaignWorld.ledger(
      .camat, of: "11.01", required: .exact(10), .recap, [("2024-06-01", CampaignWorld.counted(4))])
    let test = test(
      Evidence(ledgers: [one], occasions: [], sessions: [], violations: [], conflicts: []),
      origins: [.share(0.5)])
    #expect(test.cases.isEmpty)
    #expect(test.left.count == 1 && test.left[0].level == .camat)
  }
}
