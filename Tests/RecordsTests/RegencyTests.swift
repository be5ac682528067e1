// Tests of Records: the reference tables.

import Records
import Testing

@Suite("Reference tables")
struct RegencyTests {
  static func regency(
    _ code: String, name: String = "X", electsHead: Bool = true
  ) throws -> Regency {
    Regency(
      code: try #require(RegencyCode(code)), name: name, isCity: false, provinceName: "P",
      islandGroup: "I", electsHead: electsHead, units: nil)
  }

  static func election(_ name: String, _ day: String?, isLocal: Bool = true) -> Election {
    Election(
      id: ElectionID(name), name: name, votingDay: day.flatMap { CalendarDate(iso: $0) },
      isLocal: isLocal)
  }

  @Test("regencies that elect no head take part in national elections only")
  func participants() throws {
    let tables = ReferenceTables(
      regencies: [
        try Self.regency("32.01"), try Self.regency("31.71", electsHead: false),
        try Self.regency("11.10"),
      ], elections: [])
    let local = tables.participants(in: Self.election("pilkada", "2024-11-27"))
    let national = tables.participants(in: Self.election("pemilu", "2024-02-14", isLocal: false))
    #expect(local?.map(\.code.description) == ["11.10", "32.01"])
    #expect(national?.map(\.code.description) == ["11.10", "31.71", "32.01"])
  }

  @Test("an election in a part of the country does not say which regencies took part")
  func partial() throws {
    let tables = ReferenceTables(
      regencies: [try Self.regency("11.01"), try Self.regency("11.02")], elections: [])
    func election(_ count: Int?) -> Election {
      Election(
        id: ElectionID("x"), name: "x", votingDay: nil, isLocal: true, participantCount: count)
    }
    #expect(tables.participants(in: election(1)) == nil)
    #expect(tables.participantCount(in: election(1)) == 1)
    #expect(tables.participants(in: election(2))?.count == 2)
    #expect(tables.participantCount(in: election(nil)) == 2)
  }

  @Test("elections in order of voting day, those without one last by name")
  func elections() {
    let tables = ReferenceTables(
      regencies: [],
      elections: [
        Self.election("z", nil), Self.election("late", "2024-11-27"), Self.election("a", nil),
        Self.election("early", "2024-02-14"),
      ])
    #expect(tables.elections.map(\.id.description) == ["early", "late", "a", "z"])
    #expect(tables.election(ElectionID("late"))?.votingDay?.description == "2024-11-27")
    #expect(tables.election(ElectionID("none")) == nil)
  }

  @Test("the later row of a regency wins")
  func laterRow() throws {
    let code = try #require(RegencyCode("11.01"))
    let tables = ReferenceTables(
      regencies: [try Self.regency("11.01", name: "old"), try Self.regency("11.01", name: "new")],
      elections: [])
    #expect(tables.regencies.count == 1)
    #expect(tables.regencies[code]?.name == "new")
    #expect(tables.provinces.map(\.key.description) == ["11"])
  }
}
