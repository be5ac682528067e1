// Tests of Risk: forecast rates by date.

import Forecasting
import Records
import Risk
import Statistics
import TestSupport
import Testing

@Suite("Forecast series")
struct ForecastSeriesTests {
  @Test("quantiles rise with the level and with the date, within 0...1")
  func quantiles() {
    var specification = CampaignSpecification(
      election: CampaignWorld.election, regencies: CampaignWorld.regencies(6))
    specification.levels = Level.leadership
    let ledgers = CampaignWorld.ledgers(of: CampaignSimulator(specification).campaign())
    let forecast = CampaignWorld.forecast(
      CampaignWorld.book(ledgers, regencies: 6, asOf: "2024-09-01"),
      on: ["2024-09-01", "2024-10-01", "2024-11-27"])
    for grouping in [
      Grouping(area: .regency, byLevel: true), Grouping(area: .nation, byLevel: false),
    ] {
      let all = ForecastSeries.all(forecast, by: grouping)
      #expect(all.count == (grouping.byLevel ? 6 * Level.leadership.count : 1))
      #expect(all.map(\.key) == all.map(\.key).sorted())
      for series in all {
        #expect(series.points.map(\.date) == forecast.dates)
        for point in series.points {
          #expect(point.quantiles == point.quantiles.sorted())
          #expect(point.quantiles.allSatisfy { (0...1).contains($0) })
          #expect(point.quantiles.count == ForecastSeries.levels.count)
        }
        for (early, late) in zip(series.points, series.points.dropFirst()) {
          #expect(zip(early.quantiles, late.quantiles).allSatisfy { $0 <= $1 })
        }
      }
    }
  }

  @Test("the last date is what the risk table reads")
  func sameDraws() throws {
    let ledgers = [
      try CampaignWorld.ledger(
        .kepalaOPD, required: .exact(30), .recap, [("2024-08-01", CampaignWorld.counted(22))])
    ]
    let book = CampaignWorld.book(ledgers, regencies: 1, asOf: "2024-09-01", scope: .named)
    let forecast = CampaignWorld.forecast(book, on: ["2024-09-01", "2024-11-27"])
    let grouping = Grouping(area: .regency, byLevel: true)
    let series = ForecastSeries.all(forecast, by: grouping)[0]
    let row = try RiskTable(
      book: book, forecast: forecast, target: Target(share: 0.95, date: day("2024-11-27")),
      grouping: grouping
    ).rows[0]
    #expect(series.points[1].quantiles[2] == row.forecast.value)
    #expect(series.points[1].quantiles[0] == row.forecast.low)
    #expect(series.points[1].quantiles[4] == row.forecast.high)
  }
}
