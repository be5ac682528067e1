// Tests of Forecasting: a simulated campaign as known on a day holds what was recorded by then and
// nothing else.

import Forecasting
import Records
import Testing

@Suite("Simulated campaign as known on a day")
struct SimulatedSeriesTests {
  static let campaign: SimulatedCampaign = {
    var trial = CampaignTrial()
    trial.regencies = 60
    trial.recapInterval = 7
    return trial.campaign(.recordingDelays, seed: 3)
  }()

  @Test("counts are those recorded by the day", arguments: [4, 10, 20, 26, 40])
  func counts(_ week: Int) {
    let day = Self.campaign.start.advanced(by: 7 * week)
    let series = Self.campaign.series(asOf: day)
    #expect(series.count == Self.campaign.truth.count)
    for (unit, truth) in zip(series, Self.campaign.truth) {
      #expect(unit.regency == truth.regency && unit.level == truth.level)
      let known = Self.campaign.recaps.filter {
        $0.regency == unit.regency && $0.level == unit.level && $0.recordedOn <= day
      }
      #expect(unit.points.map(\.date) == known.map(\.asOf).sorted())
      #expect(unit.points.map(\.signed) == known.sorted { $0.asOf < $1.asOf }.map(\.signed))
      #expect(unit.required == truth.required && unit.isRosterKnown)
      #expect(unit.ceremonies.allSatisfy { $0 <= day })
      #expect(unit.sessions.allSatisfy { $0.date <= day && (0...1).contains($0.reach) })
    }
  }

  @Test("knowledge grows and never changes")
  func growth() {
    let early = Self.campaign.series(asOf: Self.campaign.start.advanced(by: 80))
    let late = Self.campaign.series(asOf: Self.campaign.start.advanced(by: 140))
    var more = 0
    for (before, after) in zip(early, late) {
      #expect(Set(before.points).isSubset(of: after.points))
      #expect(Set(before.ceremonies).isSubset(of: after.ceremonies))
      more += after.points.count - before.points.count
    }
    #expect(more > 500)
  }

  @Test("units that state no roster have an estimate that holds their signers")
  func unknownRosters() {
    let campaign = CampaignTrial().campaign(.missingRosters, seed: 4)
    let series = campaign.series(asOf: campaign.votingDay)
    let unknown = zip(series, campaign.truth).filter { !$0.0.isRosterKnown }
    #expect(unknown.count > 60)
    #expect(unknown.allSatisfy { !$0.1.isRosterStated })
    #expect(unknown.allSatisfy { $0.0.required >= $0.0.points.last?.signed ?? 0 })
    #expect(unknown.contains { $0.0.required != $0.1.required })
  }

  @Test("the session that is the ceremony is no covariate")
  func sessions() {
    let series = Self.campaign.series(asOf: Self.campaign.votingDay)
    for unit in series {
      let held = Set(unit.ceremonies)
      #expect(unit.sessions.allSatisfy { !held.contains($0.date) })
    }
    #expect(series.contains { !$0.sessions.isEmpty })
  }
}
