// Forecasting: what the simulator gives: the records that offices would file, and the truth behind
// them.

public import Records

/// A cumulative recap that a regency's office files for one level.
public struct SimulatedRecap: Hashable, Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// The day on which the count holds.
  public let asOf: CalendarDate
  /// Officials who must sign as the office states it that day, persons; the truth where it states
  /// no roster, see `isRosterStated`.
  public let required: Int
  /// Whether the recap says how many must sign.
  public let isRosterStated: Bool
  /// Officials who had signed by the end of the day, `0...required`.
  public let signed: Int
  /// The day on which the recap became known, not before `asOf`.
  public let recordedOn: CalendarDate
}

/// A ceremony of one unit that the records tell of.
public struct SimulatedCeremony: Hashable, Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// The day.
  public let heldOn: CalendarDate
  /// The day on which it became known; before `heldOn` where it was announced.
  public let knownOn: CalendarDate
}

/// One obligated official, without anything that names a person.
public struct SimulatedOfficial: Hashable, Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// Kind of employment: `elected`, `village` or `pns` by level; staff also `pppk` and `nonASN`.
  public let employment: Employment
  /// Position of the workplace in `Workplaces.names`.
  public let unit: Int
  /// Number within regency and level, from 1; those who signed come first, in order of their day.
  public let number: Int
  /// The day from which the official must sign: the first day of the campaign.
  public let requiredOn: CalendarDate
  /// The day of the signature; nil for those who had not signed on voting day.
  public let signedOn: CalendarDate?
  /// How it was given: in person at the ceremony, later also through a form.
  public let mode: SigningMode
  /// The day on which the signature became known; nil without a signature.
  public let recordedOn: CalendarDate?
}

/// One awareness session.
public struct SimulatedSession: Hashable, Sendable {
  /// Name of the session, unique in the campaign.
  public let id: String
  /// The regency.
  public let regency: RegencyCode
  /// The day.
  public let heldOn: CalendarDate
  /// Rung of the cascade.
  public let tier: SessionTier
  /// Levels addressed, in order.
  public let audience: [Level]
  /// Attendance, persons.
  public let attendees: Int
}

/// What is true of one unit, whether or not anybody reports it.
public struct SimulatedTruth: Hashable, Sendable {
  /// The regency.
  public let regency: RegencyCode
  /// The level.
  public let level: Level
  /// Officials who must sign, persons, `>= 1`.
  public let required: Int
  /// Day of the ceremony; nil where there is none up to voting day.
  public let launchedOn: CalendarDate?
  /// Officials who would sign if the campaign never ended, divided by `required`.
  public let everSignShare: Double
  /// Officials who had signed by the end of voting day.
  public let signed: Int
  /// Whether the regency files any record.
  public let isReported: Bool
  /// Whether the unit's recaps say how many must sign.
  public let isRosterStated: Bool
  /// The roster that the office states on the first day of the campaign, persons, `>= 1`.
  public let firstStated: Int
}

/// A simulated campaign: records and truth.
public struct SimulatedCampaign: Hashable, Sendable {
  /// First day of the campaign.
  public let start: CalendarDate
  /// Its last day.
  public let votingDay: CalendarDate
  /// Recaps by regency, day and level.
  public let recaps: [SimulatedRecap]
  /// Recorded and announced ceremonies by regency, level and day.
  public let ceremonies: [SimulatedCeremony]
  /// Sessions by regency and day.
  public let sessions: [SimulatedSession]
  /// The truth by regency and level.
  public let truth: [SimulatedTruth]
}
