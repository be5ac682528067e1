// Tests of Forecasting: joint draws.

import Forecasting
import Foundation
import Records
import Statistics
import TestSupport
import Testing

@Suite("Forecast draws")
struct ForecastTests {
  static let dates = ["2024-09-01", "2024-09-20", "2024-11-01", "2024-11-27"]

  static func simulated() -> [Ledger] {
    var specification = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(12))
    specification.levels = Level.leadership
    return CampaignWorld.ledgers(of: CampaignSimulator(specification).campaign())
  }

  static func forecast(_ ledgers: [Ledger], seed: UInt64 = 1) -> Forecast {
    CampaignWorld.forecast(
      CampaignWorld.book(ledgers, regencies: 12, asOf: dates[0]), on: dates, seed: seed)
  }

  /// Draws by regency and level, so that two forecasts compare whatever their order.
  static func table(_ forecast: Forecast) -> [String: [Int]] {
    Dictionary(
      uniqueKeysWithValues: forecast.drawn.indices.map { unit in
        let own = forecast.panel.units[forecast.drawn[unit]]
        let values = forecast.dates.indices.flatMap { forecast.values(unit, date: $0) }
        return (
          "\(own.regency) \(own.level)",
          values + (0..<forecast.draws).map { forecast.required(unit, draw: $0) }
        )
      })
  }

  @Test("paths rise with the date, above what is counted and within the roster")
  func paths() {
    let forecast = Self.forecast(Self.simulated())
    #expect(forecast.drawn.count == 12 * Level.leadership.count)
    var failures = 0
    for unit in forecast.drawn.indices {
      let tally = forecast.panel.units[forecast.drawn[unit]].tally
      for draw in 0..<forecast.draws {
        let roster = forecast.required(unit, draw: draw)
        let path = forecast.dates.indices.map { forecast.signed(unit, date: $0, draw: draw) }
        if roster < tally.required.lower || roster > tally.required.upper ?? 0 { failures += 1 }
        if path != path.sorted() || path[path.count - 1] > roster { failures += 1 }
        if path[0] < min(tally.signed.lower, roster) { failures += 1 }
      }
    }
    #expect(failures == 0)
  }

  @Test("the same seed gives the same draws, another seed others")
  func seeds() {
    let ledgers = Self.simulated()
    let one = Self.table(Self.forecast(ledgers))
    #expect(one == Self.table(Self.forecast(ledgers)))
    #expect(one != Self.table(Self.forecast(ledgers, seed: 2)))
  }

  @Test("the order of the evidence changes no draw of any regency")
  func permuted() {
    let ledgers = Self.simulated()
    let one = Self.table(Self.forecast(ledgers))
    #expect(one == Self.table(Self.forecast(ledgers.reversed())))
    #expect(one == Self.table(Self.forecast(Array(ledgers.dropFirst(7) + ledgers.prefix(7)))))
  }

  @Test("a full unit stays full, and the word all is the whole roster in every draw")
  func full() throws {
    let forecast = CampaignWorld.forecast(
      CampaignWorld.book(
        [
          try CampaignWorld.ledger(
            .kepalaOPD, required: .exact(30), .recap, [("2024-08-01", CampaignWorld.counted(30))]),
          try CampaignWorld.ledger(.camat, .stated, [("2024-08-01", .all)]),
          try CampaignWorld.ledger(
            .stafAhli, required: .range(2, 3), .stated, [("2024-08-01", .all)]),
        ], regencies: 1, asOf: Self.dates[0]), on: Self.dates)
    let heads = try forecast.position("11.01", .kepalaOPD)
    let camat = try forecast.position("11.01", .camat)
    let experts = try forecast.position("11.01", .stafAhli)
    for date in Self.dates.indices {
      #expect(Set(forecast.values(heads, date: date)) == [30])
      #expect(Set(forecast.values(camat, date: date)) == [10])
      #expect(
        forecast.values(experts, date: date)
          == (0..<forecast.draws).map { forecast.required(experts, draw: $0) })
    }
    #expect(Set((0..<forecast.draws).map { forecast.required(experts, draw: $0) }) == [2, 3])
  }

  @Test("a unit whose roster nobody knows has no draws and says why")
  func unavailable() throws {
    let forecast = CampaignWorld.forecast(
      CampaignWorld.book(
        [
          try CampaignWorld.ledger(.staff, .stated, [("2024-08-01", CampaignWorld.counted(400))]),
          try CampaignWorld.ledger(.sekda, .stated, [("2024-08-01", .named)]),
        ], regencies: 1, asOf: Self.dates[0], scope: .named), on: Self.dates)
    #expect(forecast.panel.units.count == 2 && forecast.drawn.count == 1)
    guard case .unavailable(let reason) = forecast.panel.units[1].outcome else {
      Issue.record("\(forecast.panel.units[1].outcome)")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test("stragglers: the mean of the draws is the formula's")
  func stragglers() throws {
    let book = CampaignWorld.book(
      [
        try CampaignWorld.ledger(
          .kepalaOPD, required: .exact(100), .recap, [("2024-09-01", CampaignWorld.counted(40))])
      ], regencies: 1, asOf: "2024-09-01")
    let forecast = CampaignWorld.forecast(
      book, on: ["2024-09-01", "2024-11-10"], parameterDraws: 4_000, drawsEach: 1)
    let unit = try forecast.position("11.01", .kepalaOPD)
    #expect(Set(forecast.values(unit, date: 0)) == [40])
    // 10 weeks: 40 + 60 E[c] (1 - E[exp(-10 λ)]) with c ~ Beta(2, 2), λ ~ Gamma(2, rate 40).
    let truth = 40 + 60 * 0.5 * (1 - (40.0 / 50) * (40.0 / 50))
    let mean = SampleMean(forecast.values(unit, date: 1).map(Double.init))
    #expect(mean.agrees(with: truth), "\(mean.mean) ± \(mean.standardError) is not \(truth)")
  }

  @Test("an undocumented regency: launched or not is one fact for all its levels")
  func undocumented() throws {
    let forecast = CampaignWorld.forecast(
      CampaignWorld.book([], regencies: 1, asOf: "2024-09-01"), on: ["2024-11-27"],
      parameterDraws: 4_000, drawsEach: 1)
    let silent = (0..<forecast.draws).map { draw in
      forecast.drawn.indices.allSatisfy { forecast.signed($0, date: 0, draw: draw) == 0 } ? 1.0 : 0
    }
    // Not launched: one half; launched levels of which nobody signs add a little, never less.
    let mean = SampleMean(silent)
    #expect(mean.mean > 0.5 - monteCarloStandardErrors * mean.standardError && mean.mean < 0.62)
    let sekda = try forecast.position("11.01", .sekda)
    // One half of the launched: the prior mean of the pool is one half but for the grid's ends,
    // which lie at 0.0067 and 0.9975 and move it by less than 0.005.
    let own = SampleMean(forecast.values(sekda, date: 0).map(Double.init))
    #expect(abs(own.mean - 0.25) < monteCarloStandardErrors * own.standardError + 0.005)
  }

  @Test("a register without a new signature has none on the day of the table")
  func registerStands() throws {
    let book = CampaignWorld.book(
      [
        try CampaignWorld.ledger(
          .kepalaOPD, required: .exact(30), .register, [("2024-03-01", CampaignWorld.counted(20))])
      ], regencies: 1, asOf: "2024-09-01")
    let forecast = CampaignWorld.forecast(book, on: ["2024-09-01"])
    let unit = try forecast.position("11.01", .kepalaOPD)
    #expect(Set(forecast.values(unit, date: 0)) == [20])
  }

  @Test("a drawn roster holds at least those who were counted as signers")
  func rosterFloor() throws {
    let book = CampaignWorld.book(
      [try CampaignWorld.ledger(.kepalaOPD, .stated, [("2024-08-01", CampaignWorld.counted(30))])],
      regencies: 1, asOf: "2024-09-01")
    let forecast = CampaignWorld.forecast(book, on: ["2024-09-01"])
    let unit = try forecast.position("11.01", .kepalaOPD)
    #expect((0..<forecast.draws).allSatisfy { forecast.required(unit, draw: $0) >= 30 })
  }

  @Test("the trickle goes on about as it was seen")
  func trickleGoesOn() throws {
    let book = CampaignWorld.book(
      [
        try CampaignWorld.ledger(
          .kepalaOPD, required: .exact(1_000), .recap,
          [("2024-08-04", CampaignWorld.counted(500)), ("2024-09-01", CampaignWorld.counted(600))])
      ], regencies: 1, asOf: "2024-09-01")
    let forecast = CampaignWorld.forecast(
      book, on: ["2024-09-29"], parameterDraws: 1_000, drawsEach: 1)
    let unit = try forecast.position("11.01", .kepalaOPD)
    let more = SampleMean(forecast.values(unit, date: 0).map { Double($0 - 600) })
    // 100 of 500 in four weeks; in the next four about 80 of 400, the prior draws it down.
    #expect(more.mean > 45, "\(more.mean)")
    #expect(more.mean < 90)
  }
}
