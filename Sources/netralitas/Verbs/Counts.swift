// The command: `counts`.

import ArgumentParser
import Ingest
import Records
import Reporting

/// Daily counts of a register.
struct CountsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counts",
    abstract: "Signatures by day, regency, level and employment, from registers of any size.",
    discussion: """
      Writes counts.csv: regency_code, level, employment, election_id, date, signed (on that day), \
      required (by that day). Memory does not depend on the number of rows but for the search of \
      officials that occur twice.
      """)

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: "Write to this file, whole or not at all.")
  var output: String?

  func run() throws {
    let result = try input.read { folder, reading throws(IngestError) in
      try DailyCountsReader.read(
        input.inputs, referenceFolder: folder, asOf: input.asOf, options: reading)
    } report: {
      $0.report
    }
    input.tellRejections(result.report)
    try Files.stream(to: output) { put in
      try CountsCSV.write(
        result.counts, undated: { result.reference.election($0)?.votingDay }, to: put)
    }
  }
}
