// Ingest: kinds of files that are not CSV. Another program turns each into CSV on the fly, so that
// one reader, one set of rules and one account serve all of them.

/// A kind of file that is read through another program.
enum FileFormat: CaseIterable {
  case parquet
  case json
  case workbook
  case database

  /// The kind of a file by its ending; nil for CSV and for standard input.
  init?(path: String) {
    let format = Self.allCases.first { $0.ending(of: path) != nil }
    guard let format else { return nil }
    self = format
  }

  /// Endings of file names, in lower case.
  var endings: [String] {
    switch self {
    case .parquet: [".parquet"]
    case .json: [".json", ".jsonl", ".ndjson"]
    case .workbook: [".xlsx", ".xlsm"]
    case .database: [".sqlite", ".sqlite3", ".db"]
    }
  }

  /// How messages call it.
  var name: String {
    switch self {
    case .parquet: "a Parquet file"
    case .json: "a JSON file"
    case .workbook: "a workbook"
    case .database: "an SQLite file"
    }
  }

  /// The program that reads it.
  var converter: Converter {
    switch self {
    case .parquet, .json: .duckDB
    case .workbook: .python
    case .database: .sqlite
    }
  }

  private func ending(of path: String) -> String? {
    let path = path.lowercased()
    return endings.first { path.hasSuffix($0) && path.count > $0.count }
  }

  /// The name of a file without its folder and its ending, in lower case; nil for other kinds.
  static func stem(_ path: String) -> String? {
    let file = (path.split(separator: "/").last.map(String.init) ?? path).lowercased()
    guard let format = FileFormat(path: file), let ending = format.ending(of: file) else {
      return nil
    }
    return String(file.dropLast(ending.count))
  }
}
