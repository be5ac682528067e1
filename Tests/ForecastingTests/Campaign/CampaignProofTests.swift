// Tests of Forecasting: the campaign model against truth that is known. The small studies run
// always; the large ones, on which the figures of the documentation rest, when asked for:
//
//   NETRALITAS_CAMPAIGN_NATIONS=20 swift test -c release --disable-xctest --filter CampaignProof

import Forecasting
import Foundation
import TestSupport
import Testing

@Suite("Proof of the campaign model")
struct CampaignProofTests {
  static let nations = ProcessInfo.processInfo.environment["NETRALITAS_CAMPAIGN_NATIONS"].flatMap(
    Int.init)

  /// Greatest relative interval score at each number of weeks to the deadline, in the model's own
  /// world.
  static let bars: [Int: Double] = [18: 0.35, 13: 0.45, 8: 0.50, 4: 0.62]

  static func scores(
    _ world: SimulatedWorld, nations: Int, regencies: Int, weeks: [Int]
  ) -> [Int: TrialScores] {
    var trial = CampaignTrial()
    trial.regencies = regencies
    var scores: [Int: TrialScores] = [:]
    for nation in 0..<nations {
      let campaign = trial.campaign(world, seed: UInt64(1_000 + nation))
      for left in weeks {
        trial.run(
          campaign, weeksLeft: left, seed: UInt64(nation + 1),
          into: &scores[left, default: TrialScores()])
      }
    }
    return scores
  }

  @Test(
    "a small nation: better than the baseline, in every world", arguments: SimulatedWorld.allCases)
  func small(_ world: SimulatedWorld) throws {
    let scores = Self.scores(world, nations: 1, regencies: 24, weeks: [8])
    let own = try #require(scores[8]).reporting
    #expect(own.relative <= (world == .own ? 0.5 : 0.7), "\(world): \(own.relative)")
    // One nation's units move together: its coverage is no more than a sign of life.
    #expect((0.4...1).contains(own.inner(0.8)), "\(world): \(own.inner(0.8))")
  }

  @Test(
    "twenty nations: scores, coverage and P(miss)", .enabled(if: nations != nil),
    arguments: SimulatedWorld.allCases)
  func large(_ world: SimulatedWorld) throws {
    let nations = try #require(Self.nations)
    let scores = Self.scores(world, nations: nations, regencies: 120, weeks: [18, 13, 8, 4])
    for (left, all) in scores.sorted(by: { $0.key > $1.key }) {
      let own = all.reporting
      let bar = world == .own ? Self.bars[left] ?? 0 : 0.7
      #expect(own.relative <= bar, "\(world) \(left): \(own.relative)")
      // A late surge twice as strong as the prior thinks is not foreseen: see its row in the table.
      let held = world == .own ? 0.76...0.84 : world == .lateSurge ? 0.62...0.9 : 0.72...0.9
      #expect(held.contains(own.inner(0.8)), "\(world) \(left): \(own.inner(0.8))")
      guard world == .own, left == 8 else { continue }
      #expect(own.brierSkill > 0.5)
      for bin in own.reliability where bin.units >= 30 {
        #expect(abs(bin.stated - bin.seen) <= 0.1, "\(bin)")
      }
    }
  }

  static func ranks(campaigns: Int, units: Int, weeksLeft: Int) -> CalibrationRanks {
    let model = CampaignModel()
    var ranks = CalibrationRanks()
    for seed in 0..<campaigns {
      let campaign = PriorCampaign(
        model, units: units, weeksLeft: weeksLeft, seed: UInt64(7_000 + seed))
      ranks.add(campaign, model, seed: UInt64(seed))
    }
    return ranks
  }

  @Test("campaigns from the prior: the truth is at no special place among the draws")
  func calibration() throws {
    let ranks = Self.ranks(campaigns: 24, units: 10, weeksLeft: 8)
    for quantity in CalibrationRanks.names.indices {
      let p = try ranks.pValue(quantity, bins: 4)
      #expect(p > 0.01, "\(CalibrationRanks.names[quantity]): \(p)")
    }
  }

  @Test(
    "200 campaigns from the prior: ranks of z, u, β and S(T) are uniform",
    .enabled(if: nations != nil), arguments: [12, 3])
  func fullCalibration(_ weeksLeft: Int) throws {
    let ranks = Self.ranks(campaigns: 200, units: 40, weeksLeft: weeksLeft)
    for quantity in CalibrationRanks.names.indices {
      let p = try ranks.pValue(quantity, bins: 20)
      #expect(p > 0.01, "\(CalibrationRanks.names[quantity]): \(p)")
    }
  }
}
