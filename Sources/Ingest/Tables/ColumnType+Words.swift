// Ingest: types of columns in words, for the guide to the formats.

import Records

extension ColumnType {
  /// What a cell may hold, in words.
  var words: String {
    switch self {
    case .regencyCode: "code `NN.NN`; a name is read too"
    case .region: "name or code of a region"
    case .level(let allowsAll):
      "one level: " + Self.list(Level.allCases.map(\.rawValue)) + (allowsAll ? "; or `all`" : "")
    case .levels: "levels with numbers, joined by `;`"
    case .employment: Self.list(Employment.allCases.map(\.rawValue))
    case .mode: Self.list(SigningMode.allCases.map(\.rawValue))
    case .election(let allowsBoth):
      "id of the table elections" + (allowsBoth ? "; `both-2024` for two" : "")
    case .day: "day"
    case .impreciseDate: "day, month or year"
    case .count: "number of persons, exact or not"
    case .integer(let range): "whole number, \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "number, \(range.lowerBound) to \(range.upperBound)"
    case .word(let words): Self.list(words)
    case .words(let words): "words joined by `;`: " + Self.list(words)
    case .text: "text"
    case .identifier: "text, never shown"
    }
  }

  private static func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}
