// Ingest: plain whole numbers of persons, in the forms that offices and spreadsheets write.

/// A whole number without a word of doubt.
enum IntegerField {
  /// Greatest number accepted: about a third of the population, far above any body of officials.
  static let greatest = 100_000_000

  /// Conversion told when thousands were grouped.
  static let groupedRule = "thousands grouped, such as 1.234, read as 1234"
  /// Conversion told when decimals of a spreadsheet followed that are all zero.
  static let decimalsRule = "decimals that are zero, such as 53.0, left out"
  /// Conversion told when the persons were named behind the number.
  static let unitRule = "the word for persons behind a number left out"
  /// Conversion told when a word stood for zero.
  static let zeroRule = "nihil or nol read as 0"

  private static let units: Set<String> = [
    "orang", "org", "asn", "pegawai", "pejabat", "peserta", "personel", "personil",
  ]
  private static let zeros: Set<String> = ["nihil", "nol", "zero"]
  private static let vague: Set<String> = [
    "semua", "seluruh", "seluruhnya", "banyak", "beberapa", "sebagian", "belasan", "puluhan",
    "ratusan", "ribuan",
  ]

  /// Reads a number `0...greatest`: `1234`; `1.234`, `1,234` or `1 234` with exact groups of three
  /// after the first; `53.0` or `1.234,00`; `53 orang`; `nihil`. An empty cell is refused.
  static func parse(_ text: some StringProtocol) -> FieldReading<Int> {
    CellText.read(text) { whole($0) }
  }

  /// Reads a number that is a part of a cell.
  static func whole(_ text: some StringProtocol) -> FieldReading<Int> {
    let (number, hadUnit) = withoutUnits(text.trimmed)
    return plain(number).telling(hadUnit ? unitRule : nil)
  }

  private static func plain(_ text: String) -> FieldReading<Int> {
    guard !text.isEmpty, !CellText.isUnknown(text) else {
      return .failure(rule: "a number is required", repair: "write a whole number such as 53")
    }
    if text.isDigits { return bounded(text, conversion: nil) }
    if zeros.contains(text.lowercased()) { return .success(0, conversion: zeroRule) }
    if text.hasPrefix("-") || text.hasPrefix("\u{2212}") {
      return .failure(
        rule: "a number of persons cannot be negative",
        repair: "write 0 or more, or leave the cell empty where the number is not known")
    }
    if let digits = ungrouped(text) { return bounded(digits, conversion: groupedRule) }
    guard let whole = withoutZeroDecimals(text) else { return notWhole(text) }
    if whole.isDigits { return bounded(whole, conversion: decimalsRule) }
    guard let digits = ungrouped(whole) else { return notWhole(text) }
    return bounded(digits, conversion: groupedRule).telling(decimalsRule)
  }

  private static func bounded(_ digits: String, conversion: String?) -> FieldReading<Int> {
    guard let value = Int(digits), value <= greatest else { return tooGreat() }
    return .success(value, conversion: conversion)
  }

  /// The refusal of a number beyond the greatest.
  static func tooGreat<Value>() -> FieldReading<Value> {
    .failure(rule: "a number of persons is at most \(greatest)", repair: "check the number")
  }

  // MARK: Forms

  /// The text without words such as `orang` behind the number, and whether there were any.
  private static func withoutUnits(_ text: String) -> (number: String, hadUnit: Bool) {
    var rest = text[...]
    var hadUnit = false
    while true {
      let stem = rest.hasSuffix(".") ? rest.dropLast() : rest
      guard let last = stem.lastIndex(where: { !$0.isLetter }) else { break }
      let word = stem[stem.index(after: last)...]
      guard units.contains(word.lowercased()) else { break }
      rest = stem[...last].trimmed[...]
      hadUnit = true
    }
    return (String(rest), hadUnit)
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

  /// The text before a separator and one or two zeros, or nil. The same sign must not separate
  /// thousands as well.
  private static func withoutZeroDecimals(_ text: String) -> String? {
    guard let place = text.lastIndex(where: { $0 == "." || $0 == "," }) else { return nil }
    let decimals = text[text.index(after: place)...]
    let whole = text[..<place]
    guard decimals.isZeros, decimals.count <= 2, !whole.contains(text[place]) else { return nil }
    return String(whole)
  }

  // MARK: Refusals

  private static func notWhole(_ text: String) -> FieldReading<Int> {
    if text.unicodeScalars.allSatisfy({ "0123456789., ".unicodeScalars.contains($0) }) {
      return .failure(
        rule: "a decimal number, or thousands not in groups of three",
        repair: "write a whole number without separators, such as 1234")
    }
    if isScientific(text) {
      return .failure(
        rule: "a spreadsheet shortened this number to powers of ten",
        repair: "format the column in the spreadsheet as a number without decimals")
    }
    let lowered = text.lowercased()
    if vague.contains(where: lowered.hasPrefix) {
      return .failure(
        rule: "a word is not a whole number",
        repair: "write a number, or a bound such as >=100 where the column takes one; leave the "
          + "cell empty where it is not known")
    }
    if lowered == "tidak ada" || lowered == "kosong" {
      return .failure(
        rule: "\"\(lowered)\" can mean nobody or not known",
        repair: "write 0 where it is nobody; leave the cell empty where it is not known")
    }
    return .failure(
      rule: "this is not a whole number",
      repair: "write digits only, such as 53; leave the cell empty where it is not known")
  }

  private static func isScientific(_ text: String) -> Bool {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].contains(where: \.isNumber) else { return false }
    let exponent = parts[1].drop { $0 == "+" || $0 == "-" }
    return exponent.isDigits && parts[0].allSatisfy { "0123456789.,".contains($0) }
  }
}
