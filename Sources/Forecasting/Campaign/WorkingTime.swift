// Forecasting: time as signing knows it. Offices sign on working days, so a week with a holiday is
// shorter, and a report on Friday has seen the whole week.

internal import Records

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Working time by day, in weeks, with the pull of the deadline and the week of each day.
struct WorkingTime: Sendable {
  /// Number of the first day.
  let firstDay: Int
  /// Day number of the deadline.
  let deadline: Int
  /// Days τ of the deadline's pull.
  let pulls: [Double]
  /// Working time up to the start of each day; one more than there are days.
  private let cumulative: [Double]
  /// The same of working time × D, for each τ.
  private let pulled: [[Double]]

  /// A working day's share of a week; what is left goes to the other two days, on which few sign.
  private static let workday = 0.196
  private static let dayOff = 0.01

  init(
    from first: CalendarDate, through last: CalendarDate, deadline: CalendarDate,
    holidays: Set<CalendarDate>, pulls: [Double]
  ) {
    firstDay = Int(first.dayNumber)
    self.deadline = Int(deadline.dayNumber)
    self.pulls = pulls
    var cumulative = [0.0]
    var pulled = pulls.map { _ in [0.0] }
    for offset in 0...max(0, first.days(to: last)) {
      let day = first.advanced(by: offset)
      let isWork = day.weekday <= 5 && !holidays.contains(day)
      let weight = isWork ? Self.workday : Self.dayOff
      cumulative.append((cumulative.last ?? 0) + weight)
      let left = day.days(to: deadline)
      for (index, pull) in pulls.enumerated() {
        let now = left >= 0 ? exp(-Double(left) / pull) : 0
        pulled[index].append((pulled[index].last ?? 0) + weight * now)
      }
    }
    self.cumulative = cumulative
    self.pulled = pulled
  }

  private func place(_ day: Int) -> Int { min(max(0, day - firstDay + 1), cumulative.count - 1) }

  /// Working time of the days after `first` up to `last`, weeks.
  func weeks(after first: Int, through last: Int) -> Double {
    max(0, cumulative[place(last)] - cumulative[place(first)])
  }

  /// Mean of D over the working time of the days after `first` up to `last`.
  func pull(_ index: Int, after first: Int, through last: Int) -> Double {
    let time = weeks(after: first, through: last)
    guard time > 0 else { return 0 }
    return (pulled[index][place(last)] - pulled[index][place(first)]) / time
  }

  /// The week of a day: 0 ends on the deadline, 1 is the one before, −1 the one after.
  func week(_ day: Int) -> Int {
    let left = deadline - day
    return left >= 0 ? left / 7 : -((6 - left) / 7)
  }
}
