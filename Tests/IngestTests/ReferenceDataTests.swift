// Tests of Ingest: the shipped reference tables hold what the country has.

import Records
import Testing

@testable import Ingest

@Suite("Reference data")
struct ReferenceDataTests {
  private let tables: ReferenceTables

  init() throws { tables = try ReferenceReader.read(folder: Fixtures.referenceFolder) }

  @Test("514 regencies: 416 kabupaten and 98 kota in 38 provinces, 508 elect their head")
  func regencies() {
    let regencies = tables.regencies.values
    #expect(regencies.count == 514)
    #expect(regencies.count { !$0.isCity } == 416)
    #expect(regencies.count { $0.isCity } == 98)
    #expect(tables.provinces.count == 38)
    #expect(regencies.count { $0.electsHead } == 508)
    #expect(regencies.allSatisfy { $0.isCity == ($0.code.number % 100 > 70) })
  }

  @Test("7,285 kecamatan, 8,496 kelurahan, 75,266 desa, and every regency has its numbers")
  func units() {
    let units = tables.regencies.values.compactMap(\.units)
    #expect(units.count == 514)
    #expect(units.reduce(0) { $0 + $1.kecamatan } == 7285)
    #expect(units.reduce(0) { $0 + $1.kelurahan } == 8496)
    #expect(units.reduce(0) { $0 + $1.desa } == 75_266)
  }

  @Test("Elections in order of voting day; a local one has 508 participants, a national one 514")
  func elections() throws {
    let dated = tables.elections.compactMap(\.votingDay)
    #expect(dated == dated.sorted())
    let local = try #require(tables.election(ElectionID("pilkada-2024")))
    #expect(local.votingDay == Fixtures.day("2024-11-27"))
    #expect(tables.participants(in: local)?.count == 508)
    let national = try #require(tables.election(ElectionID("pemilu-2024")))
    #expect(national.votingDay == Fixtures.day("2024-02-14"))
    #expect(tables.participants(in: national)?.count == 514)
    // In 2020, 224 kabupaten and 37 kota voted; the tables do not say which.
    let earlier = try #require(tables.election(ElectionID("pilkada-2020")))
    #expect(tables.participants(in: earlier) == nil)
    #expect(tables.participantCount(in: earlier) == 261)
    #expect(tables.stages.count == 47)
  }

  @Test("Every alias leads to one regency, no ambiguous name to any")
  func aliases() {
    let resolver = RegencyResolver(tables)
    #expect(tables.aliases.count > 1800)
    for (alias, code) in tables.aliases where tables.ambiguousNames[alias] == nil {
      #expect(resolver.resolve(alias).value == .regency(code), "\(alias)")
    }
    for (name, choices) in tables.ambiguousNames where choices.count > 1 {
      #expect(resolver.resolve(name).value == nil, "\(name)")
    }
  }
}
