// Tests of Forecasting: each simulated world differs from the plain one in what it says, and only
// there.

import Forecasting
import Foundation
import GSL
import Records
import TestSupport
import Testing

@Suite("Simulated worlds")
struct SimulatedWorldTests {
  static let trial: CampaignTrial = {
    var trial = CampaignTrial()
    trial.regencies = 200
    trial.levels = [.kepalaOPD, .staff]
    return trial
  }()

  static func campaign(_ world: SimulatedWorld) -> SimulatedCampaign {
    trial.campaign(world, seed: 11)
  }

  static func launches(_ campaign: SimulatedCampaign) -> [CalendarDate?] {
    campaign.truth.map(\.launchedOn)
  }

  @Test(
    "every world is a valid specification with its own launches", arguments: SimulatedWorld.allCases
  )
  func valid(_ world: SimulatedWorld) {
    let base = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(5))
    #expect(world.specification(base).problem == nil)
    #expect((world.specification(base) == base) == (world == .own))
    // Disturbances have streams of their own: who launches in which week is the same in all worlds.
    let launches = zip(Self.launches(Self.campaign(world)), Self.launches(Self.campaign(.own)))
    for (launch, own) in launches {
      #expect((launch == nil) == (own == nil))
      guard let launch, let own else { continue }
      // Another law of never-signers takes other numbers from the unit's stream: the weekday moves.
      #expect(abs(launch.days(to: own)) <= (world == .noCure ? 6 : 0))
    }
    #expect(Self.campaign(world) == Self.campaign(world))
  }

  @Test("who signs in the end, and when")
  func signers() {
    let own = Self.campaign(.own)
    #expect(Self.campaign(.noCure).truth.allSatisfy { $0.everSignShare == 1 })
    #expect(own.truth.contains { $0.everSignShare < 0.95 })
    func total(_ campaign: SimulatedCampaign) -> Int { campaign.truth.reduce(0) { $0 + $1.signed } }
    #expect(total(Self.campaign(.lateSurge)) > total(own))
    #expect(total(own) > total(Self.campaign(.noDeadlineEffect)))
  }

  @Test("rosters that are not stated or stated wrongly at first")
  func rosters() {
    let missing = Self.campaign(.missingRosters)
    let unknown = missing.truth.map { $0.isRosterStated ? 0.0 : 1 }
    #expect(SampleMean(unknown).agrees(with: 0.3))
    #expect(missing.truth.map(\.signed) == Self.campaign(.own).truth.map(\.signed))
    let changing = Self.campaign(.changingRosters).truth.filter { $0.level == .staff }
    let ratios = changing.map { log(Double($0.firstStated) / Double($0.required)) }
    #expect(SampleMean(ratios).agrees(with: 0))
    #expect(SampleMean(ratios.map { $0 * $0 }).agrees(with: 0.01))
    #expect(Self.campaign(.own).truth.allSatisfy { $0.firstStated == $0.required })
  }

  @Test("ceremonies: 40 % are recorded, and there are repeats")
  func ceremonies() {
    let own = Self.campaign(.own)
    let reported = own.truth.filter { $0.isReported && $0.launchedOn != nil }
    #expect(own.ceremonies.count == reported.count)
    #expect(own.ceremonies.allSatisfy { $0.knownOn >= $0.heldOn })
    #expect(Set(own.ceremonies.map(\.heldOn)) == Set(reported.compactMap(\.launchedOn)))
    let some = Self.campaign(.unrecordedCeremonies).ceremonies.count
    // About 2.2 ceremonies a unit, of which 40 % are recorded.
    #expect(Double(some) / Double(reported.count) > 0.6)
    #expect(Double(some) / Double(reported.count) < 1.3)
  }

  @Test("announced ceremonies are known before they are held")
  func announced() {
    var base = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(60))
    base.levels = [.camat]
    base.disturbances.ceremonyNotice = 10
    let campaign = CampaignSimulator(base).campaign()
    #expect(!campaign.ceremonies.isEmpty)
    #expect(campaign.ceremonies.allSatisfy { $0.knownOn.days(to: $0.heldOn) == 10 })
    let plan = campaign.ceremonies[0]
    let series = campaign.series(asOf: plan.knownOn)
    let unit = series.first { $0.regency == plan.regency && $0.level == plan.level }
    #expect(unit?.ceremonies == [plan.heldOn] && unit?.points.isEmpty == true)
  }

  @Test("shocks move all units of a week together")
  func shocks() {
    // With thousands of officials the weekly rate of the nation moves by chance far less than 40 %.
    func rates(_ world: SimulatedWorld) -> [Double] {
      var base = CampaignSpecification(
        election: CampaignWorld.election, regencies: CampaignWorld.regencies(40))
      base.levels = [.staff]
      base.launchMedian = 1
      base.launchSpread = 0
      base.silentShare = 0
      base.recapMissing = 0
      base.recapInterval = 7
      base.deadlineSurge = 0
      base.neverSignShare = 0.001
      let recaps = CampaignSimulator(world.specification(base)).campaign().recaps
      let days = Dictionary(grouping: recaps, by: \.asOf).sorted { $0.key < $1.key }
      let totals = days.map { $0.value.reduce(0) { $0 + $1.signed } }
      let required = days.first?.value.reduce(0) { $0 + $1.required } ?? 1
      return zip(totals, totals.dropFirst()).dropFirst(3).map {
        log(Double($1 - $0) / Double(required - $0))
      }
    }
    func roughness(_ rates: [Double]) -> Double {
      let steps = zip(rates, rates.dropFirst()).map { ($1 - $0) * ($1 - $0) }
      return (steps.reduce(0, +) / Double(steps.count)).squareRoot()
    }
    #expect(roughness(rates(.own)) < 0.1)
    #expect(roughness(rates(.correlatedShocks)) > 0.15)
  }

  @Test("values outside their range are named")
  func problems() {
    let changes: [(String, (inout CampaignSpecification) -> Void)] = [
      ("shockSpread", { $0.disturbances.shockSpread = -1 }),
      ("shockPersistence", { $0.disturbances.shockPersistence = 1 }),
      ("repeatShare", { $0.disturbances.repeatShare = 0 }),
      ("ceremonyUnrecorded", { $0.disturbances.ceremonyUnrecorded = 1.1 }),
      ("rosterRevision", { $0.disturbances.rosterRevision = .nan }),
      ("ceremonyNotice", { $0.disturbances.ceremonyNotice = -1 }),
      (
        "stragglerHazard",
        {
          $0.behaviours[.staff] = LevelBehaviour(
            ceremonyShare: 0.5, neverSignShare: 0.1, stragglerHazard: 1)
        }
      ),
    ]
    for (word, change) in changes {
      var specification = CampaignSpecification(
        election: CampaignWorld.election, regencies: CampaignWorld.regencies(2))
      change(&specification)
      #expect(specification.problem?.contains(word) == true, "\(word)")
    }
  }

  @Test("a level can behave in its own way")
  func behaviours() {
    var base = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(200))
    base.levels = [.camat, .kepalaOPD]
    base.behaviours[.camat] = LevelBehaviour(
      ceremonyShare: 0.5, neverSignShare: 0.4, stragglerHazard: 0.1)
    let truth = CampaignSimulator(base).campaign().truth
    let camat = truth.filter { $0.level == .camat }.map(\.everSignShare)
    let heads = truth.filter { $0.level == .kepalaOPD }.map(\.everSignShare)
    #expect(SampleMean(camat).agrees(with: 0.6))
    #expect(SampleMean(heads).agrees(with: 0.94))
  }
}
