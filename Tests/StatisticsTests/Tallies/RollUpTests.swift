// Tests of Statistics: several tallies as one row.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Roll-ups")
struct RollUpTests {
  static func recap(
    _ regency: String, _ level: Level?, _ signed: Int, _ required: Int
  ) throws -> Ledger {
    let (denominators, signings) = recaps([("2024-06-01", signed, required)])
    return try World.ledger(regency, level, denominators: denominators, signings: signings)
  }

  static func rollUp(_ ledgers: [Ledger]) throws -> RollUp {
    let book = World.book(ledgers)
    return RollUp(book.regencies.flatMap { book.tallies(of: $0) })
  }

  @Test("exact counts add up")
  func exact() throws {
    let row = try Self.rollUp([
      Self.recap("17.06", .camat, 10, 15), Self.recap("17.06", .sekda, 1, 1),
      Self.recap("18.01", .camat, 12, 15),
    ])
    #expect(row.exactPair ?? (0, 0) == (23, 31))
    #expect(row.outstanding == .exact(8) && row.signedKind == .exact)
    #expect(row.requiredBasis == .recap && row.parts.count == 3)
  }

  @Test("a part that is unknown takes away the upper bound and is not zero")
  func unknown() throws {
    let row = try Self.rollUp([
      Self.recap("17.06", .camat, 10, 15),
      World.ledger("18.01", .camat, denominators: [.of(.unknown, .stated)]),
    ])
    #expect(row.required == .exact(30) && row.signed == .atLeast(10))
    #expect(row.outstanding == .atLeast(5) && row.exactPair == nil)
    #expect(row.signedKind == .atLeast && row.requiredBasis == .reference)
  }

  @Test("representatives everywhere stay representatives")
  func represented() throws {
    let signing = SigningClaim.of(.all, .stated, on: "2024-06-01", mode: .represented)
    let row = try Self.rollUp([
      World.ledger("17.06", .camat, signings: [signing]),
      World.ledger("18.01", .camat, denominators: [.of(.unknown, .stated)]),
    ])
    #expect(row.signedKind == .represented && row.signed == .unknown)
  }

  @Test("a printed total is laid over the levels and not added to them")
  func total() throws {
    let levels = try [Self.recap("17.06", .camat, 10, 15), Self.recap("17.06", .sekda, 1, 1)]
    let row = try Self.rollUp(levels + [Self.recap("17.06", nil, 48, 53)])
    #expect(row.exactPair ?? (0, 0) == (48, 53) && row.outstanding == .exact(5))
    let bounded = try World.ledger(
      "17.06", nil, signings: [.of(.counted(.atLeast(9)), .stated, on: "2024-06-01")])
    let same = try Self.rollUp(levels + [bounded])
    #expect(same.signed == .exact(11) && same.required == .exact(16))
    // The total of one regency says nothing of another.
    let two = try Self.rollUp(
      levels + [Self.recap("17.06", nil, 48, 53), Self.recap("18.01", .camat, 5, 15)])
    #expect(two.exactPair ?? (0, 0) == (53, 68))
  }

  @Test("the order of the parts does not matter")
  func order() throws {
    let book = World.book([
      try Self.recap("17.06", .camat, 10, 15), try Self.recap("17.07", .camat, 3, 15),
      try Self.recap("18.01", .sekda, 1, 1),
      try World.ledger("18.01", .camat, signings: [.of(.named, .stated, on: "2024-07-01")]),
    ])
    let parts = book.regencies.flatMap { book.tallies(of: $0) }
    let (row, mirror) = (RollUp(parts), RollUp(parts.reversed()))
    #expect(row.required == mirror.required && row.signed == mirror.signed)
    #expect(row.outstanding == mirror.outstanding && row.grade == mirror.grade)
    #expect(row.signedKind == mirror.signedKind && row.sources == mirror.sources)
    #expect(row.lastSignedOn == day("2024-07-01"))
  }

  @Test("rows of a finer table add up to those of a coarser one")
  func coherent() throws {
    let book = World.book([
      try Self.recap("17.06", .camat, 10, 15), try Self.recap("17.07", .camat, 3, 15),
      try Self.recap("17.07", .sekda, 0, 1), try Self.recap("18.01", .camat, 14, 15),
    ])
    func sums(_ text: String) throws -> (Count, Count, Count) {
      let grouping = try #require(Grouping(text))
      let rows = try ComplianceTable(book: book, grouping: grouping).rows.map(\.rollUp)
      return (
        rows.map(\.required).reduce(.exact(0), +), rows.map(\.signed).reduce(.exact(0), +),
        rows.map(\.outstanding).reduce(.exact(0), +)
      )
    }
    let nation = try sums("nation")
    #expect(nation == (.exact(46), .exact(27), .exact(19)))
    for text in ["regency,level", "regency", "province", "province,level", "level"] {
      #expect(try sums(text) == nation, "\(text)")
    }
  }

  @Test("levels that all signed make a row of 100 %, also where a roster is a range")
  func allSigned() throws {
    let row = try Self.rollUp([
      Self.recap("17.06", .sekda, 1, 1),
      World.ledger(
        "17.06", .asisten, denominators: [.of(.exact(2), .stated), .of(.exact(3), .stated)],
        signings: [.of(.all, .stated, on: "2024-06-01")]),
    ])
    #expect(row.outstanding == .exact(0) && row.required == .range(3, 4))
    let estimate = RateEstimate(
      signed: row.signed, required: row.required, kind: row.signedKind, confidence: 0.95)
    #expect(estimate.rate == 1 && estimate.high == 1)
  }

  @Test("no sum passes an assumed range off as evidence")
  func assumedRange() throws {
    let heads = try ["17.06", "18.01"].map { code in
      try World.ledger(
        code, .kepalaOPD, signings: [.of(.counted(.exact(30)), .stated, on: "2024-06-01")])
    }
    let regency = try Self.rollUp([heads[0], Self.recap("17.06", .sekda, 1, 1)])
    #expect(regency.required == .atLeast(1) && regency.signed == .exact(31))
    #expect(regency.outstanding == .unknown)
    let nation = try Self.rollUp(heads)
    #expect(nation.required == .unknown)
  }
}
