// Tests of Forecasting: ranks of the truth among draws. That they are uniform is tested beside the
// models (CampaignProofTests, CoverageCalibrationTests).

import Forecasting
import Testing

@Suite("Ranks of the truth among draws")
struct CalibrationRanksTests {
  @Test("a rank for each campaign and quantity, the same for the same seed")
  func ranks() throws {
    let all = CalibrationRanks.campaign(campaigns: 4, units: 10, weeksLeft: 3, seed: 5)
    #expect(all.map(\.quantity) == ["z", "u", "beta", "signed"])
    #expect(all == CalibrationRanks.campaign(campaigns: 4, units: 10, weeksLeft: 3, seed: 5))
    for ranks in all + CalibrationRanks.coverage(campaigns: 4, seed: 5) {
      #expect(ranks.ranks.count == 4 && ranks.ranks.allSatisfy { (0...199).contains($0) })
      #expect(ranks.histogram(bins: 8).reduce(0, +) == 4)
      let p = try #require(try ranks.pValue(bins: 2))
      #expect((0...1).contains(p))
    }
  }

  @Test("a model that is too sure is found out")
  func tooSure() throws {
    // Draws of a deadline effect that hardly varies, for campaigns in which it does.
    var sure = CampaignModel()
    sure.deadlineEffect = NormalPrior(mean: 0.8, spread: 0.01)
    let wide = CalibrationRanks.campaign(campaigns: 30, units: 10, weeksLeft: 12, seed: 5)
    let narrow = CalibrationRanks.campaign(
      CampaignModel(), fittedBy: sure, campaigns: 30, units: 10, weeksLeft: 12, seed: 5)
    #expect(try #require(try wide[2].pValue(bins: 4)) > 0.01)
    #expect(try #require(try narrow[2].pValue(bins: 4)) < 1e-4)
  }

  @Test("no campaign, no p-value")
  func none() throws {
    #expect(
      try CalibrationRanks.coverage(campaigns: 0, seed: 1).allSatisfy { try $0.pValue() == nil })
  }
}
