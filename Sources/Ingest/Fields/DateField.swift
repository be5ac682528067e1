// Ingest: dates in a cell, in the forms that Indonesian offices, newspapers and spreadsheets write.

import Records

/// Reads dates. Day first is the rule of the country; month first is never assumed.
enum DateField {
  static let numericRule = "DD/MM/YYYY read as YYYY-MM-DD"
  static let yearFirstRule = "YYYY/MM/DD read as YYYY-MM-DD"
  static let namedDayRule = "day and name of the month read as YYYY-MM-DD"
  static let namedMonthRule = "name of the month read as YYYY-MM"
  static let weekdayRule = "weekday left out"
  static let fillerRule = "words before a date left out"
  static let timeRule = "time of day left out: the day as written"
  static let shortYearRule = "two digits of a year read as 20YY (00 to 49)"
  static let serialRule = "day number of a spreadsheet (1900 system)"

  /// Years that a date may lie in, those of the republic: others are slips of the pen.
  static let years = 1945...2100

  /// Most words that a date can have with weekday, time and zone: more are a sentence.
  private static let mostWords = 10

  private static let repair = "write the date as YYYY-MM-DD, such as 2024-06-10"

  /// Reads a day (`2024-06-10`, `10/06/2024`, `10-6-24`, `10.06.2024`, `10 Juni 2024`,
  /// `Senin, 10 Juni 2024`, `10-Jun-24`, `2024-06-10T08:15:00`, `45453`), a month (`2023-12`,
  /// `Desember 2023`) or a year (`2023`). An empty cell is unknown.
  static func parse(_ text: some StringProtocol) -> FieldReading<ImpreciseDate> {
    CellText.read(text) { cell in
      if CellText.isUnknown(cell) {
        return .success(.unknown, conversion: CellText.unknownRule)
      }
      let words = cell.split(maxSplits: mostWords, whereSeparator: \.isWhitespace)
      return words.count > mostWords ? notADate : parse(words: words.map(String.init))
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

  /// Reads a whole day or none: an empty cell and a word for "not known" are nil.
  static func parseOptionalDay(_ text: some StringProtocol) -> FieldReading<CalendarDate?> {
    if case .success(.unknown, let conversion) = parse(text) {
      return .success(nil, conversion: conversion)
    }
    return parseDay(text).map(Optional.some)
  }

  // MARK: Around the date

  private static func parse(words: [String]) -> FieldReading<ImpreciseDate> {
    guard let first = words.first else { return .success(.unknown, conversion: nil) }
    if words.count > 1, DateWords.fillers.contains(first.lowercased()) {
      return parse(words: Array(words.dropFirst())).telling(fillerRule)
    }
    if let weekday = DateWords.weekday(first) {
      return parse(words: Array(words.dropFirst()), on: weekday)
    }
    // "Senin,10 Juni 2024" without a space.
    if let comma = first.firstIndex(of: ","),
      let weekday = DateWords.weekday(String(first[..<comma]))
    {
      let rest = String(first[first.index(after: comma)...])
      return parse(words: [rest] + words.dropFirst(), on: weekday)
    }
    guard let (date, hadTime) = DateClock.split(words) else {
      return .failure(
        rule: "what stands behind the date is no time of the 24-hour clock", repair: repair)
    }
    let reading = parse(date: date)
    guard hadTime, let value = reading.value else { return reading }
    return value.precision == "day" ? reading.telling(timeRule) : notADate
  }

  private static func parse(words: [String], on weekday: Int) -> FieldReading<ImpreciseDate> {
    guard !words.isEmpty, words.first.flatMap(DateWords.weekday) == nil else { return notADate }
    switch parse(words: words) {
    case .success(.day(let date), let conversion):
      guard date.weekday == weekday else {
        let name = DateWords.weekdayNames[date.weekday - 1]
        return .failure(
          rule: "\(date) is a \(name), not the weekday stated",
          repair: "check the date in the source and leave the weekday out")
      }
      return .success(.day(date), conversion: conversion ?? weekdayRule)
    case .success:
      return .failure(rule: "a weekday stands without a day", repair: repair)
    case .failure(let rule, let repair):
      return .failure(rule: rule, repair: repair)
    }
  }

  // MARK: Forms

  private static func parse(date words: [String]) -> FieldReading<ImpreciseDate> {
    if words.count == 1 { return parse(word: words[0]) }
    // "10 Juni 2024" and "Juni 2024"; a full stop or comma behind a word means nothing.
    let parts = words.map { String($0.prefix { $0 != "." && $0 != "," }) }
    guard let year = parts.last, (2...3).contains(parts.count),
      let month = DateWords.months[parts[parts.count - 2].lowercased()]
    else { return notADate }
    return named(day: parts.count == 3 ? parts[0] : nil, month: month, year: year)
  }

  private static func parse(word: String) -> FieldReading<ImpreciseDate> {
    if let serial = serial(word) { return serial }
    let separators: [Character] = ["-", "/", "."]
    guard let separator = separators.first(where: word.contains) else { return year(word) }
    let parts = word.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 3, let month = DateWords.months[parts[1].lowercased()] {
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
    if lengths.count == 3, lengths[0] == 4, lengths[1] <= 2, lengths[2] <= 2 {
      return day(parts[2], Int(parts[1]), parts[0], conversion: yearFirstRule)
    }
    guard lengths.count == 3, lengths[0] <= 2, lengths[1] <= 2, let number = Int(parts[1]) else {
      return notADate
    }
    if number > 12, lengths[2] == 4 || lengths[2] == 2 {
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
    (year.count == 2 ? shortYear(year) : fullYear(year)).flatMap { year in
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
    fullYear(year).flatMap { year in
      guard let month, (1...12).contains(month) else {
        return .failure(
          rule: "the calendar has no such month", repair: "check the month in the source")
      }
      return .success(.month(year: year, month: month), conversion: conversion)
    }
  }

  private static func year(_ word: String) -> FieldReading<ImpreciseDate> {
    guard word.isDigits else { return notADate }
    return fullYear(word).map(ImpreciseDate.year)
  }

  // MARK: Years and day numbers

  private static func fullYear(_ text: String) -> FieldReading<Int> {
    guard text.isDigits, text.count == 4, let year = Int(text) else {
      return .failure(rule: "a year has four digits", repair: repair)
    }
    guard year != 0 else {
      return .failure(
        rule: "there is no year 0: databases write it where nothing was entered",
        repair: "check the year in the source; leave the cell empty where no day is known")
    }
    guard years.contains(year) else {
      return .failure(
        rule: "the year is not between \(years.lowerBound) and \(years.upperBound)",
        repair: "check the year in the source")
    }
    return .success(year, conversion: nil)
  }

  private static func shortYear(_ text: String) -> FieldReading<Int> {
    guard text.isDigits, let year = Int(text), year < 50 else {
      return .failure(
        rule: "a year has four digits: 50 to 99 can belong to either century", repair: repair)
    }
    return .success(2000 + year, conversion: shortYearRule)
  }

  /// Days of 2000-01-01 to 2049-12-31 in the numbering of spreadsheets.
  private static let serials = 36_526...54_788

  /// Day 0 of that numbering as a day number: 1899-12-30, because the spreadsheets count a
  /// 1900-02-29 that never was.
  private static let serialOrigin = -25_569

  /// Reads five digits, with or without a fraction of a day, as the day number of a spreadsheet; nil
  /// where the word is something else.
  private static func serial(_ word: String) -> FieldReading<ImpreciseDate>? {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard (1...2).contains(parts.count), parts.allSatisfy(\.isDigits), parts[0].count == 5,
      let number = Int(parts[0])
    else { return nil }
    guard serials.contains(number) else {
      return .failure(
        rule: "this is no date; as the day number of a spreadsheet it lies outside 2000 to 2049",
        repair: repair)
    }
    let date = CalendarDate(dayNumber: number + serialOrigin)
    let hasTime = parts.count == 2 && !parts[1].isZeros
    return .success(.day(date), conversion: hasTime ? "\(serialRule); \(timeRule)" : serialRule)
  }

  private static var notADate: FieldReading<ImpreciseDate> {
    .failure(rule: "this is not a date", repair: repair)
  }
}
