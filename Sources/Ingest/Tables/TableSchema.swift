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
        "not_yet_signed_levels", "bound_levels", "follow_up", "joint_event", "tier",
      ]),
    TableSchema(
      name: "violations",
      required: ["regency_code|region", "reports|violations"],
      optional: [
        "level", "period_start", "period_end", "score", "source",
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
      name: "regency_lineage", required: ["old_code", "new_code", "changed_on", "legal_basis"],
      optional: ["name", "source_url"]),
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
    try Self.read(
      try OpenTable.open(path: path, name: name, schema: self), into: &report, row: row)
  }

  /// Reads the rows of an open file.
  static func read(
    _ table: consuming OpenTable, into report: inout IngestReport,
    row: (inout Row) throws(Fault) -> Outcome
  ) throws(IngestError) {
    let name = table.account.file
    let places = table.places
    var account = table.account
    var reader = table.reader
    var rejections: [Fault] = []
    var duplicates: [Fault] = []
    while try reader.next() {
      account.rowsRead += 1
      let width = reader.fieldCount
      do throws(Fault) {
        guard width == reader.header.count else {
          throw Fault.wrongWidth(
            file: name, line: reader.line, cells: width, header: reader.header.count)
        }
        let cells = (0..<width).map { reader.text($0).trimmed }
        var one = Row(
          file: name, line: reader.line, cells: cells, places: places, isPersonal: false)
        if try row(&one) == .duplicate {
          account.duplicates += 1
          duplicates.append(Fault.repeatedRow(file: name, line: reader.line))
        }
        account.accepted += 1
        for conversion in one.conversions { report.conversions[conversion, default: 0] += 1 }
      } catch {
        account.rejected += 1
        rejections.append(error)
      }
    }
    for conversion in reader.conversions { report.conversions[conversion, default: 0] += 1 }
    report.add(account, rejections: rejections, duplicates: duplicates)
  }

  fileprivate func columns(_ header: [String], file: String) throws(IngestError) -> [String: Int] {
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

/// A file whose header was read.
struct OpenTable: ~Copyable {
  let schema: TableSchema
  /// The reader behind the header.
  var reader: CSVReader
  /// Places of columns by name.
  let places: [String: Int]
  /// The account, with the columns that are ignored.
  let account: FileAccount

  private init(
    schema: TableSchema, reader: consuming CSVReader, places: [String: Int], account: FileAccount
  ) {
    self.schema = schema
    self.reader = reader
    self.places = places
    self.account = account
  }

  /// Opens a file of a table; where none is given, of the one that its header fits.
  static func open(
    path: String, name: String, schema: TableSchema?
  ) throws(IngestError) -> OpenTable {
    let reader = try CSVReader(path: path, name: name)
    guard let schema = schema ?? TableSchema.fitting(reader.header) else {
      let columns = reader.header.prefix(20).joined(separator: ",")
      throw .unreadable(
        Fault(
          file: name, line: 1, value: columns, rule: "the header fits no table",
          repair: "name the columns as one of: " + TableSchema.recordHeaders))
    }
    let places = try schema.columns(reader.header, file: name)
    var account = FileAccount(file: name, table: schema.name)
    let known = Set(
      (schema.required + schema.optional).flatMap { $0.split(separator: "|").map(String.init) })
    account.ignoredColumns = reader.header.filter { !known.contains($0) }
    return OpenTable(schema: schema, reader: reader, places: places, account: account)
  }
}

extension TableSchema {
  /// The table of records that a header fits: all its required columns are there.
  static func fitting(_ header: [String]) -> TableSchema? {
    let names = Set(header)
    return records.first { schema in
      schema.required.allSatisfy { alternatives in
        alternatives.split(separator: "|").contains { names.contains(String($0)) }
      }
    }
  }

  /// The required columns of all tables of records, for messages.
  static var recordHeaders: String {
    records.map { "\($0.name) (\($0.required.joined(separator: ", ")))" }.joined(separator: "; ")
  }
}
