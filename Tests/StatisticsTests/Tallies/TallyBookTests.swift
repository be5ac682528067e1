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

  // MARK: - Versions

  /// 53 signed by the report of the event's day, 48 by one of a week later.
  private func corrected() throws -> Ledger {
    func claim(_ count: Int, _ from: String, until end: String?) -> SigningClaim {
      SigningClaim(
        extent: .counted(.exact(count)), measure: .gathering, basis: .stated,
        upTo: day("2023-12-21"), recordedOn: day(from), supersededOn: end.map(day),
        source: Source(publisher: "test \(count)"))
    }
    return try World.ledger(
      "17.06", .kepalaOPD, denominators: [.of(.exact(53), .stated)],
      signings: [
        claim(53, "2023-12-21", until: "2023-12-28"), claim(48, "2023-12-28", until: nil),
      ])
  }

  @Test(
    "a superseded claim counts until the day of the next version, and no longer",
    arguments: [
      ("2023-12-20", nil), ("2023-12-22", 53), ("2023-12-27", 53), ("2023-12-28", 48),
      ("2024-11-27", 48),
    ] as [(String, Int?)])
  func versions(asOf: String, signed: Int?) throws {
    let book = World.book([try corrected()], asOf: asOf)
    let tally = book.tallies(of: try World.code("17.06")).first
    #expect(tally?.signed ?? .unknown == signed.map { .exact($0) } ?? .unknown)
    #expect(tally.map { $0.sources.count == (signed == nil ? 1 : 2) } ?? true)
    // The history tells of the past what is known on the day of the book.
    let series = book.series(by: Grouping(area: .regency, byLevel: true), step: .day)
    let last = series.first?.points.last?.signed
    #expect(last ?? .unknown == signed.map { .exact($0) } ?? .unknown)
  }

  @Test("of a session and an event only the version of the day counts")
  func occasions() throws {
    func session(_ people: Int, _ from: String, until end: String?) throws -> Session {
      Session(
        id: "S", region: .regency(try World.code("17.06")), elections: [World.election.id],
        heldOn: day("2024-06-01"), recordedOn: day(from), supersededOn: end.map(day),
        tier: .regency, audience: [], attendees: .exact(people), countingName: "S",
        source: Source(publisher: "test"))
    }
    let sessions = [
      try session(40, "2024-06-01", until: "2024-06-10"), try session(44, "2024-06-10", until: nil),
    ]
    for (asOf, reach) in [("2024-06-09", 40), ("2024-06-10", 44)] {
      let book = World.book([], asOf: asOf, sessions: sessions)
      let coverage = book.coverage(of: UnitKey(.regency(try World.code("17.06"))), parts: [])
      #expect(coverage.sessions == 1 && coverage.reach == .exact(reach))
    }
    let report = EventReport(
      eventID: "E", kinds: [.signing], region: .regency(try World.code("17.06")),
      date: .day(day("2024-06-01")), elections: [World.election.id],
      source: Source(publisher: "test"))
    let old = Occasion(
      settled: report, sources: [], countsFrom: day("2024-06-01"), recordedOn: day("2024-06-01"),
      supersededOn: day("2024-06-10"), conflicts: [])
    #expect(World.book([], asOf: "2024-06-09").counts(old))
    #expect(!World.book([], asOf: "2024-06-10").counts(old))
  }

  @Test("a recap issued again is a version, and a fall stays in the series as it was told")
  func reissue() throws {
    let ledger = try World.ledger(
      denominators: [.of(.exact(15), .recap)],
      signings: [
        .of(.counted(.exact(12)), .recap, on: "2024-06-01"),
        .of(.counted(.exact(9)), .recap, on: "2024-06-08"),
        .of(.counted(.exact(13)), .recap, on: "2024-06-08", recorded: "2024-06-15"),
      ])
    func signed(_ asOf: String) throws -> [Count] {
      let series = World.book([ledger], asOf: asOf).series(
        by: Grouping(area: .regency, byLevel: true), step: .week)
      return series[0].points.map(\.signed)
    }
    #expect(try signed("2024-06-14") == [.exact(12), .exact(9), .exact(9)])
    #expect(try signed("2024-06-15") == [.exact(12), .exact(13), .exact(13)])
  }
}
