// Records: the elections before which pacts are signed, and the stages that lead to them.

/// Name of an election in files and options, for example `pilkada-2024`.
public struct ElectionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name itself.
  public let description: String

  /// Wraps a name; whether such an election exists is for the reference tables to say.
  public init(_ text: some StringProtocol) { description = String(text) }

  /// Orders by name.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// One election.
public struct Election: Hashable, Sendable {
  /// Its name in files and options.
  public let id: ElectionID
  /// Its full name.
  public let name: String
  /// Voting day; nil where none is set yet.
  public let votingDay: CalendarDate?
  /// Whether regents and mayors are elected (pilkada): then regencies that elect none stay out.
  public let isLocal: Bool
  /// Number of kabupaten and kota that take part; nil where the tables do not say. Earlier local
  /// elections were held in a part of the country only.
  public let participantCount: Int?

  /// An election with its voting day.
  public init(
    id: ElectionID, name: String, votingDay: CalendarDate?, isLocal: Bool,
    participantCount: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.votingDay = votingDay
    self.isLocal = isLocal
    self.participantCount = participantCount
  }
}

/// One official stage (tahapan) of an election.
public struct ElectionStage: Hashable, Sendable {
  /// The election that the stage belongs to.
  public let election: ElectionID
  /// Its Indonesian name.
  public let name: String
  /// First day; nil where the rule states none.
  public let start: CalendarDate?
  /// Last day; nil where the rule states none.
  public let end: CalendarDate?

  /// A stage between two days, either of which may be open.
  public init(election: ElectionID, name: String, start: CalendarDate?, end: CalendarDate?) {
    self.election = election
    self.name = name
    self.start = start
    self.end = end
  }
}
