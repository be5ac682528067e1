// Tests of Statistics: the compliance table.

import Records
import Statistics
import Testing

@Suite("Compliance table")
struct ComplianceTests {
  static func ledgers() throws -> [Ledger] {
    try [("17.06", 10), ("17.07", 3), ("18.01", 15)].map { code, signed in
      let (denominators, signings) = recaps([("2024-06-03", signed, 15)])
      return try World.ledger(code, .camat, denominators: denominators, signings: signings)
    }
  }

  @Test("rows in order, with rate, Wilson interval and pooled rate")
  func rows() throws {
    let table = try ComplianceTable(
      book: World.book(Self.ledgers()), grouping: Grouping(area: .regency, byLevel: true))
    #expect(table.rows.map(\.key.regency?.description) == ["17.06", "17.07", "18.01"])
    #expect(table.rows.map(\.estimate.rate) == [10.0 / 15, 3.0 / 15, 1])
    for row in table.rows {
      let pooled = try #require(row.pooled)
      let rate = try #require(row.estimate.rate)
      #expect(pooled.low < pooled.rate && pooled.rate < pooled.high)
      // With few units offices may sign as one, so the end for a full count may round to 1.
      #expect(pooled.low > 0 && pooled.high <= 1 && pooled.ownShare > 0 && pooled.ownShare < 1)
      // The pool draws the ends towards the middle.
      #expect((rate - pooled.rate) * (rate - 28.0 / 45) > 0)
    }
  }

  @Test("fewer than three counted units make no pool")
  func few() throws {
    let table = try ComplianceTable(
      book: World.book(Array(Self.ledgers().prefix(2))),
      grouping: Grouping(area: .regency, byLevel: true))
    #expect(table.rows.count == 2 && table.rows.allSatisfy { $0.pooled == nil })
  }

  @Test("a unit whose record could not show who is missing takes nothing from the pool")
  func selected() throws {
    // An article names one who signed; the office has one: 1 of 1, and no article would say 0 of 1.
    let named = try World.ledger(
      "18.02", .sekda, signings: [.of(.counted(.exact(1)), .stated, on: "2024-06-03")])
    let counted = try ["17.06", "17.07", "18.01"].map {
      try RollUpTests.recap($0, .sekda, $0 == "17.06" ? 0 : 1, 1)
    }
    let rows = try ComplianceTable(
      book: World.book(counted + [named]), grouping: Grouping(area: .regency, byLevel: true)
    ).rows
    #expect(rows.map { $0.rollUp.exactPair?.signed } == [0, 1, 1, 1])
    #expect(rows.map { $0.pooled == nil } == [false, false, false, true])
  }

  @Test("a unit without a report has a row without a rate")
  func silent() throws {
    let table = try ComplianceTable(
      book: World.book(Self.ledgers(), scope: .leadership),
      grouping: Grouping(area: .regency, byLevel: true))
    #expect(table.rows.count == 3 * Level.leadership.count)
    let silent = table.rows.filter { $0.key.level == .bupati }
    #expect(silent.count == 3)
    #expect(silent.allSatisfy { $0.estimate.rate == nil && $0.pooled == nil })
    #expect(silent.allSatisfy { $0.rollUp.required == .exact(1) && $0.rollUp.grade == .e })
  }

  @Test("a wider level gives wider intervals")
  func confidence() throws {
    let book = World.book(try Self.ledgers())
    let grouping = Grouping(area: .regency, byLevel: true)
    let narrow = try ComplianceTable(book: book, grouping: grouping, confidence: 0.8).rows
    let wide = try ComplianceTable(book: book, grouping: grouping, confidence: 0.99).rows
    for (inner, outer) in zip(narrow, wide) {
      let (a, b) = (try #require(inner.pooled), try #require(outer.pooled))
      #expect(b.low < a.low && a.high < b.high && a.rate == b.rate)
    }
  }
}
