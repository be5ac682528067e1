// Statistics: the tallies of one election as of one date, for every unit in scope, and their
// roll-ups, which add up exactly because bounds are added and never rates.

public import Records

/// What a table row stands for; nil in a part means "all of them".
public struct UnitKey: Hashable, Comparable, Sendable {
  /// Province; nil for the nation.
  public let province: ProvinceCode?
  /// Regency; nil for a roll-up.
  public let regency: RegencyCode?
  /// Level; nil for all levels in scope together.
  public let level: Level?
  /// Kind of employment; nil for all.
  public let employment: Employment?

  /// A key from its parts.
  public init(
    province: ProvinceCode? = nil, regency: RegencyCode? = nil, level: Level? = nil,
    employment: Employment? = nil
  ) {
    self.province = province ?? regency?.province
    self.regency = regency
    self.level = level
    self.employment = employment
  }

  /// Orders by province, regency, level (all levels last) and employment.
  public static func < (left: Self, right: Self) -> Bool {
    func rank(_ key: Self) -> (Int, Int, Int, Int) {
      (
        Int(key.province?.number ?? 0), Int(key.regency?.number ?? 0),
        key.level?.order ?? Int.max,
        key.employment.flatMap { Employment.allCases.firstIndex(of: $0) } ?? -1
      )
    }
    return rank(left) < rank(right)
  }
}

/// By what the rows of a table are split: the option `--by`.
public struct Grouping: Hashable, Sendable {
  /// Rows for regencies, provinces or the nation.
  public enum Area: String, CaseIterable, Sendable {
    /// One row for each kabupaten and kota.
    case regency
    /// One row for each province.
    case province
    /// One row for the whole country.
    case nation
  }

  /// The area of a row.
  public let area: Area
  /// Whether levels have rows of their own.
  public let byLevel: Bool
  /// Whether kinds of employment have rows of their own.
  public let byEmployment: Bool

  /// A grouping from its parts.
  public init(area: Area, byLevel: Bool, byEmployment: Bool = false) {
    self.area = area
    self.byLevel = byLevel
    self.byEmployment = byEmployment
  }

  /// Reads a list of `regency`, `province`, `nation`, `level`, `employment`; nil for other words
  /// and for two areas at once. Without an area the nation is meant.
  public init?(_ text: String) {
    var area: Area?
    var byLevel = false
    var byEmployment = false
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      switch word {
      case "level": byLevel = true
      case "employment": byEmployment = true
      default:
        guard area == nil, let named = Area(rawValue: String(word)) else { return nil }
        area = named
      }
    }
    self.init(area: area ?? .nation, byLevel: byLevel, byEmployment: byEmployment)
  }

  /// The row that a tally of this regency, level and employment belongs to.
  func key(_ regency: RegencyCode, _ level: Level?, _ employment: Employment?) -> UnitKey {
    let row = byLevel ? level : nil
    let kind = byEmployment ? employment : nil
    switch area {
    case .regency: return UnitKey(regency: regency, level: row, employment: kind)
    case .province:
      return UnitKey(province: regency.province, level: row, employment: kind)
    case .nation: return UnitKey(level: row, employment: kind)
    }
  }
}

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
      ledgers[ledger.key.regency, default: [:]][ledger.key.level, default: []].append(ledger)
    }
    self.ledgers = ledgers
    sessions = evidence.sessions.filter { session in
      guard session.elections.contains(election.id), let heldOn = session.heldOn else {
        return false
      }
      return heldOn <= asOf && (session.recordedOn ?? heldOn) <= asOf
    }
    occasions = evidence.occasions.filter { Self.counts($0, in: election, asOf: asOf) }
  }

  /// Whether an event belongs to the election and was known on the day of the book.
  ///
  /// - Parameter occasion: Any event.
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
    return day <= asOf && (occasion.recordedOn ?? day) <= asOf
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

  /// Days up to `asOf` on which a tally of the regency changes, in order.
  func changeDates(of regency: RegencyCode, level: Level?, allLevels: Bool) -> [CalendarDate] {
    let own = ledgers[regency] ?? [:]
    let chosen = allLevels ? own.values.flatMap { $0 } : own[level] ?? []
    return weighing(chosen, of: regency, employment: nil).changeDates
  }

  /// First day on which a record counts a signer of the regency; nil where none does.
  func firstSigned(of regency: RegencyCode) -> CalendarDate? {
    (ledgers[regency] ?? [:]).values.flatMap { $0 }.flatMap(\.signings).compactMap { claim in
      guard let upTo = claim.upTo, upTo <= asOf, (claim.recordedOn ?? upTo) <= asOf,
        claim.extent != .counted(.exact(0))
      else { return nil }
      return upTo
    }.min()
  }

  /// Kinds of employment that a regency's records name, in order.
  func employments(of regency: RegencyCode) -> [Employment] {
    Set((ledgers[regency] ?? [:]).values.flatMap { $0 }.map(\.key.employment)).sorted()
  }

  private func weighing(
    _ ledgers: [Ledger], of regency: RegencyCode, employment: Employment?
  ) -> ClaimWeighing {
    ClaimWeighing(
      ledgers: employment.map { kind in ledgers.filter { $0.key.employment == kind } } ?? ledgers,
      regency: reference.regencies[regency], asOf: asOf,
      // An office defines the roster of a level, not of a kind of employment within it.
      fillsRoster: employment == nil || employment == .unknown)
  }

  private func order(_ level: Level?) -> Int { level?.order ?? Int.max }
}
