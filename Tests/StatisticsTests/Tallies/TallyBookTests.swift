// Tests of Statistics: units in scope and groupings.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Tally books")
struct TallyBookTests {
  @Test("a fixed scope holds every participant and level, unknown where nothing is recorded")
  func fixedScope() throws {
    let book = World.book([], scope: .leadership)
    #expect(book.regencies.map(\.description) == ["17.06", "17.07", "18.01"])
    for regency in book.regencies {
      let tallies = book.tallies(of: regency)
      #expect(tallies.map(\.level) == Level.leadership)
      #expect(tallies.allSatisfy { $0.signed == .unknown && !$0.isLaunched })
      #expect(tallies.map(\.required.lower) == [1, 1, 1, 1, 1, 20, 15])
    }
  }

  @Test("the named scope holds what a record names, totals last")
  func named() throws {
    let book = World.book([
      try World.ledger("17.06", nil, denominators: [.of(.exact(53), .stated)]),
      try World.ledger("17.06", .staff, denominators: [.of(.unknown, .stated)]),
      try World.ledger("17.06", .bupati, denominators: [.of(.unknown, .stated)]),
    ])
    #expect(book.regencies == [try World.code("17.06")])
    #expect(book.tallies(of: try World.code("17.06")).map(\.level) == [.bupati, .staff, nil])
  }

  @Test("records of other elections stay out")
  func otherElection() throws {
    let other = Ledger(
      key: LedgerKey(
        election: ElectionID("pemilu-2024"), regency: try World.code("17.06"), level: .camat),
      denominators: [.of(.exact(15), .stated)], signings: [])
    #expect(World.book([other]).regencies.isEmpty)
  }

  @Test("the order of the ledgers does not matter")
  func permuted() throws {
    let ledgers = try ["17.06", "17.07", "18.01"].flatMap { code in
      try [Level.bupati, .camat, .sekda].map { level in
        let (denominators, signings) = recaps([("2024-06-01", 1, 2)])
        return try World.ledger(code, level, denominators: denominators, signings: signings)
      }
    }
    func rows(_ ledgers: [Ledger]) throws -> [String] {
      let book = TallyBook(
        evidence: Evidence(
          ledgers: ledgers, occasions: [], sessions: [], violations: [], conflicts: []),
        reference: World.reference, election: World.election, asOf: day("2024-11-27"),
        scope: .named)
      let table = try ComplianceTable(
        book: book, grouping: Grouping(area: .regency, byLevel: true))
      return table.rows.map { "\($0.key) \($0.rollUp.signed) \(String(describing: $0.pooled))" }
    }
    #expect(try rows(ledgers) == rows(ledgers.reversed()))
  }

  @Test(
    "groupings read a list of words",
    arguments: [
      ("regency,level", Grouping(area: .regency, byLevel: true)),
      ("level,province", Grouping(area: .province, byLevel: true)),
      ("nation", Grouping(area: .nation, byLevel: false)),
      ("employment", Grouping(area: .nation, byLevel: false, byEmployment: true)),
    ])
  func grouping(text: String, grouping: Grouping) { #expect(Grouping(text) == grouping) }

  @Test("malformed groupings", arguments: ["", "regency,province", "regency,", "Level", "x"])
  func malformed(text: String) { #expect(Grouping(text) == nil) }

  @Test("keys order by province, regency, level with all levels last")
  func keys() throws {
    let (near, far) = (try World.code("17.06"), try World.code("18.01"))
    let keys = [
      UnitKey(.nation), UnitKey(.province(near.province)), UnitKey(.regency(near), level: .bupati),
      UnitKey(.regency(near), level: .staff), UnitKey(.regency(near)),
      UnitKey(.regency(far), level: .bupati),
    ]
    #expect(keys.reversed().sorted() == keys)
    #expect(UnitKey(.regency(near)).province == near.province)
  }
}
