// Statistics: what the evidence says of one unit on one date: how many must sign, how many have.
// `ClaimWeighing` makes it from the ledgers; every verb counts through it.

public import Records

/// How the number of signers is known: the words of the column `signed_kind`.
public enum SignedKind: String, Sendable {
  /// Counted.
  case exact
  /// At least so many.
  case atLeast = "at_least"
  /// A round figure.
  case about
  /// Between two bounds.
  case range
  /// "All of them" by the source's word.
  case all
  /// Representatives signed for the others: an event, no count.
  case represented
  /// A signing or an obligation is documented, a number is not.
  case unknown
}

/// What is known of one unit on one date.
public struct Tally: Sendable {
  /// The election.
  public let election: ElectionID
  /// The regency.
  public let regency: RegencyCode
  /// The level; nil for a total over levels.
  public let level: Level?
  /// Officials who must sign, persons.
  public let required: Count
  /// Where `required` comes from.
  public let requiredBasis: EvidenceBasis
  /// Distribution of a roster that is estimated from those of other regencies; nil for any other.
  public let rosterDistribution: RosterDistribution?
  /// Officials who have signed, persons; unknown for "all" of an unknown roster.
  public let signed: Count
  /// How `signed` is known.
  public let signedKind: SignedKind
  /// Whether a signing is documented, with or without a number.
  public let isLaunched: Bool
  /// Latest date of a documented signature; nil where there is none.
  public let lastSignedOn: CalendarDate?
  /// Last day up to which `signed` speaks: the day of the tally for a register, that of the recap or
  /// event else; nil without a count.
  public let countedThrough: CalendarDate?
  /// Dates on which a number of signers is known.
  public let countedDates: Int
  /// Sources of the numbers and of the scope, in order.
  public let sources: [Source]
  /// Contradictions met while weighing the claims.
  public let conflicts: [Conflict]

  /// Officials who have not signed, persons.
  public var outstanding: Count {
    if signedKind == .all { return .exact(0) }
    guard !signed.isUnknown, let most = documentedRequired.upper, signed.lower <= most else {
      return .unknown
    }
    let least = max(0, required.lower - (signed.upper ?? most))
    return .between(least, most - signed.lower)
  }

  /// Officials who must sign as far as records and definitions say; a range that is only assumed
  /// counts as unknown, so that no sum passes an assumption off as evidence.
  public var documentedRequired: Count { requiredBasis < .estimated ? required : .unknown }

  /// Whether the record could also have shown that somebody is missing. A post that an article
  /// names as signing, counted against the one that the office has, could not: those who stayed
  /// away are in no article.
  public var couldShowMissing: Bool { requiredBasis <= .stated }

  /// Signed and required where both are exact and fit each other; nil otherwise.
  public var exactPair: (signed: Int, required: Int)? { signed.exactPair(of: required) }
}

extension SignedKind {
  /// The kind of a count that is not "all" and not by representatives.
  init(_ count: Count) {
    switch count {
    case .exact: self = .exact
    case .atLeast: self = .atLeast
    case .about: self = .about
    case .range: self = .range
    case .unknown: self = .unknown
    }
  }
}

extension Count {
  /// This many of `required`, where both are exact and fit each other; nil otherwise.
  func exactPair(of required: Count) -> (signed: Int, required: Int)? {
    guard let signed = exactValue, let required = required.exactValue, signed <= required
    else { return nil }
    return (signed, required)
  }
}
