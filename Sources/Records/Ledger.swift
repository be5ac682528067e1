// Records: all evidence for one (election, regency, level, employment), whatever file it came from.
// Nothing is decided here: claims stand side by side, and `Statistics` reads them as of a date.

/// What a ledger is about.
public struct LedgerKey: Hashable, Comparable, Sendable {
  /// The election.
  public let election: ElectionID
  /// The regency.
  public let regency: RegencyCode
  /// The level; nil for totals that a source does not break down by level.
  public let level: Level?
  /// The kind of employment, `unknown` where the source does not say.
  public let employment: Employment

  /// A key from its parts.
  public init(
    election: ElectionID, regency: RegencyCode, level: Level?, employment: Employment = .unknown
  ) {
    self.election = election
    self.regency = regency
    self.level = level
    self.employment = employment
  }

  /// Orders by election, regency, level (totals last) and employment.
  public static func < (left: Self, right: Self) -> Bool {
    if left.election != right.election { return left.election < right.election }
    if left.regency != right.regency { return left.regency < right.regency }
    if left.level != right.level {
      return (left.level?.order ?? Int.max) < (right.level?.order ?? Int.max)
    }
    return left.employment < right.employment
  }
}

/// Kind of record behind a number, best first: a register beats a recap, a recap an event.
public enum EvidenceBasis: String, CaseIterable, Hashable, Comparable, Sendable {
  /// A register of officials.
  case register
  /// Daily counts that another program made from a register.
  case counts
  /// A cumulative recap by an office.
  case recap
  /// A number printed about an event.
  case stated
  /// The reference tables, where the office defines the number exactly.
  case reference
  /// A range that is an assumption of the toolkit.
  case estimated
  /// Nothing.
  case unknown

  /// Orders from best to worst.
  public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A statement of how many must sign.
public struct DenominatorClaim: Hashable, Sendable, KnownStatement {
  /// How many officials.
  public let count: Count
  /// What kind of record says so.
  public let basis: EvidenceBasis
  /// The day from which the statement holds; nil for always.
  public let asOf: CalendarDate?
  /// The day on which it became known; nil for always.
  public let recordedOn: CalendarDate?
  /// The first day on which a better-informed version stands in its place; nil where none does.
  public let supersededOn: CalendarDate?
  /// Who says so, first the one whose words were taken.
  public let sources: [Source]

  /// A statement of a denominator.
  public init(
    count: Count, basis: EvidenceBasis, asOf: CalendarDate?, recordedOn: CalendarDate?,
    supersededOn: CalendarDate? = nil, source: Source, otherSources: [Source] = []
  ) {
    self.count = count
    self.basis = basis
    self.asOf = asOf
    self.recordedOn = recordedOn
    self.supersededOn = supersededOn
    sources = [source] + otherSources
  }
}

/// A statement of how many signed.
public struct SigningClaim: Hashable, Sendable, KnownStatement {
  /// Whether the number counts new signers since `after` or everybody up to the date.
  public enum Measure: Hashable, Sendable {
    /// New signers, other persons than those of every other increment.
    case increment
    /// Everybody who had signed up to the date.
    case cumulative
    /// Signers of one event, perhaps the same persons as at another event.
    case gathering
  }

  /// How many.
  public let extent: Extent
  /// What the number counts.
  public let measure: Measure
  /// What kind of record says so.
  public let basis: EvidenceBasis
  /// Last day on which they had not signed; nil where the evidence sets no such bound.
  public let after: CalendarDate?
  /// Day by which they had signed; nil where no date is known.
  public let upTo: CalendarDate?
  /// How they signed.
  public let mode: SigningMode
  /// Day on which this became known; nil for always.
  public let recordedOn: CalendarDate?
  /// The first day on which a better-informed version stands in its place; nil where none does.
  public let supersededOn: CalendarDate?
  /// Who says so, first the one whose words were taken.
  public let sources: [Source]

  /// A statement of signatures.
  public init(
    extent: Extent, measure: Measure, basis: EvidenceBasis, after: CalendarDate? = nil,
    upTo: CalendarDate?, mode: SigningMode = .inPerson, recordedOn: CalendarDate?,
    supersededOn: CalendarDate? = nil, source: Source, otherSources: [Source] = []
  ) {
    self.extent = extent
    self.measure = measure
    self.basis = basis
    self.after = after
    self.upTo = upTo
    self.mode = mode
    self.recordedOn = recordedOn
    self.supersededOn = supersededOn
    sources = [source] + otherSources
  }
}

/// All evidence for one key.
public struct Ledger: Sendable {
  /// What the evidence is about.
  public let key: LedgerKey
  /// Statements of the denominator.
  public let denominators: [DenominatorClaim]
  /// Statements of signatures.
  public let signings: [SigningClaim]

  /// A ledger from its claims.
  public init(key: LedgerKey, denominators: [DenominatorClaim], signings: [SigningClaim]) {
    self.key = key
    self.denominators = denominators
    self.signings = signings
  }
}

/// A reported violation count of a region and period; context, never mixed into compliance.
public struct ViolationReport: Hashable, Sendable {
  /// Name of the region as printed.
  public let region: String
  /// Reports received; unknown is not zero.
  public let reports: Count
  /// Violations found; unknown is not zero.
  public let violations: Count
  /// Where this was read.
  public let source: Source

  /// A violation count with its source.
  public init(region: String, reports: Count, violations: Count, source: Source) {
    self.region = region
    self.reports = reports
    self.violations = violations
    self.source = source
  }
}

/// Everything that was read: the input of every statistic.
public struct Evidence: Sendable {
  /// Ledgers in order of their key.
  public let ledgers: [Ledger]
  /// Events in order of date, region and name.
  public let occasions: [Occasion]
  /// Sessions in the same order.
  public let sessions: [Session]
  /// Violation counts in the order of their source.
  public let violations: [ViolationReport]
  /// All contradictions, in order of region and subject.
  public let conflicts: [Conflict]

  /// Evidence from its parts, which must be in order.
  public init(
    ledgers: [Ledger], occasions: [Occasion], sessions: [Session],
    violations: [ViolationReport], conflicts: [Conflict]
  ) {
    self.ledgers = ledgers
    self.occasions = occasions
    self.sessions = sessions
    self.violations = violations
    self.conflicts = conflicts
  }
}
