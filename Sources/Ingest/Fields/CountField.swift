// Ingest: numbers of persons in a cell, with what is known of them, and plain whole numbers.

import Records

/// A whole number without a word of doubt.
enum IntegerField {
  /// Greatest number accepted: about a third of the population, far above any body of officials.
  static let greatest = 100_000_000

  /// Conversion told when thousands were grouped.
  static let groupedRule = "thousands grouped, such as 1.234, read as 1234"

  /// Reads a number `0...greatest`: `1234`, or `1.234`, `1,234`, `1 234` with exact groups of
  /// three after the first. An empty cell is refused.
  static func parse(_ text: some StringProtocol) -> FieldReading<Int> {
    let trimmed = text.trimmed
    guard let first = trimmed.unicodeScalars.first else {
      return .failure(rule: "a number is required", repair: "write a whole number such as 53")
    }
    if first == "-" || first == "\u{2212}" {
      return .failure(
        rule: "a number of persons cannot be negative",
        repair: "write 0 or more, or leave the cell empty where the number is not known")
    }
    if trimmed.isDigits { return bounded(trimmed, conversion: nil) }
    guard let digits = ungrouped(trimmed) else { return notWhole(trimmed) }
    return bounded(digits, conversion: groupedRule)
  }

  private static func bounded(_ digits: String, conversion: String?) -> FieldReading<Int> {
    guard let value = Int(digits), value <= greatest else {
      return .failure(
        rule: "a number of persons is at most \(greatest)", repair: "check the number")
    }
    return .success(value, conversion: conversion)
  }

  /// The digits of a number in exact groups of three with one separator throughout, or nil.
  private static func ungrouped(_ text: String) -> String? {
    let separators: [Character] = [".", ",", " ", "\u{A0}", "\u{202F}"]
    guard let separator = separators.first(where: text.contains) else { return nil }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    guard groups.count > 1, groups.allSatisfy(\.isDigits), let first = groups.first,
      first.count <= 3, !first.hasPrefix("0"), groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return groups.joined()
  }

  private static func notWhole(_ text: String) -> FieldReading<Int> {
    let isNumeric = text.unicodeScalars.allSatisfy { "0123456789., ".unicodeScalars.contains($0) }
    guard isNumeric else {
      return .failure(
        rule: "this is not a whole number",
        repair: "write digits only, such as 53; leave the cell empty where it is not known")
    }
    return .failure(
      rule: "a decimal number, or thousands not in groups of three",
      repair: "write a whole number without separators, such as 1234")
  }
}

/// A number of persons as evidence gives it.
enum CountField {
  private static let aboutWords = ["~", "±", "sekitar "]

  /// Reads a count: empty (unknown, never 0), `53`, `>=100` or `≥100`, `~40`, `±40` or
  /// `sekitar 40`, `100-120`. Each number may be grouped in thousands.
  static func parse(_ text: some StringProtocol) -> FieldReading<Count> {
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else { return .success(.unknown, conversion: nil) }
    for prefix in [">=", "≥"] where trimmed.hasPrefix(prefix) {
      return IntegerField.parse(trimmed.dropFirst(prefix.count)).map(Count.atLeast)
    }
    let lowered = trimmed.lowercased()
    for prefix in aboutWords where lowered.hasPrefix(prefix) {
      return IntegerField.parse(lowered.dropFirst(prefix.count)).map(Count.about)
    }
    let bounds = trimmed.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
    if bounds.count == 2, !bounds[0].trimmed.isEmpty { return range(bounds[0], bounds[1]) }
    return IntegerField.parse(trimmed).map(Count.exact)
  }

  private static func range(_ first: Substring, _ second: Substring) -> FieldReading<Count> {
    switch (IntegerField.parse(first), IntegerField.parse(second)) {
    case (.success(let low, let lowRule), .success(let high, let highRule)):
      guard low <= high else {
        return .failure(
          rule: "a range begins with its lower bound", repair: "write \(high)-\(low)")
      }
      return .success(.between(low, high), conversion: lowRule ?? highRule)
    case (.failure(let rule, let repair), _), (_, .failure(let rule, let repair)):
      return .failure(rule: rule, repair: repair)
    }
  }
}
