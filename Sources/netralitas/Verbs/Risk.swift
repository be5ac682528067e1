// The command: `risk`.

public import ArgumentParser
import Forecasting
import Records
import Reporting
public import Risk
import Statistics

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Regencies ranked by the risk to miss the target.
struct RiskVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Regencies ranked by risk: P(miss), shortfall, index, class, rank range, grade.",
    discussion: """
      Joint draws to the target date give every number. Ranges of P(miss), index and rank are 90 %; \
      the forecast interval follows --confidence. Without --election the last one with a record is \
      taken. A regency without any report stays in the table as a range with grade E. Ranges say \
      where a rank is likely to be; --rank-sets says what can be ruled out.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var aim: TargetOptions
  @OptionGroup var seed: SeedOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: "Recipe of the index in JSON in place of the default one, docs/index-recipe.json.")
  var recipe: String?

  @Option(
    help: "Classes by decision (P(miss) at 0.5 and 0.1), or relative or thirds of the index.")
  var classes: RiskClassRule = .decision

  @Flag(
    name: .customLong("rank-sets"),
    help: "Add confidence sets for the ranks, for all rows at once.")
  var rankSets = false

  @Option(
    help: "Write to this file how much the ranks of the index depend on weights and other choices.")
  var sensitivity: String?

  func validate() throws {
    guard sensitivity != "" else { throw ValidationError("--sensitivity has an empty name.") }
  }

  func run() throws {
    let loading = try Loading(input)
    loading.tellRejections()
    let election = try loading.oneElection()
    let book = try aim.book(loading, election, scope: table.scope(.leadership))
    let recipe = try self.recipe.map(Self.read) ?? .complianceRisk
    let grouping = try table.groupingWithoutEmployment(Grouping(area: .regency, byLevel: false))
    let (forecast, target) = try aim.forecast(book, seed: seed.seed)
    let risk: RiskTable
    let answer: RiskSensitivity?
    do throws(IndexError) {
      risk = try RiskTable(
        book: book, forecast: forecast, target: target, grouping: grouping, top: aim.top,
        confidence: table.confidence, recipe: recipe, classes: classes, hasRankSets: rankSets)
      answer =
        sensitivity == nil
        ? nil
        : try RiskSensitivity(
          book: book, forecast: forecast, target: target, grouping: grouping, top: aim.top,
          recipe: recipe, seed: seed.seed)
    } catch {
      throw Talk.failure(.badData, "\(self.recipe ?? "the default recipe"): \(error)")
    }
    if let answer, let sensitivity { try Files.write(Table(answer).csv, to: sensitivity) }
    if let warning = output.lang.classWarning(classes) { Talk.say(warning) }
    for (key, reason) in risk.unavailable.prefix(5) {
      Talk.say(
        "no draws for \(key.regency?.description ?? "all") \(key.level?.rawValue ?? "all"): \(reason)"
      )
    }
    if risk.unavailable.count > 5 { Talk.say("… and \(risk.unavailable.count - 5) more rows") }
    try output.write(Table(risk))
  }

  /// Reads a recipe.
  private static func read(_ path: String) throws -> IndexRecipe {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      throw Talk.failure(.missingInput, "\(path): cannot read the recipe; check name and rights")
    }
    let recipe: IndexRecipe
    do {
      recipe = try JSONDecoder().decode(IndexRecipe.self, from: data)
    } catch let error as IndexError {
      throw Talk.failure(.badData, "\(path): \(error)")
    } catch {
      throw Talk.failure(.badData, "\(path): \(Self.reason(error))")
    }
    let known = IndexRecipe.riskIndicators
    if let unknown = recipe.indicators.first(where: { !known.contains($0.name) }) {
      throw Talk.failure(
        .badData, "\(path): \(IndexError.unknownIndicator(unknown.name, known: known))")
    }
    return recipe
  }

  /// What is wrong with a JSON text, and where in it.
  private static func reason(_ error: any Error) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { key in
        key.intValue.map { "part \($0 + 1)" } ?? key.stringValue
      }
      return path.isEmpty ? "the recipe" : path.joined(separator: ", ")
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      return "\(place(context)) has no \"\(key.stringValue)\""
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context)): a value of another kind is wanted; see docs/index-recipe.json"
    case .dataCorrupted(let context): return "\(place(context)) is not JSON as it should be"
    default: return "not a recipe in JSON; see docs/index-recipe.json"
    }
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

  /// Draws of a book up to the target.
  func forecast(_ book: TallyBook, seed: UInt64) throws -> (forecast: Forecast, target: Target) {
    guard let date = targetDate ?? book.election.votingDay else {
      throw Talk.failure(
        .usage, "\(book.election.id) has no voting day; give --target-date YYYY-MM-DD")
    }
    let panel = FittedPanel(PredictiveModel(seed: seed), to: book)
    return (
      Forecast(panel, on: [book.asOf, max(book.asOf, date)]), Target(share: target, date: date)
    )
  }

  /// The risk table of a book, with the default recipe.
  func riskTable(
    _ book: TallyBook, grouping: Grouping, seed: UInt64, confidence: Double
  ) throws -> RiskTable {
    let (forecast, target) = try forecast(book, seed: seed)
    return try RiskTable(
      book: book, forecast: forecast, target: target, grouping: grouping, top: top,
      confidence: confidence)
  }
}

extension RiskClassRule: ExpressibleByArgument {}
