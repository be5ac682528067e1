// Tests of Forecasting: registers of a wanted size, and the posts of their officials
// (CampaignSimulator.swift, StaffRosters.swift, RegencyDraws.swift, Workplaces.swift).

import Forecasting
import Records
import Statistics
import TestSupport
import Testing

@Suite("Register of a wanted size")
struct RegisterSizeTests {
  static func specification(_ regencies: Int, officials: Int?) -> CampaignSpecification {
    var specification = CampaignSimulatorTests.specification(
      regencies, levels: Level.leadership + [.staff])
    specification.officials = officials
    return specification
  }

  /// The least size, read from the message about a size that is too small.
  static func least(_ regencies: Int) throws -> Int {
    let problem = try #require(specification(regencies, officials: 0).problem)
    let range = try #require(problem.split(separator: " ").last)
    return try #require(Int(range.prefix { $0 != "." }))
  }

  @Test(
    "it has exactly the wanted rows, and the truth as many persons",
    arguments: [(30, 0), (30, 1), (30, 2), (30, 7_919), (30, 150_000), (1, 0), (1, 999)])
  func size(regencies: Int, above: Int) throws {
    let wanted = try Self.least(regencies) + above
    let specification = Self.specification(regencies, officials: wanted)
    #expect(specification.problem == nil)
    let simulator = CampaignSimulator(specification)
    var rows = 0
    var signed = 0
    simulator.forEachOfficial { official in
      rows += 1
      if official.signedOn != nil { signed += 1 }
    }
    let truth = simulator.campaign().truth
    let reported = truth.filter(\.isReported)
    #expect(rows == wanted)
    #expect(reported.reduce(0) { $0 + $1.required } == wanted)
    #expect(reported.reduce(0) { $0 + $1.signed } == signed)
    #expect(truth.allSatisfy { $0.required >= 1 })
  }

  @Test("one row less than the least is refused, and so is a nation without reports")
  func tooSmall() throws {
    let least = try Self.least(20)
    let problem = Self.specification(20, officials: least - 1).problem
    #expect(problem == "officials \(least - 1) is not in \(least)...1000000000")
    var silent = Self.specification(20, officials: least)
    silent.silentShare = 1
    #expect(silent.problem?.contains("no regency with staff reports") == true)
    var leaders = Self.specification(20, officials: least)
    leaders.levels = Level.leadership
    #expect(leaders.problem?.contains("no regency with staff reports") == true)
  }

  @Test("leaders stay as they are; staff keep their shares to one person")
  func shares() {
    let drawn = CampaignSimulator(Self.specification(40, officials: nil)).campaign().truth
    let scaled = CampaignSimulator(Self.specification(40, officials: 500_000)).campaign().truth
    #expect(drawn.filter { $0.level != .staff } == scaled.filter { $0.level != .staff })
    let leaders = drawn.reduce(0) { $0 + ($1.isReported && $1.level != .staff ? $1.required : 0) }
    let staff = drawn.filter { $0.level == .staff }
    let reporting = staff.filter(\.isReported)
    let sum = reporting.reduce(0) { $0 + $1.required }
    let free = Double(500_000 - leaders - reporting.count)
    for (before, after) in zip(staff, scaled.filter { $0.level == .staff }) {
      let exact = 1 + Double(before.required) * free / Double(sum)
      #expect(before.regency == after.regency && abs(Double(after.required) - exact) < 1)
    }
  }

  @Test("the same seed gives the same officials, another seed others")
  func repeats() {
    var specification = Self.specification(12, officials: 20_000)
    let first = CampaignSimulatorTests.officials(specification)
    #expect(first == CampaignSimulatorTests.officials(specification))
    specification.seed = 2
    #expect(first != CampaignSimulatorTests.officials(specification))
  }

  @Test("employment follows the level; shares of staff agree with the specification")
  func employment() {
    var specification = Self.specification(20, officials: 60_000)
    specification.levels = Level.allCases
    specification.pppkShare = 0.3
    specification.nonASNShare = 0.1
    let officials = CampaignSimulatorTests.officials(specification)
    for official in officials where official.level != .staff {
      switch official.level {
      case .bupati, .wakilBupati: #expect(official.employment == .elected)
      case .kepalaDesa: #expect(official.employment == .village)
      default: #expect(official.employment == .pns)
      }
    }
    let staff = officials.filter { $0.level == .staff }
    for (kind, share) in [(Employment.pns, 0.6), (.pppk, 0.3), (.nonASN, 0.1)] {
      let mean = SampleMean(staff.map { $0.employment == kind ? 1.0 : 0 })
      #expect(mean.agrees(with: share), "\(kind): \(mean.mean)")
    }
  }

  @Test("workplaces have commas, quotation marks and, rarely, a line break")
  func workplaces() {
    let officials = CampaignSimulatorTests.officials(Self.specification(20, officials: 60_000))
    func share(_ isCounted: (String) -> Bool) -> Double {
      let counted = officials.count { isCounted(Workplaces.names[$0.unit]) }
      return Double(counted) / Double(officials.count)
    }
    #expect(share { $0.contains(",") } > 0.01)
    #expect(share { $0.contains("\"") } > 0.005)
    #expect((1e-9..<1e-3).contains(share { $0.contains("\n") }))
    #expect(Set(Workplaces.names).count == Workplaces.names.count)
  }

  @Test("shares of employment outside their range are named")
  func problems() {
    var specification = Self.specification(3, officials: nil)
    specification.pppkShare = 0.7
    specification.nonASNShare = 0.4
    #expect(specification.problem?.contains("pppkShare + nonASNShare") == true)
    specification.pppkShare = -0.1
    #expect(specification.problem?.contains("pppkShare") == true)
  }
}
