// The command: `trend`.

import ArgumentParser
import Reporting
import Statistics

/// Fitted trends.
struct TrendVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "Trend of each unit fitted by GSL, with standard errors, or why there is none.",
    discussion: """
      A saturating curve through the new signers of each interval and a straight line through the \
      logits of the rate. Without --election every election with a record has its rows.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let loading = try Loading(input)
    loading.tellRejections()
    let grouping = try table.groupingWithoutEmployment(Grouping(area: .regency, byLevel: true))
    let tables = try loading.elections.map { election in
      let book = try loading.book(election, scope: table.scope(.named))
      return Table(
        trends: book.trends(by: grouping, confidence: table.confidence), book: book,
        confidence: table.confidence)
    }
    try output.write(try Table.joined(tables))
  }
}
