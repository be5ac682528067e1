// Ingest: the loop that reads any table row by row and keeps the account.

import Records

extension TableSchema {
  /// What becomes of an accepted row.
  enum Outcome {
    /// Its facts are new.
    case new
    /// It repeats a row that was counted before.
    case duplicate
  }

  /// Told when rows of a spreadsheet that hold nothing were passed over, once for each.
  static let emptyRowRule = "a row of empty cells passed over"

  /// Reads one file row by row.
  ///
  /// A file that cannot be understood ends the reading; a row that breaks a rule is rejected,
  /// counted and told, and the rest goes on.
  func read(
    path: String, name: String, into report: inout IngestReport,
    row: (inout Row) throws(Fault) -> Outcome
  ) throws(IngestError) {
    try Self.read(
      try OpenTable.open(path: path, name: name, schema: self), options: ReadingOptions(),
      into: &report, row: row)
  }

  /// Reads the rows of an open file.
  static func read(
    _ table: consuming OpenTable, options: ReadingOptions, into report: inout IngestReport,
    row: (inout Row) throws(Fault) -> Outcome
  ) throws(IngestError) {
    let name = table.account.file
    let header = table.reader.header
    let cells = RowCells(
      file: name, layout: TableLayout(table.schema, header: header, places: table.places))
    var account = table.account
    var reader = table.reader
    options.rejects?.begin(file: name, table: account.table, header: header)
    var rejections: [Fault] = []
    var duplicates: [Fault] = []
    var uses: [Int] = []
    var emptyRows = 0
    func reject(_ fault: Fault) throws(IngestError) {
      account.rejected += 1
      rejections.append(fault)
      if let rejects = options.rejects {
        rejects.put(
          RejectedRow(fault: fault, cells: (0..<reader.fieldCount).map { reader.text($0) }))
      }
      if let most = options.mostRejections, account.rejected > most {
        throw .tooManyRejections(account.rejected, most: most, first: rejections.first)
      }
    }
    while try reader.next() {
      let width = reader.fieldCount
      guard width == header.count else {
        guard (0..<width).contains(where: { !reader.text($0).trimmed.isEmpty }) else {
          emptyRows += 1
          continue
        }
        account.rowsRead += 1
        try reject(
          Fault.wrongWidth(file: name, line: reader.line, cells: width, header: header.count))
        continue
      }
      guard cells.take(reader) else {
        emptyRows += 1
        continue
      }
      account.rowsRead += 1
      var fault: Fault?
      do throws(Fault) {
        var one = Row(cells, line: reader.line)
        if try row(&one) == .duplicate {
          account.duplicates += 1
          duplicates.append(Fault.repeatedRow(file: name, line: reader.line))
        }
        account.accepted += 1
        for rule in cells.told {
          while uses.count <= Int(rule) { uses.append(0) }
          uses[Int(rule)] += 1
        }
      } catch {
        fault = error
      }
      if let fault { try reject(fault) }
    }
    for (conversion, count) in zip(cells.rules, uses) where count > 0 {
      report.conversions[conversion, default: 0] += count
    }
    for conversion in reader.conversions { report.conversions[conversion, default: 0] += 1 }
    if emptyRows > 0 {
      report.conversions[Conversion(file: name, rule: emptyRowRule), default: 0] += emptyRows
    }
    report.add(
      account, rejections: Array(rejections.prefix(IngestReport.mostNamed)),
      duplicates: Array(duplicates.prefix(IngestReport.mostNamed)))
  }
}
