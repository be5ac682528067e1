// Laws of Ingest: what reading a register came to, by each of the ways of reading. `ReaderLaws`
// compares them; the fuzzer and the tests run the same laws.

import Records

@testable import Ingest

/// What reading one file as a register came to.
struct ReaderOutcome: Equatable {
  /// Why the file cannot be understood; nothing else is there then.
  var failure: String?
  var account = FileAccount(file: "", table: "")
  var rejections: [Fault] = []
  var duplicates: [Fault] = []
  var conversions: [Conversion: Int] = [:]
  /// Signatures and officials by ledger and day, one text for each.
  var daily: [String] = []
  /// Officials of all ledgers.
  var officials = 0

  private init() {}

  /// Runs a way of reading.
  private init(
    _ read: (inout IngestReport) throws(IngestError) -> DailyCounts
  ) {
    do throws(IngestError) {
      var report = IngestReport()
      let counts = try read(&report)
      account = report.files.first ?? account
      rejections = report.rejections
      duplicates = report.duplicates
      conversions = report.conversions
      var last: [Int: Int] = [:]
      // Ledgers without any day are counted as well.
      counts.forEachRow(undated: { _ in CalendarDate(dayNumber: 0) }) {
        key, day, signed, required in
        daily.append("\(counts.keys[key]) \(day) \(signed) \(required)")
        last[key] = required
      }
      officials = last.values.reduce(0, +)
    } catch {
      failure = "\(error)"
    }
  }

  /// Reads by `RegisterReader`: slabs on threads.
  static func register(
    _ file: PackageFile, _ context: RowContext, threads: Int, slabSize: Int,
    findsDuplicates: Bool = true
  ) -> ReaderOutcome {
    var options = ReadingOptions()
    options.threads = threads
    options.findsDuplicates = findsDuplicates
    options.slabSize = slabSize
    return ReaderOutcome { report throws(IngestError) in
      var intake = RegisterIntake(context, options) { DailyFold(asOf: nil) }
      let table = try OpenTable.open(
        path: file.path, name: file.name, schema: file.schema, chunkSize: slabSize)
      try intake.read(table, of: file)
      return try intake.finish(into: &report) ?? DailyCounts()
    }
  }

  /// Reads row after row as any other table is read; every accepted row counts.
  static func rowByRow(
    _ file: PackageFile, _ context: RowContext, chunkSize: Int
  ) -> ReaderOutcome {
    ReaderOutcome { report throws(IngestError) in
      var context = context
      var entries: [RegisterEntry] = []
      let table = try OpenTable.open(
        path: file.path, name: file.name, schema: file.schema, chunkSize: chunkSize)
      try TableSchema.read(table, options: ReadingOptions(), into: &report) { row throws(Fault) in
        entries.append(try context.registerEntry(&row).entry)
        return .new
      }
      return daily(entries)
    }
  }

  /// Counts by day, by plain loops over the rows.
  private static func daily(_ entries: [RegisterEntry]) -> DailyCounts {
    struct Cell: Hashable {
      var key: LedgerKey
      var day: CalendarDate?
    }
    var signed: [Cell: Int] = [:]
    var roster: [Cell: Int] = [:]
    for entry in entries {
      var from = entry.requiredOn
      if let day = entry.signedOn {
        signed[Cell(key: entry.key, day: day), default: 0] += 1
        if let required = from, day < required { from = day }
      }
      roster[Cell(key: entry.key, day: from), default: 0] += 1
    }
    let keys = Array(Set(entries.map(\.key)))
    let days = Array(Set(roster.keys.map(\.day)).union(signed.keys.map(\.day)).union([nil]))
    return DailyCounts(
      keys: keys, days: days,
      signed: { signed[Cell(key: keys[$0], day: days[$1])] ?? 0 },
      roster: { roster[Cell(key: keys[$0], day: days[$1])] ?? 0 })
  }
}
