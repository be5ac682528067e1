// Ingest: dates in a cell, in the forms that Indonesian offices and newspapers write.

import Records

/// Reads dates. Day first is the rule of the country; month first is never assumed.
enum DateField {
  static let numericRule = "DD/MM/YYYY read as YYYY-MM-DD"
  static let namedDayRule = "day and name of the month read as YYYY-MM-DD"
  static let namedMonthRule = "name of the month read as YYYY-MM"
  static let weekdayRule = "weekday left out"

  /// Years that a date may lie in: others are slips of the pen.
  static let years = 1900...2100

  private static let repair = "write the date as YYYY-MM-DD, such as 2024-06-10"

  /// Reads a day (`2024-06-10`, `10/06/2024`, `10-06-2024`, `10.06.2024`, `10 Juni 2024`,
  /// `Senin, 10 Juni 2024`), a month (`2023-12`, `Desember 2023`) or a year (`2023`). An empty
  /// cell is unknown.
  static func parse(_ text: some StringProtocol) -> FieldReading<ImpreciseDate> {
    let words = String(text).split { $0.isWhitespace }.map(String.init)
    guard let first = words.first else { return .success(.unknown, conversion: nil) }
    let name = first.hasSuffix(",") ? String(first.dropLast()) : first
    guard let weekday = weekdays[name.lowercased()] else {
      return parse(words: words)
    }
    switch parse(words: Array(words.dropFirst())) {
    case .success(.day(let date), let conversion):
      guard date.weekday == weekday else {
        return .failure(
          rule: "\(date) is a \(weekdayNames[date.weekday - 1]), not the weekday stated",
          repair: "check the date in the source and leave the weekday out")
      }
      return .success(.day(date), conversion: conversion ?? weekdayRule)
    case .success:
      return .failure(rule: "a weekday stands without a day", repair: repair)
    case .failure(let rule, let repair):
      return .failure(rule: rule, repair: repair)
    }
  }

  /// Reads a whole day; a month, a year or an empty cell is refused.
  static func parseDay(_ text: some StringProtocol) -> FieldReading<CalendarDate> {
    switch parse(text) {
    case .success(.day(let date), let conversion): .success(date, conversion: conversion)
    case .success(.unknown, _): .failure(rule: "a date is required", repair: repair)
    case .success: .failure(rule: "the day is missing from the date", repair: repair)
    case .failure(let rule, let repair): .failure(rule: rule, repair: repair)
    }
  }

  private static func parse(words: [String]) -> FieldReading<ImpreciseDate> {
    if words.count == 1 { return parse(word: words[0]) }
    // "10 Juni 2024" and "Juni 2024"; a full stop or comma behind a word means nothing.
    let parts = words.map { String($0.prefix { $0 != "." && $0 != "," }) }
    guard let year = parts.last, parts.count <= 3,
      let month = months[parts[parts.count - 2].lowercased()]
    else { return notADate }
    return named(day: parts.count == 3 ? parts[0] : nil, month: month, year: year)
  }

  private static func parse(word: String) -> FieldReading<ImpreciseDate> {
    let separators: [Character] = ["-", "/", "."]
    guard let separator = separators.first(where: word.contains) else { return year(word) }
    let parts = word.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 3, let month = months[parts[1].lowercased()] {
      return named(day: parts[0], month: month, year: parts[2])
    }
    guard parts.allSatisfy(\.isDigits) else { return notADate }
    let lengths = parts.map(\.count)
    if separator == "-", lengths == [4, 2, 2] {
      return day(parts[2], Int(parts[1]), parts[0], conversion: nil)
    }
    if separator == "-", lengths == [4, 2] {
      return month(Int(parts[1]), parts[0], conversion: nil)
    }
    guard lengths.count == 3, lengths[0] <= 2, lengths[1] <= 2, let number = Int(parts[1]) else {
      return notADate
    }
    if number > 12, lengths[2] == 4 {
      return .failure(
        rule: "dates are read day first, and there is no month \(number)", repair: repair)
    }
    return day(parts[0], number, parts[2], conversion: numericRule)
  }

  private static func named(day text: String?, month number: Int, year: String)
    -> FieldReading<ImpreciseDate>
  {
    guard let text else { return month(number, year, conversion: namedMonthRule) }
    guard text.isDigits, text.count <= 2 else { return notADate }
    return day(text, number, year, conversion: namedDayRule)
  }

  private static func day(_ day: String, _ month: Int?, _ year: String, conversion: String?)
    -> FieldReading<ImpreciseDate>
  {
    switch fullYear(year) {
    case .failure(let rule, let repair): return .failure(rule: rule, repair: repair)
    case .success(let year, _):
      guard let day = Int(day), let month,
        let date = CalendarDate(year: year, month: month, day: day)
      else {
        return .failure(
          rule: "the calendar has no such day", repair: "check the day in the source")
      }
      return .success(.day(date), conversion: conversion)
    }
  }

  private static func month(_ month: Int?, _ year: String, conversion: String?)
    -> FieldReading<ImpreciseDate>
  {
    switch fullYear(year) {
    case .failure(let rule, let repair): return .failure(rule: rule, repair: repair)
    case .success(let year, _):
      guard let month, (1...12).contains(month) else {
        return .failure(
          rule: "the calendar has no such month", repair: "check the month in the source")
      }
      return .success(.month(year: year, month: month), conversion: conversion)
    }
  }

  private static func year(_ word: String) -> FieldReading<ImpreciseDate> {
    guard word.isDigits else { return notADate }
    guard word.count != 5 else {
      return .failure(
        rule: "this is no date; it looks like the day number of a spreadsheet", repair: repair)
    }
    return fullYear(word).map(ImpreciseDate.year)
  }

  private static func fullYear(_ text: String) -> FieldReading<Int> {
    guard text.isDigits, text.count == 4, let year = Int(text) else {
      return .failure(rule: "a year has four digits", repair: repair)
    }
    guard years.contains(year) else {
      return .failure(
        rule: "the year is not between \(years.lowerBound) and \(years.upperBound)",
        repair: "check the year in the source")
    }
    return .success(year, conversion: nil)
  }

  private static var notADate: FieldReading<ImpreciseDate> {
    .failure(rule: "this is not a date", repair: repair)
  }
}

// MARK: Names

extension DateField {
  private static let months: [String: Int] = numbered([
    ["januari", "january", "jan"], ["februari", "pebruari", "february", "feb", "peb"],
    ["maret", "march", "mar"], ["april", "apr"], ["mei", "may"], ["juni", "june", "jun"],
    ["juli", "july", "jul"], ["agustus", "august", "agu", "agt", "ags", "agust", "aug"],
    ["september", "sep", "sept"], ["oktober", "october", "okt", "oct"],
    ["november", "nopember", "nov", "nop"], ["desember", "december", "des", "dec"],
  ])

  private static let weekdays: [String: Int] = numbered([
    ["senin", "monday", "mon"], ["selasa", "tuesday", "tue"], ["rabu", "wednesday", "wed"],
    ["kamis", "thursday", "thu"], ["jumat", "jum'at", "jum’at", "friday", "fri"],
    ["sabtu", "saturday", "sat"], ["minggu", "ahad", "sunday", "sun"],
  ])

  private static let weekdayNames = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static func numbered(_ names: [[String]]) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for (index, row) in names.enumerated() {
      for name in row { numbers[name] = index + 1 }
    }
    return numbers
  }
}
