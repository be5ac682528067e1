// Tests of Records: days of the calendar, and dates that a source gives only in part.

import Records
import TestSupport
import Testing

struct CalendarRow: Decodable, Sendable {
  let iso: String
  let dayNumber: Int
  let weekday: Int
}

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test(
    "day number and weekday agree with Python",
    arguments: try ReferenceFile.load("statistics-calendar", as: CalendarRow.self))
  func reference(row: CalendarRow) throws {
    let date = try #require(CalendarDate(iso: row.iso))
    #expect(Int(date.dayNumber) == row.dayNumber)
    #expect(date.weekday == row.weekday)
    #expect(date.description == row.iso)
    #expect(CalendarDate(dayNumber: row.dayNumber) == date)
  }

  @Test("every day from 1900 to 2100 makes the round trip, one after the other")
  func roundTrip() throws {
    var date = try #require(CalendarDate(year: 1900, month: 1, day: 1))
    var failures = 0
    for year in 1900...2100 {
      for month in 1...12 {
        for day in 1...CalendarDate.days(inMonth: month, year: year) {
          let built = CalendarDate(year: year, month: month, day: day)
          let parts = date.parts
          if built != date || parts != (year, month, day)
            || CalendarDate(iso: date.description) != date
          {
            failures += 1
          }
          let next = date.advanced(by: 1)
          if next.weekday != date.weekday % 7 + 1 || date.days(to: next) != 1 { failures += 1 }
          date = next
        }
      }
    }
    #expect(failures == 0)
    #expect(date == CalendarDate(year: 2101, month: 1, day: 1))
  }

  @Test("days that do not exist")
  func invalid() {
    for (year, month, day) in [
      (2023, 2, 29), (2100, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1),
      (2024, 13, 1), (2024, 1, 0), (2024, 1, 32), (0, 1, 1), (10_000, 1, 1), (2024, 6, -1),
    ] {
      #expect(CalendarDate(year: year, month: month, day: day) == nil, "\(year)-\(month)-\(day)")
    }
    #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
  }

  @Test(
    "text that is not an ISO day",
    arguments: [
      "", "2024-11-27 ", " 2024-11-27", "2024-1-27", "24-11-27", "2024/11/27", "2024-11-2a",
      "2024-13-01", "2023-02-29", "+024-11-27", "2024-11-27T00:00", "20241127", "२०२४-११-२७",
    ])
  func notISO(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test("differences and order", arguments: [-40_000, -366, -1, 0, 1, 59, 10_000])
  func differences(days: Int) throws {
    let date = try #require(CalendarDate(iso: "2024-02-28"))
    let other = date.advanced(by: days)
    #expect(date.days(to: other) == days)
    #expect((date < other) == (days > 0))
    #expect(other.advanced(by: -days) == date)
  }
}

@Suite("Imprecise dates")
struct ImpreciseDateTests {
  @Test(
    "bounds of a month", arguments: [(2024, 2, 29), (2023, 2, 28), (2024, 4, 30), (2024, 12, 31)])
  func month(year: Int, month: Int, last: Int) throws {
    let date = ImpreciseDate.month(year: year, month: month)
    #expect(date.earliest == CalendarDate(year: year, month: month, day: 1))
    #expect(date.latest == CalendarDate(year: year, month: month, day: last))
    #expect(date.latest?.advanced(by: 1).parts.day == 1)
  }

  @Test("bounds of a day, a year and nothing")
  func others() throws {
    let day = try #require(CalendarDate(iso: "2023-12-27"))
    #expect(ImpreciseDate.day(day).earliest == day && ImpreciseDate.day(day).latest == day)
    #expect(ImpreciseDate.year(2023).earliest?.description == "2023-01-01")
    #expect(ImpreciseDate.year(2023).latest?.description == "2023-12-31")
    #expect(ImpreciseDate.unknown.earliest == nil && ImpreciseDate.unknown.latest == nil)
  }

  @Test("words of the columns")
  func words() throws {
    let day = try #require(CalendarDate(iso: "2023-02-07"))
    let dates: [ImpreciseDate] = [.day(day), .month(year: 2023, month: 2), .year(2023), .unknown]
    #expect(dates.map(\.precision) == ["day", "month", "year", ""])
    #expect(dates.map(\.description) == ["2023-02-07", "2023-02", "2023", ""])
  }
}
