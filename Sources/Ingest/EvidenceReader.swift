// Ingest: the way in. Inputs -> evidence, reference tables and the account of every row.

public import Records

/// What was read.
public struct IngestResult: Sendable {
  /// Everything that the records say.
  public let evidence: Evidence
  /// Reference tables, with the input's own copies in place.
  public let reference: ReferenceTables
  /// The account of every row.
  public let report: IngestReport
}

/// Reads data packages.
public enum EvidenceReader {
  /// Reads inputs into one body of evidence.
  ///
  /// - Parameters:
  ///   - inputs: Data package folders, bare folders or single files; at least one. Their order
  ///     does not matter.
  ///   - referenceFolder: Folder of the shipped reference tables.
  ///   - options: Threads, duplicates, limits.
  /// - Returns: Evidence, reference tables and the account.
  /// - Throws: `IngestError` where an input is missing or a file cannot be understood. Rows that
  ///   break a rule do not throw; they are in the account.
  public static func read(
    _ inputs: [String], referenceFolder: String, options: ReadingOptions = ReadingOptions()
  ) throws(IngestError) -> IngestResult {
    let tables = try InputTables(inputs, referenceFolder: referenceFolder)
    return try read(tables, RowContext(tables.reference), options: options)
  }

  /// Reads the files of all inputs; `context` reads single rows by the same reference tables.
  static func read(
    _ tables: InputTables, _ context: RowContext, options: ReadingOptions
  ) throws(IngestError) -> IngestResult {
    var context = context
    var builder = LedgerBuilder(reference: tables.reference)
    var report = IngestReport()
    var registers = RegisterIntake(context, options) { LedgerFold() }
    for file in tables.files {
      let table = try file.open()
      let name = table.schema.name
      guard name != "register" else {
        try registers.read(table, of: file)
        continue
      }
      try TableSchema.read(table, options: options, into: &report) { row throws(Fault) in
        switch name {
        case "recaps": return builder.add(try context.recap(&row)) ? .new : .duplicate
        case "counts": return builder.add(try context.dailyCount(&row)) ? .new : .duplicate
        case "sessions": return builder.add(try context.session(&row)) ? .new : .duplicate
        case "events": return builder.add(try context.eventReport(&row)) ? .new : .duplicate
        default:
          builder.add(try context.violation(&row))
          return .new
        }
      }
    }
    if let tally = try registers.finish(into: &report) { builder.add(tally) }
    report.ignoredFiles = tables.ignored
    return IngestResult(
      evidence: builder.evidence(), reference: tables.reference, report: report)
  }
}

/// The files of all inputs, and the reference tables with the inputs' own copies in place.
struct InputTables {
  let files: [PackageFile]
  let ignored: [String]
  let reference: ReferenceTables

  /// The files of inputs that bring no reference tables of their own.
  init(_ packages: [PackageFiles], reference: ReferenceTables) {
    files = packages.flatMap(\.records)
    ignored = packages.flatMap(\.ignored)
    self.reference = reference
  }

  init(_ inputs: [String], referenceFolder: String) throws(IngestError) {
    precondition(!inputs.isEmpty, "no input")
    var packages: [PackageFiles] = []
    for input in inputs { packages.append(try PackageFiles(input: input)) }
    let overrides = packages.reduce(into: [:]) { merged, package in
      merged.merge(package.reference) { _, later in later }
    }
    self.init(
      packages,
      reference: try ReferenceReader.read(folder: referenceFolder, overrides: overrides))
  }
}
