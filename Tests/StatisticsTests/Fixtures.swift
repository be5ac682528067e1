// Tests of Statistics: ledgers and books made by hand.

import Records
import Statistics
import TestSupport
import Testing

/// The world of the tests: a few regencies and one election.
enum World {
  static let election = Election(
    id: ElectionID("pilkada-2024"), name: "Pilkada 2024", votingDay: day("2024-11-27"),
    isLocal: true)

  static let reference = ReferenceTables(
    regencies: ["17.06", "17.07", "18.01", "31.71"].compactMap { text in
      RegencyCode(text).map { code in
        Regency(
          code: code, name: "Kabupaten \(text)", isCity: false, provinceName: "P\(code.province)",
          islandGroup: "I", electsHead: text != "31.71",
          units: RegencyUnits(kecamatan: 15, kelurahan: 3, desa: 148))
      }
    }, elections: [election])

  static func code(_ text: String) throws -> RegencyCode { try #require(RegencyCode(text)) }

  static func ledger(
    _ regency: String = "17.06", _ level: Level? = .camat, _ employment: Employment = .unknown,
    denominators: [DenominatorClaim] = [], signings: [SigningClaim] = []
  ) throws -> Ledger {
    Ledger(
      key: LedgerKey(
        election: election.id, regency: try code(regency), level: level, employment: employment),
      denominators: denominators, signings: signings)
  }

  static func book(
    _ ledgers: [Ledger], asOf: String = "2024-11-27", scope: Scope = .named,
    sessions: [Session] = [], occasions: [Occasion] = []
  ) -> TallyBook {
    TallyBook(
      evidence: Evidence(
        ledgers: ledgers.sorted { $0.key < $1.key }, occasions: occasions, sessions: sessions,
        violations: [], conflicts: []),
      reference: reference, election: election, asOf: day(asOf), scope: scope)
  }

  /// The only tally of 17.06.
  static func tally(_ ledgers: [Ledger], asOf: String = "2024-11-27") throws -> Tally {
    let tallies = book(ledgers, asOf: asOf).tallies(of: try code("17.06"))
    try #require(tallies.count == 1, "\(tallies.count) tallies")
    return tallies[0]
  }

  static func session(
    _ id: String, _ regency: String = "17.06", on date: String, tier: SessionTier = .regency,
    levels: [Level] = [.camat], attendees: Count = .exact(50), joint: String? = nil
  ) throws -> Session {
    Session(
      id: id, region: .regency(try code(regency)), elections: [election.id], heldOn: day(date),
      recordedOn: day(date), tier: tier,
      audience: [
        LevelMention(word: "x", levels: levels, employment: .unknown, extent: .named)
      ], attendees: attendees, countingName: joint ?? id, source: Source(publisher: "test"))
  }
}

extension DenominatorClaim {
  static func of(
    _ count: Count, _ basis: EvidenceBasis, from date: String? = nil, recorded: String? = nil,
    by publisher: String = "test"
  ) -> DenominatorClaim {
    DenominatorClaim(
      count: count, basis: basis, asOf: date.map(day), recordedOn: (recorded ?? date).map(day),
      source: Source(publisher: publisher))
  }
}

extension SigningClaim {
  static func of(
    _ extent: Extent, _ basis: EvidenceBasis, on date: String, recorded: String? = nil,
    mode: SigningMode = .inPerson, by publisher: String = "test"
  ) -> SigningClaim {
    SigningClaim(
      extent: extent, measure: basis == .recap ? .cumulative : .gathering, basis: basis,
      upTo: day(date), mode: mode, recordedOn: day(recorded ?? date),
      source: Source(publisher: publisher))
  }
}

/// A recap with its denominator, as one row of a recap file gives it.
func recaps(
  _ rows: [(date: String, signed: Int, required: Int)]
) -> (denominators: [DenominatorClaim], signings: [SigningClaim]) {
  (
    rows.map { .of(.exact($0.required), .recap, from: $0.date) },
    rows.map { .of(.counted(.exact($0.signed)), .recap, on: $0.date) }
  )
}
