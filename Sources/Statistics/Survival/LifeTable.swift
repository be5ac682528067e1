// Statistics: how long officials stay unsigned, from counts by interval (weeks, months). Who leaves
// the roster within an interval counts as under observation for half of it.

/// Actuarial life table: q = d / (n − c / 2) in each interval, S = ∏ (1 − q).
///
/// - SeeAlso: Cutler and Ederer (1958), J. Chron. Dis. 8:699–712; Gehan (1969), J. Chron. Dis.
///   21:629–644, for the hazard.
public struct LifeTable: Hashable, Sendable {
  /// One interval of the table.
  public struct Row: Hashable, Sendable {
    /// Start of the interval, in the unit of the breaks.
    public let start: Double
    /// End of the interval, in the unit of the breaks.
    public let end: Double
    /// Persons under observation at the start, n.
    public let atRisk: Double
    /// Events within the interval, d.
    public let events: Double
    /// Withdrawals within the interval, c.
    public let censored: Double
    /// Persons exposed, n − c / 2.
    public let exposed: Double
    /// Probability of the event within the interval, given none before, `0...1`; nil where nobody is
    /// exposed.
    public let eventProbability: Double?
    /// S at the end of the interval, `0...1`; nil once nobody was exposed while S was above 0.
    public let survival: Double?
    /// Greenwood's standard error of S at the end; nil from S = 0 on.
    public let standardError: Double?

    /// Events per person and unit of time at the middle of the interval, 2q / (h (2 − q)); nil where
    /// nobody is exposed.
    public var hazard: Double? {
      eventProbability.map { 2 * $0 / ((end - start) * (2 - $0)) }
    }
  }

  /// The intervals in order of time.
  public let rows: [Row]

  /// The table of a closed group.
  ///
  /// - Parameters:
  ///   - breaks: Ends of the intervals, rising, one more than there are intervals.
  ///   - events: Events in each interval, `>= 0`.
  ///   - censored: Withdrawals in each interval, `>= 0`, as many values as `events`.
  ///   - entering: Persons at the start, at least all events and withdrawals together.
  /// - SeeAlso: Cutler and Ederer (1958), J. Chron. Dis. 8:703, table 2.
  public init(breaks: [Double], events: [Double], censored: [Double], entering: Double) {
    precondition(
      events.count == censored.count && breaks.count == events.count + 1,
      "\(breaks.count) breaks, \(events.count) events, \(censored.count) withdrawals")
    precondition(
      zip(breaks, breaks.dropFirst()).allSatisfy { $0 < $1 } && breaks.allSatisfy(\.isFinite),
      "breaks are finite and rise: \(breaks)")
    precondition(
      (events + censored).allSatisfy { $0 >= 0 && $0.isFinite }, "a count is negative or infinite")
    let leaving = zip(events, censored).reduce(0) { $0 + $1.0 + $1.1 }
    precondition(
      entering.isFinite && leaving <= entering * (1 + 1e-12),
      "\(leaving) events and withdrawals of \(entering) persons")
    var atRisk = entering
    var survival: Double? = 1
    var logVariance: Double? = 0
    rows = events.indices.map { index in
      let (d, c) = (events[index], censored[index])
      let exposed = atRisk - c / 2
      let q = exposed > 0 ? min(1, d / exposed) : nil
      if let q {
        survival = survival.map { $0 * (1 - q) }
        logVariance = q < 1 ? logVariance.map { $0 + d / (exposed * (exposed - d)) } : nil
      } else if survival != 0 {
        (survival, logVariance) = (nil, nil)
      }
      defer { atRisk = max(0, atRisk - d - c) }
      var standardError: Double?
      if let survival, let logVariance { standardError = survival * logVariance.squareRoot() }
      return Row(
        start: breaks[index], end: breaks[index + 1], atRisk: atRisk, events: d, censored: c,
        exposed: exposed, eventProbability: q, survival: survival, standardError: standardError)
    }
  }
}
