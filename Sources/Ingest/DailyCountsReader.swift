// Ingest: inputs -> signatures by day, without ledgers: the way of a national register into a table
// for charts and for other programs, in memory that does not depend on its rows.

public import Records

/// Daily counts as they were read.
public struct DailyCountsResult: Sendable {
  /// Persons by ledger and day.
  public let counts: DailyCounts
  /// Reference tables, with the input's own copies in place.
  public let reference: ReferenceTables
  /// The account of every row.
  public let report: IngestReport
}

/// Counts registers by day.
public enum DailyCountsReader {
  /// Reads the registers of inputs, where nothing else in them counts signatures.
  ///
  /// - Parameters:
  ///   - inputs: Data package folders, bare folders or single files; at least one.
  ///   - referenceFolder: Folder of the shipped reference tables.
  ///   - asOf: Signatures that became known later do not count; nil for all.
  ///   - options: Threads, duplicates, limits.
  /// - Returns: Counts, reference tables and the account; nil where an input holds other records of
  ///   signatures as well (recaps, counts, events), which only count together with all others: see
  ///   `EvidenceReader`.
  /// - Throws: `IngestError` where an input is missing or a file cannot be understood.
  public static func read(
    _ inputs: [String], referenceFolder: String, asOf: CalendarDate?, options: ReadingOptions
  ) throws(IngestError) -> DailyCountsResult? {
    let tables = try InputTables(inputs, referenceFolder: referenceFolder)
    // Files are opened twice, so that a large register is not read in vain.
    for file in tables.files where !file.isStream {
      guard try !countsWithoutRegister(file.open().schema) else { return nil }
    }
    let context = RowContext(tables.reference)
    var report = IngestReport()
    var registers = RegisterIntake(context, options) { DailyFold(asOf: asOf) }
    for file in tables.files {
      let table = try file.open()
      guard table.schema.name == "register" else {
        guard !countsWithoutRegister(table.schema) else {
          throw .unreadable(
            Fault(
              file: file.name,
              rule: "\(table.schema.name) are counted together with all other records, and "
                + "standard input can be read only once",
              repair: "save the input as a file and give that"))
        }
        report.ignoredFiles.append(file.name)
        continue
      }
      try registers.read(table, of: file)
    }
    let counts = try registers.finish(into: &report) ?? DailyCounts()
    return DailyCountsResult(counts: counts, reference: tables.reference, report: report)
  }

  private static func countsWithoutRegister(_ schema: TableSchema) -> Bool {
    ["recaps", "counts", "events"].contains(schema.name)
  }
}
