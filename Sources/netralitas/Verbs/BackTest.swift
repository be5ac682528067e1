// The command: `backtest`.

public import ArgumentParser
public import Forecasting
import Records
public import Reporting
import Statistics

/// How good the forecasts were at past dates.
struct BackTestVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "How good forecasts were at past dates, beside simple methods.",
    discussion: """
      At days of the past the forecast is made anew from what had been recorded by then, and compared \
      with the last count on or before voting day. Scores are of the rate, in points of the roster: \
      WIS with its parts (smaller is better), relative to the baseline "last value with past \
      changes"; coverage of the 50, 80 and 95 % intervals; bias; Brier score of the target. \
      --cases writes a row for each forecast. Without --election the last one with a record is taken.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var seed: SeedOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "When forecasts are made: days (YYYY-MM-DD) or shares of each unit's time from its first signer to its last count (0.3, 30%).",
      valueName: "day or share"))
  var origins: [BackTestOrigin] = [.share(0.3), .share(0.5), .share(0.7)]

  @Option(help: "Levels: named, leadership, all or a list such as camat,lurah.")
  var scope: String?

  @Option(help: "Rows beside that for all: origin, level, horizon, grade, model or none.")
  var by: BackTestGrouping = .origin

  @Flag(help: "Score curves with never-signers and the median of all members, too.")
  var members = false

  @Option(help: "Share whose probability to be reached is scored, above 0 and at most 1.")
  var target = 0.95

  @Option(help: "Write a row for each forecast to this file.")
  var cases: String?

  @Option(
    help: "Folder for the chart of promised and kept coverage (SVG, Vega-Lite) and reliability.csv."
  )
  var charts: String?

  func validate() throws {
    guard charts != "" else { throw ValidationError("--charts has an empty name.") }
    guard target > 0, target <= 1 else {
      throw ValidationError("--target \(target) is not above 0 and at most 1; try 0.95.")
    }
    if let scope, Scope(scope) == nil {
      let levels = Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--scope \(scope): give named, leadership, all or levels: \(levels).")
    }
    guard cases != "" else { throw ValidationError("--cases has an empty name.") }
  }

  func run() throws {
    let folder = try charts.map { try OutputFolder($0) }
    let loading = try Loading(input)
    loading.tellRejections()
    let election = try loading.oneElection()
    var specification = BackTest.Specification()
    specification.model = PredictiveModel(seed: seed.seed)
    specification.origins = Set(origins).sorted()
    specification.share = target
    specification.hasMembers = members
    let bar = ProgressBar()
    let test = BackTest(
      specification, evidence: loading.result.evidence, reference: loading.result.reference,
      election: election, asOf: try loading.asOf(election),
      scope: scope.flatMap { Scope($0) } ?? .named
    ) { done, all in
      bar?.show(step: "forecast \(done) of \(all)", share: Double(done) / Double(max(all, 1)))
    }
    bar?.clear()
    guard !test.cases.isEmpty else {
      throw Talk.failure(
        .badData,
        "\(election.id) has no unit with two counts and a roster before voting day, so there is "
          + "nothing to compare a forecast with")
    }
    if !test.left.isEmpty {
      Talk.say("\(test.left.count) units have fewer than two counts with a signer and a roster")
    }
    if let cases { try Files.write(Table(casesOf: test, election: election.id).csv, to: cases) }
    try folder?.fill { draft in
      try draw(test, into: draft)
      let table = Table(reliabilityOf: test, election: election.id)
      try Files.write(table.csv, to: "\(draft)/\(table.name).csv")
    }
    try output.write(Table(test, election: election.id, by: by))
  }
}

extension BackTestVerb {
  private func draw(_ test: BackTest, into draft: String) throws {
    guard let chart = Chart.coverage(test, language: output.lang) else { return }
    for size in Chart.Size.allCases {
      try Files.write(chart.spec(size).json(), to: "\(draft)/\(chart.name)-\(size).vl.json")
    }
    if let problem = Renderer.draw(folder: draft) {
      Talk.say("no pictures: \(problem); to get them: \(Installation.rendererAdvice)")
    }
  }
}

extension BackTestOrigin: ExpressibleByArgument {
  /// A day, a share in (0, 1), or a percentage.
  public init?(argument: String) {
    if let day = CalendarDate(iso: argument) {
      self = .day(day)
      return
    }
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else {
      return nil
    }
    let share = isPercent ? number / 100 : number
    guard share > 0, share < 1 else { return nil }
    self = .share(share)
  }
}

extension BackTestGrouping: ExpressibleByArgument {}
