// Tests of DateField: accepted forms, what is told of them, and what is refused.

import Records
import Testing

@testable import Ingest

@Suite("DateField")
struct DateFieldTests {
  static let days: [(text: String, iso: String, rule: String?)] = [
    ("2024-06-10", "2024-06-10", nil),
    (" 2024-02-29 ", "2024-02-29", nil),
    ("10/06/2024", "2024-06-10", DateField.numericRule),
    ("10-06-2024", "2024-06-10", DateField.numericRule),
    ("1.6.2024", "2024-06-01", DateField.numericRule),
    ("10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("10 JUN 2024", "2024-06-10", DateField.namedDayRule),
    ("10  jun. 2024", "2024-06-10", DateField.namedDayRule),
    ("17 Agustus 2023", "2023-08-17", DateField.namedDayRule),
    ("1 Oct 2020", "2020-10-01", DateField.namedDayRule),
    ("29 Nopember 2023", "2023-11-29", DateField.namedDayRule),
    ("10-Jun-2024", "2024-06-10", DateField.namedDayRule),
    ("Senin, 10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("senin 10 Juni 2024", "2024-06-10", DateField.namedDayRule),
    ("Monday, 10 June 2024", "2024-06-10", DateField.namedDayRule),
    ("Jum'at, 14 Juni 2024", "2024-06-14", DateField.namedDayRule),
    ("Minggu, 09/06/2024", "2024-06-09", DateField.numericRule),
    ("Rabu, 2024-11-27", "2024-11-27", DateField.weekdayRule),
  ]

  @Test(arguments: days)
  func readsDays(_ text: String, _ iso: String, _ rule: String?) throws {
    let date = try #require(CalendarDate(iso: iso))
    #expect(DateField.parse(text) == .success(.day(date), conversion: rule))
    #expect(DateField.parseDay(text) == .success(date, conversion: rule))
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
    ("06/13/2024", "no month 13"), ("10/06/24", "four digits"), ("10 Juni 24", "four digits"),
    ("10-06-024", "four digits"), ("24", "four digits"), ("Juni 24", "four digits"),
    ("0204-06-10", "between 1900 and 2100"), ("3024", "between 1900 and 2100"),
    ("Selasa, 10 Juni 2024", "2024-06-10 is a Monday"),
    ("Senin, 30 Februari 2024", "no such day"), ("Senin", "not a date"),
    ("Senin, Juni 2024", "weekday stands without a day"), ("45453", "spreadsheet"),
    ("kemarin", "not a date"), ("10 Juno 2024", "not a date"), ("2024/06/10", "not a date"),
    ("2024-6-1", "not a date"), ("10/06", "not a date"), ("10-06/2024", "not a date"),
    ("-2024-06-10", "not a date"), ("awal 10 Juni 2024", "not a date"),
    ("x Juni 2024", "not a date"), ("٢٠٢٤", "not a date"),
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

  @Test("every day of a leap year survives each way of writing it")
  func everyDay() throws {
    let names = [
      "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
      "Oktober", "November", "Desember",
    ]
    let first = try #require(CalendarDate(year: 2024, month: 1, day: 1))
    for offset in 0..<366 {
      let date = first.advanced(by: offset)
      let parts = date.parts
      let forms = [
        date.description, "\(parts.day)/\(parts.month)/\(parts.year)",
        "\(parts.day) \(names[parts.month - 1]) \(parts.year)",
      ]
      for form in forms { #expect(DateField.parseDay(form).value == date, "\(form)") }
    }
  }
}
