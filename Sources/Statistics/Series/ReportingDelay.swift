// Statistics: how long a signature takes to reach the records. Late records are not seen yet, so
// recent days look emptier than they are; the delays seen so far say by how much.

internal import GSL
public import Records

/// Signatures of one day that became known on one day.
public struct DelayedRecord: Hashable, Sendable {
  /// Day of the signatures.
  public let signedOn: CalendarDate
  /// Day on which they became known.
  public let recordedOn: CalendarDate
  /// Signers, `>= 1`.
  public let persons: Int

  /// One record.
  ///
  /// - Parameters:
  ///   - signedOn: Day of the signatures.
  ///   - recordedOn: Day on which they became known; a day before `signedOn` counts as the same day.
  ///   - persons: Signers, `>= 1`.
  public init(signedOn: CalendarDate, recordedOn: CalendarDate, persons: Int = 1) {
    precondition(persons >= 1, "a record is of at least one signer, not \(persons)")
    self.signedOn = signedOn
    self.recordedOn = recordedOn
    self.persons = persons
  }

  /// Days from signature to record, `>= 0`.
  var delay: Int { max(0, signedOn.days(to: recordedOn)) }
}

/// Distribution of the delay from signature to record, from records seen up to a day.
///
/// A delay is seen only when it is at most the window from its signature to that day (right
/// truncation), so short delays are over-represented. Counted backwards from the longest delay this
/// is a survival problem with late entry: of the `atRisk` signers with a delay of at most d and a
/// window of at least d, `events` have the delay d itself, and
/// F(d) = ∏_{x > d} (1 − events(x) / atRisk(x)). Its inverse is the product of the development
/// factors of the chain-ladder method.
///
/// What takes longer than the longest window can never have been seen: F is the distribution among
/// delays up to `horizon`, and a share beyond it cannot be known from the records.
///
/// - SeeAlso: Kalbfleisch and Lawless (1989), JASA 84:360–372; Lawless (1994), Canad. J. Statist.
///   22:15–31; Mack (1993), ASTIN Bulletin 23:213–225.
public struct ReportingDelay: Hashable, Sendable {
  /// One delay that was seen.
  public struct Step: Hashable, Sendable {
    /// Days from signature to record, `>= 0`.
    public let delay: Int
    /// Signers with this delay, `>= 1`.
    public let events: Int
    /// Signers with at most this delay whose window is at least as long.
    public let atRisk: Int
    /// Signers per independent piece of information in `atRisk`, `>= 1`: 1 when each official is
    /// recorded on their own.
    public let clustering: Double
  }

  /// The last day whose records count.
  public let asOf: CalendarDate
  /// Signers whose records count.
  public let persons: Int
  /// Days from the first signature to `asOf`, the longest delay that could have been seen; nil for
  /// no records.
  public let horizon: Int?
  /// The delays that were seen, shortest first.
  public let steps: [Step]
  /// Correlation ρ between signers of the same day in being recorded on the same day, `0...1`.
  public let correlation: Double

  /// The distribution from the records that were known by a day.
  ///
  /// - Parameters:
  ///   - records: The records, in any order; those recorded or signed after `asOf` do not count.
  ///   - asOf: The last day whose records count.
  /// - Complexity: O(n log n + cells), a cell for each day of signature and each seen delay.
  public init(_ records: [DelayedRecord], asOf: CalendarDate) {
    let known = records.filter { $0.signedOn <= asOf && $0.recordedOn <= asOf }
    self.asOf = asOf
    persons = known.reduce(0) { $0 + $1.persons }
    horizon = known.map(\.signedOn).min().map { $0.days(to: asOf) }
    let table = DelayTable(known, asOf: asOf)
    let correlation = table.correlation()
    self.correlation = correlation
    steps = table.cells.map { delay, cells in
      let atRisk = cells.reduce(0) { $0 + $1.atRisk }
      // Variance of the pooled share over that of independent officials.
      let excess = cells.reduce(0.0) { $0 + Double($1.atRisk) * Double($1.atRisk - 1) }
      return Step(
        delay: delay, events: cells.reduce(0) { $0 + $1.events }, atRisk: atRisk,
        clustering: 1 + correlation * excess / Double(atRisk))
    }
  }

  /// Longest delay that was seen, in days; nil for no records.
  public var longest: Int? { steps.last?.delay }

  /// F(d): the share recorded within a number of days, among signers recorded within `horizon`.
  ///
  /// - Parameter days: Days since the signature; any, below 0 gives 0.
  /// - Returns: `0...1`, exactly 1 from `longest` on; nil for no records, and where every signer with
  ///   a window long enough took longer or nobody has taken so little: then the share may be
  ///   anything between 0 and the next one. Relative 1e-12 against the definition.
  /// - Complexity: O(k), k the seen delays.
  public func share(within days: Int) -> Double? {
    guard !steps.isEmpty else { return nil }
    guard days >= 0 else { return 0 }
    var share = 1.0
    for step in steps.reversed() where step.delay > days {
      share *= Double(step.atRisk - step.events) / Double(step.atRisk)
    }
    return share > 0 ? share : nil
  }

  /// A draw of F from its uncertainty: each 1 − events / atRisk becomes a beta variable with that
  /// mean, shape atRisk / clustering.
  ///
  /// - Parameter stream: The source of chance.
  /// - Returns: F just below each step's delay, by step, so that F(d) is the value of the first step
  ///   with a longer delay.
  func drawnShares(using stream: RandomStream) -> [Double] {
    var share = 1.0
    var shares = Array(repeating: 0.0, count: steps.count)
    for index in steps.indices.reversed() {
      let step = steps[index]
      let stay = step.atRisk - step.events
      if stay == 0 {
        share = 0
      } else {
        share *= stream.beta(
          Double(stay) / step.clustering, Double(step.events) / step.clustering)
      }
      shares[index] = share
    }
    return shares
  }
}
