// Statistics: the claims of one unit weighed against each other as of a date. The only place where
// that is done: a register beats a recap, a recap an event, a later record an earlier one.

internal import Records

/// Weighs the claims of one (election, regency, level) as of a date.
struct ClaimWeighing {
  let regency: Regency?
  let asOf: CalendarDate
  /// Whether offices and assumed ranges may fill a missing roster.
  let fillsRoster: Bool
  /// Models of rosters that no record states.
  let rosterModels: [Level: RosterModel]
  private let statements: [Ledger]

  init(
    rosterModels: [Level: RosterModel] = [:], ledgers: [Ledger], regency: Regency?,
    asOf: CalendarDate, fillsRoster: Bool
  ) {
    self.regency = regency
    self.asOf = asOf
    self.fillsRoster = fillsRoster
    self.rosterModels = rosterModels
    statements = Self.chosen(ledgers, asOf: asOf)
  }

  /// The ledgers that are used. One without a kind of employment speaks of the whole level; it is
  /// used alone or not at all, so that nobody is counted twice. The better record decides, then the
  /// later one. A register names each official once, so there all ledgers are parts.
  private static func chosen(_ ledgers: [Ledger], asOf: CalendarDate) -> [Ledger] {
    let whole = ledgers.filter { $0.key.employment == .unknown }
    let parts = ledgers.filter { $0.key.employment != .unknown }
    guard !whole.isEmpty, !parts.isEmpty else { return ledgers }
    let (ofParts, ofWhole) = (best(parts, asOf: asOf), best(whole, asOf: asOf))
    if ofParts.basis == .register, ofWhole.basis == .register { return ledgers }
    if ofParts.basis != ofWhole.basis { return ofParts.basis < ofWhole.basis ? parts : whole }
    guard let later = ofParts.day, let earlier = ofWhole.day else { return whole }
    return later > earlier ? parts : whole
  }

  /// The best basis of the numbers known by a day, and the latest day that they speak of.
  private static func best(
    _ some: [Ledger], asOf: CalendarDate
  ) -> (basis: EvidenceBasis, day: CalendarDate?) {
    let signed = some.flatMap(\.signings).filter { claim in
      claim.extent != .named && (claim.upTo ?? asOf) <= asOf
    }
    let required = some.flatMap(\.denominators).filter { claim in
      !claim.count.isUnknown && (claim.asOf ?? asOf) <= asOf
    }
    let basis = (signed.map(\.basis) + required.map(\.basis)).min() ?? .unknown
    return (basis, signed.filter { $0.basis == basis }.compactMap(\.upTo).max())
  }

  /// Days on which something changes, in order, up to `asOf`.
  var changeDates: [CalendarDate] {
    let days = statements.flatMap { ledger in
      ledger.signings.compactMap(\.upTo) + ledger.denominators.compactMap(\.asOf)
    }
    return Set(days.filter { $0 <= asOf }).sorted()
  }

  /// The tally on a date not after `asOf`; nil where no record puts the unit in scope.
  func tally(on date: CalendarDate, key: LedgerKey, inScope: Bool) -> Tally? {
    var claims = ClaimSweep(statements)
    claims.advance(to: date)
    return tally(claims, on: date, key: key, inScope: inScope)
  }

  /// The tallies on dates in order, none of them after `asOf`.
  ///
  /// - Complexity: O(claims + dates), apart from claims that a better record overrules.
  func tallies(on dates: [CalendarDate], key: LedgerKey, inScope: Bool) -> [Tally?] {
    var claims = ClaimSweep(statements)
    return dates.map { date in
      claims.advance(to: date)
      return tally(claims, on: date, key: key, inScope: inScope)
    }
  }

  private func tally(
    _ claims: ClaimSweep, on date: CalendarDate, key: LedgerKey, inScope: Bool
  ) -> Tally? {
    guard inScope || !claims.isEmpty else { return nil }
    var conflicts: [Conflict] = []
    let (required, basis) = required(claims, key: key, conflicts: &conflicts)
    let (signed, kind) = signed(
      claims, required: basis < .estimated ? required : .unknown, knowsRoster: basis <= .counts)
    conflicts += tooMany(claims, signed: signed, required: required, basis: basis, key: key)
    conflicts += overruled(claims, signed: signed, required: required, basis: basis, key: key)
    let best = min(claims.signedBasis ?? .unknown, basis)
    return Tally(
      election: key.election, regency: key.regency, level: key.level, required: required,
      requiredBasis: basis,
      rosterDistribution: basis == .estimated ? rosterDistribution(key.level) : nil, signed: signed,
      signedKind: kind, isLaunched: claims.isLaunched, lastSignedOn: claims.lastSigned,
      countedThrough: best <= .counts ? date : claims.latest(best),
      countedDates: claims.countedDates.count, sources: claims.sources, conflicts: conflicts)
  }

  // MARK: - Required

