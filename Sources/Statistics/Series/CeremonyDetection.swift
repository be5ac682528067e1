// Statistics: which of a unit's new signers came in a ceremony and which one by one. Ceremonies are
// their own process: let into the rate of stragglers, they would promise a flood that never comes.

/// New signers of one unit by interval, in order of time.
public struct UnitIncrements: Hashable, Sendable {
  /// One interval between two counts.
  public struct Bin: Hashable, Sendable {
    /// New signers, persons, `>= 0`.
    public let signers: Int
    /// Length in weeks, `> 0`; weeks without a report belong to the interval that ends them. Nil for
    /// a first count whose start is unknown.
    public let weeks: Double?
    /// Whether a report of an event places a ceremony here.
    public let isFlagged: Bool

    /// One interval.
    ///
    /// - Parameters:
    ///   - signers: New signers, persons, `>= 0`.
    ///   - weeks: Length in weeks, `> 0`, nil where the start is unknown.
    ///   - isFlagged: Whether a report of an event places a ceremony here.
    public init(signers: Int, weeks: Double?, isFlagged: Bool = false) {
      precondition(signers >= 0, "\(signers) new signers")
      precondition(weeks.map { $0 > 0 && $0.isFinite } ?? true, "an interval above 0 weeks")
      self.signers = signers
      self.weeks = weeks
      self.isFlagged = isFlagged
    }
  }

  /// Officials who must sign, persons.
  public let required: Int
  /// The intervals.
  public let bins: [Bin]

  /// The increments of a unit.
  ///
  /// - Parameters:
  ///   - required: Officials who must sign, persons, at least the sum of the signers.
  ///   - bins: The intervals in order of time.
  public init(required: Int, bins: [Bin]) {
    let signed = bins.reduce(0) { $0 + $1.signers }
    precondition(signed <= required, "\(signed) signers of \(required)")
    self.required = required
    self.bins = bins
  }

  /// Officials who had not signed before each interval.
  var outstanding: [Int] {
    var left = required
    return bins.map { bin in
      defer { left -= bin.signers }
      return left
    }
  }
}

/// Verdicts about all intervals of a set of units, with the law of the stragglers among them.
///
/// The law is fitted to the intervals after a unit's first signers that are no ceremony; which ones
/// are depends on the law, so both are found in turns, from the law of the small intervals on.
/// Intervals before a unit's first signers do not count as slow stragglers: nothing had begun.
public struct CeremonyDetection: Hashable, Sendable {
  /// The verdict on one interval.
  public struct Finding: Hashable, Sendable {
    /// What the new signers are.
    public let verdict: CeremonyVerdict
    /// Probability that stragglers are that many or more; nil where the length is unknown.
    public let tail: Double?
  }

  /// The law of the stragglers.
  public let law: StragglerLaw
  /// One finding for each interval of each unit.
  public let findings: [[Finding]]

  /// The verdicts.
  ///
  /// - Parameter units: Units whose stragglers are alike, such as those of one level.
  /// - Complexity: O(intervals) a round, of at most ten.
  public init(_ units: [UnitIncrements]) {
    var excluded = units.map { unit in
      zip(unit.bins, unit.outstanding).map { bin, outstanding in
        // From the clean side: gatherings let in at first would make themselves look usual.
        bin.isFlagged || (bin.signers > 1 && Double(bin.signers) > 0.3 * Double(outstanding))
      }
    }
    var law = StragglerLaw.prior
    var findings: [[Finding]] = []
    // The verdicts may swap for ever between two sets that are equally good: the last one stands.
    for _ in 0..<10 {
      law = StragglerLaw(
        fitting: StragglerCell.cells(of: units, without: excluded), from: law)
      findings = units.map { Self.findings(of: $0, under: law) }
      // A gathering of too few people for a ceremony does not tell of stragglers either.
      let now = findings.map {
        $0.map { $0.verdict != .stragglers || ($0.tail ?? 1) < StragglerLaw.rare }
      }
      if now == excluded { break }
      excluded = now
    }
    self.law = law
    self.findings = findings
  }

  /// The verdicts on the intervals of one unit under a law that is known.
  ///
  /// - Parameters:
  ///   - unit: The increments.
  ///   - law: The law of its stragglers.
  /// - Returns: One finding for each interval.
  /// - Complexity: O(required) for each interval at worst.
  public static func findings(of unit: UnitIncrements, under law: StragglerLaw) -> [Finding] {
    zip(unit.bins, unit.outstanding).map { bin, outstanding in
      let judged = law.judge(
        signers: bin.signers, outstanding: outstanding, required: unit.required, weeks: bin.weeks)
      return Finding(verdict: bin.isFlagged ? .flagged : judged.verdict, tail: judged.tail)
    }
  }
}
