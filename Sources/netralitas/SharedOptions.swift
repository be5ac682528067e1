// The command: options that several verbs share, checked before anything is read.

public import ArgumentParser
import Ingest
public import Records
public import Reporting
public import Statistics

extension CalendarDate: ExpressibleByArgument {
  /// Reads `YYYY-MM-DD` in the years that data may have.
  public init?(argument: String) {
    guard let date = CalendarDate(iso: argument), (1900...2100).contains(date.parts.year) else {
      return nil
    }
    self = date
  }
}

extension Language: ExpressibleByArgument {}
extension Series.Step: ExpressibleByArgument {}
extension RateEstimate.Method: ExpressibleByArgument {}

/// A table as text.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case csv
  case json
  /// Rows of a forecast as forecast hubs exchange them, as CSV.
  case hubverse
}

/// How the answer is given.
struct OutputOptions: ParsableArguments {
  @Option(help: "table, csv or json; forecast also hubverse.")
  var format: OutputFormat = .table

  @Option(name: .shortAndLong, help: "Write to this file, whole or not at all.")
  var output: String?

  @Option(help: "Language of words for people: id or en.")
  var lang: Language = .indonesian

  func validate() throws {
    guard output != "" else { throw ValidationError("--output has an empty name.") }
  }

  /// Gives a table to the file or to standard output.
  func write(_ table: Table) throws {
    if table.rows.isEmpty {
      Talk.say(
        "no rows: nothing in scope was recorded by the day asked for; see netralitas validate")
    }
    guard format != .hubverse || table.name == "hubverse" else {
      throw Talk.failure(
        .usage, "--format hubverse: only forecast has rows of this form; use csv or json")
    }
    let text =
      switch format {
      case .table: table.text(language: lang)
      case .csv, .hubverse: table.csv
      case .json: table.json
      }
    try Files.write(text, to: output)
  }
}

/// How rows are split and intervals made.
struct TableOptions: ParsableArguments {
  @Option(help: "Rows: regency, province, island or nation; add level, employment.")
  var by: String?

  @Option(help: "Levels: named, leadership, all or a list such as camat,lurah.")
  var scope: String?

  @Option(help: "Level of the intervals, above 0 and below 1.")
  var confidence = 0.95

  func validate() throws {
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence \(confidence) is not above 0 and below 1; try 0.95.")
    }
    if let by, Grouping(by) == nil {
      throw ValidationError(
        "--by \(by): give one of regency, province, island, nation, and level or employment if wanted, "
          + "for example regency,level.")
    }
    if let scope, Scope(scope) == nil {
      let levels = Level.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--scope \(scope): give named, leadership, all or levels: \(levels).")
    }
  }

  /// How rows are split, for verbs that cannot split kinds of employment.
  func groupingWithoutEmployment(_ fallback: Grouping) throws -> Grouping {
    let grouping = grouping(fallback)
    guard !grouping.byEmployment else {
      throw Talk.failure(.usage, "--by employment: only compliance splits kinds of employment")
    }
    return grouping
  }

  func grouping(_ fallback: Grouping) -> Grouping { by.flatMap { Grouping($0) } ?? fallback }
  func scope(_ fallback: Scope) -> Scope { scope.flatMap { Scope($0) } ?? fallback }
}

/// Chance.
struct SeedOptions: ParsableArguments {
  @Option(help: "Seed of all chance; the same seed gives the same bytes.")
  var seed: UInt64 = 1
}
