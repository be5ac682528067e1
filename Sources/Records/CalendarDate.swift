// Records: a day of the Gregorian calendar without a clock or a time zone.
// A plain day number keeps dates cheap to compare and the results free of the machine's zone.

/// A day of the proleptic Gregorian calendar.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01, which is 0.
  public let dayNumber: Int32

  /// The day with this number; any number is a valid day.
  public init(dayNumber: Int) { self.dayNumber = Int32(dayNumber) }

  /// The day named by its parts; nil where the calendar has none (2023-02-30) or the year is
  /// outside `1...9999`.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, year: year)).contains(day)
    else { return nil }
    // Years that begin in March put the leap day last, so that the month lengths follow one line.
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let yearOfEra = shifted % 400
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    dayNumber = Int32(shifted / 400 * 146_097 + dayOfEra - 719_468)
  }

  /// Reads the ISO form `YYYY-MM-DD`; nil for anything else, also for days that do not exist.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// Number of days in a month, `28...31`.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month (`1...12`) and day (`1...31`).
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// Day of the week, Monday = 1 … Sunday = 7 (ISO 8601).
  public var weekday: Int { ((Int(dayNumber) + 3) % 7 + 7) % 7 + 1 }

  /// The day that lies `days` later (earlier when negative).
  public func advanced(by days: Int) -> CalendarDate {
    CalendarDate(dayNumber: Int(dayNumber) + days)
  }

  /// Days from this day to the other; negative when the other is earlier.
  public func days(to other: CalendarDate) -> Int { Int(other.dayNumber) - Int(dayNumber) }

  /// The ISO form `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = parts
    let digits = String(year)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    return "\(padding)\(digits)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// Orders by time.
  public static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }
}

/// A date as a source gives it: a day, only a month, only a year, or nothing.
public enum ImpreciseDate: Hashable, Sendable, CustomStringConvertible {
  /// The day is stated.
  case day(CalendarDate)
  /// Only month (`1...12`) and year are stated.
  case month(year: Int, month: Int)
  /// Only the year is stated.
  case year(Int)
  /// Not stated.
  case unknown

  /// First day that the statement allows; nil when nothing is stated.
  public var earliest: CalendarDate? {
    switch self {
    case .day(let date): date
    case .month(let year, let month): CalendarDate(year: year, month: month, day: 1)
    case .year(let year): CalendarDate(year: year, month: 1, day: 1)
    case .unknown: nil
    }
  }

  /// Last day that the statement allows; nil when nothing is stated.
  public var latest: CalendarDate? {
    switch self {
    case .day(let date): date
    case .month(let year, let month):
      CalendarDate(
        year: year, month: month, day: CalendarDate.days(inMonth: month, year: year))
    case .year(let year): CalendarDate(year: year, month: 12, day: 31)
    case .unknown: nil
    }
  }

  /// `day`, `month`, `year` or the empty text: the words of the column `date_precision`.
  public var precision: String {
    switch self {
    case .day: "day"
    case .month: "month"
    case .year: "year"
    case .unknown: ""
    }
  }

  /// `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or the empty text.
  public var description: String {
    switch self {
    case .day(let date): date.description
    case .month(let year, let month): "\(year)-\(month < 10 ? "0" : "")\(month)"
    case .year(let year): String(year)
    case .unknown: ""
    }
  }
}
