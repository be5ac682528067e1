// Test support: simulated and hand-made evidence for the tests of Forecasting and Risk.

package import Forecasting
package import Records
package import Statistics
internal import Testing

/// A day of ISO form; a typing error in a test shows as the year 1.
package func day(_ text: String) -> CalendarDate {
  CalendarDate(iso: text) ?? CalendarDate(dayNumber: -719_162)
}

/// Simulated and hand-made evidence of one election.
package enum CampaignWorld {
  package static let election = Election(
    id: ElectionID("pilkada-2024"), name: "Pilkada 2024", votingDay: day("2024-11-27"),
    isLocal: true)

  /// `count` regencies in provinces of 20.
  package static func regencies(_ count: Int) -> [Regency] {
    (0..<count).compactMap { index in
      let local = index % 20 + 1
      let code = RegencyCode("\(11 + index / 20).\(local < 10 ? "0" : "")\(local)")
      return code.map { code in
        Regency(
          code: code, name: "Kabupaten \(code)", isCity: false, provinceName: "P\(code.province)",
          islandGroup: "I", electsHead: true,
          units: RegencyUnits(kecamatan: 10 + index % 7, kelurahan: index % 3, desa: 120))
      }
    }
  }

  package static func book(
    _ ledgers: [Ledger], regencies: Int, asOf: String, scope: Scope = .leadership
  ) -> TallyBook {
    TallyBook(
      evidence: Evidence(
        ledgers: ledgers, occasions: [], sessions: [], violations: [], conflicts: []),
      reference: ReferenceTables(regencies: Self.regencies(regencies), elections: [election]),
      election: election, asOf: day(asOf), scope: scope)
  }

  /// Ledgers of the recaps of a simulated campaign.
  package static func ledgers(of campaign: SimulatedCampaign) -> [Ledger] {
    let source = Source(publisher: "simulated")
    let groups = Dictionary(grouping: campaign.recaps) {
      LedgerKey(election: election.id, regency: $0.regency, level: $0.level)
    }
    return groups.sorted { $0.key < $1.key }.map { key, recaps in
      Ledger(
        key: key,
        denominators: recaps.map {
          DenominatorClaim(
            count: .exact($0.required), basis: .recap, asOf: $0.asOf, recordedOn: $0.recordedOn,
            source: source)
        },
        signings: recaps.map {
          SigningClaim(
            extent: .counted(.exact($0.signed)), measure: .cumulative, basis: .recap,
            upTo: $0.asOf, recordedOn: $0.recordedOn, source: source)
        })
    }
  }

  /// One ledger of the regency `code`, stated or recapped.
  package static func ledger(
    _ level: Level, of code: String = "11.01", required: Count = .unknown, _ basis: EvidenceBasis,
    _ signed: [(on: String, extent: Extent)]
  ) throws -> Ledger {
    let source = Source(publisher: "test")
    return Ledger(
      key: LedgerKey(
        election: election.id, regency: try #require(RegencyCode(code)), level: level),
      denominators: [
        DenominatorClaim(
          count: required, basis: basis,
          asOf: basis == .recap ? signed.first.map { day($0.on) } : nil, recordedOn: nil,
          source: source)
      ],
      signings: signed.map {
        SigningClaim(
          extent: $0.extent, measure: basis == .recap ? .cumulative : .gathering, basis: basis,
          upTo: day($0.on), recordedOn: day($0.on), source: source)
      })
  }

  package static func counted(_ count: Int) -> Extent { .counted(.exact(count)) }

  /// The forecast of one book.
  package static func forecast(
    _ book: TallyBook, on dates: [String], parameterDraws: Int = 20, drawsEach: Int = 10,
    seed: UInt64 = 1
  ) -> Forecast {
    Forecast(
      FittedPanel(
        PredictiveModel(parameterDraws: parameterDraws, drawsEach: drawsEach, seed: seed),
        to: book), on: dates.map(day))
  }
}

extension Forecast {
  /// Position of a drawn unit.
  package func position(_ code: String, _ level: Level) throws -> Int {
    try #require(
      drawn.firstIndex {
        panel.units[$0].regency.description == code && panel.units[$0].level == level
      })
  }

  /// Signers of one unit on one date in all draws.
  package func values(_ unit: Int, date: Int) -> [Int] {
    (0..<draws).map { signed(unit, date: date, draw: $0) }
  }
}
