// The command: `compliance`.

import ArgumentParser
import Reporting
import Statistics

/// Rates by unit with intervals, pooled rates, outstanding officials, sessions and grade.
struct ComplianceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compliance",
    abstract: "Rates by unit with intervals, outstanding officials, sessions and grade.",
    discussion: "Without --election every election with a record has its rows.")

  @OptionGroup var input: InputOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: "Interval of full counts: roster has zero width, the others are about the propensity.")
  var interval: RateEstimate.Method = .wilson

  func run() throws {
    let loading = try Loading(input)
    loading.tellRejections()
    let tables = try loading.elections.map { election in
      Table(
        try ComplianceTable(
          book: loading.book(election, scope: table.scope(.named)),
          grouping: table.grouping(Grouping(area: .regency, byLevel: true)),
          confidence: table.confidence, method: interval))
    }
    try output.write(try Table.joined(tables))
  }
}

extension Table {
  /// Tables of several elections under each other.
  static func joined(_ tables: [Table]) throws -> Table {
    guard let first = tables.first else {
      throw Talk.failure(.badData, "no record belongs to an election; see netralitas validate")
    }
    return Table(name: first.name, columns: first.columns, rows: tables.flatMap(\.rows))
  }
}
