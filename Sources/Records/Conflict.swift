// Records: statements that cannot all be true, what was believed, and by which rule.

/// The stated rules by which contradictions are settled, strongest reason first in the text.
public enum SettlementRule: String, CaseIterable, Sendable {
  /// Those who have not signed, named or counted, beat a round total of signers.
  case outstandingBeatsTotal = "outstanding_beats_total"
  /// The statement of most sources, then the more precise, then the earlier.
  case majorityOfSources = "majority_of_sources"
  /// A register beats a recap, a recap beats an event.
  case betterRecord = "better_record"
  /// The record that became known later corrects the earlier one.
  case laterCorrection = "later_correction"
  /// A stated number beats the reference table.
  case statedBeatsReference = "stated_beats_reference"
  /// A total of a province contains its regencies and is not added to them.
  case totalContainsParts = "total_contains_parts"
  /// Nothing settles it: bounds that hold every statement are used.
  case keptAsBounds = "kept_as_bounds"
}

/// One statement inside a conflict.
public struct Claim: Hashable, Sendable {
  /// What is stated, as text.
  public let value: String
  /// Who states it.
  public let source: Source

  /// A statement with its source.
  public init(value: String, source: Source) {
    self.value = value
    self.source = source
  }
}

/// A contradiction between statements about one thing.
public struct Conflict: Hashable, Sendable {
  /// The region that it is about.
  public let region: Region
  /// The event or file that it is about.
  public let subject: String
  /// The quantity in doubt, by the name of its column.
  public let field: String
  /// The statements, in a stable order.
  public let claims: [Claim]
  /// What the toolkit goes on with, as text.
  public let settledAs: String
  /// Why.
  public let rule: SettlementRule
  /// The elections that it touches; empty for all.
  public let elections: [ElectionID]
  /// The day on which the last of its statements became known; nil for always.
  public let recordedOn: CalendarDate?

  /// A conflict and how it was settled.
  public init(
    region: Region, subject: String, field: String, claims: [Claim], settledAs: String,
    rule: SettlementRule, elections: [ElectionID] = [], recordedOn: CalendarDate? = nil
  ) {
    self.region = region
    self.subject = subject
    self.field = field
    self.claims = claims
    self.settledAs = settledAs
    self.rule = rule
    self.elections = elections
    self.recordedOn = recordedOn
  }
}

extension Evidence {
  /// Conflicts that touch an election and were known by a day.
  ///
  /// - Parameters:
  ///   - election: The election.
  ///   - asOf: Conflicts whose last statement became known later are left out.
  /// - Returns: Conflicts in order.
  public func conflicts(of election: ElectionID, asOf: CalendarDate) -> [Conflict] {
    conflicts.filter { conflict in
      (conflict.elections.isEmpty || conflict.elections.contains(election))
        && (conflict.recordedOn.map { $0 <= asOf } ?? true)
    }
  }
}
