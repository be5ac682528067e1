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

  /// Claims that count by `date`; the book has left out those that were not known by `asOf`.
  private func signings(by date: CalendarDate) -> [SigningClaim] {
    statements.flatMap { signings(in: $0, by: date) }
  }

  private func signings(in ledger: Ledger, by date: CalendarDate) -> [SigningClaim] {
    ledger.signings.filter { claim in
      guard let upTo = claim.upTo else { return false }
      return upTo <= date
    }
  }

  private func denominators(by date: CalendarDate) -> [DenominatorClaim] {
    statements.flatMap { denominators(in: $0, by: date) }
  }

  private func denominators(in ledger: Ledger, by date: CalendarDate) -> [DenominatorClaim] {
    ledger.denominators.filter { ($0.asOf ?? date) <= date }
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
    Set(signings(by: asOf).compactMap(\.upTo) + denominators(by: asOf).compactMap(\.asOf)).sorted()
  }

  /// The tally on a date not after `asOf`; nil where no record puts the unit in scope.
  func tally(on date: CalendarDate, key: LedgerKey, inScope: Bool) -> Tally? {
    let signings = signings(by: date)
    let denominators = denominators(by: date)
    guard inScope || !signings.isEmpty || !denominators.isEmpty else { return nil }
    var conflicts: [Conflict] = []
    let (required, basis) = required(
      denominators, by: date, level: key.level, conflicts: &conflicts)
    let (signed, kind) = signed(
      signings, by: date, required: basis < .estimated ? required : .unknown,
      knowsRoster: basis <= .counts)
    if basis < .estimated, let most = required.upper, signed.lower > most {
      conflicts.append(
        Conflict(
          region: .regency(key.regency), subject: key.level?.rawValue ?? "all", field: "signed",
          claims: [
            Claim(value: "\(signed) signed", source: signings[0].sources[0]),
            Claim(
              value: "\(required) required",
              source: denominators.first?.sources[0] ?? Source(publisher: "datasets/reference")),
          ], settledAs: "outstanding unknown", rule: .keptAsBounds))
    }
    conflicts += overruled(
      signings, denominators, signed: signed, required: required, basis: basis, key: key)
    let counted = signings.filter {
      guard case .counted = $0.extent else { return false }
      return true
    }
    return Tally(
      election: key.election, regency: key.regency, level: key.level, required: required,
      requiredBasis: basis,
      rosterDistribution: basis == .estimated ? rosterDistribution(key.level) : nil, signed: signed,
      signedKind: kind,
      isLaunched: signings.contains { $0.extent != .counted(.exact(0)) },
      lastSignedOn: lastSigned(signings, by: date),
      countedThrough: countedThrough(signings, basis, on: date),
      countedDates: Set(counted.compactMap(\.upTo)).count,
      sources: Set(signings.flatMap(\.sources) + denominators.flatMap(\.sources)).sorted(),
      conflicts: conflicts)
  }

  /// Latest signature: a recap that counts no more than the one before shows none.
  private func lastSigned(_ claims: [SigningClaim], by date: CalendarDate) -> CalendarDate? {
    var days = claims.filter { $0.measure != .cumulative && $0.extent != .counted(.exact(0)) }
      .compactMap(\.upTo)
    for ledger in statements {
      var before = 0
      for claim in signings(in: ledger, by: date) where claim.measure == .cumulative {
        if let day = claim.upTo, claim.count.lower > before { days.append(day) }
        before = claim.count.lower
      }
    }
    return days.max()
  }

  private func countedThrough(
    _ claims: [SigningClaim], _ basis: EvidenceBasis, on date: CalendarDate
  ) -> CalendarDate? {
    let best = min(claims.map(\.basis).min() ?? .unknown, basis)
    return best <= .counts ? date : claims.filter { $0.basis == best }.compactMap(\.upTo).max()
  }

  // MARK: - Required

  private func required(
    _ claims: [DenominatorClaim], by date: CalendarDate, level: Level?,
    conflicts: inout [Conflict]
  ) -> (Count, EvidenceBasis) {
    let known = claims.filter { !$0.count.isUnknown }
    let reference =
      fillsRoster ? level.flatMap { Denominators.reference($0, of: regency) } : nil
    switch known.map(\.basis).min() {
    case .register:
      // Each register claim is a group of officials; together they are the roster.
      let roster = known.filter { $0.basis == .register }.map(\.count)
      return (roster.reduce(.exact(0), +), .register)
    case .counts: return (latest(.counts, by: date), .counts)
    case .recap: return (latest(.recap, by: date), .recap)
    case .stated:
      let stated = known.filter { $0.basis == .stated }
      let parts = statements.map { part in
        denominators(in: part, by: date).filter { $0.basis == .stated && !$0.count.isUnknown }
      }.filter { !$0.isEmpty }
      if parts.count > 1 {
        // Kinds of employment are different persons: each part's bounds, then the sum.
        let sum = parts.map { Count.covering($0.map(\.count)) }.reduce(.exact(0), +)
        return (parts.count == statements.count ? sum : sum + .unknown, .stated)
      }
      let count = Count.covering(stated.map(\.count))
      if let reference, let regency, let value = count.exactValue, value != reference {
        conflicts.append(
          Conflict(
            region: .regency(regency.code), subject: level?.rawValue ?? "all", field: "required",
            claims: stated.map { Claim(value: $0.count.description, source: $0.sources[0]) } + [
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

  private func latest(_ basis: EvidenceBasis, by date: CalendarDate) -> Count {
    // The parts by employment are rosters of different persons; each part's latest counts.
    statements.reduce(Count.exact(0)) { sum, ledger in
      let own = denominators(in: ledger, by: date).filter {
        $0.basis == basis && !$0.count.isUnknown
      }
      guard let last = own.last else { return sum + partial(ledger) }
      let versions = own.filter { $0.asOf == last.asOf }
      let newest = versions.compactMap(\.recordedOn).max()
      return sum + .covering(versions.filter { $0.recordedOn == newest }.map(\.count))
    }
  }

  // MARK: - Signed

  private func signed(
    _ claims: [SigningClaim], by date: CalendarDate, required: Count, knowsRoster: Bool
  ) -> (Count, SignedKind) {
    switch claims.map(\.basis).min() {
    case .register, .counts:
      let best = claims.map(\.basis).min()
      let sum = claims.filter { $0.basis == best }.reduce(Count.exact(0)) { $0 + $1.count }
      return (sum, SignedKind(sum))
    case .recap:
      let sum = statements.reduce(Count.exact(0)) { sum, ledger in
        let own = signings(in: ledger, by: date).filter { $0.basis == .recap }
        guard let last = own.last?.upTo else { return sum + partial(ledger) }
        let versions = own.filter { $0.upTo == last }
        let newest = versions.compactMap(\.recordedOn).max()
        return sum + .covering(versions.filter { $0.recordedOn == newest }.map(\.count))
      }
      return (sum, SignedKind(sum))
    case .stated:
      let parts = statements.filter { !signings(in: $0, by: date).isEmpty }
      guard parts.count > 1 else { return gathered(claims, required: required) }
      let sum = parts.map { part -> Count in
        let rosters = denominators(in: part, by: date).filter {
          $0.basis == .stated && !$0.count.isUnknown
        }
        return gathered(
          signings(in: part, by: date), required: .covering(rosters.map(\.count))
        ).0
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

  /// A part of the level that has no count of the kind asked for is open, not empty.
  private func partial(_ ledger: Ledger) -> Count {
    ledger.signings.isEmpty ? .exact(0) : .unknown
  }
}

extension SigningClaim {
  /// The number that the claim states; unknown where it states none.
  var count: Count {
    guard case .counted(let count) = extent else { return .unknown }
    return count
  }
}
