// Tests of Forecasting: what a day is worth.

import Forecasting
import Records
import TestSupport
import Testing

@Suite("Working clock")
struct WorkingClockTests {
  private let weekly = [1.4, 1.2, 1.2, 1.2, 1.0, 0.6, 0.4]

  /// Units counted every day, whose daily rise follows a week.
  private func panel(days: Int, growth: Double = 1) -> [UnitSeries] {
    (0..<5).map { place in
      var signed = 0.0
      var rate = 20.0 * Double(place + 1)
      let points = (0..<days).map { at -> UnitSeries.Point in
        let date = CoverageWorlds.start.advanced(by: at)
        signed += rate * weekly[date.weekday - 1]
        rate *= growth
        return UnitSeries.Point(date: date, signed: Int(signed.rounded()))
      }
      return UnitSeries(
        regency: CoverageWorlds.code(place), level: .staff, required: 1_000_000, points: points)
    }
  }

  @Test("The week is found, also in a campaign that slows down", arguments: [1, 0.98])
  func week(_ growth: Double) {
    let clock = WorkingClock(learningFrom: panel(days: 140, growth: growth))
    for (found, there) in zip(clock.weekdays, weekly) {
      // Two even weeks among twenty draw the worth a tenth of the way towards 1.
      #expect(abs(found - there) < 0.08, "\(clock.weekdays)")
    }
    #expect(abs(clock.weekdays.reduce(0, +) - 7) < 1e-9)
  }

  @Test("Without four weeks of daily counts, or with weekly counts, the week is even")
  func even() {
    #expect(WorkingClock(learningFrom: panel(days: 20)).weekdays == Array(repeating: 1, count: 7))
    #expect(
      WorkingClock(learningFrom: CoverageWorlds.steady(5)).weekdays == Array(repeating: 1, count: 7)
    )
    #expect(WorkingClock(learningFrom: []).weekdays == Array(repeating: 1, count: 7))
  }

  @Test("A holiday is worth what the poorest weekday is")
  func holidays() {
    let clock = WorkingClock(weekdays: weekly, holidays: [day("2024-03-11")])
    #expect(abs(clock.worth(day("2024-03-11")) - 0.4) < 1e-12)
    #expect(abs(clock.worth(day("2024-03-18")) - 1.4) < 1e-12)
  }
}