  private func required(
    _ claims: ClaimSweep, key: LedgerKey, conflicts: inout [Conflict]
  ) -> (Count, EvidenceBasis) {
    let level = key.level
    let reference =
      fillsRoster ? level.flatMap { Denominators.reference($0, of: regency) } : nil
    let basis = claims.requiredBasis
    switch basis {
    case .register?:
      // Each register claim is a group of officials; together they are the roster.
      let roster = claims.parts.compactMap { $0.required[.register]?.sum }
      return (roster.reduce(.exact(0), +), .register)
    case .counts?, .recap?:
      let basis = basis ?? .unknown
      return (latest(claims) { $0.required[basis]?.newestOfLatest }, basis)
    case .stated?:
      let parts = claims.parts.compactMap { $0.required[.stated] }
      conflicts += differing(parts, key: key)
      if parts.count > 1 {
        // Kinds of employment are different persons: each part's bounds, then the sum.
        let sum = parts.map { Count.covering($0.counts) }.reduce(.exact(0), +)
        return (parts.count == statements.count ? sum : sum + .unknown, .stated)
      }
      let count = Count.covering(parts[0].counts)
      if let reference, let regency, let value = count.exactValue, value != reference {
        conflicts.append(
          Conflict(
            region: .regency(regency.code), subject: level?.rawValue ?? "all", field: "required",
            claims: parts[0].claims.map {
              Claim(value: $0.count.description, source: $0.sources[0])
            } + [
              Claim(value: String(reference), source: Source(publisher: "datasets/reference"))
            ], settledAs: count.description, rule: .statedBeatsReference))
      }
      return (count, .stated)
    default:
      if let reference { return (.exact(reference), .reference) }
      if let range = rosterDistribution(level).flatMap({
        try? $0.interval(confidence: Denominators.rangeConfidence)
      }) ?? (fillsRoster ? level.flatMap(Denominators.estimated) : nil) {
        return (.between(range.lowerBound, range.upperBound), .estimated)
      }
      return (.unknown, .unknown)
    }
  }

  /// What the rosters of other regencies say of this one's; nil where they say nothing.
  private func rosterDistribution(_ level: Level?) -> RosterDistribution? {
    guard fillsRoster, let level, let regency else { return nil }
    return rosterModels[level]?.distribution(of: regency)
  }

  /// The parts by employment are different persons; each part's latest counts.
  private func latest(_ claims: ClaimSweep, _ read: (LedgerSweep) -> Count?) -> Count {
    claims.parts.reduce(.exact(0)) { sum, part in
      // A part that has no number of the kind asked for is open, not empty.
      sum + (read(part) ?? (part.hasSignings ? .unknown : .exact(0)))
    }
  }

  // MARK: - Signed

  private func signed(
    _ claims: ClaimSweep, required: Count, knowsRoster: Bool
  ) -> (Count, SignedKind) {
    switch claims.signedBasis {
    case let basis? where basis <= .counts:
      let sum = claims.parts.compactMap { $0.signed[basis]?.sum }.reduce(.exact(0), +)
      return (sum, SignedKind(sum))
    case .recap?:
      let sum = latest(claims) { $0.signed[.recap]?.newestOfLatest }
      return (sum, SignedKind(sum))
    case .stated?:
      let parts = claims.parts.filter { !$0.signed.isEmpty }
      let gatherings = parts.map { $0.signed[.stated]?.claims ?? [] }
      guard parts.count > 1 else { return gathered(gatherings[0], required: required) }
      let sum = zip(parts, gatherings).map { part, claims in
        gathered(claims, required: .covering(part.required[.stated]?.counts ?? [])).0
      }.reduce(.exact(0), +)
      return (sum, SignedKind(sum))
    default:
      // A roster without a single signature is a true zero; silence elsewhere is not.
      return knowsRoster ? (.exact(0), .exact) : (.unknown, .unknown)
    }
  }

  /// Signers of several events: perhaps the same persons, so at least the largest count and at
  /// most the sum, never more than must sign.
  private func gathered(_ claims: [SigningClaim], required: Count) -> (Count, SignedKind) {
    let present = claims.filter { $0.mode != .represented }
    guard !present.isEmpty else { return (.unknown, .represented) }
    let counts = present.compactMap { claim -> Count? in
      guard case .counted(let count) = claim.extent else { return nil }
      return count
    }
    guard !counts.isEmpty else {
      // A count by another report beats the word "all"; alone, the word stands as it was said.
      return present.contains { $0.extent == .all } ? (required, .all) : (.unknown, .unknown)
    }
    if case .about? = counts.first, present.count == 1 { return (counts[0], .about) }
    let lower = counts.map(\.lower).max() ?? 0
    // An event without a number may have added anybody.
    var upper = counts.count < present.count ? nil : counts.reduce(.exact(0), +).upper
    if let most = required.upper, most >= lower { upper = min(upper ?? most, most) }
    let count = Count.between(lower, upper)
    return (count, SignedKind(count))
  }
}

extension SigningClaim {
  /// The number that the claim states; unknown where it states none.
  var count: Count {
    guard case .counted(let count) = extent else { return .unknown }
    return count
  }
}
