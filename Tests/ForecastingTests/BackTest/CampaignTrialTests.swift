// Tests of Forecasting: trials on simulated nations: what is added up, and that chance has its seed.

import Forecasting
import Records
import Testing

@Suite("Trials on simulated nations")
struct CampaignTrialTests {
  static let trial: CampaignTrial = {
    var trial = CampaignTrial()
    trial.regencies = 24
    trial.draws = 100
    return trial
  }()

  static func scores(_ seeds: [UInt64]) -> TrialScores {
    var scores = TrialScores()
    for seed in seeds {
      trial.run(trial.campaign(.own, seed: seed), weeksLeft: 8, seed: seed, into: &scores)
    }
    return scores
  }

  @Test("every unit has a forecast, a nation one")
  func units() {
    let campaign = Self.trial.campaign(.own, seed: 3)
    let scores = Self.scores([3])
    #expect(scores.all.units == campaign.truth.count && scores.all.units == 24 * 3)
    #expect(scores.reporting.units == campaign.truth.count { $0.isReported })
    #expect(scores.levels.values.reduce(0) { $0 + $1.units } == scores.reporting.units)
    #expect(scores.grades.values.reduce(0) { $0 + $1.units } == scores.reporting.units)
    #expect(scores.nation.units == 1 && scores.known.units == 1)
    #expect(scores.nation.relativeScore == nil && scores.all.relativeScore != nil)
    #expect(
      scores.all.missed.count { $0 }
        == campaign.truth.count { Double($0.signed) < 0.9 * Double($0.required) - 1e-9 })
  }

  @Test("the same seeds give the same scores, and nations add up")
  func seeds() {
    let both = Self.scores([3, 4])
    #expect(both == Self.scores([3, 4]))
    #expect(both.all.units == 2 * 24 * 3 && both.nation.units == 2)
    #expect(both.all.places == Self.scores([3]).all.places + Self.scores([4]).all.places)
  }

  @Test("regencies have codes of their own, twenty to a province")
  func regencies() {
    let regencies = CampaignTrial.regencies(1_600)
    #expect(regencies.count == 1_600 && Set(regencies.map(\.code)).count == 1_600)
    #expect(Set(regencies.map(\.code.province)).count == 80)
  }
}
