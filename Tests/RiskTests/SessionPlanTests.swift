// Tests of Risk: plans of sessions: limits, floors, the lot, and gains that fall.

import Forecasting
import Records
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite("Plan of sessions")
struct SessionPlanTests {
  private static let regencies = 22

  /// A simulated campaign of 22 regencies in two provinces with weekly recaps, as known eight weeks before voting day.
  private static let book: TallyBook = {
    var specification = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(regencies))
    specification.recapInterval = 7
    specification.seed = 5
    let campaign = CampaignSimulator(specification).campaign()
    return CampaignWorld.book(
      CampaignWorld.ledgers(of: campaign), regencies: regencies, asOf: "2024-10-02",
      scope: .levels([.kepalaOPD, .camat, .staff]))
  }()

  private func plan(_ change: (inout SessionPlan.Request) -> Void) throws -> SessionPlan {
    var request = SessionPlan.Request()
    request.sessions = 8
    request.attendees = 2_000
    request.most = 2
    request.drawsEach = 4
    change(&request)
    return try #require(SessionPlan.make(request, for: Self.book))
  }

  @Test("Sessions within the number, gains within the bound, chances that do not rise")
  func limits() throws {
    let plan = try plan { $0.lotShare = 0 }
    #expect(plan.rows.reduce(0) { $0 + $1.sessions } == 8)
    #expect(plan.rows.allSatisfy { $0.choice == .gain && (1...2).contains($0.sessions) })
    let gain = plan.rows.reduce(0) { $0 + $1.gain.value }
    // With one cost for all, placing by gain is the best plan.
    #expect(gain > 0 && abs(plan.bound - gain) < 1e-9 * gain)
    #expect(abs(plan.shortfall.before - plan.shortfall.after - gain) < 1e-6)
    for row in plan.rows {
      #expect(row.gain.low <= row.gain.value && row.gain.value <= row.gain.high)
      // 200 draws: three standard errors of a difference of paired chances are below 0.03.
      #expect(row.missAfter <= row.missBefore + 0.03)
      #expect((0...1).contains(row.bestShare))
    }
    #expect(plan.regret.low >= 0)
  }

  @Test("More sessions avert more, each less than the one before")
  func concave() throws {
    let averted = try [1, 3, 8].map { count in
      let plan = try plan {
        $0.sessions = count
        $0.lotShare = 0
      }
      return (count: Double(count), gain: plan.shortfall.before - plan.shortfall.after)
    }
    for (few, many) in zip(averted, averted.dropFirst()) {
      #expect(many.gain >= few.gain - 1e-9)
      #expect(many.gain / many.count <= few.gain / few.count + 1e-9)
    }
  }

  @Test("A budget is kept, dear regencies come later; a floor reaches every province")
  func budgetAndFloor() throws {
    let free = try plan { $0.lotShare = 0 }
    let dear = try #require(free.rows.first?.regency)
    let priced = try plan {
      $0.sessions = nil
      $0.budget = 10
      $0.costs = [dear: 1_000]
      $0.lotShare = 0
    }
    #expect(priced.rows.reduce(0) { $0 + $1.cost } <= 10)
    #expect(!priced.rows.contains { $0.regency == dear })
    #expect(
      priced.shortfall.before - priced.shortfall.after <= priced.bound + 1e-9)
    let floored = try plan {
      $0.floor = 2
      $0.lotShare = 0
    }
    for province in Set(CampaignWorld.regencies(Self.regencies).map(\.code.province)) {
      let own = floored.rows.filter { $0.regency.province == province }
      #expect(own.reduce(0) { $0 + $1.sessions } >= 2)
    }
  }

  @Test("The lot places its share, by its seed")
  func lot() throws {
    let one = try plan { $0.lotShare = 0.25 }
    #expect(one.rows.reduce(0) { $0 + $1.sessions } == 8)
    #expect(one.rows.filter { $0.choice == .lot }.count == 2)
    #expect(try plan { $0.lotShare = 0.25 }.rows == one.rows)
  }

  @Test("Without counts that follow each other there is no plan")
  func noModel() {
    var request = SessionPlan.Request()
    request.sessions = 4
    let empty = CampaignWorld.book([], regencies: 3, asOf: "2024-10-02")
    #expect(SessionPlan.make(request, for: empty) == nil)
  }
}
