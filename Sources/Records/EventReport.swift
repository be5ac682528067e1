// Records: one event as one outlet tells it: a signing, a pledge, a session. Several reports of
// the same event become one `Occasion`, with their differences kept as conflicts.

/// What happened at an event.
public enum EventKind: String, CaseIterable, Hashable, Comparable, Sendable {
  /// The pact was signed.
  case signing
  /// A pledge (ikrar) was spoken; it is not a signature.
  case pledge
  /// An awareness session (sosialisasi).
  case session = "sosialisasi"
  /// Compliance was monitored.
  case monitoring

  /// Orders by declaration.
  public static func < (left: Self, right: Self) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// How a signature was given.
public enum SigningMode: String, CaseIterable, Hashable, Sendable {
  /// By the official in person.
  case inPerson = "in_person"
  /// By representatives who sign for others: an event, but not "2 of N signed".
  case represented
  /// Through a form or an application.
  case online
}

/// What an event announces for later. It stays open until a record shows that it happened.
public enum FollowUp: String, CaseIterable, Hashable, Comparable, Sendable {
  /// Heads of units pass the message to their own staff by sessions.
  case cascade
  /// An office monitors what follows.
  case monitoring

  /// Orders by name.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A level, or a word that covers several levels, with how many of it are meant.
public struct LevelMention: Hashable, Sendable {
  /// The word of the source, for example `kepala_opd` or `eselon_2`.
  public let word: String
  /// The levels that the word covers; empty for guests who are not obliged (police, KPU).
  public let levels: [Level]
  /// The kind of employment that the word names.
  public let employment: Employment
  /// How many.
  public let extent: Extent

  /// A mention of one word.
  public init(word: String, levels: [Level], employment: Employment, extent: Extent) {
    self.word = word
    self.levels = levels
    self.employment = employment
    self.extent = extent
  }

  /// The one level that the word names, or nil where it names several or none.
  public var singleLevel: Level? { levels.count == 1 ? levels[0] : nil }
}

/// One report of one event.
public struct EventReport: Hashable, Sendable {
  /// Name of the event; reports with the same name tell of the same event.
  public let eventID: String
  /// What happened.
  public let kinds: Set<EventKind>
  /// Where: a regency, or a province as a whole.
  public let region: Region
  /// When, as precisely as the report says.
  public let date: ImpreciseDate
  /// The elections that the event serves: one, or two.
  public let elections: [ElectionID]
  /// Signers as printed.
  public let signers: Count
  /// Officials who must sign as printed. Only beside `signers` or `outstanding` is it a target;
  /// alone it is often a head count.
  public let required: Count
  /// Officials who had not signed as printed.
  public let outstanding: Count
  /// Levels that signed.
  public let signerLevels: [LevelMention]
  /// Levels of those who had not signed.
  public let outstandingLevels: [LevelMention]
  /// Attendance as printed.
  public let attendees: Count
  /// Levels that attended.
  public let attendeeLevels: [LevelMention]
  /// How signatures were given.
  public let mode: SigningMode
  /// Offices that witnessed, as printed.
  public let witnesses: String
  /// Circulars, laws and decrees named.
  public let legalBasis: String
  /// Levels that the pact is said to bind, whether or not they signed at this event.
  public let boundLevels: [LevelMention]
  /// Rung of the cascade on which a session was held; the regency's own where nothing says
  /// otherwise.
  public let tier: SessionTier
  /// What was announced to follow.
  public let followUps: Set<FollowUp>
  /// Tag shared by the reports of one event over several regions; empty where there is none.
  public let jointTag: String
  /// Where this was read.
  public let source: Source
  /// When it was published.
  public let publishedOn: ImpreciseDate
  /// Remark of the coder.
  public let note: String

  /// A report; see the properties for the meaning of each part.
  public init(
    eventID: String, kinds: Set<EventKind>, region: Region, date: ImpreciseDate,
    elections: [ElectionID], signers: Count = .unknown, required: Count = .unknown,
    outstanding: Count = .unknown, signerLevels: [LevelMention] = [],
    outstandingLevels: [LevelMention] = [], attendees: Count = .unknown,
    attendeeLevels: [LevelMention] = [], mode: SigningMode = .inPerson, witnesses: String = "",
    legalBasis: String = "", boundLevels: [LevelMention] = [], tier: SessionTier = .regency,
    followUps: Set<FollowUp> = [], jointTag: String = "", source: Source,
    publishedOn: ImpreciseDate = .unknown, note: String = ""
  ) {
    self.eventID = eventID
    self.kinds = kinds
    self.region = region
    self.date = date
    self.elections = elections
    self.signers = signers
    self.required = required
    self.outstanding = outstanding
    self.signerLevels = signerLevels
    self.outstandingLevels = outstandingLevels
    self.attendees = attendees
    self.attendeeLevels = attendeeLevels
    self.mode = mode
    self.witnesses = witnesses
    self.legalBasis = legalBasis
    self.boundLevels = boundLevels
    self.tier = tier
    self.followUps = followUps
    self.jointTag = jointTag
    self.source = source
    self.publishedOn = publishedOn
    self.note = note
  }
}
