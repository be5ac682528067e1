// The command: `risk`.

import ArgumentParser
import Forecasting
import Records
import Reporting
import Risk
import Statistics

/// Regencies ranked by the risk to miss the target.
struct RiskVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Regencies ranked by risk: P(miss), shortfall, index, class, rank range, grade.",
    discussion: """
      Joint draws to the target date give every number. Ranges of P(miss), index and rank are 90 %; \
      the forecast interval follows --confidence. Without --election the last one with a record is \
      taken. A regency without any report stays in the table as a range with grade E.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var aim: TargetOptions
  @OptionGroup var seed: SeedOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let loading = try Loading(input)
    loading.tellRejections()
    let election = try loading.oneElection()
    let book = try aim.book(loading, election, scope: table.scope(.leadership))
    let risk = try aim.riskTable(
      book, grouping: table.groupingWithoutEmployment(Grouping(area: .regency, byLevel: false)),
      seed: seed.seed,
      confidence: table.confidence)
    for (key, reason) in risk.unavailable.prefix(5) {
      Talk.say(
        "no draws for \(key.regency?.description ?? "all") \(key.level?.rawValue ?? "all"): \(reason)"
      )
    }
    if risk.unavailable.count > 5 { Talk.say("… and \(risk.unavailable.count - 5) more rows") }
    try output.write(Table(risk))
  }
}

/// The target and the size of the top.
struct TargetOptions: ParsableArguments {
  @Option(help: "Share that must have signed, above 0 and at most 1.")
  var target = 0.95

  @Option(
    name: .customLong("target-date"), help: "The day by which (YYYY-MM-DD). Default: voting day.")
  var targetDate: CalendarDate?

  @Option(help: "How many rows count as the top in p_top_k.")
  var top = 20

  func validate() throws {
    guard target > 0, target <= 1 else {
      throw ValidationError("--target \(target) is not above 0 and at most 1; try 0.95.")
    }
    guard top >= 1 else { throw ValidationError("--top \(top) is below 1.") }
  }

  /// The evidence on which the target is judged: as of the day asked for, but not after the target
  /// date, since what was signed later did not count for it.
  func book(_ loading: Loading, _ election: Election, scope: Scope) throws -> TallyBook {
    let asOf = try loading.asOf(election)
    let date = targetDate ?? election.votingDay ?? asOf
    if date < asOf { Talk.say("risk is judged as of the target date, \(date)") }
    return try loading.book(election, scope: scope, asOf: min(asOf, date))
  }

  /// The risk table of a book.
  func riskTable(
    _ book: TallyBook, grouping: Grouping, seed: UInt64, confidence: Double
  ) throws -> RiskTable {
    guard let date = targetDate ?? book.election.votingDay else {
      throw Talk.failure(
        .usage, "\(book.election.id) has no voting day; give --target-date YYYY-MM-DD")
    }
    let panel = FittedPanel(PredictiveModel(seed: seed), to: book)
    let forecast = Forecast(panel, on: [book.asOf, max(book.asOf, date)])
    return RiskTable(
      book: book, forecast: forecast, target: Target(share: target, date: date),
      grouping: grouping, top: top, confidence: confidence)
  }
}
