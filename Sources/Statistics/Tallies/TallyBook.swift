// Statistics: the tallies of one election as of one date, for every unit in scope, and their
// roll-ups, which add up exactly because bounds are added and never rates.

public import Records

/// The evidence of one election, ready to be tallied on any date up to `asOf`.
public struct TallyBook: Sendable {
  /// The election.
  public let election: Election
  /// Records that became known later do not count.
  public let asOf: CalendarDate
  /// Levels in scope.
  public let scope: Scope
  /// Reference tables.
  public let reference: ReferenceTables
  let sessions: [Session]
  let occasions: [Occasion]
  /// Models of the rosters that no record states, by level; a level has none where too few records
  /// state one.
  let rosterModels: [Level: RosterModel]
  private let ledgers: [RegencyCode: [Level?: [Ledger]]]

  /// Sorts the evidence of one election by unit.
  ///
  /// - Parameters:
  ///   - evidence: Everything that was read.
  ///   - reference: Reference tables.
  ///   - election: The election; its participants are the units of fixed scopes.
  ///   - asOf: Records that became known later are left out.
  ///   - scope: Levels in scope.
  public init(
    evidence: Evidence, reference: ReferenceTables, election: Election, asOf: CalendarDate,
    scope: Scope
  ) {
    self.election = election
    self.asOf = asOf
    self.scope = scope
    self.reference = reference
    var ledgers: [RegencyCode: [Level?: [Ledger]]] = [:]
    for ledger in evidence.ledgers where ledger.key.election == election.id {
      guard let ledger = ledger.known(on: asOf) else { continue }
      ledgers[ledger.key.regency, default: [:]][ledger.key.level, default: []].append(ledger)
    }
    self.ledgers = ledgers
    rosterModels = Self.rosterModels(ledgers, reference, election: election, asOf: asOf)
    sessions = evidence.sessions.filter { session in
      guard session.elections.contains(election.id), let heldOn = session.heldOn else {
        return false
      }
      return heldOn <= asOf && session.isKnown(on: asOf)
    }
    occasions = evidence.occasions.filter { Self.counts($0, in: election, asOf: asOf) }
  }

  /// Whether a version of an event belongs to the election and stood on the day of the book.
  ///
  /// - Parameter occasion: A version of any event.
  /// - Returns: Whether it counts.
  public func counts(_ occasion: Occasion) -> Bool {
    Self.counts(occasion, in: election, asOf: asOf)
  }

  private static func counts(
    _ occasion: Occasion, in election: Election, asOf: CalendarDate
  ) -> Bool {
    guard occasion.settled.elections.contains(election.id),
      let day = occasion.countsFrom ?? election.votingDay
    else { return false }
    return day <= asOf && occasion.isKnown(on: asOf)
  }

  /// Regencies of the table: with fixed scopes all participants where they are known, otherwise
  /// those with a record.
  public var regencies: [RegencyCode] {
    guard scope.fixedLevels != nil, let all = reference.participants(in: election) else {
      return ledgers.keys.sorted()
    }
    return all.map(\.code)
  }

  /// Tallies of one regency on a date, by level in order, a total over levels last.
  ///
  /// - Parameters:
  ///   - regency: The regency.
  ///   - date: A date not after `asOf`; nil for `asOf`.
  ///   - employment: Only this kind of employment; nil for all.
  /// - Returns: One tally for each level in scope.
  public func tallies(
    of regency: RegencyCode, on date: CalendarDate? = nil, employment: Employment? = nil
  ) -> [Tally] {
    let own = ledgers[regency] ?? [:]
    let levels: [Level?] = scope.fixedLevels ?? own.keys.sorted { order($0) < order($1) }
    return levels.compactMap { tally(of: regency, level: $0, on: date, employment: employment) }
  }

  /// The tally of one regency and level, a total over levels where `level` is nil; nil where no
  /// record and no fixed scope puts the unit in scope.
  func tally(
    of regency: RegencyCode, level: Level?, on date: CalendarDate? = nil,
    employment: Employment? = nil
  ) -> Tally? {
    weighing(ledgers[regency]?[level] ?? [], of: regency, employment: employment).tally(
      on: date ?? asOf,
      key: LedgerKey(election: election.id, regency: regency, level: level),
      inScope: scope.fixedLevels != nil && employment == nil)
  }

