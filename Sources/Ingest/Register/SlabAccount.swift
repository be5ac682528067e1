// Ingest: what the rows of one slab came to. `RegisterWorker` writes it, `AccountDesk` reads it.

import Records

/// An official with what a row says of him, for the search of duplicates.
struct OfficialPrint {
  /// Hash of election, regency and record_id.
  var official: UInt64
  /// Hash of everything else that is said.
  var content: UInt32
  var line: UInt32
  var cell: RegisterCell
}

/// A row of an official of whom the rows say different things: what becomes of it is settled when
/// all are known.
struct SetAsideRow: Sendable {
  let official: UInt64
  let content: UInt32
  let line: Int
  let key: LedgerKey
  let person: RegisterPerson
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
  var setAside: [SetAsideRow] = []

  init(number: Int) { self.number = number }
}
