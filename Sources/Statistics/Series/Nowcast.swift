// Statistics: signatures that exist but are not recorded yet, by day, with the doubt about them.

internal import GSL
public import Records

/// Expected number of signers up to a day of whom no record is known yet.
///
/// Of the signers of day t the share F(asOf − t) is recorded, so n recorded ones stand for n / F
/// altogether. The limits are those of a predictive law: the day's rate has a gamma prior fitted to
/// all days, n was its part that shows, and what is missing is Poisson given the rate (negative
/// binomial together); F itself is drawn from its own uncertainty, the same draw for all days, and
/// officials who are recorded together spread the result as fewer of them would.
///
/// Two things no record can tell. A delay longer than all that could be seen does not count here, and
/// a mass signing of which nobody is recorded yet does not show.
///
/// - SeeAlso: Lawless (1994), Canad. J. Statist. 22:15–31.
public struct Nowcast: Hashable, Sendable {
  /// A number of signers with its predictive limits.
  public struct Missing: Hashable, Sendable {
    /// Expected signers without a record, n (1 − F) / F; persons.
    public let expected: Double
    /// Lower predictive limit; persons.
    public let low: Int
    /// Upper predictive limit; persons.
    public let high: Int

    /// The same where at most so many officials have no record: nobody signs who is not in the
    /// roster.
    func capped(at most: Int) -> Missing {
      Missing(expected: min(expected, Double(most)), low: min(low, most), high: min(high, most))
    }
  }

  /// One day.
  public struct Day: Hashable, Sendable {
    /// Day of the signatures.
    public let date: CalendarDate
    /// Signers of the day who are recorded.
    public let recorded: Int
    /// F, the share of its signers that is recorded by now; nil where the delays do not tell.
    public let share: Double?
    /// Signers of the day who are not recorded yet; nil where `share` is.
    public let missing: Missing?
    /// Signers up to the day who are not recorded yet; nil from the first day on whose `share` is.
    public let missingSoFar: Missing?
  }

  /// All days from the first signature to the last day that counts; empty for no records.
  public let days: [Day]

  /// Lends the prior of a day's rate as little as one person and no more than this many.
  private static let priorShape = 0.02...0.5

  /// The nowcast of a unit.
  ///
  /// - Parameters:
  ///   - records: Records of the unit; those signed or recorded after `asOf` do not count.
  ///   - asOf: The last day that counts.
  ///   - delay: Distribution of the delay; by default from `records` alone. One of several units
  ///     together is surer, when they report alike.
  ///   - confidence: Probability between the limits, in `(0, 1)`.
  ///   - draws: Number of draws, `>= 100`.
  ///   - seed: Seed of the draws.
  /// - Complexity: O(draws × (seen delays + days within the longest delay)).
  public init(
    _ records: [DelayedRecord], asOf: CalendarDate, delay: ReportingDelay? = nil,
    confidence: Double, draws: Int = 2_000, seed: UInt64
  ) {
    precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
    precondition(draws >= 100, "limits need at least 100 draws, not \(draws)")
    let known = records.filter { $0.signedOn <= asOf && $0.recordedOn <= asOf }
    let delay = delay ?? ReportingDelay(known, asOf: asOf)
    guard let first = known.map(\.signedOn).min() else {
      days = []
      return
    }
    var recorded = Array(repeating: 0, count: first.days(to: asOf) + 1)
    for record in known { recorded[first.days(to: record.signedOn)] += record.persons }
    let windows = recorded.indices.map { recorded.count - 1 - $0 }
    let shares = windows.map { delay.share(within: $0) }
    let law = MissingLaw(
      recorded: recorded, shares: shares, correlation: delay.correlation, shape: Self.priorShape)
    // A share below 1 means that a longer delay was seen: each open day has a step of it.
    let open = recorded.indices.filter { shares[$0].map { $0 < 1 } ?? false }
    let steps = open.compactMap { day in
      delay.steps.firstIndex { $0.delay > windows[day] }
    }
    let stream = RandomStream(seed: seed)
    var single = Array(repeating: [Int](), count: open.count)
    var sums = single
    for _ in 0..<draws {
      let drawn = delay.drawnShares(using: stream)
      var sum = 0
      for (position, day) in open.enumerated() {
        let count = law.draw(day, share: drawn[steps[position]], using: stream)
        sum += count
        single[position].append(count)
        sums[position].append(sum)
      }
    }
    var (next, expectedSoFar, limitsSoFar, isKnown) = (0, 0.0, (low: 0, high: 0), true)
    days = recorded.indices.map { day in
      var missing: Missing?
      if let share = shares[day] {
        let expected = Double(recorded[day]) * (1 - share) / share
        var limits = (low: 0, high: 0)
        if next < open.count, open[next] == day {
          limits = Self.limits(single[next], confidence: confidence)
          limitsSoFar = Self.limits(sums[next], confidence: confidence)
          next += 1
        }
        expectedSoFar += expected
        missing = Missing(expected: expected, low: limits.low, high: limits.high)
      } else {
        isKnown = false
      }
      let soFar = Missing(expected: expectedSoFar, low: limitsSoFar.low, high: limitsSoFar.high)
      return Day(
        date: first.advanced(by: day), recorded: recorded[day], share: shares[day],
        missing: missing, missingSoFar: isKnown ? soFar : nil)
    }
  }

