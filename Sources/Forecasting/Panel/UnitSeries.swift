// Forecasting: what a model sees of one unit: its roster, its counts by date and what was done to
// gather signatures. Where the numbers come from (register, recap, event) no longer matters here.

public import Records

/// The counts of one unit (regency, level) up to a day, as a model sees them.
public struct UnitSeries: Hashable, Sendable {
  /// A cumulative count.
  public struct Point: Hashable, Sendable {
    /// The day at whose end the count held.
    public let date: CalendarDate
    /// Everybody who had signed by then, persons, `0...required`.
    public let signed: Int

    /// A count on a day.
    public init(date: CalendarDate, signed: Int) {
      self.date = date
      self.signed = signed
    }
  }

  /// An awareness session that addressed officials of the unit.
  public struct Attendance: Hashable, Sendable {
    /// The day.
    public let date: CalendarDate
    /// Officials of the unit addressed ÷ required, `0...1`.
    public let reach: Double

    /// A session on a day.
    public init(date: CalendarDate, reach: Double) {
      precondition((0...1).contains(reach), "reach \(reach)")
      self.date = date
      self.reach = reach
    }
  }

  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// Officials who must sign, persons, `>= 0`; an estimate where `isRosterKnown` is false.
  public let required: Int
  /// Whether a record or the office defines `required`.
  public let isRosterKnown: Bool
  /// Counts by rising date; none falls below the one before it.
  public let points: [Point]
  /// Days on which a mass signing is recorded or planned, by rising date; those after the last point
  /// are announced ones.
  public let ceremonies: [CalendarDate]
  /// Sessions by date.
  public let sessions: [Attendance]

  /// A unit from its counts.
  public init(
    regency: RegencyCode, level: Level, required: Int, isRosterKnown: Bool = true,
    points: [Point], ceremonies: [CalendarDate] = [], sessions: [Attendance] = []
  ) {
    precondition(required >= 0, "required \(required)")
    precondition(
      zip(points, points.dropFirst()).allSatisfy { $0.date < $1.date && $0.signed <= $1.signed },
      "points of \(regency) do not rise")
    precondition(
      points.allSatisfy { (0...required).contains($0.signed) },
      "a point of \(regency) is not in 0...\(required)")
    self.regency = regency
    self.level = level
    self.required = required
    self.isRosterKnown = isRosterKnown
    self.points = points
    self.ceremonies = ceremonies
    self.sessions = sessions
  }
}
