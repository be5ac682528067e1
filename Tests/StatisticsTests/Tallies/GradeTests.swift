// Tests of Statistics: how much data stands behind a row.

import Records
import Statistics
import Testing

@Suite("Grades")
struct GradeTests {
  static func recapGrade(_ dates: Int) throws -> Grade {
    let rows = (1...dates).map { (date: "2024-0\($0)-01", signed: 10 + $0, required: 15) }
    let (denominators, signings) = recaps(rows)
    return Grade(
      try World.tally([World.ledger(denominators: denominators, signings: signings)]))
  }

  @Test("counts with a roster: four dates A, two or three B, one C")
  func counted() throws {
    #expect(try (1...5).map(Self.recapGrade) == [.c, .b, .b, .a, .a])
  }

  @Test("a signing without numbers is D, no report is E")
  func uncounted() throws {
    let named = try World.tally([
      World.ledger(signings: [.of(.named, .stated, on: "2024-06-01")])
    ])
    #expect(Grade(named) == .d)
    let represented = try World.tally([
      World.ledger(signings: [.of(.all, .stated, on: "2024-06-01", mode: .represented)])
    ])
    #expect(Grade(represented) == .d)
    let bound = try World.tally([World.ledger(denominators: [.of(.unknown, .stated)])])
    #expect(Grade(bound) == .e)
  }

  @Test("a row of parts is no better than its worst part with data, D beside a part without any")
  func rollUp() throws {
    let (denominators, signings) = recaps([
      ("2024-01-01", 1, 15), ("2024-02-01", 2, 15), ("2024-03-01", 3, 15), ("2024-04-01", 4, 15),
    ])
    let best = try World.ledger(denominators: denominators, signings: signings)
    let once = try World.ledger(
      "17.06", .sekda, denominators: [.of(.exact(1), .recap, from: "2024-04-01")],
      signings: [.of(.counted(.exact(1)), .recap, on: "2024-04-01")])
    let silent = try World.ledger("17.06", .bupati, denominators: [.of(.unknown, .stated)])
    let code = try World.code("17.06")
    #expect(RollUp(World.book([best]).tallies(of: code)).grade == .a)
    #expect(RollUp(World.book([best, once]).tallies(of: code)).grade == .c)
    #expect(RollUp(World.book([best, silent]).tallies(of: code)).grade == .d)
    #expect(RollUp(World.book([silent]).tallies(of: code)).grade == .e)
  }

  @Test("A is the least")
  func order() { #expect(Grade.allCases.reversed().sorted() == [.a, .b, .c, .d, .e]) }
}
