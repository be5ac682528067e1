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
  /// Weeks left at which the 80 % interval holds less than it must: see docs/FORECASTS.md.
  static let tooNarrow: [SimulatedWorld: Set<Int>] = [
    .lateSurge: [8, 4], .changingRosters: [18],
  ]

  /// Quantities of which campaigns from the prior show that draws are too sure, by weeks left. A
  /// unit's grid takes the common shocks of the past as known: see docs/FORECASTS.md.
  static let tooSure: [Int: Set<String>] = [12: ["z", "signed"], 3: ["z"]]

  /// Nations from a seed that no prior was chosen on.
  static func scores(
    _ world: SimulatedWorld, nations: Int, regencies: Int, weeks: [Int]
  ) -> [Int: TrialScores] {
    var trial = CampaignTrial()
    trial.regencies = regencies
    var scores: [Int: TrialScores] = [:]
    for nation in 0..<nations {
      let campaign = trial.campaign(world, seed: UInt64(8_000 + nation))
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
    let relative = try #require(own.relativeScore)
    #expect(relative <= (world == .own ? 0.5 : 0.7), "\(world): \(relative)")
    // One nation's units move together: its coverage is no more than a sign of life.
    let coverage = try #require(own.innerCoverage(0.8))
    #expect((0.4...1).contains(coverage), "\(world): \(coverage)")
  }

  @Test(
    "twenty nations: scores, coverage and P(miss)", .enabled(if: nations != nil),
    arguments: SimulatedWorld.allCases)
  func large(_ world: SimulatedWorld) throws {
    let nations = try #require(Self.nations)
    let scores = Self.scores(world, nations: nations, regencies: 120, weeks: [18, 13, 8, 4])
    for (left, all) in scores.sorted(by: { $0.key > $1.key }) {
      let own = all.reporting
      let relative = try #require(own.relativeScore)
      let bar = world == .own ? Self.bars[left] ?? 0 : 0.7
      #expect(relative <= bar, "\(world) \(left): \(relative)")
      let coverage = try #require(own.innerCoverage(0.8))
      let held = world == .own ? 0.76...0.84 : 0.72...0.9
      if Self.tooNarrow[world]?.contains(left) == true {
        withKnownIssue(
          "Neither a surge beyond the prior nor a wrong roster is foreseen",
          isIntermittent: nations != 20
        ) {
          #expect(held.contains(coverage), "\(world) \(left): \(coverage)")
        }
      } else {
        #expect(held.contains(coverage), "\(world) \(left): \(coverage)")
      }
      guard world == .own else { continue }
      let gap = try #require(own.largestReliabilityGap())
      #expect(gap <= 0.1, "\(left): \(gap)")
      guard left == 8 else { continue }
      let skill = try #require(own.brier?.skill)
      #expect(skill > 0.5, "\(skill)")
    }
  }

  @Test("campaigns from the prior: the truth is at no special place among the draws")
  func calibration() throws {
    for ranks in CalibrationRanks.campaign(campaigns: 24, units: 10, weeksLeft: 8, seed: 7) {
      let p = try #require(try ranks.pValue(bins: 4))
      #expect(p > 0.01, "\(ranks.quantity): \(p)")
    }
  }

  @Test(
    "200 campaigns from the prior: ranks of z, u, β and S(T) are uniform",
    .enabled(if: nations != nil), arguments: [12, 3])
  func fullCalibration(_ weeksLeft: Int) throws {
    for ranks in CalibrationRanks.campaign(campaigns: 200, weeksLeft: weeksLeft, seed: 7) {
      let p = try #require(try ranks.pValue())
      if Self.tooSure[weeksLeft]?.contains(ranks.quantity) == true {
        withKnownIssue("The ends come too often") { #expect(p > 0.01, "\(ranks.quantity): \(p)") }
      } else {
        #expect(p > 0.01, "\(ranks.quantity): \(p)")
      }
    }
  }
}
