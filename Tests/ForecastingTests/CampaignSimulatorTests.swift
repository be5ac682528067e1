// Tests of Forecasting: laws of simulated campaigns, and their moments against the stated formulas.

import Forecasting
import Foundation
import Records
import Statistics
import TestSupport
import Testing

@Suite("Campaign simulator")
struct CampaignSimulatorTests {
  static func specification(_ regencies: Int, levels: [Level] = [.kepalaOPD, .camat])
    -> CampaignSpecification
  {
    var specification = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(regencies))
    specification.levels = levels
    return specification
  }

  static func officials(_ specification: CampaignSpecification) -> [SimulatedOfficial] {
    var officials: [SimulatedOfficial] = []
    CampaignSimulator(specification).forEachOfficial { officials.append($0) }
    return officials
  }

  struct Unit: Hashable {
    let regency: RegencyCode
    let level: Level
  }

  @Test("recaps of a unit rise within 0...N and end at or below the truth")
  func recaps() throws {
    let campaign = CampaignSimulator(Self.specification(40, levels: Level.allCases)).campaign()
    let truth = Dictionary(
      uniqueKeysWithValues: campaign.truth.map { (Unit(regency: $0.regency, level: $0.level), $0) })
    var last: [Unit: SimulatedRecap] = [:]
    #expect(campaign.recaps.count > 1_000)
    for recap in campaign.recaps {
      let unit = Unit(regency: recap.regency, level: recap.level)
      let known = try #require(truth[unit])
      #expect(recap.required == known.required && known.isReported)
      #expect((0...recap.required).contains(recap.signed) && recap.signed <= known.signed)
      #expect(recap.recordedOn >= recap.asOf)
      #expect(recap.asOf >= campaign.start && recap.asOf <= campaign.votingDay)
      if let before = last[unit] {
        #expect(recap.signed >= before.signed && recap.asOf > before.asOf)
      }
      if let launch = known.launchedOn, recap.asOf < launch { #expect(recap.signed == 0) }
      last[unit] = recap
    }
    for unit in campaign.truth {
      #expect((0...unit.required).contains(unit.signed) && (0...1).contains(unit.everSignShare))
      #expect(Double(unit.signed) <= unit.everSignShare * Double(unit.required) + 1e-9)
      #expect(unit.launchedOn != nil || unit.signed == 0)
    }
  }

  @Test("the register holds the same persons as recaps and truth")
  func register() {
    let specification = Self.specification(15)
    let campaign = CampaignSimulator(specification).campaign()
    let officials = Dictionary(grouping: Self.officials(specification)) {
      Unit(regency: $0.regency, level: $0.level)
    }
    #expect(officials.count == campaign.truth.count { $0.isReported })
    for unit in campaign.truth where unit.isReported {
      let own = officials[Unit(regency: unit.regency, level: unit.level)] ?? []
      #expect(own.count == unit.required && own.map(\.number) == Array(1...unit.required))
      #expect(own.count { $0.signedOn != nil } == unit.signed)
      let launch = unit.launchedOn ?? campaign.votingDay.advanced(by: 1)
      #expect(own.compactMap(\.signedOn).allSatisfy { $0 >= launch })
      for official in own {
        #expect((official.signedOn == nil) == (official.recordedOn == nil))
        if let signed = official.signedOn, let recorded = official.recordedOn {
          #expect(recorded >= signed && signed.weekday <= 5 && signed <= campaign.votingDay)
          if signed == unit.launchedOn { #expect(official.mode == .inPerson) }
        }
      }
    }
    for recap in campaign.recaps {
      let own = officials[Unit(regency: recap.regency, level: recap.level)] ?? []
      let signed = own.count { ($0.signedOn ?? recap.asOf.advanced(by: 1)) <= recap.asOf }
      #expect(signed == recap.signed)
    }
  }

  @Test("seed and regency decide, neither the order nor the company")
  func streams() {
    let whole = Self.specification(12)
    let campaign = CampaignSimulator(whole).campaign()
    #expect(campaign == CampaignSimulator(whole).campaign())
    var mirrored = whole
    mirrored.regencies.reverse()
    mirrored.levels.reverse()
    #expect(campaign == CampaignSimulator(mirrored).campaign())
    #expect(Self.officials(whole) == Self.officials(mirrored))
    var alone = whole
    alone.regencies = [whole.regencies[4]]
    alone.levels = [.camat]
    let part = CampaignSimulator(alone).campaign()
    let code = whole.regencies[4].code
    #expect(part.truth == campaign.truth.filter { $0.regency == code && $0.level == .camat })
    #expect(part.recaps == campaign.recaps.filter { $0.regency == code && $0.level == .camat })
    var other = whole
    other.seed = 2
    #expect(campaign != CampaignSimulator(other).campaign())
  }

  @Test("regencies that report nothing have a truth and no record")
  func silent() {
    var specification = Self.specification(400)
    specification.silentShare = 0.3
    let campaign = CampaignSimulator(specification).campaign()
    let reported = campaign.truth.filter { $0.level == .camat }.map { $0.isReported ? 1.0 : 0 }
    #expect(reported.count == 400 && SampleMean(reported).agrees(with: 0.7))
    let silent = Set(campaign.truth.filter { !$0.isReported }.map(\.regency))
    #expect(campaign.recaps.allSatisfy { !silent.contains($0.regency) })
    #expect(campaign.sessions.allSatisfy { !silent.contains($0.regency) })
  }

  @Test("rosters: the office's own numbers, ranges, and staff around 4,000")
  func rosters() {
    let regencies = CampaignWorld.regencies(400)
    let campaign = CampaignSimulator(Self.specification(400, levels: Level.allCases)).campaign()
    let byCode = Dictionary(uniqueKeysWithValues: regencies.map { ($0.code, $0) })
    for unit in campaign.truth {
      if let known = Denominators.reference(unit.level, of: byCode[unit.regency]) {
        #expect(unit.required == known)
      } else if let range = Denominators.estimated(unit.level) {
        #expect(range.contains(unit.required))
      }
    }
    // Units without officials are left out: every third regency has no kelurahan.
    #expect(campaign.truth.allSatisfy { $0.required > 0 })
    #expect(campaign.truth.count { $0.level == .lurah } == 266)
    let staff = campaign.truth.filter { $0.level == .staff }.map { log(Double($0.required)) }
    #expect(SampleMean(staff).agrees(with: log(4_000)))
    let heads = campaign.truth.filter { $0.level == .kepalaOPD }.map { Double($0.required) }
    #expect(SampleMean(heads).agrees(with: 33))
  }

  @Test("launch week: lognormal, cut at the end of the campaign")
  func launch() {
    var specification = Self.specification(800, levels: [.camat])
    specification.launchMedian = 12
    specification.launchSpread = 0.8
    let campaign = CampaignSimulator(specification).campaign()
    for week in [6, 12, 20, 26] {
      let truth = 0.5 * erfc(-log(Double(week) / 12) / 0.8 / 2.0.squareRoot())
      let end = campaign.start.advanced(by: 7 * week - 1)
      let share = SampleMean(
        campaign.truth.map { ($0.launchedOn ?? end.advanced(by: 1)) <= end ? 1.0 : 0 })
      #expect(share.agrees(with: truth), "week \(week): \(share.mean) is not \(truth)")
    }
  }

  /// Everybody launches in week 1; units differ by chance only.
  static func alike() -> CampaignSpecification {
    var specification = specification(600, levels: [.kepalaOPD])
    specification.launchMedian = 1
    specification.launchSpread = 0
    specification.hazardSpread = 0
    specification.weeks = 5
    specification.neverSignShare = 0.2
    specification.ceremonyShare = 0.4
    specification.stragglerHazard = 0.3
    return specification
  }

  /// Signers by `day` divided by those who would ever sign, of each unit that reports.
  static func shares(_ specification: CampaignSpecification, by day: CalendarDate) -> [Double] {
    let officials = Dictionary(grouping: officials(specification), by: \.regency)
    let truth = CampaignSimulator(specification).campaign().truth.filter(\.isReported)
    return truth.map { unit in
      let signed = officials[unit.regency]?.count { $0.signedOn.map { $0 <= day } ?? false } ?? 0
      return Double(signed) / (unit.everSignShare * Double(unit.required))
    }
  }

  @Test("never-signers and the ceremony: mean and spread agree with the formulas")
  func ceremony() {
    let specification = Self.alike()
    let campaign = CampaignSimulator(specification).campaign()
    #expect(SampleMean(campaign.truth.map(\.everSignShare)).agrees(with: 0.8))
    let shares = Self.shares(specification, by: campaign.start.advanced(by: 6))
    let mean = SampleMean(shares)
    #expect(shares.count > 450 && mean.agrees(with: 0.4), "\(mean.mean)")
    // Beta(3.2, 4.8) alone has 0.163; binomial noise of about 26 officials makes it 0.19 in all.
    let spread = mean.standardError * Double(shares.count).squareRoot()
    #expect(spread > 0.16 && spread < 0.22, "\(spread)")
  }

  @Test("stragglers: the mean agrees with the cloglog hazard, week by week")
  func stragglers() {
    var specification = Self.alike()
    specification.ceremonyPrecision = 1e6
    let start = CampaignSimulator(specification).campaign().start
    var staying = 0.6
    for week in 2...5 {
      staying *= exp(log(0.7) * exp(0.8 * exp(-7 * Double(5 - week) / 10)))
      let mean = SampleMean(Self.shares(specification, by: start.advanced(by: 7 * week - 1)))
      #expect(mean.agrees(with: 1 - staying), "week \(week): \(mean.mean) is not \(1 - staying)")
    }
  }

  @Test("delays, missing recaps, sessions: means agree with the specification")
  func records() throws {
    var specification = Self.specification(300, levels: [.camat])
    specification.silentShare = 0
    specification.launchMedian = 1
    specification.launchSpread = 0
    let campaign = CampaignSimulator(specification).campaign()
    let delays = campaign.recaps.map { Double($0.asOf.days(to: $0.recordedOn)) }
    #expect(SampleMean(delays).agrees(with: 3))
    // 26 weeks hold 13 fortnights, each reported with probability 0.9.
    let counts = Dictionary(grouping: campaign.recaps, by: \.regency).values.map {
      Double($0.count)
    }
    #expect(counts.count == 300 && SampleMean(counts).agrees(with: 13 * 0.9))
    let later = campaign.sessions.filter { $0.tier != .regency }
    let sessions = Dictionary(grouping: later, by: \.regency)
    let perRegency = specification.regencies.map { Double(sessions[$0.code]?.count ?? 0) }
    #expect(SampleMean(perRegency).agrees(with: 6))
    #expect(SampleMean(later.map { Double($0.attendees) }).agrees(with: 60))
    #expect(Set(campaign.sessions.map(\.id)).count == campaign.sessions.count)
    let launch = Dictionary(
      uniqueKeysWithValues: campaign.truth.map { ($0.regency, $0.launchedOn) })
    for session in campaign.sessions {
      let day = try #require(launch[session.regency] ?? nil)
      #expect(session.heldOn >= day && session.heldOn <= campaign.votingDay)
      #expect((session.heldOn == day) == (session.tier == .regency))
    }
  }

  @Test("an error of the taker ends the walk")
  func stops() {
    struct Enough: Error {}
    var taken = 0
    #expect(throws: Enough.self) {
      try CampaignSimulator(Self.specification(10)).forEachOfficial {
        (_: SimulatedOfficial) throws(Enough) in
        taken += 1
        if taken == 5 { throw Enough() }
      }
    }
    #expect(taken == 5)
  }
}

