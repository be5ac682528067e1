// The command: `counts`.

import ArgumentParser
import Ingest
import Records
import Reporting

/// Daily counts of a register.
struct CountsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counts",
    abstract: "Signatures by day and unit, from registers of any size and from all other records.",
    discussion: """
      Writes counts.csv. From registers: regency_code, level, employment, election_id, date, signed \
      (on that day), required (by that day); memory does not depend on the number of rows but for \
      the search of officials that occur twice. Where recaps, counts or events are among the \
      inputs, all records are weighed together, employment is not split, and a column after gives \
      the last day on which these officials had not signed (empty where no record tells).
      """)

  @OptionGroup var input: InputOptions

  @Option(name: .shortAndLong, help: "Write to this file, whole or not at all.")
  var output: String?

  func run() throws {
    let registers = try input.read { folder, reading throws(IngestError) in
      try DailyCountsReader.read(
        input.inputs, referenceFolder: folder, asOf: input.asOf, options: reading)
    } report: {
      $0?.report ?? IngestReport()
    }
    guard let result = registers else { return try weighTogether() }
    input.tellRejections(result.report)
    try Files.stream(to: output) { put in
      try CountsCSV.write(
        result.counts, undated: { result.reference.election($0)?.votingDay }, to: put)
    }
  }

  /// Counts what records of several kinds say together.
  private func weighTogether() throws {
    let loading = try Loading(input)
    loading.tellRejections()
    let books = try loading.elections.filter {
      loading.result.evidence.lastRecord(of: $0.id) != nil
    }.map { try loading.book($0, scope: .named) }
    let uncounted = books.flatMap { book in
      book.regencies.flatMap { book.tallies(of: $0) }
    }.count { $0.isLaunched && $0.signed.exactValue == nil }
    if uncounted > 0 {
      Talk.say(
        "\(uncounted) units signed without an exact number and have no row here; netralitas "
          + "compliance shows them")
    }
    let text = Table(newSignersOf: books).csv
    try Files.stream(to: output) { put in try put(Array(text.utf8)) }
  }
}
