// Tests of NewSigners: what each record adds and between which days.

import Records
import Statistics
import TestSupport
import Testing

@Suite("New signers")
struct NewSignersTests {
  @Test("recaps add their differences, each between two days; a falling recap adds nobody")
  func recapsAdd() throws {
    let (denominators, signings) = recaps([
      ("2024-06-01", 10, 30), ("2024-08-01", 25, 30), ("2024-09-01", 24, 30),
      ("2024-10-01", 29, 31),
    ])
    let book = World.book([
      try World.ledger(denominators: denominators, signings: signings)
    ])
    let added = book.newSigners()
    #expect(added.map(\.signed) == [10, 15, 4])
    #expect(added.map(\.after) == [nil, day("2024-06-01"), day("2024-08-01")])
    #expect(added.map(\.upTo) == ["2024-06-01", "2024-08-01", "2024-10-01"].map(day))
    #expect(added.map(\.required) == [30, 30, 31])
  }

  @Test("a register tells the day")
  func registerTellsTheDay() throws {
    let book = World.book([
      try World.ledger(
        denominators: [.of(.exact(5), .register)],
        signings: [
          .of(.counted(.exact(2)), .register, on: "2024-06-03"),
          .of(.counted(.exact(1)), .register, on: "2024-06-20"),
        ])
    ])
    let added = book.newSigners()
    #expect(added.map(\.signed) == [2, 1])
    #expect(added.map(\.after) == [day("2024-06-02"), day("2024-06-19")])
  }

  @Test("what is only known roughly adds nothing")
  func roughCounts() throws {
    let book = World.book([
      try World.ledger(
        denominators: [.of(.exact(50), .stated)],
        signings: [.of(.counted(.atLeast(20)), .stated, on: "2024-06-03")])
    ])
    #expect(book.newSigners().isEmpty)
  }
}
