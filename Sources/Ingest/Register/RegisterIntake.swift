// Ingest: all registers of an input -> what they add up to. Usually each file is read once; where
// rows contradict each other about an official, all are read again with these rows set aside, so
// that the order of rows and files does not matter.

import Records

/// Reads the registers of an input.
struct RegisterIntake<Fold: RegisterFold & ~Copyable> {
  private let context: RowContext
  private let options: ReadingOptions
  private let makeFold: () -> Fold
  private var desk: AccountDesk
  private var files: [PackageFile] = []
  private var outcome: Fold.Outcome?
  private var conversions: [Conversion: Int] = [:]

  /// An intake that has read nothing.
  init(_ context: RowContext, _ options: ReadingOptions, makeFold: @escaping () -> Fold) {
    self.context = context
    self.options = options
    self.makeFold = makeFold
    desk = AccountDesk(rejects: options.rejects)
  }

  /// Reads one file.
  mutating func read(
    _ table: consuming sending OpenTable, of file: PackageFile
  ) throws(IngestError) {
    files.append(file)
    try read(table, contradicted: [])
  }

  private mutating func read(
    _ table: consuming sending OpenTable, contradicted: Set<UInt64>
  ) throws(IngestError) {
    let parts = try RegisterReader.read(
      table, context: context, options: options, contradicted: contradicted, desk: desk,
      conversions: &conversions, makeFold: makeFold)
    for part in parts { outcome = outcome?.merged(with: part) ?? part }
  }

  /// Settles contradictions and adds the account to the report.
  ///
  /// - Returns: What all registers add up to; nil where there is none.
  /// - Throws: Where contradictions ask for a second reading of standard input.
  mutating func finish(into report: inout IngestReport) throws(IngestError) -> Fold.Outcome? {
    let contradicted = desk.contradicted
    if !contradicted.isEmpty {
      if let stream = files.first(where: \.isStream) {
        throw .unreadable(
          Fault(
            file: stream.name,
            rule: "\(contradicted.count) officials occur twice with different content, and only a "
              + "file can be read again to settle that",
            repair: "save the input as a file and give that, or add --no-duplicates"))
      }
      desk = AccountDesk(rejects: options.rejects)
      (outcome, conversions) = (nil, [:])
      for file in files { try read(try file.open(), contradicted: contradicted) }
    }
    var (accounts, setAside) = desk.outcome
    let settled = Contradictions(setAside, files: accounts.map(\.account.file))
    for (file, count) in settled.countedByFile { accounts[file].account.accepted += count }
    for (file, fault) in settled.repeats { accounts[file].repeated(fault) }
    for (file, row) in settled.refused { accounts[file].reject(row.fault) }
    if let rejects = options.rejects {
      for (file, rows) in Dictionary(grouping: settled.refused, by: \.file) {
        rejects.resume(file: accounts[file].account.file)
        for row in rows { rejects.put(row.row) }
      }
    }
    if !settled.counted.isEmpty {
      var fold = makeFold()
      let part = fold.outcome(of: settled.counted.map { ($0.key, $0.person) })
      outcome = outcome?.merged(with: part) ?? part
    }
    for account in accounts {
      report.add(
        account.account, rejections: account.rejections.sorted { $0.line < $1.line },
        duplicates: account.duplicates.sorted { $0.line < $1.line })
    }
    report.conversions.merge(conversions, uniquingKeysWith: +)
    return outcome
  }
}
