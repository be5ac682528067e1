// Ingest: one data row on its way into the evidence: columns by name, cells by type, and a fault
// with its place where a cell cannot be read.

import Records

/// One data row of a table.
struct Row {
  /// File as the user named it.
  let file: String
  /// Line on which the row begins.
  let line: Int
  private let cells: [String]
  private let places: [String: Int]
  /// Whether cells may name persons, so that no message may show one.
  private let isPersonal: Bool
  /// What was read as something else in this row.
  private(set) var conversions: [Conversion] = []

  init(
    file: String, line: Int, cells: [String], places: [String: Int], isPersonal: Bool
  ) {
    self.file = file
    self.line = line
    self.cells = cells
    self.places = places
    self.isPersonal = isPersonal
  }

  /// The cell without blanks around it; empty where the file has no such column.
  func text(_ column: String) -> String { places[column].map { cells[$0] } ?? "" }

  /// Whether the file has the column.
  func has(_ column: String) -> Bool { places[column] != nil }

  /// A cell by its type.
  mutating func read<Value: Sendable>(
    _ column: String, _ parse: (String) -> FieldReading<Value>
  ) throws(Fault) -> Value {
    let text = text(column)
    switch parse(text) {
    case .success(let value, let conversion):
      if let conversion {
        conversions.append(Conversion(file: file, column: column, rule: conversion))
      }
      return value
    case .failure(let rule, let repair):
      throw fault(column, text, rule, repair)
    }
  }

  /// A day, or nil where the cell is empty.
  mutating func day(_ column: String) throws(Fault) -> CalendarDate? {
    guard !text(column).isEmpty else { return nil }
    return try read(column) { DateField.parseDay($0) }
  }

  /// A day that must be there.
  mutating func requiredDay(_ column: String) throws(Fault) -> CalendarDate {
    try read(column) { DateField.parseDay($0) }
  }

  /// A count; unknown where the cell is empty.
  mutating func count(_ column: String) throws(Fault) -> Count {
    try read(column) { CountField.parse($0) }
  }

  /// Levels with their extents.
  mutating func levels(_ column: String) throws(Fault) -> [LevelMention] {
    guard !text(column).isEmpty else { return [] }
    return try read(column) { LevelField.parseList($0) }
  }

  /// A word of an enumeration.
  func word<Value: RawRepresentable & CaseIterable>(
    _ column: String, default fallback: Value?
  ) throws(Fault) -> Value where Value.RawValue == String {
    let text = text(column)
    if text.isEmpty, let fallback { return fallback }
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw fault(column, text, "not a known word", "use one of: \(known)")
  }

  /// A list of words of an enumeration, separated by semicolons.
  func words<Value: RawRepresentable & CaseIterable & Hashable>(
    _ column: String
  ) throws(Fault) -> Set<Value> where Value.RawValue == String {
    var found: Set<Value> = []
    for part in text(column).split(separator: ";").map(\.trimmed) where !part.isEmpty {
      guard let value = Value(rawValue: part) else {
        let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault(column, part, "not a known word", "use one or more of: \(known), joined by ;")
      }
      found.insert(value)
    }
    return found
  }

  /// A cell that must not be empty.
  func required(_ column: String) throws(Fault) -> String {
    let text = text(column)
    guard text.isEmpty else { return text }
    throw fault(column, "", "the cell is empty", "fill it in")
  }

  /// A fault in this row.
  func fault(_ column: String, _ value: String, _ rule: String, _ repair: String) -> Fault {
    Fault(
      file: file, line: line, column: column, value: isPersonal ? "" : value, rule: rule,
      repair: repair)
  }
}
