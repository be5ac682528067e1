// The command: options for what is read and how, shared by all verbs that read.

import ArgumentParser
import Ingest
import Records

/// What is read, and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: """
      Data packages: folders, or single files: .csv, .csv.gz; through DuckDB .parquet, .json, .jsonl; \
      through openpyxl .xlsx; through SQLite .sqlite; - for CSV from standard input.
      """,
    completion: .directory)
  var inputs: [String]

  @Option(help: "Election, for example pilkada-2024. Default: see the verb.")
  var election: String?

  @Option(
    name: .customLong("as-of"),
    help: "Count only what was recorded by this day (YYYY-MM-DD). Default: the last record.")
  var asOf: CalendarDate?

  @Flag(help: "End with exit code 65 where any row is rejected.")
  var strict = false

  @Option(
    name: .customLong("max-rejects"),
    help: "End with exit code 65 where more rows of a file than this are rejected.")
  var maxRejects: Int?

  @Option(
    help: ArgumentHelp(
      "Write rejected rows here with the reason, to be repaired and read again: a .csv file, or a "
        + "folder with a file for each input. They may name persons."))
  var rejects: String?

  @Flag(
    name: .customLong("no-duplicates"),
    help: "Do not look for officials that occur twice in registers (saves memory).")
  var noDuplicates = false

  @Option(help: "Threads that read a register.")
  var threads = 2

  @Option(help: "Folder of the reference tables. Default: the shipped ones.")
  var reference: String?

  func validate() throws {
    guard !inputs.isEmpty else {
      throw ValidationError("Name an input, for example datasets/real.")
    }
    guard !inputs.contains("") else { throw ValidationError("An input has an empty name.") }
    guard inputs.filter({ $0 == "-" }).count < 2 else {
      throw ValidationError("Standard input (-) can be read only once.")
    }
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads \(threads) is not between 1 and 64.")
    }
    if let maxRejects, maxRejects < 0 {
      throw ValidationError("--max-rejects \(maxRejects) is below 0.")
    }
    guard rejects != "" else { throw ValidationError("--rejects has an empty name.") }
  }

  /// Reads by these options: what `body` makes of the folder of reference tables and the options.
  ///
  /// Rejected rows are written, also where there are too many of them; the progress is shown on a
  /// terminal.
  func read<Result>(
    _ body: (String, ReadingOptions) throws(IngestError) -> Result,
    report: (Result) -> IngestReport
  ) throws -> Result {
    guard let folder = reference ?? Installation.referenceFolder else {
      throw Talk.failure(
        .missingInput, "the reference tables were not found; give their folder with --reference")
    }
    Installation.offerTools()
    var options = ReadingOptions()
    options.threads = threads
    options.findsDuplicates = !noDuplicates
    options.mostRejections = maxRejects
    let bar = ProgressBar()
    if let bar {
      options.progress = { bar.show($0) }
    }
    var files: RejectFiles?
    if let rejects { files = try RejectFiles(rejects) }
    options.rejects = files
    defer { files?.discard() }
    let outcome = Self.outcome(folder, options, body)
    bar?.clear()
    switch outcome {
    case .failure(let error):
      if case .tooManyRejections = error { try files?.finish() }
      throw Talk.failure(error)
    case .success(let result):
      try files?.finish()
      try refuseRejections(report(result))
      return result
    }
  }

  private static func outcome<Result>(
    _ folder: String, _ options: ReadingOptions,
    _ body: (String, ReadingOptions) throws(IngestError) -> Result
  ) -> Swift.Result<Result, IngestError> {
    do throws(IngestError) {
      return .success(try body(folder, options))
    } catch {
      return .failure(error)
    }
  }

  private func refuseRejections(_ report: IngestReport) throws {
    guard strict, let first = report.rejections.first else { return }
    let more = report.rejected > 1 ? " (and \(report.rejected - 1) more rows)" : ""
    throw Talk.failure(.badData, "\(first)\(more)")
  }

  /// Says on standard error which rows were rejected; the verb `validate` shows all.
  func tellRejections(_ report: IngestReport) {
    guard report.rejected > 0 else { return }
    for fault in report.rejections.prefix(5) { Talk.say("rejected: \(fault)") }
    if report.rejected > 5 { Talk.say("… and \(report.rejected - 5) more rejected rows") }
    Talk.say(
      "\(report.rejected) of \(report.rowsRead) rows rejected; netralitas validate shows them, "
        + "--rejects writes them to be repaired, --strict refuses them")
  }
}
