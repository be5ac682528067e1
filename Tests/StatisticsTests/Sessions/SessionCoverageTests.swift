// Tests of Statistics: sessions and the cascade.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Session coverage")
struct SessionCoverageTests {
  static func signed(_ level: Level, _ count: Int) throws -> Ledger {
    let (denominators, signings) = recaps([("2024-06-03", count, count)])
    return try World.ledger("17.06", level, denominators: denominators, signings: signings)
  }

  static func coverage(
    _ sessions: [Session], level: Level? = nil, on date: String? = nil
  ) throws -> SessionCoverage {
    let code = try World.code("17.06")
    let book = World.book(
      [try signed(.kepalaOPD, 30), try signed(.camat, 15)], sessions: sessions)
    let parts = book.tallies(of: code).filter { level == nil || $0.level == level }
    return book.coverage(
      of: UnitKey(.regency(code), level: level), parts: parts, on: date.map(day))
  }

  @Test("sessions of the area, the level and the time")
  func filters() throws {
    let sessions = try [
      World.session("a", on: "2024-06-04"), World.session("b", on: "2024-07-04", levels: [.staff]),
      World.session("c", "18.01", on: "2024-06-04"),
    ]
    #expect(try Self.coverage(sessions).sessions == 2)
    #expect(try Self.coverage(sessions).reach == .exact(100))
    #expect(try Self.coverage(sessions, level: .camat).sessions == 1)
    #expect(try Self.coverage(sessions, on: "2024-06-30").sessions == 1)
    let nation = World.book([], sessions: sessions).coverage(of: UnitKey(.nation), parts: [])
    #expect(nation.sessions == 3)
  }

  @Test("a session whose attendance is not said leaves the reach open")
  func unknownAttendance() throws {
    let coverage = try Self.coverage([
      World.session("a", on: "2024-06-04"),
      World.session("b", on: "2024-06-05", attendees: .unknown),
    ])
    #expect(coverage.sessions == 2 && coverage.reach == .atLeast(50))
  }

  @Test("heads of agencies and districts who signed owe a session each")
  func cascade() throws {
    let coverage = try Self.coverage([
      World.session("a", on: "2024-06-04"),
      World.session("b", on: "2024-06-10", tier: .opd, levels: [.staff]),
      World.session("c", on: "2024-06-11", tier: .district, levels: [.staff]),
    ])
    #expect(coverage.cascadeOwed == .exact(45) && coverage.cascadeDocumented == 2)
  }

  @Test("a joint session counts once, and its people too")
  func joint() throws {
    let sessions = try ["17.06", "17.07", "18.01"].map { code in
      try World.session("s-\(code)", code, on: "2024-06-04", attendees: .exact(300), joint: "joint")
    }
    let nation = World.book([], sessions: sessions).coverage(of: UnitKey(.nation), parts: [])
    #expect(nation.sessions == 1)
    #expect(nation.reach.lower == 300)
  }

  @Test("no documented session leaves the reach unknown")
  func none() throws {
    let coverage = try Self.coverage([])
    #expect(coverage.sessions == 0)
    #expect(coverage.reach == .unknown)
  }

  @Test("the cascade of a level's own row is that of its units' staff")
  func cascadeByLevel() throws {
    let coverage = try Self.coverage(
      [World.session("b", on: "2024-06-10", tier: .opd, levels: [.staff])], level: .kepalaOPD)
    #expect(coverage.cascadeOwed == .exact(30))
    #expect(coverage.cascadeDocumented == 1)
  }
}
