// Forecasting: time as a campaign feels it. On Sundays and holidays few people sign, so a day is
// worth what the panel itself shows that such a day brings.

public import Records

/// Exposure to signing by day: an ordinary day counts 1 on average over the week.
public struct WorkingClock: Hashable, Sendable {
  /// What each weekday is worth, Monday first; their mean is 1.
  public let weekdays: [Double]
  /// Public holidays; each is worth what the poorest weekday is worth.
  public let holidays: Set<CalendarDate>

  /// A clock on which every day is worth the same, except public holidays.
  ///
  /// - Parameters:
  ///   - weekdays: Seven finite values `> 0`, Monday first; they are scaled to a mean of 1.
  ///   - holidays: Public holidays.
  public init(
    weekdays: [Double] = Array(repeating: 1, count: 7), holidays: Set<CalendarDate> = []
  ) {
    precondition(
      weekdays.count == 7 && weekdays.allSatisfy { $0 > 0 && $0.isFinite }, "\(weekdays)")
    let mean = weekdays.reduce(0, +) / 7
    self.weekdays = weekdays.map { $0 / mean }
    self.holidays = holidays
  }

  /// Fewest weeks with daily counts from which the worth of a weekday is learnt.
  static let leastWeeks = 4
  /// Weeks that an even week weighs against what was seen.
  static let evenWeeks = 2.0

  /// Learns what each weekday is worth from counts on consecutive days.
  ///
  /// The rise of all units together on a day is compared with the mean of the seven days around it,
  /// which takes out the trend; the ratios of a weekday are averaged and drawn towards an even week.
  /// Units weigh alike, whatever their size. Without four weeks of daily counts the week is even.
  ///
  /// - Parameters:
  ///   - panel: Units.
  ///   - holidays: Public holidays; they teach nothing about weekdays.
  /// - Complexity: O(n) in the counts.
  public init(learningFrom panel: [UnitSeries], holidays: Set<CalendarDate> = []) {
    var rises: [CalendarDate: Double] = [:]
    for unit in panel where unit.required > 0 {
      for (before, after) in zip(unit.points, unit.points.dropFirst())
      where before.date.days(to: after.date) == 1 {
        rises[after.date, default: 0] +=
          Double(after.signed - before.signed) / Double(unit.required)
      }
    }
    var sums = [Double](repeating: 0, count: 7)
    var seen = [Double](repeating: 0, count: 7)
    for (date, rise) in rises.sorted(by: { $0.key < $1.key }) where !holidays.contains(date) {
      let around = (-3...3).compactMap { rises[date.advanced(by: $0)] }
      let total = around.reduce(0, +)
      guard around.count == 7, total > 0 else { continue }
      sums[date.weekday - 1] += 7 * rise / total
      seen[date.weekday - 1] += 1
    }
    guard let least = seen.min(), least >= Double(Self.leastWeeks) else {
      self.init(holidays: holidays)
      return
    }
    self.init(
      weekdays: zip(sums, seen).map { max(0.05, ($0 + Self.evenWeeks) / ($1 + Self.evenWeeks)) },
      holidays: holidays)
  }

  /// What one day is worth.
  public func worth(_ date: CalendarDate) -> Double {
    holidays.contains(date)
      ? min(1, weekdays.min() ?? 1) : weekdays[date.weekday - 1]
  }

  /// Cumulative exposure at the end of each day from `first`, where it is 0, through `last`.
  func reading(from first: CalendarDate, through last: CalendarDate) -> ClockReading {
    var sum = 0.0
    var sums = [0.0]
    var day = first
    while day < last {
      day = day.advanced(by: 1)
      sum += worth(day)
      sums.append(sum)
    }
    return ClockReading(first: first, sums: sums)
  }
}

/// Cumulative exposure of a span of days.
struct ClockReading {
  let first: CalendarDate
  let sums: [Double]

  /// Exposure from the first day to the end of a day of the span, days.
  subscript(date: CalendarDate) -> Double {
    sums[min(max(first.days(to: date), 0), sums.count - 1)]
  }
}
