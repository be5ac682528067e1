// Tests of Forecasting: what the model makes of each unit, and the specification.

import Forecasting
import Records
import Statistics
import TestSupport
import Testing

@Suite("Fitted panel")
struct FittedPanelTests {
  @Test("every unit in scope has an outcome")
  func outcomes() throws {
    let panel = FittedPanel(
      PredictiveModel(),
      to: CampaignWorld.book(
        [
          try CampaignWorld.ledger(
            .camat, required: .exact(10), .recap, [("2024-06-01", CampaignWorld.counted(4))]),
          try CampaignWorld.ledger(.sekda, .stated, [("2024-06-01", .named)]),
          try CampaignWorld.ledger(.bupati, .stated, [("2024-06-01", .all)]),
        ], regencies: 2, asOf: "2024-09-01"))
    #expect(panel.units.count == 2 * Level.leadership.count)
    let first = panel.units.prefix(Level.leadership.count)
    #expect(first.map(\.level) == Level.leadership)
    #expect(
      first.map(\.outcome) == [.counted, .pooled, .pooled, .pooled, .pooled, .pooled, .counted])
    #expect(panel.units.suffix(7).allSatisfy { $0.outcome == .pooled })
  }

  @Test("a total that no level explains is left to the counts table")
  func totals() throws {
    let key = LedgerKey(
      election: CampaignWorld.election.id, regency: try #require(RegencyCode("11.01")), level: nil)
    let total = Ledger(
      key: key,
      denominators: [
        DenominatorClaim(
          count: .exact(53), basis: .stated, asOf: nil, recordedOn: nil,
          source: Source(publisher: "test"))
      ], signings: [])
    let panel = FittedPanel(
      PredictiveModel(),
      to: CampaignWorld.book([total], regencies: 1, asOf: "2024-09-01", scope: .named))
    #expect(panel.units.isEmpty)
  }

  @Test("the hazard's posterior counts a tenth of the trickle")
  func hazard() throws {
    let none = FittedPanel(
      PredictiveModel(), to: CampaignWorld.book([], regencies: 1, asOf: "2024-09-01"))
    #expect(none.hazard == (2, 40))
    let some = FittedPanel(
      PredictiveModel(),
      to: CampaignWorld.book(
        [
          try CampaignWorld.ledger(
            .camat, required: .exact(10), .recap,
            [("2024-06-01", CampaignWorld.counted(4)), ("2024-06-15", CampaignWorld.counted(6))])
        ], regencies: 1, asOf: "2024-09-01"))
    // Two signers among six for two weeks; sums of a few numbers round to 1e-12.
    #expect(abs(some.hazard.shape - 2.2) < 1e-12)
    #expect(some.hazard.rate > 40)
  }

  @Test("a level with three counted units has its own pool, others borrow from all")
  func pools() throws {
    let camats = try [("11.01", 8), ("11.02", 10), ("11.03", 3)].map { code, signed in
      try CampaignWorld.ledger(
        .camat, of: code, required: .exact(14), .recap,
        [("2024-06-01", CampaignWorld.counted(signed))])
    }
    let sekda = try CampaignWorld.ledger(
      .sekda, required: .exact(1), .recap, [("2024-06-01", CampaignWorld.counted(1))])
    let panel = FittedPanel(
      PredictiveModel(),
      to: CampaignWorld.book(camats + [sekda], regencies: 3, asOf: "2024-09-01"))
    #expect(panel.pools[.camat]?.units == 3)
    #expect(panel.pools[.sekda]?.units == 4 && panel.pools[.bupati]?.units == 4)
    #expect(Set(panel.pools.keys) == Set(Level.leadership))
  }

  @Test("draws in all")
  func specification() {
    #expect(PredictiveModel(parameterDraws: 7, drawsEach: 3).draws == 21)
    #expect(PredictiveModel().draws == 2_000)
  }
}
