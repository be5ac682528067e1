// The command: `plan`.

import ArgumentParser
import Ingest
import Records
import Reporting
import Risk
import Statistics

/// Where more sessions help most.
struct PlanVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Where further sessions help most, with the expected gain and its range.",
    discussion: """
      Forecasts to voting day are made without and with one, two … further sessions in each regency, \
      with the same chance; sessions go where they avert most of the shortfall. Part of them is \
      placed by lot among the regencies that come next, so that their effect can be learnt: until \
      then it is an association that the model assumes. Without --election the last one with a \
      record is taken.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var seed: SeedOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Sessions to be placed.")
  var sessions: Int?

  @Option(help: "Cost that must not be exceeded, in the unit of --costs.")
  var budget: Double?

  @Option(help: "CSV with regency_code and cost. Default: every session costs 1.")
  var costs: String?

  @Option(help: "Sessions that each province gets at least.")
  var floor = 0

  @Option(help: "Share of the sessions that the lot places, from 0 to below 1.")
  var lot = 0.15

  @Option(help: "Most sessions of one regency, 1 to 8.")
  var most = 3

  @Option(help: "Officials who come to a session.")
  var attendees = 150

  @Option(help: "Share that must have signed, above 0 and at most 1.")
  var target = 0.95

  @Option(help: "Levels: named, leadership, all or a list such as camat,lurah.")
  var scope: String?

  func validate() throws {
    guard sessions != nil || budget != nil else {
      throw ValidationError("give --sessions, for example --sessions 40, or --budget.")
    }
    if let sessions, sessions < 1 { throw ValidationError("--sessions \(sessions) is below 1.") }
    if let budget, !(budget > 0) { throw ValidationError("--budget \(budget) is not above 0.") }
    guard floor >= 0 else { throw ValidationError("--floor \(floor) is below 0.") }
    guard lot >= 0, lot < 1 else { throw ValidationError("--lot \(lot) is not in 0..<1.") }
    guard (1...8).contains(most) else { throw ValidationError("--most \(most) is not in 1...8.") }
    guard attendees >= 1 else { throw ValidationError("--attendees \(attendees) is below 1.") }
    guard target > 0, target <= 1 else {
      throw ValidationError("--target \(target) is not above 0 and at most 1; try 0.95.")
    }
    if let scope, Scope(scope) == nil {
      let levels = Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--scope \(scope): give named, leadership, all or levels: \(levels).")
    }
  }

  func run() throws {
    var request = SessionPlan.Request()
    request.sessions = sessions
    request.budget = budget
    request.floor = floor
    request.lotShare = lot
    request.most = most
    request.attendees = attendees
    request.share = target
    request.seed = seed.seed
    if let costs {
      do throws(IngestError) {
        request.costs = try SessionCostReader.read(costs)
      } catch {
        throw Talk.failure(error)
      }
      // Who has no row costs what the others do in the middle.
      let known = request.costs.values.sorted()
      if !known.isEmpty { request.usualCost = known[known.count / 2] }
    }
    let loading = try Loading(input)
    loading.tellRejections()
    let election = try loading.oneElection()
    let book = try loading.book(
      election, scope: scope.flatMap { Scope($0) } ?? .leadership)
    guard let votingDay = election.votingDay, votingDay > book.asOf else {
      throw Talk.failure(
        .usage,
        "nothing lies ahead of \(book.asOf) to plan for; give --as-of a day before voting day")
    }
    let bar = ProgressBar()
    let plan = SessionPlan.make(request, for: book) { done, all in
      bar?.show(step: "forecast \(done) of \(all)", share: Double(done) / Double(all))
    }
    bar?.clear()
    guard let plan else {
      throw Talk.failure(
        .badData,
        "no campaign model can be fitted: fewer than ten units were counted twice, or no mass "
          + "signing shows; a plan would be a guess. Collect counts first")
    }
    if costs != nil {
      let without = book.regencies.count { request.costs[$0] == nil }
      if without > 0 {
        Talk.say(
          "\(without) regencies have no cost; the middle of the others, \(request.usualCost), stands"
        )
      }
    }
    guard plan.shortfall.before > 0 else {
      throw Talk.failure(
        .badData,
        "no regency has forecasts of all levels in scope, or none is short of the target; netralitas "
          + "risk says which, --scope takes the levels that are counted")
    }
    if plan.unplanned > 0 {
      Talk.say(
        "\(plan.unplanned) regencies are left out: a level in scope has no roster and no range for one"
      )
    }
    Talk.say(
      "expected shortfall \(Self.whole(plan.shortfall.before)) signers, with the plan "
        + "\(Self.whole(plan.shortfall.after)); no plan of this size averts more than "
        + "\(Self.whole(plan.bound)); regret \(Self.whole(plan.regret.value)) "
        + "(\(Self.whole(plan.regret.low)) to \(Self.whole(plan.regret.high)))")
    try output.write(Table(plan, book: book))
  }

  private static func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }
}
