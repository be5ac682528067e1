// Tests of Statistics: rosters that no record states.

import GSL
import Records
import Statistics
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Estimated rosters")
struct RosterModelTests {
  static func regency(_ number: Int, districts: Int) throws -> Regency {
    let text = "17.\(number < 10 ? "0" : "")\(number)"
    return Regency(
      code: try World.code(text), name: text, isCity: false, provinceName: "P", islandGroup: "I",
      electsHead: true, units: RegencyUnits(kecamatan: districts, kelurahan: 0, desa: 0))
  }

  /// Log-normal rosters around `200 × districts^0.8`.
  static func known(_ count: Int, spread: Double, _ stream: RandomStream) throws
    -> [(regency: Regency, roster: Int)]
  {
    try (1...count).map { number in
      let districts = 3 + stream.uniformInt(below: 40)
      let roster = exp(log(200) + 0.8 * log(Double(districts)) + spread * stream.normal())
      return (try regency(number, districts: districts), Int(roster.rounded()))
    }
  }

  @Test("the interval of a new regency covers at its level")
  func coverage() throws {
    let stream = RandomStream(seed: 7)
    var inside = 0
    let rounds = 600
    for _ in 0..<rounds {
      let all = try Self.known(13, spread: 0.35, stream)
      let model = try #require(RosterModel(Array(all.dropLast())))
      let distribution = try #require(model.distribution(of: all[12].regency))
      if try distribution.interval(confidence: 0.9).contains(all[12].roster) { inside += 1 }
    }
    let share = Double(inside) / Double(rounds)
    // Choosing between line and constant costs a little; the binomial noise is 0.012.
    #expect(abs(share - 0.9) < 0.04, "\(share)")
  }

  @Test("draws follow the interval and never lose a known signer")
  func draws() throws {
    let stream = RandomStream(seed: 3)
    let model = try #require(RosterModel(try Self.known(30, spread: 0.3, stream)))
    #expect(model.units == 30)
    let distribution = try #require(model.distribution(of: try Self.regency(50, districts: 15)))
    let range = try distribution.interval(confidence: 0.8)
    let inside = (0..<4000).count { _ in
      range.contains(distribution.draw(stream, atLeast: 0))
    }
    #expect(abs(Double(inside) / 4000 - 0.8) < 0.03, "\(inside)")
    #expect((0..<200).allSatisfy { _ in distribution.draw(stream, atLeast: 5000) >= 5000 })
  }

  @Test("rosters in another unit scale the interval alike")
  func scale() throws {
    let stream = RandomStream(seed: 11)
    let all = try Self.known(20, spread: 0.3, stream)
    let target = try Self.regency(60, districts: 20)
    let one = try #require(RosterModel(all)?.distribution(of: target))
    let ten = try #require(
      RosterModel(all.map { ($0.regency, $0.roster * 10) })?.distribution(of: target))
    #expect(abs(ten.location - one.location - log(10)) < 1e-12)
    #expect(abs(ten.scale - one.scale) < 1e-12)
    let mirror = try #require(RosterModel(all.reversed())?.distribution(of: target))
    #expect(abs(mirror.location - one.location) < 1e-12)
  }

  @Test("without enough rosters, or with rosters that are all alike, there is no model")
  func undefined() throws {
    let stream = RandomStream(seed: 5)
    let all = try Self.known(20, spread: 0.3, stream)
    #expect(RosterModel(Array(all.prefix(7))) == nil && RosterModel(Array(all.prefix(8))) != nil)
    #expect(RosterModel(all.map { ($0.regency, 30) }) == nil)
    let bare = Regency(
      code: try World.code("18.01"), name: "x", isCity: false, provinceName: "P",
      islandGroup: "I", electsHead: true, units: nil)
    #expect(RosterModel(all)?.distribution(of: bare) == nil)
    // Districts that are all alike leave only the constant.
    let alike = try all.enumerated().map { index, one in
      (regency: try Self.regency(index + 1, districts: 15), roster: one.roster)
    }
    #expect(RosterModel(alike) != nil)
  }

  @Test("an estimated roster is a range, is named as such and enters no sum of documented ones")
  func tally() throws {
    let stream = RandomStream(seed: 9)
    let regencies = try Self.known(12, spread: 0.2, stream).map(\.regency)
    let reference = ReferenceTables(regencies: regencies, elections: [World.election])
    let ledgers = regencies.enumerated().map { index, regency in
      let key = LedgerKey(election: World.election.id, regency: regency.code, level: .staff)
      return index == 0
        ? Ledger(
          key: key, denominators: [],
          signings: [.of(.counted(.exact(70)), .stated, on: "2024-06-01")])
        : Ledger(
          key: key, denominators: [.of(.exact(900 + 20 * index), .recap, from: "2024-06-01")],
          signings: [.of(.counted(.exact(100)), .recap, on: "2024-06-01")])
    }
    let book = TallyBook(
      evidence: Evidence(
        ledgers: ledgers, occasions: [], sessions: [], violations: [], conflicts: []),
      reference: reference, election: World.election, asOf: day("2024-11-27"), scope: .named)
    let tally = try #require(book.tallies(of: regencies[0].code).first)
    #expect(tally.requiredBasis == .estimated && tally.rosterDistribution != nil)
    #expect(tally.required.lower > 500 && (tally.required.upper ?? 0) < 2500)
    #expect(tally.documentedRequired == .unknown && tally.outstanding == .unknown)
    #expect(tally.exactPair == nil)
  }
}
