// Statistics: several tallies as one row. Counts of different persons add with their bounds;
// "unknown" stays visible as a missing upper bound instead of becoming zero.

public import Records

/// The tallies behind one row, added up.
public struct RollUp: Sendable {
  /// Officials who must sign, persons.
  public let required: Count
  /// The weakest basis among the parts.
  public let requiredBasis: EvidenceBasis
  /// Officials who have signed, persons.
  public let signed: Count
  /// How `signed` is known.
  public let signedKind: SignedKind
  /// Officials who have not, persons.
  public let outstanding: Count
  /// Latest documented signature.
  public let lastSignedOn: CalendarDate?
  /// The worst grade among the parts with data, D at best where some parts have none, E where all
  /// have none.
  public let grade: Grade
  /// Sources, in order.
  public let sources: [Source]
  /// Contradictions met, in order.
  public let conflicts: [Conflict]
  /// The parts, in order.
  public let parts: [Tally]

  /// Adds the tallies of different units; at least one.
  public init(_ parts: [Tally]) {
    precondition(!parts.isEmpty, "a row needs a tally")
    self.parts = parts
    let byRegency = Dictionary(grouping: parts, by: \.regency).sorted { $0.key < $1.key }
    let sums = byRegency.map { RegencySum($0.value) }
    required =
      sums.count == 1
      ? sums[0].required : sums.map(\.documentedRequired).reduce(.exact(0), +)
    signed = sums.map(\.signed).reduce(.exact(0), +)
    outstanding = sums.map(\.outstanding).reduce(.exact(0), +)
    requiredBasis = parts.map(\.requiredBasis).max() ?? .unknown
    let kinds = Set(parts.map(\.signedKind))
    // One kind for all parts, or the kind of the sum.
    if outstanding == .exact(0), kinds.contains(.all) {
      signedKind = .all
    } else if kinds.count == 1, let only = kinds.first, only == .all || only == .represented {
      signedKind = only
    } else if signed.isUnknown, kinds.contains(.represented) {
      signedKind = .represented
    } else {
      signedKind = SignedKind(signed)
    }
    lastSignedOn = parts.compactMap(\.lastSignedOn).max()
    let grades = parts.map(Grade.init).filter { $0 != .e }
    grade =
      grades.isEmpty
      ? .e : grades.count < parts.count ? max(grades.max() ?? .d, .d) : grades.max() ?? .e
    sources = Set(parts.flatMap(\.sources)).sorted()
    conflicts = parts.flatMap(\.conflicts) + sums.compactMap(\.conflict)
  }

  /// Signed and required where both are exact and fit each other; nil otherwise.
  public var exactPair: (signed: Int, required: Int)? { signed.exactPair(of: required) }
}

/// The tallies of one regency: a printed total over levels speaks of the same persons as the
/// levels, so the two are laid over each other and not added.
private struct RegencySum {
  var required: Count
  /// `required` without ranges that are only assumed.
  var documentedRequired: Count
  var signed: Count
  var outstanding: Count
  /// The printed total beside levels that cannot add up to it.
  var conflict: Conflict?

  init(_ tallies: [Tally]) {
    let levels = tallies.filter { $0.level != nil }
    let total = tallies.first { $0.level == nil }
    let summed =
      levels.isEmpty
      ? nil
      : (
        Self.required(levels), levels.map(\.signed).reduce(.exact(0), +),
        levels.map(\.outstanding).reduce(.exact(0), +)
      )
    switch (summed, total) {
    case (let sum?, let total?) where Self.contradict(sum.1, total.signed):
      // The later of the two is believed; of one day, the detail.
      let latest = levels.compactMap(\.lastSignedOn).max()?.dayNumber ?? .min
      let ofTotal = total.lastSignedOn?.dayNumber ?? .min
      (required, signed, outstanding) =
        ofTotal > latest ? (total.required, total.signed, total.outstanding) : sum
      conflict = Conflict(
        region: .regency(total.regency), subject: "all", field: "signed",
        claims: [
          Claim(value: "\(total.signed) in all", source: total.sources[0]),
          Claim(value: "\(sum.1) over the levels", source: levels.flatMap(\.sources)[0]),
        ], settledAs: signed.description,
        rule: ofTotal == latest ? .detailBeatsHeadline : .laterCorrection)
    case (let sum?, let total?):
      required = Self.overlay(sum.0, total.required)
      // Nobody signs who is not in the roster: "at least 51" of 51 is all of them.
      signed = Self.capped(Self.overlay(sum.1, total.signed), required.exactValue)
      outstanding = Self.overlay(sum.2, total.outstanding)
    case (let sum?, nil): (required, signed, outstanding) = sum
    case (nil, let total?):
      (required, signed, outstanding) = (total.required, total.signed, total.outstanding)
    case (nil, nil): (required, signed, outstanding) = (.unknown, .unknown, .unknown)
    }
    let documented = levels.map(\.documentedRequired).reduce(.exact(0), +)
    documentedRequired =
      levels.isEmpty ? required : total.map { Self.overlay(documented, $0.required) } ?? documented
  }

  /// Whether the levels alone have more signers than the total. Fewer are no contradiction: the
  /// total may hold levels that no record names.
  private static func contradict(_ sum: Count, _ total: Count) -> Bool {
    total.upper.map { $0 < sum.lower } ?? false
  }

  private static func capped(_ count: Count, _ most: Int?) -> Count {
    guard let most, count.upper == nil, !count.isUnknown, count.lower <= most else { return count }
    return .between(count.lower, most)
  }

  /// One level keeps its range; a sum takes only what is documented.
  private static func required(_ levels: [Tally]) -> Count {
    if levels.count == 1 { return levels[0].required }
    return levels.map(\.documentedRequired).reduce(.exact(0), +)
  }

  /// What two statements about the same persons leave possible; the total where they clash.
  private static func overlay(_ sum: Count, _ total: Count) -> Count {
    guard !total.isUnknown else { return sum }
    if total.exactValue != nil { return total }
    let lower = max(sum.lower, total.lower)
    let upper = [sum.upper, total.upper].compactMap { $0 }.min()
    if let upper, upper < lower { return total }
    return .between(lower, upper)
  }
}
