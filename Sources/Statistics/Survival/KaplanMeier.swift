// Statistics: how long officials stay unsigned, from exact dates. Who has not signed by the last
// record is right-censored: the record says "later or never", which is not "never".

/// What is known about the time of one official, or of several with the same record.
public struct SurvivalObservation: Hashable, Sendable {
  /// The observation starts after this time; −∞ for the start of the campaign.
  public let entry: Double
  /// Time of the event, or the last time at which it had not happened.
  public let time: Double
  /// Whether the event happened at `time`; false for right-censored.
  public let isEvent: Bool
  /// Persons with this record, `> 0`.
  public let weight: Double

  /// One record.
  ///
  /// - Parameters:
  ///   - time: Time of the event or of the last look, in days (or any one unit), finite.
  ///   - isEvent: Whether the event happened at `time`.
  ///   - weight: Persons, finite, `> 0`.
  ///   - entry: Time after which the record would have shown the event, `< time`; by default from
  ///     the start.
  public init(time: Double, isEvent: Bool, weight: Double = 1, entry: Double = -.infinity) {
    precondition(time.isFinite, "a time is finite, not \(time)")
    precondition(weight > 0 && weight.isFinite, "a weight is finite and above 0, not \(weight)")
    precondition(entry < time, "entry \(entry) is not before \(time)")
    self.time = time
    self.isEvent = isEvent
    self.weight = weight
    self.entry = entry
  }
}

/// Product-limit estimate of the share that has not had its event: S(t) = ∏ (1 − dᵢ / nᵢ) over the
/// event times tᵢ ≤ t.
///
/// At equal times events come before censorings, as in R's `survfit`.
///
/// - SeeAlso: Kaplan and Meier (1958), JASA 53:457–481; Greenwood (1926).
public struct KaplanMeier: Hashable, Sendable {
  /// What happens at one distinct time.
  public struct Step: Hashable, Sendable {
    /// The time, in the unit of the observations.
    public let time: Double
    /// Persons under observation just before, n.
    public let atRisk: Double
    /// Persons whose event is at this time, d.
    public let events: Double
    /// Persons last seen at this time without the event.
    public let censored: Double
    /// S just after the time, `0...1`.
    public let survival: Double
    /// Greenwood's Σ d / (n (n − d)): the variance of ln S; nil from S = 0 on.
    public let logVariance: Double?

    /// Greenwood's standard error of S; nil from S = 0 on, where the formula has no value.
    public var standardError: Double? { logVariance.map { survival * $0.squareRoot() } }
  }

  /// One step for each distinct time, in order of time; empty for no observations.
  public let steps: [Step]

  /// The estimate from individual or grouped records.
  ///
  /// - Parameter observations: The records, in any order.
  /// - Complexity: O(n log n).
  public init(_ observations: [SurvivalObservation]) {
    let byTime = observations.sorted { $0.time < $1.time }
    let entries = observations.filter { $0.entry > -.infinity }.sorted { $0.entry < $1.entry }
    // From the last time to the first, the sums grow by additions only: whole weights stay exact.
    var (later, laterCount, notYetIn, notYetInCount) = (0.0, 0, 0.0, 0)
    var (end, entry) = (byTime.count, entries.count)
    var counts: [(time: Double, atRisk: Double, events: Double, censored: Double, stay: Double)] =
      []
    while end > 0 {
      let time = byTime[end - 1].time
      var (events, censored, eventCount) = (0.0, 0.0, 0)
      while end > 0, byTime[end - 1].time == time {
        let record = byTime[end - 1]
        if record.isEvent {
          events += record.weight
          eventCount += 1
        } else {
          censored += record.weight
        }
        later += record.weight
        laterCount += 1
        end -= 1
      }
      while entry > 0, entries[entry - 1].entry >= time {
        notYetIn += entries[entry - 1].weight
        notYetInCount += 1
        entry -= 1
      }
      let atRisk = later - notYetIn
      // Counts, not weights, decide that nobody stays: fractions of persons round.
      let stays = laterCount - notYetInCount - eventCount > 0
      counts.append((time, atRisk, events, censored, stays ? max(0, atRisk - events) : 0))
    }
    var survival = 1.0
    var logVariance: Double? = 0
    steps = counts.reversed().map { count in
      if count.events > 0 {
        survival *= count.stay / count.atRisk
        logVariance =
          count.stay > 0 ? logVariance.map { $0 + count.events / (count.atRisk * count.stay) } : nil
      }
      return Step(
        time: count.time, atRisk: count.atRisk, events: count.events, censored: count.censored,
        survival: survival, logVariance: logVariance)
    }
  }

  /// The estimate from a roster and the number of new signers by day.
  ///
  /// - Parameters:
  ///   - required: Officials on the roster, at least the sum of the signers.
  ///   - signers: New signers by time; persons, `>= 0`.
  ///   - lastLook: Time at which the others were last known not to have signed, not before the last
  ///     signer.
  public init(required: Int, signers: [(time: Double, count: Int)], lastLook: Double) {
    let signed = signers.reduce(0) { $0 + $1.count }
    precondition(signed <= required, "\(signed) signers on a roster of \(required)")
    precondition(
      signers.allSatisfy { $0.count >= 0 && $0.time <= lastLook },
      "a count is below 0 or after the last look at \(lastLook)")
    var records = signers.filter { $0.count > 0 }.map {
      SurvivalObservation(time: $0.time, isEvent: true, weight: Double($0.count))
    }
    if signed < required {
      records.append(
        SurvivalObservation(time: lastLook, isEvent: false, weight: Double(required - signed)))
    }
    self.init(records)
  }

  /// S at a time.
  ///
  /// - Parameter time: Not NaN.
  /// - Returns: `0...1`, continuous from the right and exactly 1 before the first event; nil after
  ///   the last time when S is not 0 there, since nobody was observed.
  /// - Complexity: O(log n).
  public func survival(at time: Double) -> Double? {
    precondition(!time.isNaN, "S at NaN")
    guard let last = steps.last else { return nil }
    if time > last.time { return last.survival == 0 ? 0 : nil }
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : steps[low - 1].survival
  }
}
