// Tests of Statistics: the share of a row's units that is without data.

import GSL
import Records
import Statistics
import TestSupport
import Testing

@Suite("Completeness of a row")
struct CompletenessTests {
  static func rows(_ ledgers: [Ledger], by text: String, scope: Scope = .named) throws
    -> [ComplianceRow]
  {
    try ComplianceTable(
      book: World.book(ledgers, scope: scope), grouping: try #require(Grouping(text))
    ).rows
  }

  @Test("regencies without any record count as units without data")
  func silent() throws {
    let ledgers = [
      try RollUpTests.recap("17.06", .camat, 10, 15), try RollUpTests.recap("17.06", .sekda, 1, 1),
      try World.ledger("18.01", .camat, signings: [.of(.named, .stated, on: "2024-07-01")]),
    ]
    let nation = try #require(try Self.rows(ledgers, by: "nation").first?.completeness)
    // 17.07 takes part without a record; 31.71 does not elect a head.
    #expect(nation.regencies == 3 && nation.withoutData == 2)
    #expect(abs(nation.shareWithoutData - 2.0 / 3) < 1e-12)
    #expect(nation.counted == 2)
    #expect(nation.countedSigned == 11 && nation.countedRequired == 16)
    let island = try #require(try Self.rows(ledgers, by: "island").first)
    #expect(island.key.place == .islandGroup("I") && island.completeness == nation)
    let near = try #require(try Self.rows(ledgers, by: "province").first?.completeness)
    #expect(near.regencies == 2 && near.withoutData == 1 && near.shareWithoutData == 0.5)
  }

  @Test("a printed total is not counted beside the levels that it holds")
  func total() throws {
    let levels = try [
      RollUpTests.recap("17.06", .camat, 10, 15), RollUpTests.recap("17.06", .sekda, 1, 1),
    ]
    let (other, all) = try (
      RollUpTests.recap("18.01", .camat, 7, 9), RollUpTests.recap("17.06", nil, 60, 100)
    )
    for text in ["nation", "island", "province", "regency"] {
      let parts = try Self.rows(levels + [all, other], by: text).map {
        try #require($0.completeness)
      }
      #expect(parts.reduce(0) { $0 + $1.counted } == 2, "\(text)")
      #expect(parts.reduce(0) { $0 + $1.countedSigned } == 67, "\(text)")
      #expect(parts.reduce(0) { $0 + $1.countedRequired } == 109, "\(text)")
    }
    // A total that does not hold its levels is no total of them.
    let small = try RollUpTests.recap("17.06", nil, 5, 8)
    let row = try #require(try Self.rows(levels + [small], by: "regency").first?.completeness)
    #expect(row.counted == 2 && row.countedSigned == 11 && row.countedRequired == 16)
  }

  @Test("a fixed scope counts every level of every regency")
  func fixed() throws {
    let ledgers = [try RollUpTests.recap("17.06", .camat, 10, 15)]
    let nation = try #require(
      try Self.rows(ledgers, by: "nation", scope: .leadership).first?.completeness)
    // One of three regencies knows one of its levels.
    let levels = Double(Level.leadership.count)
    #expect(nation.regencies == 3 && nation.withoutData == 2 && nation.counted == 1)
    #expect(abs(nation.shareWithoutData - (3 - 1 / levels) / 3) < 1e-12)
  }

  @Test("counted units of the parts add up exactly to every wider place, whatever the evidence")
  func adding() throws {
    let stream = RandomStream(seed: 21)
    for _ in 0..<60 {
      var ledgers: [Ledger] = []
      for regency in ["17.06", "17.07", "18.01"] {
        for level in [Level.sekda, .camat, .kepalaOPD, .staff] where stream.uniform() < 0.7 {
          ledgers.append(try Self.randomLedger(regency, level, stream))
        }
      }
      guard !ledgers.isEmpty else { continue }
      let book = World.book(ledgers)
      func sums(_ text: String) throws -> [Int] {
        // Without the pools of a compliance table, which take their time and change no count.
        let grouping = try #require(Grouping(text))
        let rows = Dictionary(
          grouping: book.regencies.flatMap { book.tallies(of: $0) },
          by: { grouping.key($0.regency, $0.level, in: book.reference) })
        let parts = try rows.map { try #require(book.completeness(of: $0, parts: $1)) }
        let rollUps = rows.values.map(RollUp.init)
        return [
          rollUps.reduce(0) { $0 + $1.signed.lower },
          rollUps.reduce(0) { $0 + $1.outstanding.lower },
          parts.reduce(0) { $0 + $1.counted }, parts.reduce(0) { $0 + $1.countedSigned },
          parts.reduce(0) { $0 + $1.countedRequired },
        ]
      }
      let nation = try sums("nation")
      for text in ["regency,level", "regency", "province", "province,level", "island", "level"] {
        #expect(try sums(text) == nation, "\(text)")
      }
    }
  }

  /// Evidence of a random kind: a recap, a bare count, a mention, or "all".
  static func randomLedger(
    _ regency: String, _ level: Level, _ stream: RandomStream
  ) throws -> Ledger {
    let roster = 1 + stream.uniformInt(below: 40)
    switch stream.uniformInt(below: 4) {
    case 0:
      return try RollUpTests.recap(regency, level, stream.uniformInt(below: roster + 1), roster)
    case 1:
      return try World.ledger(
        regency, level,
        signings: [.of(.counted(.atLeast(stream.uniformInt(below: 9))), .stated, on: "2024-06-01")])
    case 2:
      return try World.ledger(
        regency, level, signings: [.of(.named, .stated, on: "2024-06-01")])
    default:
      return try World.ledger(
        regency, level, denominators: [.of(.exact(roster), .stated)],
        signings: [.of(.all, .stated, on: "2024-06-01")])
    }
  }
}
