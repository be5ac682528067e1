// Ingest: what a settled event says about each level's ledger. Here the domain's traps are kept
// out: a pledge is no signature, two representatives are not "2 of N", a head count is no target.

import Records

/// Claims of one occasion about one level; `level` nil is a total that is not broken down.
struct EventClaim: Equatable {
  var level: Level?
  var employment: Employment = .unknown
  var required: Count = .unknown
  /// What the event says of signatures; nil where the level is only said to be bound.
  var signed: Extent? = .named
}

/// Reads the claims of one occasion.
struct EventClaims {
  let event: EventReport

  /// Claims in order of level, total last; empty for events without a signature.
  var claims: [EventClaim] {
    guard event.kinds.contains(.signing) else { return boundClaims(excluding: []) }
    // Guests such as the police or the KPU chair may sign too; they are not obliged.
    var signing = event.signerLevels.filter { !$0.levels.isEmpty }
    if event.mode == .represented {
      signing = (signing + event.attendeeLevels).map(\.onlyNamed)
    } else if signing.isEmpty {
      // Nobody is said to have signed: those who attended a signing are in scope, number unknown.
      signing = event.attendeeLevels.map(\.onlyNamed)
    }
    var claims = levelClaims(signing)
    claims += boundClaims(excluding: Set(claims.compactMap(\.level)))
    if event.mode != .represented, let total = totalClaim(beside: claims) { claims.append(total) }
    return claims.sorted { ($0.level?.order ?? Int.max) < ($1.level?.order ?? Int.max) }
  }

  /// Whether the printed `required` is a target: only beside signers or outstanding officials.
  var requiredIsTarget: Bool {
    !event.required.isUnknown && (!event.signers.isUnknown || !event.outstanding.isUnknown)
  }

  private func levelClaims(_ mentions: [LevelMention]) -> [EventClaim] {
    let list = listsTheRequired(mentions)
    let missingByLevel = outstandingByLevel
    let missingSomewhere = event.outstanding.exactValue ?? 0
    var claims: [EventClaim] = []
    for mention in mentions {
      guard let level = mention.singleLevel else {
        // A word that covers several levels names each of them; its count fits none alone.
        for level in mention.levels { merge(EventClaim(level: level), into: &claims) }
        continue
      }
      var claim = EventClaim(level: level, employment: mention.employment)
      claim.signed = mention.extent
      if case .counted(let count) = mention.extent {
        if list, let total = count.exactValue {
          claim.required = count
          if let missing = missingByLevel {
            claim.signed = .counted(.exact(total - min(total, missing[level] ?? 0)))
          } else if missingSomewhere > 0 {
            claim.signed = .counted(.between(max(0, total - missingSomewhere), total))
          }
        } else if !requiredIsTarget {
          claim.signed = .counted(Self.atLeast(count))
        }
      }
      merge(claim, into: &claims)
    }
    if claims.count == 1, let only = claims.first, mentions.allSatisfy({ $0.singleLevel != nil }) {
      if requiredIsTarget, only.required.isUnknown { claims[0].required = event.required }
      if only.signed == .named, !event.signers.isUnknown, event.mode != .represented {
        claims[0].signed = .counted(
          requiredIsTarget ? event.signers : Self.atLeast(event.signers))
      }
    }
    return claims
  }

  /// Whether the counts by level add up to `required`, so that they list who must sign.
  private func listsTheRequired(_ mentions: [LevelMention]) -> Bool {
    guard requiredIsTarget, let required = event.required.exactValue else { return false }
    var sum = 0
    for mention in mentions {
      guard mention.singleLevel != nil, case .counted(let count) = mention.extent,
        let value = count.exactValue
      else { return false }
      sum += value
    }
    return sum == required
  }

  private var outstandingByLevel: [Level: Int]? {
    guard !event.outstandingLevels.isEmpty else { return nil }
    var found: [Level: Int] = [:]
    for mention in event.outstandingLevels {
      guard let level = mention.singleLevel, case .counted(let count) = mention.extent,
        let value = count.exactValue
      else { return nil }
      found[level, default: 0] += value
    }
    return found
  }

  /// A printed total that the claims by level do not already add up to.
  private func totalClaim(beside claims: [EventClaim]) -> EventClaim? {
    guard !event.signers.isUnknown || requiredIsTarget else { return nil }
    var sum = Count.exact(0)
    for claim in claims {
      guard case .counted(let count)? = claim.signed else {
        sum = sum + .unknown
        continue
      }
      sum = sum + count
    }
    if claims.count == 1, claims[0].signed == .counted(event.signers) { return nil }
    guard sum.lower != event.signers.lower || sum.isUnknown else { return nil }
    return EventClaim(
      level: nil, required: requiredIsTarget ? event.required : .unknown,
      signed: event.signers.isUnknown
        ? .named : .counted(requiredIsTarget ? event.signers : Self.atLeast(event.signers)))
  }

  /// Those who signed at one event, of whom no report says that they are all: others may have
  /// signed elsewhere.
  private static func atLeast(_ count: Count) -> Count { .between(count.lower, nil) }

  private func boundClaims(excluding present: Set<Level>) -> [EventClaim] {
    var claims: [EventClaim] = []
    for level in event.boundLevels.flatMap(\.levels) where !present.contains(level) {
      merge(EventClaim(level: level, signed: nil), into: &claims)
    }
    return claims
  }

  /// Two words for one level ("pns; pppk") are one claim; a count beats a mere mention.
  private func merge(_ claim: EventClaim, into claims: inout [EventClaim]) {
    guard
      let place = claims.firstIndex(where: {
        $0.level == claim.level && $0.employment == claim.employment
      })
    else {
      claims.append(claim)
      return
    }
    if claims[place].signed == .named, let signed = claim.signed { claims[place].signed = signed }
    if claims[place].required.isUnknown { claims[place].required = claim.required }
  }
}

extension LevelMention {
  fileprivate var onlyNamed: LevelMention {
    LevelMention(word: word, levels: levels, employment: employment, extent: .named)
  }
}
