// The command: `series`.

import ArgumentParser
import Forecasting
import Records
import Reporting
import Risk
import Statistics

/// Time series for charts.
struct SeriesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series", abstract: "Time series for charts, observed and forecast rows.",
    discussion: """
      Forecast rows run weekly from the day of the last record to voting day. Without --election \
      every election with a record has its rows.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var seed: SeedOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "A row for every day or every week.")
  var every: Series.Step = .week

  @Flag(help: "Estimate signatures not recorded yet, where a register has recorded_on.")
  var nowcast = false

  func run() throws {
    let loading = try Loading(input)
    loading.tellRejections()
    let grouping = try table.groupingWithoutEmployment(Grouping(area: .regency, byLevel: true))
    let tables = try loading.elections.map { election in
      let book = try loading.book(election, scope: table.scope(.named))
      return Table(
        series: book.series(
          by: grouping, step: every,
          nowcast: nowcast ? (table.confidence, seed.seed) : nil),
        forecasts: book.weeklyForecasts(by: grouping, seed: seed.seed), book: book)
    }
    try output.write(try Table.joined(tables))
  }
}

extension TallyBook {
  /// Forecast rates of all rows, weekly after `asOf` and on voting day; none after voting day.
  func weeklyForecasts(by grouping: Grouping, seed: UInt64) -> [ForecastSeries] {
    guard let votingDay = election.votingDay, votingDay > asOf else { return [] }
    let weeks = (asOf.days(to: votingDay) - 1) / 7
    let days = weeks > 0 ? (1...weeks).map { asOf.advanced(by: 7 * $0) } : []
    let panel = FittedPanel(PredictiveModel(seed: seed), to: self)
    return ForecastSeries.all(Forecast(panel, on: days + [votingDay]), by: grouping)
  }
}
