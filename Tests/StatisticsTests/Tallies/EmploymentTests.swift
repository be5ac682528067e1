// Tests of Statistics: ledgers by kind of employment beside one that speaks of the whole level
// (Tally.swift, TallyBook.swift).

import Records
import Statistics
import Testing

@Suite("Parts by employment")
struct EmploymentTests {
  static func recap(
    _ employment: Employment, _ signed: Int, _ required: Int, on date: String = "2024-06-01",
    recorded: String? = nil
  ) throws -> Ledger {
    try World.ledger(
      "17.06", .staff, employment,
      denominators: [.of(.exact(required), .recap, from: date, recorded: recorded)],
      signings: [.of(.counted(.exact(signed)), .recap, on: date, recorded: recorded)])
  }

  @Test("parts are different persons and add up")
  func add() throws {
    let tally = try World.tally([Self.recap(.pns, 700, 900), Self.recap(.pppk, 150, 300)])
    #expect(tally.exactPair ?? (0, 0) == (850, 1_200))
  }

  @Test("the whole is not added to its parts; the better record is used, the whole on a tie")
  func whole() throws {
    let parts = try [Self.recap(.pns, 700, 900), Self.recap(.pppk, 150, 300)]
    let tie = try World.tally(parts + [Self.recap(.unknown, 800, 1_200)])
    #expect(tie.exactPair ?? (0, 0) == (800, 1_200))
    let event = try World.ledger(
      "17.06", .staff, denominators: [.of(.exact(1_200), .stated)],
      signings: [.of(.counted(.exact(800)), .stated, on: "2024-06-01")])
    #expect(try World.tally(parts + [event]).exactPair ?? (0, 0) == (850, 1_200))
  }

  @Test("one kind alone can be asked for")
  func one() throws {
    let book = World.book([try Self.recap(.pns, 700, 900), try Self.recap(.pppk, 150, 300)])
    let code = try World.code("17.06")
    #expect(book.tallies(of: code, employment: .pns).first?.signed == .exact(700))
    #expect(book.tallies(of: code, employment: .nonASN).isEmpty)
    let table = try ComplianceTable(
      book: book, grouping: Grouping(area: .regency, byLevel: true, byEmployment: true))
    #expect(table.rows.map(\.key.employment) == [.pns, .pppk])
  }

  @Test("a record that became known later does not decide which ledgers count")
  func asOf() throws {
    let whole = try Self.recap(.unknown, 800, 1_200)
    let late = try World.ledger(
      "17.06", .staff, .pns, denominators: [],
      signings: [
        .of(.counted(.exact(5)), .register, on: "2024-10-01", recorded: "2024-10-05")
      ])
    let code = try World.code("17.06")
    let tallies = World.book([whole, late], asOf: "2024-07-01").tallies(of: code)
    #expect(tallies.first?.signed == .exact(800))
  }

  @Test("stated numbers of different kinds are not statements about the same persons")
  func stated() throws {
    func event(_ employment: Employment, _ count: Int) throws -> Ledger {
      try World.ledger(
        "17.06", .staff, employment, denominators: [.of(.exact(count), .stated)],
        signings: [.of(.counted(.exact(count)), .stated, on: "2024-06-01")])
    }
    let tally = try World.tally([event(.pns, 100), event(.pppk, 50)])
    #expect(tally.signed == .exact(150) && tally.required == .exact(150))
  }

  @Test("a part without a count leaves the whole open")
  func missingPart() throws {
    let named = try World.ledger(
      "17.06", .staff, .pppk, signings: [.of(.named, .stated, on: "2024-06-01")])
    let tally = try World.tally([Self.recap(.pns, 700, 900), named])
    #expect(tally.signed == .atLeast(700) && tally.required.upper == nil)
  }
}
