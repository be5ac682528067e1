// Ingest: what the rows of one slab came to. `RegisterWorker` writes it, `AccountDesk` reads it.

/// An official with what a row says of him, for the search of duplicates.
struct OfficialPrint {
  /// Hash of election, regency and record_id.
  var official: UInt64
  /// Hash of everything else that is said.
  var content: UInt32
  var line: UInt32
  var cell: RegisterCell
}

/// A row that was refused.
struct RejectedRow {
  let fault: Fault
  /// The cells as they stood.
  let cells: [String]
}

/// What one slab gave.
struct SlabAccount {
  /// Place of the slab in the file.
  var number: Int
  var rowsRead = 0
  var accepted = 0
  var rejected: [RejectedRow] = []
  /// Empty where duplicates are not looked for.
  var officials: [OfficialPrint] = []

  init(number: Int) { self.number = number }
}
