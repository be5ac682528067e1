// Ingest: the tables of a data package, their columns in one place, and the loop that reads any of
// them and keeps the account of its rows.

import Records

/// A table that the toolkit knows.
struct TableSchema {
  /// Name, which is also its file name without `.csv`.
  let name: String
  /// Columns that must be there; of alternatives separated by `|`, one.
  let required: [String]
  /// Columns that may be there.
  let optional: [String]

  /// Tables with records, in the order in which they are read.
  static let records: [TableSchema] = [
    TableSchema(
      name: "register",
      required: ["record_id", "regency_code|regency|regency_name", "level", "election_id"],
      optional: [
        "unit", "employment", "required_on", "signed_on", "mode", "recorded_on", "source",
        "province",
      ]),
    TableSchema(
      name: "recaps",
      required: ["regency_code|regency|regency_name", "level", "election_id", "as_of", "signed"],
      optional: ["employment", "required", "recorded_on", "source", "province"]),
    TableSchema(
      name: "counts",
      required: ["regency_code|regency|regency_name", "level", "election_id", "date", "signed"],
      optional: ["employment", "required", "province"]),
    TableSchema(
      name: "sessions",
      required: ["session_id", "regency_code|regency|regency_name", "election_id", "held_on"],
      optional: [
        "tier", "audience_levels", "attendees", "cascade_of", "legal_basis", "source", "province",
      ]),
    TableSchema(
      name: "events",
      required: ["event_id", "kind", "regency_name|regency_code", "event_date", "election"],
      optional: [
        "province", "date_precision", "organizer", "venue", "lead_official_role", "signers",
        "required", "not_yet_signed", "signer_levels", "represented_by", "attendees",
        "attendee_levels", "witnesses", "legal_basis", "instrument", "includes_non_asn",
        "source_publisher", "source_url", "published_date", "note", "mode",
        "not_yet_signed_levels", "bound_levels", "follow_up", "joint_event",
      ]),
    TableSchema(
      name: "violations",
      required: ["regency_code|region"],
      optional: [
        "level", "period_start", "period_end", "reports", "violations", "score", "source",
        "source_publisher", "source_url", "note",
      ]),
  ]

  /// Reference tables.
  static let reference: [TableSchema] = [
    TableSchema(
      name: "regencies",
      required: ["code", "name", "kind", "province_code", "province", "elects_regent"],
      optional: ["bps_code", "island_group", "latitude", "longitude"]),
    TableSchema(
      name: "regency_units", required: ["code", "kecamatan", "kelurahan", "desa"], optional: []),
    TableSchema(name: "aliases", required: ["code", "alias"], optional: []),
    TableSchema(name: "aliases_ambiguous", required: ["alias", "code"], optional: ["reason"]),
    TableSchema(
      name: "elections", required: ["election_id", "name", "kind", "date"],
      optional: ["scope", "legal_basis", "source_url"]),
    TableSchema(
      name: "election_stages", required: ["election_id", "stage", "start", "end"],
      optional: ["legal_basis", "source_url"]),
    TableSchema(name: "holidays", required: ["date", "name", "kind"], optional: []),
  ]

  /// The table of this name.
  static func named(_ name: String) -> TableSchema? {
    (records + reference).first { $0.name == name }
  }

  /// What becomes of an accepted row.
  enum Outcome {
    /// Its facts are new.
    case new
    /// It repeats a row that was counted before.
    case duplicate
  }

  /// Reads one file row by row.
  ///
  /// A file that cannot be understood ends the reading; a row that breaks a rule is rejected,
  /// counted and told, and the rest goes on.
  func read(
    path: String, name: String, into report: inout IngestReport,
    row: (inout Row) throws(Fault) -> Outcome
  ) throws(IngestError) {
    var reader = try CSVReader(path: path, name: name)
    let places = try columns(reader.header, file: name)
    var account = FileAccount(file: name, table: self.name)
    let known = Set((required + optional).flatMap { $0.split(separator: "|").map(String.init) })
    account.ignoredColumns = reader.header.filter { !known.contains($0) }
    while try reader.next() {
      account.rowsRead += 1
      let width = reader.fieldCount
      do throws(Fault) {
        guard width == reader.header.count else {
          throw Fault(
            file: name, line: reader.line,
            rule: "the row has \(width) cells, the header \(reader.header.count)",
            repair: "check for a missing or an unquoted separator")
        }
        let cells = (0..<width).map { reader.text($0).trimmed }
        var one = Row(
          file: name, line: reader.line, cells: cells, places: places,
          isPersonal: self.name == "register")
        if try row(&one) == .duplicate {
          account.duplicates += 1
          report.duplicates.append(
            Fault(
              file: name, line: reader.line, rule: "repeats a row that was counted before",
              repair: "nothing to do; it adds nothing"))
        }
        account.accepted += 1
        for conversion in one.conversions { report.conversions[conversion, default: 0] += 1 }
      } catch {
        account.rejected += 1
        report.rejections.append(error)
      }
    }
    for conversion in reader.conversions { report.conversions[conversion, default: 0] += 1 }
    report.files.append(account)
  }

  private func columns(_ header: [String], file: String) throws(IngestError) -> [String: Int] {
    var places: [String: Int] = [:]
    for (place, column) in header.enumerated() {
      guard places[column] == nil else {
        throw .unreadable(
          Fault(
            file: file, line: 1, column: column, rule: "the header has this column twice",
            repair: "rename or remove one of them"))
      }
      places[column] = place
    }
    for alternatives in required {
      let names = alternatives.split(separator: "|").map(String.init)
      guard !names.contains(where: { places[$0] != nil }) else { continue }
      throw .unreadable(
        Fault(
          file: file, line: 1, column: names[0], value: header.joined(separator: ","),
          rule: "the header of a \(name) table needs this column",
          repair: "add it (required: \(required.joined(separator: ", ")))"))
    }
    return places
  }
}
