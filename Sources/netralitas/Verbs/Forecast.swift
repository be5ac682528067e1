// The command: `forecast`.

import ArgumentParser
import Forecasting
import Ingest
import Records
import Reporting
import Risk
import Statistics

/// Predictive quantiles at dates up to the election.
struct ForecastVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Predictive quantiles of the signers on dates up to the election.",
    discussion: """
      Joint draws of all units give 23 quantiles, the mean and the probability to reach the target, \
      by regency and level (--by). The day is voting day unless --date or --stages say otherwise. \
      --format hubverse writes the rows in the form of forecast hubs. How good such forecasts were is told \
      by netralitas backtest. --scenario FILE forecasts what is planned, and how far that lies from \
      the forecast without it, with the same chance: JSON with voting_day, ceremonies \
      (regency_code, levels, date) and sessions (the same with attendees). Without --election the last one with a record is taken.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var seed: SeedOptions
  @OptionGroup var output: OutputOptions

  @Option(
    name: .customLong("date"), parsing: .upToNextOption,
    help: "Days to forecast (YYYY-MM-DD ...). Default: voting day.")
  var dates: [CalendarDate] = []

  @Flag(help: "Forecast the last day of every stage of the election that lies ahead, too.")
  var stages = false

  @Option(help: "Share whose probability to be reached is given, above 0 and at most 1.")
  var target = 0.95

  @Option(
    help: "Past forecasts, as netralitas backtest --cases wrote them: widen by what they missed.")
  var record: String?

  @Option(help: "JSON file of planned ceremonies and sessions, and perhaps another voting day.")
  var scenario: String?

  func validate() throws {
    guard target > 0, target <= 1 else {
      throw ValidationError("--target \(target) is not above 0 and at most 1; try 0.95.")
    }
  }

  func run() throws {
    let loading = try Loading(input)
    loading.tellRejections()
    let election = try loading.oneElection()
    let book = try loading.book(election, scope: table.scope(.leadership))
    let grouping = try table.groupingWithoutEmployment(Grouping(area: .regency, byLevel: true))
    let plan = try scenario.map {
      try ScenarioFile.read($0, asOf: book.asOf, in: book.reference)
    }
    let days = try days(book, votingDay: plan?.votingDay ?? election.votingDay)
    func forecast(_ scenario: Scenario) -> Forecast {
      Forecast(
        FittedPanel(PredictiveModel(seed: seed.seed), to: book, scenario: scenario), on: days)
    }
    let answer = ForecastTable(
      book: book, forecast: forecast(plan ?? Scenario()), grouping: grouping, share: target,
      record: try record.flatMap { try trackRecord($0) },
      without: plan.map { _ in forecast(Scenario()) })
    if plan != nil, !answer.rows.contains(where: { $0.models.contains("campaign") }) {
      Talk.say("the scenario changes nothing: no campaign model carries these units")
    }
    tellRecord(answer)
    for (key, reason) in answer.unavailable.prefix(5) {
      Talk.say("no draws for \(key.regency?.description ?? "all"): \(reason)")
    }
    if answer.unavailable.count > 5 { Talk.say("… and \(answer.unavailable.count - 5) more rows") }
    try output.write(output.format == .hubverse ? Table(hubverse: answer) : Table(answer))
  }

  private func trackRecord(_ path: String) throws -> TrackRecord? {
    do throws(IngestError) {
      let record = TrackRecord(try PastForecastReader.read(path))
      if record == nil { Talk.say("\(path): no forecast of netralitas in it") }
      return record
    } catch {
      throw Talk.failure(error)
    }
  }

  /// Says how often forecasts like these were right.
  private func tellRecord(_ table: ForecastTable) {
    guard record != nil else { return }
    var groups: [String: TrackRecord.Group] = [:]
    var without = 0
    for row in table.rows {
      guard let level = row.key.level, row.key.regency != nil else { continue }
      guard let group = row.record else {
        without += 1
        continue
      }
      groups["\(level.rawValue), \(table.book.asOf.days(to: row.date)) days ahead"] = group
    }
    for (name, group) in groups.sorted(by: { $0.key < $1.key }) {
      Talk.say(
        "in the past, of forecasts like this (\(name)), \(group.covered) of \(group.cases) held what "
          + "came in their 80 % interval, on \(group.origins) days")
    }
    if without > 0 {
      Talk.say("\(without) rows have no past forecast so far ahead: take them as experimental")
    }
  }

  /// The days asked for that lie on or after the day of the book, rising, each once.
  private func days(
    _ book: TallyBook, votingDay: CalendarDate?
  ) throws -> [CalendarDate] {
    var asked = dates
    if stages {
      asked += book.reference.stages.filter { $0.election == book.election.id }
        .compactMap { $0.end ?? $0.start }.filter { $0 >= book.asOf }
    }
    if asked.isEmpty, let votingDay { asked = [votingDay] }
    let ahead = Set(asked.filter { $0 >= book.asOf }).sorted()
    let past = Set(asked).subtracting(ahead).sorted()
    guard !ahead.isEmpty else {
      let days = past.map(\.description).joined(separator: ", ")
      throw Talk.failure(
        .usage,
        past.isEmpty
          ? "\(book.election.id) has no voting day; give --date YYYY-MM-DD"
          : "nothing lies ahead: records are known up to \(book.asOf), and \(days) is not after it; "
            + "give --as-of an earlier day or --date a later one")
    }
    if !past.isEmpty {
      Talk.say("left out, before \(book.asOf): \(past.map(\.description).joined(separator: ", "))")
    }
    return ahead
  }
}
