// Records: one event after its reports were laid side by side. An event of which reports appeared on
// several days has a version for each: what was known of it from that day on.

/// An event as settled from the reports that were known from one day on.
public struct Occasion: Hashable, Sendable, KnownStatement {
  /// The report that stands for the event, with the settled values in place.
  public let settled: EventReport
  /// All sources, in order.
  public let sources: [Source]
  /// The day from which the event counts: the latest day that its date allows.
  public let countsFrom: CalendarDate?
  /// The day on which the last of these reports became known: publication, else the event itself.
  public let recordedOn: CalendarDate?
  /// The day on which a further report became known, from which another version counts; nil for the
  /// newest.
  public let supersededOn: CalendarDate?
  /// Contradictions among its reports, settled.
  public let conflicts: [Conflict]

  /// An occasion from its settled parts.
  public init(
    settled: EventReport, sources: [Source], countsFrom: CalendarDate?,
    recordedOn: CalendarDate?, supersededOn: CalendarDate? = nil, conflicts: [Conflict]
  ) {
    self.settled = settled
    self.sources = sources
    self.countsFrom = countsFrom
    self.recordedOn = recordedOn
    self.supersededOn = supersededOn
    self.conflicts = conflicts
  }

  /// Name under which the event is counted in totals over regions: joint events share one.
  public var countingName: String {
    settled.jointTag.isEmpty ? settled.eventID : settled.jointTag
  }
}

/// One awareness session (sosialisasi).
public struct Session: Hashable, Sendable, KnownStatement {
  /// Name of the session.
  public let id: String
  /// Where.
  public let region: Region
  /// The elections that it serves.
  public let elections: [ElectionID]
  /// The day from which it counts; nil where no date is known.
  public let heldOn: CalendarDate?
  /// The day on which it became known; nil where unknown.
  public let recordedOn: CalendarDate?
  /// The first day on which a better-informed version stands in its place; nil where none does.
  public let supersededOn: CalendarDate?
  /// Rung of the cascade.
  public let tier: SessionTier
  /// Levels addressed.
  public let audience: [LevelMention]
  /// Attendance.
  public let attendees: Count
  /// Name under which the session is counted in totals over regions.
  public let countingName: String
  /// Where this was read.
  public let source: Source

  /// A session; see the properties for the meaning of each part.
  public init(
    id: String, region: Region, elections: [ElectionID], heldOn: CalendarDate?,
    recordedOn: CalendarDate?, supersededOn: CalendarDate? = nil, tier: SessionTier,
    audience: [LevelMention], attendees: Count, countingName: String, source: Source
  ) {
    self.id = id
    self.region = region
    self.elections = elections
    self.heldOn = heldOn
    self.recordedOn = recordedOn
    self.supersededOn = supersededOn
    self.tier = tier
    self.audience = audience
    self.attendees = attendees
    self.countingName = countingName
    self.source = source
  }
}

/// Rung of the cascade of sessions: the regency first, then each agency, district and village.
public enum SessionTier: String, CaseIterable, Hashable, Comparable, Sendable {
  /// Held by the regency for its leaders.
  case regency
  /// Held by an agency for its staff.
  case opd
  /// Held by a district.
  case district
  /// Held by a village.
  case village

  /// Orders from the regency down.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
