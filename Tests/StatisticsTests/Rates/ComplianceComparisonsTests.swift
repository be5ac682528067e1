// Tests of Statistics: what rows of the compliance table are compared with.

import GSL
import Records
import Statistics
import TestSupport
import Testing

@Suite("Comparisons of a row")
struct ComplianceComparisonsTests {
  static func rows(_ ledgers: [Ledger], by text: String) throws -> [ComplianceRow] {
    try ComplianceTable(
      book: World.book(ledgers), grouping: try #require(Grouping(text))
    ).rows
  }

  /// The country's mix is 45 camat and 3 sekda.
  static func country() throws -> [Ledger] {
    try ["17.06", "17.07", "18.01"].flatMap { code in
      [
        try RollUpTests.recap(code, .camat, code == "17.06" ? 5 : 15, 15),
        try RollUpTests.recap(code, .sekda, code == "18.01" ? 0 : 1, 1),
      ]
    }
  }

  @Test("a standardised rate weighs levels as the country has them")
  func standardised() throws {
    let rows = try Self.rows(Self.country(), by: "regency")
    let first = try #require(rows[0].standardised)
    #expect(abs(first.rate - (45.0 / 48 * 5 / 15 + 3.0 / 48)) < 1e-12)
    #expect(first.coveredShare == 1 && first.low < first.rate && first.rate < first.high)
    // All regencies have this mix, so their mean is the country's rate.
    let nation = try #require(try Self.rows(Self.country(), by: "nation")[0].standardised)
    #expect(abs(nation.rate - 37.0 / 48) < 1e-12)
    #expect(try Self.rows(Self.country(), by: "regency,level")[0].standardised == nil)
  }

  @Test("a regency without one of the levels says for how much of the mix its rate stands")
  func missingLevel() throws {
    let ledgers = try Self.country().filter {
      $0.key.regency.description != "17.06" || $0.key.level == .camat
    }
    let row = try #require(try Self.rows(ledgers, by: "regency").first?.standardised)
    #expect(abs(row.coveredShare - 45.0 / 47) < 1e-12 && row.missing == [.sekda])
    #expect(abs(row.rate - 1.0 / 3) < 1e-12)
  }

  @Test("a printed total with officials of unknown level leaves nothing to standardise")
  func printedTotal() throws {
    let ledgers = try Self.country() + [RollUpTests.recap("17.06", nil, 60, 100)]
    let rows = try Self.rows(ledgers, by: "regency")
    #expect(rows[0].standardised == nil && rows[1].standardised != nil)
  }

  @Test("rows that hold other levels are no peers")
  func likeWithLike() throws {
    // Three leaders-only regencies at 5 of 15, three with staff at 900 of 1000.
    let ledgers = try (1...6).flatMap { number in
      let camat = try RollUpTests.recap("17.0\(number)", .camat, 5, 15)
      return number <= 3
        ? [camat] : [camat, try RollUpTests.recap("17.0\(number)", .staff, 900, 1000)]
    }
    let rows = try Self.rows(ledgers, by: "regency")
    let alone = try Self.rows(Array(ledgers.prefix(3)), by: "regency")
    let (mixed, only) = (try #require(rows[0].pooled), try #require(alone[0].pooled))
    #expect(mixed.rate == only.rate && mixed.low == only.low)
  }

  @Test("units of the own province weigh more in the pool than others")
  func province() throws {
    // Province 17 signs little and 18 much; a new unit of each has half.
    func ledgers(_ province: String, _ signed: Int) throws -> [Ledger] {
      try (1...6).map { number in
        try RollUpTests.recap("\(province).0\(number)", .camat, number == 6 ? 8 : signed, 16)
      }
    }
    let rows = try Self.rows(ledgers("17", 3) + ledgers("18", 13), by: "regency,level")
    let low = try #require(rows[5].pooled)
    let high = try #require(rows[11].pooled)
    #expect(rows[5].estimate.rate == 0.5 && rows[11].estimate.rate == 0.5)
    #expect(low.rate < 0.48 && high.rate > 0.52)
  }

  @Test("a funnel needs ten units; a unit far below the others is an alarm")
  func funnel() throws {
    func ledgers(_ count: Int) throws -> [Ledger] {
      try (1...count).map { number in
        let code = "17.\(number < 10 ? "0" : "")\(number)"
        return try RollUpTests.recap(code, .staff, number == 1 ? 10 : 150 + number, 200)
      }
    }
    #expect(try Self.rows(ledgers(9), by: "regency,level").allSatisfy { $0.funnel == nil })
    let rows = try Self.rows(ledgers(20), by: "regency,level")
    #expect(rows[0].funnel == .alarmLow)
    #expect(rows.dropFirst().allSatisfy { $0.funnel == .inside })
  }
}
