// Ingest: header names as people write them -> the columns of a table. `TableSchema.fitting` and the
// reader of a file match by the same rules.

/// Where the columns of a table stand in one file.
struct TableLayout {
  let schema: TableSchema
  /// Place of each declared column, in their order; -1 where the file has none.
  let columns: [Int]
  /// Cells that a row must have.
  let width: Int
  /// Names of the declared columns, with that of the file where it differs.
  private let shown: [String]

  init(_ schema: TableSchema, header: [String], places: [String: Int]) {
    self.schema = schema
    width = header.count
    let names = schema.columns.map(\.name)
    columns = names.map { places[$0] ?? -1 }
    shown = zip(names, columns).map { name, place in
      guard header.indices.contains(place), header[place] != name else { return name }
      return "\(name) (in the file: \(header[place]))"
    }
  }

  /// A column as messages call it.
  func title(_ index: Int) -> String { shown[index] }
}

/// How a header fits a table.
struct HeaderMatch {
  /// Places of the columns that were found, by declared name.
  private(set) var places: [String: Int] = [:]
  /// Headers that are read as a column of another name.
  private(set) var renamed: [(header: String, column: String)] = []
  /// Headers over personal columns, which are never read.
  private(set) var personal: [String] = []
  /// Headers that the table does not know.
  private(set) var unknown: [String] = []
  /// Two headers for one column.
  private(set) var clash: (column: String, headers: [String])?
  /// Groups of needed columns of which the header has none.
  private(set) var missing: [[String]] = []
  /// Columns that were found by a name of their own.
  private(set) var strength = 0

  /// Whether all needed columns are there.
  var isWhole: Bool { missing.isEmpty }

  init(_ header: [String], _ schema: TableSchema) {
    let keys = header.map(Self.key)
    let personalKeys = Set(TableSchema.personalNames.map(Self.key))
    let names = NameTable.all[schema.name] ?? NameTable(schema)
    var taken: [Int: String] = [:]
    func take(_ place: Int, _ column: String) {
      if let other = places[column] {
        if clash == nil { clash = (column, [header[other], header[place]]) }
        return
      }
      places[column] = place
      taken[place] = column
    }
    for (place, key) in keys.enumerated() {
      if let column = names.strong[key] { take(place, column) }
    }
    strength = places.count
    missing = schema.needs.filter { group in !group.contains { places[$0] != nil } }
    for (place, key) in keys.enumerated() where taken[place] == nil {
      guard let column = names.weak[key], places[column] == nil else { continue }
      take(place, column)
    }
    // A header that only serves where nothing better is there tells no table, but fills its need.
    let told = missing
    missing = schema.needs.filter { group in !group.contains { places[$0] != nil } }
    needsWeakNames = told.count > missing.count
    for (place, name) in header.enumerated() {
      if let column = taken[place] {
        if name != column { renamed.append((name, column)) }
      } else if places.values.contains(place) || name.isEmpty {
        continue
      } else if personalKeys.contains(keys[place]) {
        personal.append(name)
      } else {
        unknown.append(name)
      }
    }
  }

  /// Whether a needed column was found only by a name that tells no table.
  private(set) var needsWeakNames = false

  /// Whether a text is the name of a column of any table, or of one that is never read.
  static func isKnown(_ name: String) -> Bool { NameTable.known.contains(key(name)) }

  /// A header without what people write differently: case, spaces, `_`, `.`, `-`, `/` and marks.
  static func key(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter { scalar in
          !scalar.properties.isWhitespace && !separators.contains(scalar)
            && scalar.properties.generalCategory != .format
        }))
  }

  private static let separators: Set<Unicode.Scalar> = ["_", ".", "-", "/", "*", ":"]
}

/// The columns of a table by the keys of all their names.
private struct NameTable {
  var strong: [String: String] = [:]
  var weak: [String: String] = [:]

  init(_ schema: TableSchema) {
    for column in schema.columns {
      for name in column.otherNames { strong[HeaderMatch.key(name)] = column.name }
      for name in column.lastNames { weak[HeaderMatch.key(name)] = column.name }
    }
    // A column's own name wins over another column's other name.
    for column in schema.columns { strong[HeaderMatch.key(column.name)] = column.name }
  }

  /// The keys of the names of all columns, and of those that are never read.
  static let known: Set<String> = all.values.reduce(
    into: Set(TableSchema.personalNames.map(HeaderMatch.key))
  ) { $0.formUnion(Array($1.strong.keys) + Array($1.weak.keys)) }

  static let all = Dictionary(
    uniqueKeysWithValues: (TableSchema.records + TableSchema.reference).map {
      ($0.name, NameTable($0))
    })
}

extension TableSchema {
  /// The tables of records that a header fits: all their needed columns are there, under names
  /// that tell a table.
  static func fitting(_ header: [String]) -> [TableSchema] {
    records.filter { schema in
      let match = HeaderMatch(header, schema)
      return match.isWhole && !match.needsWeakNames
    }
  }
}
