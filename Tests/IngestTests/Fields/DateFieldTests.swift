// Tests of DateField: accepted forms, what is told of them, and what is refused.

import Records
import Testing

@testable import Ingest

@Suite("DateField")
struct DateFieldTests {
  static let days: [(text: String, iso: String, rule: String?)] = [
    ("2024-06-10", "2024-06-10", nil),
    (" 2024-02-29 ", "2024-02-29", nil),
    ("\u{A0}2024-06-10\u{A0}", "2024-06-10", nil),
    ("10/06/2024", "2024-06-10", DateField.numericRule),
    ("13/06/2024", "2024-06-13", DateField.numericRule),
    ("10-06-2024", "2024-06-10", DateField.numericRule),
    ("1.6.2024", "2024-06-01", DateField.numericRule),
    ("10-6-24", "2024-06-10", "\(DateField.numericRule); \(DateField.shortYearRule)"),
    ("10/06/24", "2024-06-10", "\(DateField.numericRule); \(DateField.shortYearRule)"),
    ("2024/06/10", "2024-06-10", DateField.yearFirstRule),
    ("2024-6-1", "2024-06-01", DateField.yearFirstRule),
    ("2024.06.10 08:15", "2024-06-10", "\(DateField.yearFirstRule); \(DateField.timeRule)"),
    ("10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("10 JUN 2024", "2024-06-10", DateField.namedDayRule),
    ("10  jun. 2024", "2024-06-10", DateField.namedDayRule),
    ("17 Agustus 2023", "2023-08-17", DateField.namedDayRule),
    ("1 Oct 2020", "2020-10-01", DateField.namedDayRule),
    ("29 Nopember 2023", "2023-11-29", DateField.namedDayRule),
    ("10-Jun-2024", "2024-06-10", DateField.namedDayRule),
    ("10-Jun-24", "2024-06-10", "\(DateField.namedDayRule); \(DateField.shortYearRule)"),
    ("10 Juni 49", "2049-06-10", "\(DateField.namedDayRule); \(DateField.shortYearRule)"),
    ("Senin, 10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("Senin,10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("senin 10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("Sen. 10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("Monday, 10 June 2024", "2024-06-10", DateField.namedDayRule),
    ("Jum'at, 14 Juni 2024", "2024-06-14", DateField.namedDayRule),
    ("JUM’AT 14-06-2024", "2024-06-14", DateField.numericRule),
    ("Jum`at, 14 Juni 2024", "2024-06-14", DateField.namedDayRule),
    ("Minggu, 09/06/2024", "2024-06-09", DateField.numericRule),
    ("Rabu, 2024-11-27", "2024-11-27", DateField.weekdayRule),
    (
      "Hari Senin, tanggal 10 Juni 2024", "2024-06-10",
      "\(DateField.namedDayRule); \(DateField.fillerRule)"
    ),
    ("tgl. 10 Juni 2024", "2024-06-10", "\(DateField.namedDayRule); \(DateField.fillerRule)"),
    ("2024-06-10 00:00:00", "2024-06-10", DateField.timeRule),
    ("2024-06-10T08:15:00", "2024-06-10", DateField.timeRule),
    ("2024-06-10T23:59:59.999Z", "2024-06-10", DateField.timeRule),
    ("2024-06-10T00:30:00+07:00", "2024-06-10", DateField.timeRule),
    ("10/06/2024 08:15", "2024-06-10", "\(DateField.numericRule); \(DateField.timeRule)"),
    (
      "10 Juni 2024 pukul 08.15 WIB", "2024-06-10",
      "\(DateField.namedDayRule); \(DateField.timeRule)"
    ),
    ("45453", "2024-06-10", DateField.serialRule),
    ("45453.0", "2024-06-10", DateField.serialRule),
    ("45453,0", "2024-06-10", DateField.serialRule),
    ("45453.34375", "2024-06-10", "\(DateField.serialRule); \(DateField.timeRule)"),
    ("36526", "2000-01-01", DateField.serialRule), ("54788", "2049-12-31", DateField.serialRule),
  ]

  @Test(arguments: days)
  func readsDays(_ text: String, _ iso: String, _ rule: String?) throws {
    let date = try #require(CalendarDate(iso: iso))
    #expect(DateField.parse(text) == .success(.day(date), conversion: rule))
    #expect(DateField.parseDay(text) == .success(date, conversion: rule))
    #expect(DateField.parseOptionalDay(text) == .success(date, conversion: rule))
  }

  static let partial: [(text: String, date: ImpreciseDate, rule: String?)] = [
    ("2023-12", .month(year: 2023, month: 12), nil),
    ("2023", .year(2023), nil),
    ("Juni 2024", .month(year: 2024, month: 6), DateField.namedMonthRule),
    ("des 2023", .month(year: 2023, month: 12), DateField.namedMonthRule),
    ("", .unknown, nil),
    ("  ", .unknown, nil),
  ]

  @Test(arguments: partial)
  func readsPartialDates(_ text: String, _ date: ImpreciseDate, _ rule: String?) {
    #expect(DateField.parse(text) == .success(date, conversion: rule))
    #expect(DateField.parseDay(text).value == nil)
  }

  static let refused: [(text: String, rule: String)] = [
    ("2023-02-30", "no such day"), ("2023-02-29", "no such day"), ("31/04/2024", "no such day"),
    ("30 Februari 2024", "no such day"), ("00/06/2024", "no such day"),
    ("2024-13-01", "no such day"), ("2024-13", "no such month"), ("2024-00", "no such month"),
    ("06/13/2024", "no month 13"), ("06/13/24", "no month 13"), ("10/06/50", "four digits"),
    ("10 Juni 99", "four digits"), ("10-06-024", "four digits"), ("24", "four digits"),
    ("Juni 24", "four digits"), ("0204-06-10", "between 1945 and 2100"),
    ("0000-06-10", "no year 0"), ("9999-12-31", "between 1945"), ("3024", "between 1945"),
    ("Selasa, 10 Juni 2024", "2024-06-10 is a Monday"),
    ("Senin, 30 Februari 2024", "no such day"), ("Senin", "not a date"),
    ("Senin, Senin, 10 Juni 2024", "not a date"),
    ("Senin, Juni 2024", "weekday stands without a day"), ("36525", "outside 2000 to 2049"),
    ("54789", "outside 2000 to 2049"), ("1", "four digits"), ("20240610", "four digits"),
    ("45.453", "not a date"), ("45453.5.1", "not a date"), ("10/06/2024 8:15 AM", "24-hour clock"),
    ("10/06/2024 25:00", "24-hour clock"), ("10/06/2024 08:60", "24-hour clock"),
    ("2024-06-10T", "not a date"), ("08:15", "not a date"), ("2024 08:15", "not a date"),
    ("kemarin", "not a date"), ("10 Juno 2024", "not a date"), ("2024/13/10", "no such day"),
    ("2024-6-31", "no such day"), ("10/06", "not a date"), ("10-06/2024", "not a date"),
    ("-2024-06-10", "not a date"), ("awal 10 Juni 2024", "not a date"),
    ("10 - 12 Juni 2024", "not a date"), ("x Juni 2024", "not a date"), ("٢٠٢٤", "not a date"),
    ("hari hari hari hari hari hari hari hari hari hari hari 2024-06-10", "not a date"),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ part: String) {
    guard case .failure(let rule, let repair) = DateField.parse(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(rule.contains(part), "\(rule)")
    #expect(!repair.isEmpty)
  }

  static let names = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
  ]
  static let weekdays = ["Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu"]

  /// The forms of a day that must be read, printed without the parser's tables.
  static func forms(_ date: CalendarDate) -> [String] {
    let (year, month, day) = date.parts
    let serial = date.days(to: Fixtures.day("1899-12-30")).magnitude
    let named = "\(day) \(names[month - 1]) \(year)"
    return [
      date.description, "\(day)/\(month)/\(year)", "\(day).\(month).\(year)",
      "\(day)-\(month)-\(year)", "\(day)/\(month)/\(String(year).suffix(2))", named,
      named.uppercased(), "\(day)-\(names[month - 1].prefix(3))-\(year)",
      "\(weekdays[date.weekday - 1]), \(named)",
      "\(weekdays[date.weekday - 1]) \(day)/\(month)/\(year)",
      "\(date)T23:59:59+07:00", "\(date) 00:00:00", "\(named) 08:15", "\(serial)", "\(serial).75",
    ]
  }

  @Test("every day of a leap year, and days of 2000 to 2049, survive each way of writing them")
  func everyDay() {
    var random = SeededGenerator(seed: 3)
    let first = Fixtures.day("2024-01-01")
    let start = Fixtures.day("2000-01-01")
    let end = start.days(to: Fixtures.day("2049-12-31"))
    let days =
      (0..<366).map { first.advanced(by: $0) }
      + (0..<300).map { _ in start.advanced(by: Int.random(in: 0...end, using: &random)) }
    for date in days {
      for form in Self.forms(date) {
        #expect(DateField.parseDay(form).value == date, "\(form)")
      }
      let other = Self.weekdays[date.weekday % 7]
      #expect(DateField.parseDay("\(other), \(date)").value == nil)
    }
  }
}