@Suite("Campaign specification")
struct CampaignSpecificationTests {
  @Test("the defaults are within their ranges")
  func defaults() {
    let specification = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(3))
    #expect(specification.problem == nil)
    #expect(specification.levels == Level.leadership + [.staff])
  }

  @Test("values outside their range are named")
  func problems() {
    let fine = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(3))
    let changes: [(String, (inout CampaignSpecification) -> Void)] = [
      ("ceremonyShare", { $0.ceremonyShare = 1 }), ("silentShare", { $0.silentShare = -0.1 }),
      ("launchMedian", { $0.launchMedian = 0 }), ("hazardSpread", { $0.hazardSpread = .nan }),
      ("sessions", { $0.sessions = .infinity }), ("weeks", { $0.weeks = 0 }),
      ("recapInterval", { $0.recapInterval = 0 }), ("cascadeLag", { $0.cascadeLag = -1 }),
      ("twice", { $0.regencies.append($0.regencies[0]) }), ("twice", { $0.levels.append(.staff) }),
      ("deadlineSurge", { $0.deadlineSurge = .nan }),
      (
        "voting day",
        {
          $0.election = Election(
            id: $0.election.id, name: "x", votingDay: nil, isLocal: true)
        }
      ),
    ]
    for (word, change) in changes {
      var specification = fine
      change(&specification)
      #expect(specification.problem?.contains(word) == true, "\(word)")
    }
  }
}
