// Ingest: where the columns of a register stand in one file.

/// Places of the columns that the worker reads, in the order of the header; -1 where there is none.
struct RegisterColumns {
  /// Columns that together name the ledger.
  static let keyNames = [
    "regency_code", "regency", "regency_name", "province", "level", "employment", "election_id",
  ]

  let header: [String]
  let places: [String: Int]
  /// Places of those of `keyNames` that the file has, as runs of neighbours: the cells of a run
  /// are looked up as one text.
  let keyRuns: [ClosedRange<Int>]
  let record: Int
  let required: Int
  let signed: Int
  let recorded: Int
  let mode: Int
  let source: Int

  init(header: [String], places: [String: Int]) {
    self.header = header
    self.places = places
    keyRuns = Self.keyNames.compactMap { places[$0] }.sorted().reduce(into: []) { runs, place in
      if let last = runs.last, last.upperBound + 1 == place {
        runs[runs.count - 1] = last.lowerBound...place
      } else {
        runs.append(place...place)
      }
    }
    record = places["record_id"] ?? -1
    required = places["required_on"] ?? -1
    signed = places["signed_on"] ?? -1
    recorded = places["recorded_on"] ?? -1
    mode = places["mode"] ?? -1
    source = places["source"] ?? -1
  }
}