  /// The smallest drawn values that are reached by (1 ∓ confidence) / 2 of the draws.
  private static func limits(_ draws: [Int], confidence: Double) -> (low: Int, high: Int) {
    let sorted = draws.sorted()
    func value(_ p: Double) -> Int {
      sorted[SortedSample.inverseDistributionIndex(p, count: sorted.count)]
    }
    return (value((1 - confidence) / 2), value((1 + confidence) / 2))
  }
}

/// The law of the unrecorded signers of each day, given the share that is recorded.
struct MissingLaw {
  private let recorded: [Int]
  private let shape: Double
  private let rate: Double
  private let clustering: [Double]

  /// Fits shape a and rate b of the daily rates by moments: mean Σn / ΣF, variance
  /// Σ [(n − Fm)² − Fm] / ΣF², with the shape held in a range so that steady days in the past say
  /// little about a rate that may have changed since.
  init(
    recorded: [Int], shares: [Double?], correlation: Double, shape range: ClosedRange<Double>
  ) {
    let days = zip(recorded, shares).compactMap { count, share in
      share.map { (count: Double(count), share: $0) }
    }
    let total = days.reduce(0) { $0 + $1.share }
    let mean = total > 0 ? days.reduce(0) { $0 + $1.count } / total : 0
    let squares = days.reduce(0.0) {
      let residual = $1.count - $1.share * mean
      return $0 + residual * residual - $1.share * mean
    }
    let variance = squares / max(days.reduce(0) { $0 + $1.share * $1.share }, 1e-300)
    let fitted = variance > 0 ? mean * mean / variance : range.upperBound
    self.recorded = recorded
    shape = min(max(fitted, range.lowerBound), range.upperBound)
    // Without a signer on a day that tells, the prior is of one signer in the whole time.
    rate = shape / (mean > 0 ? mean : 1 / Double(max(recorded.count, 1)))
    clustering = zip(recorded, shares).map { count, share in
      max(1, 1 + correlation * (Double(count) / (share ?? 1) - 1))
    }
  }

  /// A draw of the missing signers of one day.
  func draw(_ day: Int, share: Double, using stream: RandomStream) -> Int {
    guard share < 1 else { return 0 }
    let mean = (Double(recorded[day]) + shape) * (1 - share) / (share + rate)
    guard mean > 0 else { return 0 }
    // Negative binomial: variance clustering × mean × (1 + rate) / (share + rate).
    let inflation = clustering[day] * (1 + rate) / (share + rate) - 1
    let rate = inflation > 0 ? stream.gamma(shape: mean / inflation, scale: inflation) : mean
    // A rate beyond all people of the country comes from a share that is 0 but for rounding.
    return stream.poisson(min(rate, 1e9))
  }
}
