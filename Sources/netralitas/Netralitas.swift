// The command: parse, call, render. No arithmetic.

import ArgumentParser

/// `netralitas`: the verbs stand in the order in which an analyst meets them.
@main
struct Netralitas: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "netralitas",
    abstract: "Compliance with the neutrality pact of Indonesian officials, by regency and level.",
    discussion: """
      INPUT is a data package: a folder with datapackage.json, or a folder with any of register.csv, \
      recaps.csv, counts.csv, sessions.csv, events.csv, violations.csv; or one such file; \
      also as .parquet, .json, .xlsx or .sqlite. Data go to standard output, talk to standard error.

      Exit codes: 0 done; 64 wrong use; 65 bad data, nothing written; 66 input missing; \
      70 internal; 73 cannot write.
      """,
    version: toolVersion,
    subcommands: [
      ValidateVerb.self, CountsVerb.self, ComplianceVerb.self, SeriesVerb.self, TrendVerb.self,
      ForecastVerb.self, RiskVerb.self, PlanVerb.self, BackTestVerb.self, SimulateVerb.self,
      ReportVerb.self,
    ])
}

/// Version of the command, also in the provenance of reports.
let toolVersion = "0.1.0"
