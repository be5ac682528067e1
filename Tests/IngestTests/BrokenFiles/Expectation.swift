// Tests of Ingest: what a broken file should be read as, and how that is written down: a section of
// `expected.txt` for each file of a folder of `Corpus`. `Corpus/README.md` explains the words.

@testable import Ingest

/// What is right for one file.
struct Expectation: Sendable {
  /// What every message of a fault must show.
  struct Place: Sendable {
    let line: Int
    let column: String
    let rule: [String]
    let repair: [String]

    /// What does not fit, in words.
    func differences(from fault: Fault) -> [String] {
      var found: [String] = []
      if fault.line != line { found.append("line \(fault.line) and not \(line)") }
      if fault.column != column { found.append("column \(fault.column) and not \(column)") }
      for part in rule where !fault.rule.contains(part) {
        found.append("the rule does not say \"\(part)\"")
      }
      for part in repair where !fault.repair.contains(part) {
        found.append("the repair does not say \"\(part)\"")
      }
      return found
    }
  }

  /// Name in its folder.
  let file: String
  private(set) var why = ""
  private(set) var counts = ""
  private(set) var refused: [Place] = []
  private(set) var repeats: [Int] = []
  /// How many cells, the column, and parts of the rule.
  private(set) var told: [(count: Int, column: String, rule: [String])] = []
  private(set) var ignored: [String] = []
  /// What no message may show.
  private(set) var hidden: [String] = []
  /// The fault of the whole file.
  private(set) var whole: Place?
  /// What is still wrong with the reader, so that the file is not read as it should be.
  private(set) var defect: String?
  /// The message where there is no table.
  private(set) var missing: String?

  /// A line that cannot be understood.
  struct Misread: Error, CustomStringConvertible {
    let description: String
  }

  /// The sections of a text.
  static func sections(of text: String) throws -> [Expectation] {
    var found: [Expectation] = []
    for (number, line) in zip(1..., text.split(separator: "\n", omittingEmptySubsequences: false)) {
      if line.hasPrefix("#") || line.trimmed.isEmpty { continue }
      guard line.hasPrefix(" ") else {
        found.append(Expectation(file: line.trimmed))
        continue
      }
      let word = line.trimmed.prefix { $0 != ":" }
      let rest = line.trimmed.dropFirst(word.count + 1).trimmed
      guard !found.isEmpty, found[found.count - 1].take(String(word), rest) else {
        throw Misread(description: "line \(number): \(line)")
      }
    }
    return found
  }

  private mutating func take(_ word: String, _ text: String) -> Bool {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmed)
    switch word {
    case "why": why = text
    case "counts": counts = text
    case "refused": return Self.place(parts).map { refused.append($0) } != nil
    case "repeats": return Int(text).map { repeats.append($0) } != nil
    case "told":
      guard parts.count == 3, let count = Int(parts[0]) else { return false }
      told.append((count, parts[1], Self.pieces(parts[2])))
    case "ignored": ignored.append(text)
    case "hidden": hidden.append(text)
    case "whole":
      whole = Self.place(parts)
      return whole != nil
    case "missing": missing = text
    case "defect": defect = text
    default: return false
    }
    return true
  }

  private static func place(_ parts: [String]) -> Place? {
    guard parts.count == 4, let line = Int(parts[0]) else { return nil }
    let (rule, repair) = (pieces(parts[2]), pieces(parts[3]))
    guard !rule.isEmpty, !repair.isEmpty else { return nil }
    return Place(line: line, column: parts[1], rule: rule, repair: repair)
  }

  /// Parts that must all occur, joined by ` & `.
  private static func pieces(_ text: String) -> [String] {
    var rest = text[...]
    var found: [String] = []
    while let place = rest.indices.first(where: { rest[$0...].hasPrefix(" & ") }) {
      found.append(rest[..<place].trimmed)
      rest = rest[place...].dropFirst(3)
    }
    found.append(rest.trimmed)
    return found.filter { !$0.isEmpty }
  }
}
