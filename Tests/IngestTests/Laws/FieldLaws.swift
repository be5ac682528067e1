// Laws of Ingest: what must hold whatever text a cell has. The fuzzer in Tests/Fuzz tries them on
// bytes that it makes up, the tests on seeds and on whatever the fuzzer has found.

import Records

@testable import Ingest

/// Laws of reading a cell.
struct FieldLaws {
  private let resolver: RegencyResolver
  private let elections: ElectionField

  init(_ reference: ReferenceTables) {
    resolver = RegencyResolver(reference)
    elections = ElectionField(reference.elections)
  }

  /// The laws that a cell breaks.
  ///
  /// - Parameter bytes: a letter for the type, `n` numbers, `l` levels, `w` words of other lists, `r`
  ///   regions, any other dates; then the cell.
  /// - Returns: the laws in words; none where all hold.
  func broken(_ bytes: some Collection<UInt8>) -> [String] {
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    return switch bytes.first {
    case UInt8(ascii: "n"): Self.numbers(text)
    case UInt8(ascii: "l"): Self.levels(text)
    case UInt8(ascii: "w"): words(text)
    case UInt8(ascii: "r"): regions(text)
    default: Self.dates(text)
    }
  }

  // MARK: Types

  private static func dates(_ text: String) -> [String] {
    let reading = DateField.parse(text)
    var broken = readsBack("date", text, reading, \.description) { DateField.parse($0) }
    let day = DateField.parseDay(text)
    let optional = DateField.parseOptionalDay(text)
    broken += told("day", text, day) + told("optional day", text, optional)
    switch reading.value {
    case .day(let date)?:
      if day.value != date || optional.value != .some(date) {
        broken.append("a date is the same day: \(shown(text))")
      }
      if !DateField.years.contains(date.parts.year) || CalendarDate(iso: "\(date)") != date {
        broken.append("a day lies in the years that are read: \(date) of \(shown(text))")
      }
    case .unknown?:
      if day.value != nil || optional.value != .some(nil) {
        broken.append("no date is no day: \(shown(text))")
      }
    default:
      if day.value != nil || optional.value != nil {
        broken.append("a month, a year and no date are no day: \(shown(text))")
      }
    }
    if let date = CalendarDate(iso: text), "\(date)" != text {
      broken.append("an ISO date is written as it was read: \(date) of \(shown(text))")
    }
    return broken
  }

  private static func numbers(_ text: String) -> [String] {
    let whole = IntegerField.parse(text)
    let count = CountField.parse(text)
    var broken =
      readsBack("number", text, whole, \.description) { IntegerField.parse($0) }
      + readsBack("count", text, count, \.description) { CountField.parse($0) }
    if let value = whole.value {
      if !(0...IntegerField.greatest).contains(value) || count.value != .exact(value) {
        broken.append("a number is an exact count: \(value) of \(shown(text))")
      }
    }
    if let value = count.value, value.lower < 0 || value.lower > value.upper ?? .max {
      broken.append("bounds of a count are in order: \(value) of \(shown(text))")
    }
    return broken
  }

  private static func levels(_ text: String) -> [String] {
    let single = LevelField.parseSingle(text)
    var broken =
      readsBack("levels", text, LevelField.parseList(text), written) { LevelField.parseList($0) }
      + readsBack("level", text, single, \.word) { LevelField.parseSingle($0) }
    if let mention = single.value, mention.singleLevel == nil {
      broken.append("one level is one: \(shown(text))")
    }
    return broken
  }

  /// A list of levels in the form of the documentation.
  private static func written(_ mentions: [LevelMention]) -> String {
    mentions.map { mention in
      switch mention.extent {
      case .named: mention.word
      case .all: "\(mention.word)=all"
      case .counted(let count): "\(mention.word)=\(count)"
      }
    }.joined(separator: ";")
  }

  private func words(_ text: String) -> [String] {
    var broken =
      Self.readsBack("employment", text, EmploymentField.parse(text), \.rawValue) {
        EmploymentField.parse($0)
      }
      + Self.readsBack("mode", text, ModeField.parse(text), { $0?.rawValue ?? "" }) {
        ModeField.parse($0)
      }
      + Self.told("elections", text, elections.parse(text))
    for election in elections.parse(text).value ?? [] {
      if elections.parse(election.description) != .success([election], conversion: nil) {
        broken.append("the id of an election is read as it: \(election) of \(Self.shown(text))")
      }
    }
    return broken
  }

  private func regions(_ text: String) -> [String] {
    var broken =
      Self.readsBack("region", text, resolver.resolve(text), \.description) {
        resolver.resolve($0)
      }
      + Self.told("province", text, resolver.resolve("Mukomuko", province: text))
    if let code = RegencyCode(text), "\(code)" != text || ProvinceCode("\(code.province)") == nil {
      broken.append("a code is written as it was read: \(code) of \(Self.shown(text))")
    }
    return broken
  }

  // MARK: Laws of every type

  /// What was read, written as the documentation has it, is read as the same without a conversion.
  static func readsBack<Value: Equatable>(
    _ type: String, _ text: String, _ reading: FieldReading<Value>, _ write: (Value) -> String,
    _ read: (String) -> FieldReading<Value>
  ) -> [String] {
    let broken = told(type, text, reading)
    guard let value = reading.value else { return broken }
    let written = write(value)
    let again = read(written)
    guard again != .success(value, conversion: nil) else { return broken }
    return broken + ["\(type) \(shown(text)) is \(value), written \(written), read as \(again)"]
  }

  /// A refusal has a rule and a repair, a conversion has a rule, each on one line.
  private static func told<Value>(
    _ type: String, _ text: String, _ reading: FieldReading<Value>
  ) -> [String] {
    let message =
      switch reading {
      case .success(_, let conversion): Conversion(file: "f", rule: conversion ?? "none").rule
      case .failure(let rule, let repair):
        rule.isEmpty || repair.isEmpty
          ? "" : Fault(file: "f", value: text, rule: rule, repair: repair).description
      }
    guard message.isEmpty || !ReaderLaws.isOneLine(message) else { return [] }
    return ["\(type) \(shown(text)) is told on one line: \(shown(message))"]
  }

  /// A text with its control characters written out.
  private static func shown(_ text: String) -> String { text.debugDescription }
}
