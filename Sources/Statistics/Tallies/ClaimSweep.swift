// Statistics: the claims of one unit counted day by day. A day that moves forward adds the claims
// that begin to count and keeps what a tally needs of the rest, so that a whole history costs little
// more than its last day.

internal import Records

/// Claims of one unit that count by a day.
struct ClaimSweep {
  /// The ledgers of the unit.
  private(set) var parts: [LedgerSweep]
  /// Whether a claim other than "nobody" is counted.
  private(set) var isLaunched = false
  /// Latest signature: a recap that counts no more than the one before shows none.
  private(set) var lastSigned: CalendarDate?
  /// Days on which a number of signers is known.
  private(set) var countedDates: Set<CalendarDate> = []
  /// Sources of all claims, in order.
  private(set) var sources: [Source] = []
  private var seenSources: Set<Source> = []

  init(_ ledgers: [Ledger]) { parts = ledgers.map(LedgerSweep.init) }

  /// Counts the claims up to a day not before the last one.
  ///
  /// - Complexity: O(new claims).
  mutating func advance(to day: CalendarDate) {
    var new: [Source] = []
    for place in parts.indices {
      let (signings, denominators) = parts[place].advance(to: day)
      for claim in signings {
        if claim.extent != .counted(.exact(0)) { isLaunched = true }
        if let upTo = claim.upTo, case .counted = claim.extent { countedDates.insert(upTo) }
        new += claim.sources.filter { seenSources.insert($0).inserted }
      }
      for claim in denominators {
        new += claim.sources.filter { seenSources.insert($0).inserted }
      }
      if let last = parts[place].lastSigned { lastSigned = max(lastSigned ?? last, last) }
    }
    if !new.isEmpty { sources = (sources + new).sorted() }
  }

  /// The best basis of a signature; nil without one.
  var signedBasis: EvidenceBasis? { parts.flatMap(\.signed.keys).min() }

  /// The best basis of a known denominator; nil without one.
  var requiredBasis: EvidenceBasis? { parts.flatMap(\.required.keys).min() }

  /// Whether there is any claim.
  var isEmpty: Bool { parts.allSatisfy { $0.signed.isEmpty && !$0.hasDenominator } }

  /// The last day of which signatures of a basis speak.
  func latest(_ basis: EvidenceBasis) -> CalendarDate? {
    parts.compactMap { $0.signed[basis]?.latest }.max()
  }
}

/// Claims of one ledger that count by a day.
struct LedgerSweep {
  /// Signatures by basis.
  private(set) var signed: [EvidenceBasis: CountedClaims<SigningClaim>] = [:]
  /// Known denominators by basis.
  private(set) var required: [EvidenceBasis: CountedClaims<DenominatorClaim>] = [:]
  /// Whether any denominator counts, be it unknown.
  private(set) var hasDenominator = false
  private(set) var lastSigned: CalendarDate?
  /// Whether the ledger has signatures on any day.
  let hasSignings: Bool
  private let signings: [SigningClaim]
  private let denominators: [DenominatorClaim]
  private var next = (signing: 0, denominator: 0)
  private var lastCumulative = 0

  init(_ ledger: Ledger) {
    hasSignings = !ledger.signings.isEmpty
    signings = ledger.signings.filter { $0.upTo != nil }.inOrder(by: \.upTo)
    denominators = ledger.denominators.inOrder(by: \.asOf)
  }

  /// Counts the claims up to a day and returns the new ones.
  mutating func advance(
    to day: CalendarDate
  ) -> (ArraySlice<SigningClaim>, ArraySlice<DenominatorClaim>) {
    let start = next
    while next.signing < signings.count, let upTo = signings[next.signing].upTo, upTo <= day {
      count(signings[next.signing], upTo: upTo)
      next.signing += 1
    }
    while next.denominator < denominators.count {
      let claim = denominators[next.denominator]
      if let asOf = claim.asOf, asOf > day { break }
      hasDenominator = true
      if !claim.count.isUnknown {
        required[claim.basis, default: .init()].add(claim, claim.count, on: claim.asOf)
      }
      next.denominator += 1
    }
    return (
      signings[start.signing..<next.signing], denominators[start.denominator..<next.denominator]
    )
  }

  private mutating func count(_ claim: SigningClaim, upTo: CalendarDate) {
    signed[claim.basis, default: .init()].add(claim, claim.count, on: upTo)
    if claim.measure == .cumulative {
      if claim.count.lower > lastCumulative { lastSigned = upTo }
      lastCumulative = claim.count.lower
    } else if claim.extent != .counted(.exact(0)) {
      lastSigned = upTo
    }
  }
}

/// Claims of one kind of record, in order of the day of which they speak.
struct CountedClaims<Statement: KnownStatement> {
  private(set) var claims: [Statement] = []
  private(set) var counts: [Count] = []
  /// Sum of all, for claims about different persons.
  private(set) var sum = Count.exact(0)
  /// The last day of which a claim speaks.
  private(set) var latest: CalendarDate?
  /// Greatest number that one of them says there are at least.
  private(set) var greatestLower = 0
  private var latestStart = 0

  mutating func add(_ claim: Statement, _ count: Count, on day: CalendarDate?) {
    if claims.isEmpty || day != latest { (latest, latestStart) = (day, claims.count) }
    claims.append(claim)
    counts.append(count)
    sum = sum + count
    greatestLower = max(greatestLower, count.lower)
  }

  /// What the claims of the last day say: the newest record, bounds where several are as new.
  var newestOfLatest: Count {
    let newest = claims[latestStart...].compactMap(\.recordedOn).max()
    return .covering(
      (latestStart..<claims.count).filter { claims[$0].recordedOn == newest }.map { counts[$0] })
  }
}

extension Array {
  /// In order of a day, those without one first; equal days keep their order.
  fileprivate func inOrder(by day: (Element) -> CalendarDate?) -> [Element] {
    let days = map { day($0)?.dayNumber ?? .min }
    if zip(days, days.dropFirst()).allSatisfy({ $0 <= $1 }) { return self }
    return indices.sorted { (days[$0], $0) < (days[$1], $1) }.map { self[$0] }
  }
}
