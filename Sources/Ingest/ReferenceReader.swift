// Ingest: the reference tables. A data package's own copy of a table wins over the shipped one.

public import Records

private enum RegencyKind: String {
  case kabupaten, kota
}

private enum Answer: String {
  case yes, no
}

private enum ElectionKind: String {
  case local, national
}

/// Reads the reference tables.
public enum ReferenceReader {
  /// The tables of a folder, with those in `overrides` (table name to file) in their place.
  ///
  /// - Parameters:
  ///   - folder: Folder with `regencies.csv`, `regency_units.csv`, `aliases.csv`,
  ///     `aliases_ambiguous.csv`, `regency_lineage.csv`, `elections.csv`, `election_stages.csv` and
  ///     `holidays.csv`.
  ///   - overrides: Files of a data package by the name of their table.
  /// - Returns: The tables.
  /// - Throws: `IngestError` where a table is missing, a row of it cannot be read, or two rows are
  ///   of one key: reference tables have no rejected rows.
  public static func read(
    folder: String, overrides: [String: String] = [:]
  ) throws(IngestError) -> ReferenceTables {
    func rows<Value>(
      _ table: String, _ read: (inout Row) throws(Fault) -> Value
    ) throws(IngestError) -> [Value] {
      guard let schema = TableSchema.named(table) else { preconditionFailure("table \(table)") }
      let path = overrides[table] ?? "\(folder)/\(table).csv"
      var report = IngestReport()
      var values: [Value] = []
      var keys: Set<[String]> = []
      try schema.read(path: path, name: path, into: &report) { row throws(Fault) in
        let value = try read(&row)
        let cells = schema.primaryKey.map(row.text)
        // Of two rows the last would win unseen.
        guard cells.isEmpty || keys.insert(cells).inserted else {
          throw row.fault(
            schema.primaryKey[0], cells[0], "it occurs twice in a table where it must occur once",
            "remove one of the rows")
        }
        values.append(value)
        return .new
      }
      if let fault = report.rejections.first { throw .unreadable(fault) }
      return values
    }
    let units = try rows("regency_units") { row throws(Fault) in
      (
        try code(&row),
        RegencyUnits(
          kecamatan: try row.integer("kecamatan"),
          kelurahan: try row.integer("kelurahan"),
          desa: try row.integer("desa"))
      )
    }
    let unitsByCode = Dictionary(units, uniquingKeysWith: { $1 })
    let regencies = try rows("regencies") { row throws(Fault) in
      let code = try code(&row)
      return Regency(
        code: code, bpsCode: row.text("bps_code").isEmpty ? nil : row.text("bps_code"),
        name: try row.required("name"),
        isCity: try row.word("kind", default: nil) as RegencyKind == .kota,
        provinceName: try row.required("province"), islandGroup: row.text("island_group"),
        electsHead: try row.word("elects_regent", default: nil) as Answer == .yes,
        units: unitsByCode[code])
    }
    let aliases = try rows("aliases") { row throws(Fault) in
      (try row.required("alias"), try code(&row))
    }
    let ambiguous = try rows("aliases_ambiguous") { row throws(Fault) in
      (try row.required("alias"), try code(&row))
    }
    let lineage = try rows("regency_lineage") { row throws(Fault) in
      RegencyLineage(
        oldCode: try code(&row, "old_code"), newCode: try code(&row, "new_code"),
        changedOn: try row.requiredDay("changed_on"), legalBasis: try row.required("legal_basis"))
    }
    let elections = try rows("elections") { row throws(Fault) in
      Election(
        id: ElectionID(try row.required("election_id")), name: try row.required("name"),
        votingDay: try row.day("date"),
        isLocal: try row.word("kind", default: nil) as ElectionKind == .local,
        participantCount: Self.participantCount(row.text("scope")))
    }
    let stages = try rows("election_stages") { row throws(Fault) in
      let (start, end) = (try row.day("start"), try row.day("end"))
      if let start, let end, end < start {
        throw row.fault(
          "end", row.text("end"), "the stage ends before it begins", "correct one of the two days")
      }
      return ElectionStage(
        election: ElectionID(try row.required("election_id")), name: try row.required("stage"),
        start: start, end: end)
    }
    let holidays = try rows("holidays") { row throws(Fault) in try row.requiredDay("date") }
    var choices: [String: [RegencyCode]] = [:]
    for (alias, code) in ambiguous where !(choices[alias] ?? []).contains(code) {
      choices[alias, default: []].append(code)
    }
    return ReferenceTables(
      regencies: regencies, aliases: Dictionary(aliases, uniquingKeysWith: { $1 }),
      ambiguousNames: choices, lineage: lineage, elections: elections, stages: stages,
      holidays: Set(holidays))
  }

  /// Kabupaten and kota named with their number in a text such as "270 daerah: 9 provinsi, 224
  /// kabupaten, 37 kota"; nil where no number is given.
  private static func participantCount(_ scope: String) -> Int? {
    let words = scope.split { !$0.isLetter && !$0.isNumber }
    var count: Int?
    for (number, unit) in zip(words, words.dropFirst()) where unit == "kabupaten" || unit == "kota"
    {
      guard let value = Int(number) else { continue }
      count = (count ?? 0) + value
    }
    return count
  }

  private static func code(
    _ row: inout Row, _ column: String = "code"
  ) throws(Fault) -> RegencyCode {
    let text = try row.required(column)
    guard let code = RegencyCode(text) else {
      throw row.fault(column, text, "not a regency code", "write it as NN.NN, as text")
    }
    return code
  }
}