  /// How the tally of one unit developed up to `asOf`.
  ///
  /// - Complexity: O(n log n) in the claims of the unit.
  func history(of regency: RegencyCode, level: Level?) -> UnitHistory {
    let weighing = weighing(ledgers[regency]?[level] ?? [], of: regency, employment: nil)
    let dates = weighing.changeDates
    let start = (dates.first ?? asOf).advanced(by: -1)
    let tallies = weighing.tallies(
      on: [start] + dates, key: LedgerKey(election: election.id, regency: regency, level: level),
      inScope: scope.fixedLevels != nil)
    return UnitHistory(
      before: tallies[0],
      changes: zip(dates, tallies.dropFirst()).compactMap { date, tally in
        tally.map { (date, $0) }
      })
  }

  /// Between which days the first signer of the regency signed, as records count signers: after one
  /// day (nil where nothing says so) and up to another; nil where no record counts a signer.
  func firstSigned(of regency: RegencyCode) -> DatedBetween? {
    var first: DatedBetween?
    for ledger in (ledgers[regency] ?? [:]).values.flatMap({ $0 }) {
      var lastZero: CalendarDate?
      for claim in ledger.signings {
        guard let upTo = claim.upTo, upTo <= asOf else { continue }
        if claim.extent == .counted(.exact(0)) {
          lastZero = max(lastZero ?? upTo, upTo)
        } else {
          let after = claim.after ?? lastZero.flatMap { $0 < upTo ? $0 : nil }
          let own = DatedBetween(after: after, upTo: upTo)
          first = first.map { $0.earlier(own) } ?? own
        }
      }
    }
    return first
  }

  /// Signatures of a unit with the day on which each became known, as far as records say both days:
  /// registers do, where they have a column for it.
  func delayedRecords(of regency: RegencyCode, level: Level?) -> [DelayedRecord] {
    claims(of: regency, level: level).compactMap { claim in
      guard claim.measure == .increment, claim.basis == .register,
        case .counted(.exact(let persons)) = claim.extent, persons > 0, let upTo = claim.upTo,
        let recordedOn = claim.recordedOn
      else { return nil }
      return DelayedRecord(signedOn: upTo, recordedOn: recordedOn, persons: persons)
    }
  }

  /// Levels of which any record counts or names signers, whatever the scope.
  public var recordedLevels: Set<Level> {
    Set(ledgers.values.flatMap { $0.keys.compactMap(\.self) })
  }

  /// All statements of signatures of one unit.
  func claims(of regency: RegencyCode, level: Level?) -> [SigningClaim] {
    (ledgers[regency]?[level] ?? []).flatMap(\.signings)
  }

  /// Kinds of employment that a regency's records name, in order.
  func employments(of regency: RegencyCode) -> [Employment] {
    Set((ledgers[regency] ?? [:]).values.flatMap { $0 }.map(\.key.employment)).sorted()
  }

  private func weighing(
    _ ledgers: [Ledger], of regency: RegencyCode, employment: Employment?
  ) -> ClaimWeighing {
    ClaimWeighing(
      rosterModels: rosterModels,
      ledgers: employment.map { kind in ledgers.filter { $0.key.employment == kind } } ?? ledgers,
      regency: reference.regencies[regency], asOf: asOf,
      // An office defines the roster of a level, not of a kind of employment within it.
      fillsRoster: employment == nil || employment == .unknown)
  }

  /// Models from the rosters that records state by `asOf`, for levels of which neither the office
  /// nor the law says how many there are.
  private static func rosterModels(
    _ ledgers: [RegencyCode: [Level?: [Ledger]]], _ reference: ReferenceTables,
    election: Election, asOf: CalendarDate
  ) -> [Level: RosterModel] {
    var models: [Level: RosterModel] = [:]
    for level in Level.allCases where Denominators.isOpen(level) {
      let known = ledgers.keys.sorted().compactMap { code -> (regency: Regency, roster: Int)? in
        guard let own = ledgers[code]?[level], let regency = reference.regencies[code],
          let tally = ClaimWeighing(
            ledgers: own, regency: regency, asOf: asOf, fillsRoster: false
          ).tally(
            on: asOf, key: LedgerKey(election: election.id, regency: code, level: level),
            inScope: false), let roster = tally.required.exactValue
        else { return nil }
        return (regency, roster)
      }
      models[level] = RosterModel(known)
    }
    return models
  }

  private func order(_ level: Level?) -> Int { level?.order ?? Int.max }
}
