// Ingest: SQLite files through SQLite's own command.

/// What SQLite is asked to do.
enum SQLiteConversion {
  /// Options for all calls: nothing is written, and no settings of the user's are read.
  private static let options = ["-readonly", "-batch", "-init", "/dev/null"]

  /// Arguments that list tables, views and their columns.
  static func listing(_ path: String) -> [String] {
    // Names may hold anything; in hexadecimal they cannot break lines.
    let query = """
      SELECT hex(t.name) || ' ' || hex(c.name) FROM sqlite_master t, pragma_table_info(t.name) c \
      WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
      ORDER BY t.name, c.cid
      """
    return options + ["-noheader", "-list", safe(path), query]
  }

  /// Columns by table, as `listing` prints them.
  static func tables(_ text: String) -> [String: [String]] {
    var tables: [String: [String]] = [:]
    for line in text.split(separator: "\n") {
      let names = line.split(separator: " ", omittingEmptySubsequences: false).map(unhex)
      if names.count == 2 { tables[names[0], default: []].append(names[1]) }
    }
    return tables
  }

  /// The table that a file means: the one of the file's own name, else the only one that is named as
  /// a table of records, else the only one; nil where none of this decides.
  static func table(of stem: String, among names: [String]) -> String? {
    if let same = names.first(where: { $0.lowercased() == stem }) { return same }
    let known = names.filter { TableSchema.named($0.lowercased()) != nil }
    if known.count == 1 { return known[0] }
    return names.count == 1 ? names[0] : nil
  }

  /// Arguments that print a table as CSV.
  static func rows(_ path: String, table: String, columns: [String]) -> [String] {
    let cells = columns.map(cell).joined(separator: ", ")
    let query = "SELECT \(cells) FROM \(quoted(table))"
    return options + ["-header", "-csv", "-newline", "\n", safe(path), query]
  }

  /// 53.0 is 53. In a text 1.234 is 1234, in a number it is not: a fourth decimal says so.
  private static func cell(_ column: String) -> String {
    let name = quoted(column)
    return """
      CASE WHEN typeof(\(name)) <> 'real' THEN \(name) \
      WHEN abs(\(name)) < 1e15 AND \(name) = CAST(\(name) AS INTEGER) \
      THEN CAST(\(name) AS INTEGER) \
      WHEN \(name) GLOB '*.[0-9][0-9][0-9]' THEN \(name) || '0' ELSE \(name) END AS \(name)
      """
  }

  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// A path that is neither an option nor an address.
  private static func safe(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./\(path)"
  }

  private static func unhex(_ digits: Substring) -> String {
    let values = digits.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: values.count - values.count % 2, by: 2).map { place in
      UInt8(values[place] * 16 + values[place + 1])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
