// Ingest: a file behind its header: which table it is, where its columns stand, what was skipped.

/// A file whose header was read.
struct OpenTable: ~Copyable {
  /// Lines that may stand above the header of a file made in a spreadsheet.
  static let mostTitleLines = 10

  let schema: TableSchema
  /// The reader behind the header.
  var reader: CSVReader
  /// Places of columns by declared name.
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

  /// Opens a file of a table; where none is given, of the one that its header fits. Tests make
  /// `chunkSize` small, so that records lie across the ends of slabs.
  static func open(
    path: String, name: String, schema: TableSchema?, chunkSize: Int = 1 << 18
  ) throws(IngestError) -> OpenTable {
    var reader = try CSVReader(path: path, name: name, chunkSize: chunkSize)
    let converted = try ConvertedFile.told(path: path, name: name)
    for conversion in converted { reader.tell(conversion) }
    var candidates: [Candidate] = []
    while true {
      let candidate = Candidate(reader.header, line: reader.line, among: schema)
      if let fitting = candidate.fitting {
        let match = try fitting.checked(candidate, file: name)
        if !candidates.isEmpty {
          reader.tell(
            Conversion(
              file: name,
              rule: "\(candidates.count) line\(candidates.count == 1 ? "" : "s") above the header "
                + "passed over"))
        }
        return OpenTable(fitting, match, reader, file: name)
      }
      guard candidate.tables.isEmpty else { throw candidate.ambiguous(file: name) }
      candidates.append(candidate)
      guard candidates.count <= mostTitleLines, try reader.nextHeader() else { break }
    }
    // The line that looks most like a header; the first of such lines.
    var best = candidates[0]
    for candidate in candidates where candidate.strength > best.strength { best = candidate }
    throw best.unfitting(schema, file: name, read: converted.map { " (\($0.rule))" }.joined())
  }

  private init(
    _ schema: TableSchema, _ match: HeaderMatch, _ reader: consuming CSVReader, file: String
  ) {
    for (header, column) in match.renamed {
      reader.tell(
        Conversion(file: file, column: column, rule: "header \"\(header)\" read as \(column)"))
    }
    for header in match.personal {
      reader.tell(
        Conversion(file: file, column: header, rule: "a column of persons: it is never read"))
    }
    var account = FileAccount(file: file, table: schema.name)
    account.ignoredColumns = match.unknown
    self.init(schema: schema, reader: reader, places: match.places, account: account)
  }
}

/// A line that may be a header.
private struct Candidate {
  let header: [String]
  let line: Int
  /// Tables that it fits.
  let tables: [TableSchema]
  /// Columns that it names of the table that it comes nearest to.
  let strength: Int

  init(_ header: [String], line: Int, among schema: TableSchema?) {
    self.header = header
    self.line = line
    if let schema {
      let match = HeaderMatch(header, schema)
      tables = match.isWhole ? [schema] : []
      strength = match.strength
    } else {
      tables = TableSchema.fitting(header)
      strength = TableSchema.records.map { HeaderMatch(header, $0).strength }.max() ?? 0
    }
  }

  /// The one table that it fits.
  var fitting: TableSchema? { tables.count == 1 ? tables[0] : nil }

  func ambiguous(file: String) -> IngestError {
    let names = tables.map(\.name)
    return .unreadable(
      Fault(
        file: file, line: line, value: header.joined(separator: ","),
        rule: "the header fits several tables: \(names.joined(separator: ", "))",
        repair: "name the file as its table, for example \(names[0]).csv"))
  }

  /// The header fits no table; `read` says through what it was read.
  func unfitting(_ schema: TableSchema?, file: String, read: String) -> IngestError {
    if let fault = unsplit(file: file) { return .unreadable(fault) }
    guard let schema else {
      return .unreadable(
        Fault(
          file: file, line: line, value: shown,
          rule: (shown.isEmpty
            ? "this line is no header: it names no column that is known"
            : "the header fits no table") + read,
          repair: "name the columns as one of: " + TableSchema.recordHeaders))
    }
    guard !shown.isEmpty else {
      return .unreadable(
        Fault(
          file: file, line: line, rule: "this line is no header: it names no column that is known",
          repair: "put a header above the rows, in one of the first "
            + "\(OpenTable.mostTitleLines + 1) lines, with \(schema.neededColumns)"))
    }
    let group = HeaderMatch(header, schema).missing.first ?? []
    let others = schema.columns.filter { group.contains($0.name) }
      .flatMap { $0.otherNames + $0.lastNames }
    let accepted = others.isEmpty ? "" : "; also read: \(others.joined(separator: ", "))"
    return .unreadable(
      Fault(
        file: file, line: line, column: group.first ?? "", value: shown,
        rule: "the header of a \(schema.name) table needs this column\(read)",
        repair:
          "add \(group.joined(separator: " or ")) to the header, which is one line of the first "
          + "\(OpenTable.mostTitleLines + 1) (needed: \(schema.neededColumns)\(accepted))"))
  }

  /// The header for a message. Where it is missing, this line is a row and may name a person: only
  /// words that are known as headers are shown then.
  private var shown: String {
    let words = header.prefix(20)
    let known = words.filter(HeaderMatch.isKnown)
    guard known.isEmpty || known.count * 2 < words.count else {
      return words.joined(separator: ",")
    }
    return known.isEmpty
      ? "" : words.map { HeaderMatch.isKnown($0) ? $0 : "…" }.joined(separator: ",")
  }

  /// What is wrong with a header that is one cell and holds the names of several columns.
  private func unsplit(file: String) -> Fault? {
    guard header.count == 1 else { return nil }
    let separators: [(Character, String)] = [
      (",", "a comma"), (";", "a semicolon"), ("|", "a bar"), ("\t", "a tab"), (":", "a colon"),
    ]
    for (separator, name) in separators {
      let words = header[0].split(separator: separator).map(String.init)
      guard words.filter(HeaderMatch.isKnown).count > 1 else { continue }
      let isRead = [",", ";", "\t"].contains(separator)
      return Fault(
        file: file, line: line,
        rule: isRead
          ? "the header is one cell: quotes stand around the whole line"
          : "the cells are separated by \(name), which is not read",
        repair: isRead
          ? "remove the quotes around the lines, or save the sheet as CSV again"
          : "separate the cells by a comma, a semicolon or a tab")
    }
    return nil
  }
}

extension TableSchema {
  /// The columns of a header that fits; two headers for one column are refused.
  fileprivate func checked(
    _ candidate: Candidate, file: String
  ) throws(IngestError) -> HeaderMatch {
    let match = HeaderMatch(candidate.header, self)
    guard let (column, headers) = match.clash else { return match }
    let isSame = headers[0] == headers[1]
    throw .unreadable(
      Fault(
        file: file, line: candidate.line, column: column,
        value: headers.joined(separator: ", "),
        rule: isSame
          ? "the header has this column twice" : "two headers are read as this column",
        repair: "rename or remove one of them"))
  }
}
