// Ingest: the tables of counts and of single officials: register, recaps, counts, sessions.

import Records

extension RowContext {
  /// The ledger of a row of `register.csv`.
  mutating func officialKey(_ row: inout Row) throws(Fault) -> LedgerKey {
    let key = try key(&row)
    guard key.level != nil else {
      throw row.fault(
        "level", row.text("level"), "an official has one level", "give the level, for example staff"
      )
    }
    return key
  }

  /// A row of `register.csv` and its name, of which only a hash is kept.
  mutating func registerEntry(
    _ row: inout Row
  ) throws(Fault) -> (entry: RegisterEntry, record: String) {
    let record = try row.identifier("record_id")
    let key = try officialKey(&row)
    let signedOn = try row.day("signed_on")
    let recordedOn = try row.day("recorded_on")
    let entry = RegisterEntry(
      key: key, requiredOn: try row.day("required_on"), signedOn: signedOn,
      recordedOn: recordedOn, mode: try row.mode("mode") ?? .inPerson,
      source: try row.source("source"))
    return (entry, record)
  }

  /// A row of `recaps.csv`.
  mutating func recap(_ row: inout Row) throws(Fault) -> RecapEntry {
    let key = try key(&row)
    let asOf = try row.requiredDay("as_of")
    let required = try row.count("required")
    let signed = try row.count("signed")
    try checkSigned(signed, atMost: required, in: row, column: "signed")
    return RecapEntry(
      key: key, asOf: asOf, required: required, signed: signed,
      recordedOn: try row.day("recorded_on"), source: try row.source("source"))
  }

  /// A row of `counts.csv`.
  mutating func dailyCount(_ row: inout Row) throws(Fault) -> DailyCount {
    let key = try key(&row)
    let date = try row.requiredDay("date")
    let signed = try row.integer("signed")
    let required = row.isEmpty("required") ? nil : try row.integer("required")
    try checkSigned(
      .exact(signed), atMost: required.map { .exact($0) } ?? .unknown, in: row, column: "signed")
    let after = row.has("after") ? try row.day("after") : date.advanced(by: -1)
    if let after, after >= date {
      throw row.fault(
        "after", row.text("after"), "not before the date of the row (\(date))",
        "give the last day on which these officials had not signed, or leave the cell empty")
    }
    return DailyCount(
      key: key, after: after, date: date, signed: signed, required: required,
      source: try row.source("source"))
  }

  /// A row of `sessions.csv`.
  mutating func session(_ row: inout Row) throws(Fault) -> Session {
    let id = try row.required("session_id")
    let region = try region(&row, columns: TableSchema.regencyColumns)
    let elections = try elections(row, column: "election_id")
    _ = try row.required("held_on")
    let date = try row.date("held_on")
    return Session(
      id: id, region: region, elections: elections, heldOn: date.latest, recordedOn: date.latest,
      tier: try row.word("tier", default: .regency), audience: try row.levels("audience_levels"),
      attendees: try row.count("attendees"), countingName: id, source: try row.source("source"))
  }

  /// Refuses more signers than officials who must sign.
  func checkSigned(
    _ signed: Count, atMost required: Count, in row: Row, column: String
  ) throws(Fault) {
    guard let most = required.upper, signed.lower > most else { return }
    let whom = column == "not_yet_signed" ? "officials who have not signed" : "signers"
    throw row.fault(
      column, row.text(column), "more \(whom) than officials who must sign (\(most))",
      "correct one of the two numbers")
  }
}
