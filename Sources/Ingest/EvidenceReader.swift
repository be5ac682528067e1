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
  ///   - inputs: Data package folders, bare folders or single CSV files; at least one. Their order
  ///     does not matter.
  ///   - referenceFolder: Folder of the shipped reference tables.
  /// - Returns: Evidence, reference tables and the account.
  /// - Throws: `IngestError` where an input is missing or a file cannot be understood. Rows that
  ///   break a rule do not throw; they are in the account.
  public static func read(
    _ inputs: [String], referenceFolder: String
  ) throws(IngestError) -> IngestResult {
    precondition(!inputs.isEmpty, "no input")
    var packages: [PackageFiles] = []
    for input in inputs { packages.append(try PackageFiles(input: input)) }
    let overrides = packages.reduce(into: [:]) { merged, package in
      merged.merge(package.reference) { _, later in later }
    }
    let reference = try ReferenceReader.read(folder: referenceFolder, overrides: overrides)
    var context = RowContext(reference)
    var builder = LedgerBuilder(reference: reference)
    var report = IngestReport()
    var records = RecordIndex()
    for file in packages.flatMap(\.records) {
      try file.schema.read(path: file.path, name: file.path, into: &report) { row throws(Fault) in
        switch file.schema.name {
        case "register":
          let entry = try context.registerEntry(&row)
          guard try records.isNew(entry, row) else { return .duplicate }
          builder.add(entry)
          return .new
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
    report.ignoredFiles = packages.flatMap(\.ignored)
    return IngestResult(evidence: builder.evidence(), reference: reference, report: report)
  }
}

/// Remembers which official a register has named, by a hash, so that no identifier is kept.
private struct RecordIndex {
  private var seen: [Int: Int] = [:]

  /// Whether the record is new; false for an exact repeat.
  mutating func isNew(_ entry: RegisterEntry, _ row: Row) throws(Fault) -> Bool {
    // Offices number their officials each for itself: a name holds within a regency.
    var id = Hasher()
    id.combine(entry.key.election)
    id.combine(entry.key.regency)
    id.combine(row.text("record_id"))
    let official = id.finalize()
    // The file is no part of what is said of an official.
    var said = entry
    said.source = Source(publisher: "")
    let content = said.hashValue
    guard let known = seen[official] else {
      seen[official] = content
      return true
    }
    guard known == content else {
      throw row.fault(
        "record_id", "", "an official of this election occurs twice with different content",
        "keep the correct one of the two rows")
    }
    return false
  }
}
