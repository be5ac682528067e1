// The command: `validate`.

import ArgumentParser
import Reporting

/// The account of every row, and conflicts with how each was settled.
struct ValidateVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "The account of every row; conflicts between sources and how each was settled.")

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let loading = try Loading(input)
    let evidence = loading.result.evidence
    try output.write(
      Table(
        report: loading.result.report, evidence: input.asOf.map(evidence.known) ?? evidence.newest,
        weighed: try loading.weighedConflicts(), reference: loading.result.reference))
  }
}
