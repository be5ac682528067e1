// Forecasting: what may be done before voting day, for forecasts of "what if".

public import Records

/// Ceremonies and sessions that are planned or supposed, and perhaps another voting day.
public struct Scenario: Hashable, Sendable {
  /// A day on which officials of some levels of a regency sign together.
  public struct Ceremony: Hashable, Sendable {
    /// The regency.
    public let regency: RegencyCode
    /// The levels.
    public let levels: Set<Level>
    /// The day.
    public let date: CalendarDate

    /// A ceremony from its parts.
    public init(regency: RegencyCode, levels: Set<Level>, date: CalendarDate) {
      self.regency = regency
      self.levels = levels
      self.date = date
    }
  }

  /// A session for some levels of a regency.
  public struct PlannedSession: Hashable, Sendable {
    /// The regency.
    public let regency: RegencyCode
    /// The levels addressed.
    public let levels: Set<Level>
    /// The day.
    public let date: CalendarDate
    /// Officials who will come, persons, `>= 0`.
    public let attendees: Int

    /// A session from its parts.
    public init(regency: RegencyCode, levels: Set<Level>, date: CalendarDate, attendees: Int) {
      precondition(attendees >= 0, "\(attendees) attendees")
      self.regency = regency
      self.levels = levels
      self.date = date
      self.attendees = attendees
    }
  }

  /// Ceremonies in any order.
  public var ceremonies: [Ceremony] = []
  /// Sessions in any order.
  public var sessions: [PlannedSession] = []
  /// Voting day, where it is not the one of the election.
  public var votingDay: CalendarDate?

  /// Nothing beside what is recorded.
  public init() {}
}
