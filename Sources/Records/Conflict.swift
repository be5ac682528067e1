// Records: statements that cannot all be true, what was believed, and by which rule.

/// The stated rules by which contradictions are settled, strongest reason first.
public enum SettlementRule: String, CaseIterable, Sendable {
  /// A register beats a recap, a recap beats an event.
  case betterRecord = "better_record"
  /// The statement that became known later corrects an earlier one of the same publisher or office.
  case laterCorrection = "later_correction"
  /// The text of an article beats its headline, and counts by level beat a total that they exceed.
  case detailBeatsHeadline = "detail_beats_headline"
  /// Those who have not signed, named or counted, beat a round total of signers.
  case outstandingBeatsTotal = "outstanding_beats_total"
  /// A count beats the word "all".
  case countBeatsAll = "count_beats_all"
  /// Signatures by representatives are no head count: whoever says so is believed.
  case representedBeatsPresence = "represented_beats_presence"
  /// A stated number beats the reference table.
  case statedBeatsReference = "stated_beats_reference"
  /// A total of a province contains its regencies and is not added to them.
  case totalContainsParts = "total_contains_parts"
  /// The statement of most outlets.
  case majorityOfSources = "majority_of_sources"
  /// Of statements with as many outlets, the more precise.
  case morePrecise = "more_precise"
  /// Of statements with as many outlets and as precise, the first: the earlier date, the earlier
  /// name.
  case firstInOrder = "first_in_order"
  /// Reports that each tell a part: all of them are kept.
  case keptTogether = "kept_together"
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
public struct Conflict: Hashable, Sendable, KnownStatement {
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
  /// The day from which it is settled anew or gone; nil where it stands.
  public let supersededOn: CalendarDate?

  /// A conflict and how it was settled.
  public init(
    region: Region, subject: String, field: String, claims: [Claim], settledAs: String,
    rule: SettlementRule, elections: [ElectionID] = [], recordedOn: CalendarDate? = nil,
    supersededOn: CalendarDate? = nil
  ) {
    self.region = region
    self.subject = subject
    self.field = field
    self.claims = claims
    self.settledAs = settledAs
    self.rule = rule
    self.elections = elections
    self.recordedOn = recordedOn
    self.supersededOn = supersededOn
  }
}

extension Conflict {
  /// The same conflict, known from one day and superseded on another.
  ///
  /// - Parameters:
  ///   - elections: The elections that it touches.
  ///   - recordedOn: The day on which the last of its statements became known; nil for always.
  ///   - supersededOn: The day from which it is settled anew or gone; nil where it stands.
  /// - Returns: The conflict with these days.
  public func known(
    _ elections: [ElectionID], from recordedOn: CalendarDate?, until supersededOn: CalendarDate?
  ) -> Conflict {
    Conflict(
      region: region, subject: subject, field: field, claims: claims, settledAs: settledAs,
      rule: rule, elections: elections, recordedOn: recordedOn, supersededOn: supersededOn)
  }
}

extension Evidence {
  /// Conflicts that touch an election and stood on a day.
  ///
  /// - Parameters:
  ///   - election: The election.
  ///   - asOf: Conflicts whose last statement became known later, and those that were settled anew
  ///     by then, are left out.
  /// - Returns: Conflicts in order.
  public func conflicts(of election: ElectionID, asOf: CalendarDate) -> [Conflict] {
    conflicts.filter { conflict in
      (conflict.elections.isEmpty || conflict.elections.contains(election))
        && conflict.isKnown(on: asOf)
    }
  }
}
