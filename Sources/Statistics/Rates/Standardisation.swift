// Statistics: direct standardisation: the rate that a unit would have if its officials were spread
// over the levels as in a reference mix, so that units with different mixes can be compared.

public import GSL

/// A reference mix of strata, such as levels, for directly standardised rates.
public struct Standardisation<Stratum: Hashable & Comparable & Sendable>: Hashable, Sendable {
  /// Share of each stratum in the mix, `> 0`; the shares sum to 1.
  public let mix: [Stratum: Double]

  /// A mix with the given weights.
  ///
  /// - Parameter weights: Weight of each stratum, such as persons of all regencies, finite, `>= 0`,
  ///   not all 0; strata with the weight 0 are not part of the mix.
  public init(weights: [Stratum: Double]) {
    precondition(
      weights.values.allSatisfy { $0 >= 0 && $0.isFinite }, "weights of a mix: \(weights)")
    // In order of the strata, so that the sum has the same rounding on every run.
    let total = weights.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    precondition(total > 0 && total.isFinite, "a mix has a weight above 0: \(weights)")
    mix = weights.filter { $0.value > 0 }.mapValues { $0 / total }
  }

  /// The standardised rate of a unit; nil where it has officials in no stratum of the mix.
  ///
  /// `r = Σ wₖ p̂ₖ / Σ wₖ` over the strata of the mix in which the unit has officials. The share of
  /// the mix that these strata hold is part of the result, and so is what the rest may change:
  /// nothing is filled in silently.
  ///
  /// - Parameters:
  ///   - counts: Persons who signed, `0...required`, and persons, `>= 0`, of the unit by stratum.
  ///   - confidence: Two-sided level of the interval, in `(0, 1)`.
  /// - Returns: The rate with the score interval of a weighted sum, see `StandardisedRate`.
  /// - Throws: `GSLError` where the search for an end fails, which was not seen.
  /// - Complexity: O(K) for each of about 20 steps of two searches.
  public func rate(
    of counts: [Stratum: (signed: Int, required: Int)], confidence: Double
  ) throws(GSLError) -> StandardisedRate<Stratum>? {
    var strata: [WeightedScore.Stratum] = []
    var missing: [Stratum] = []
    var outside = 0
    for (stratum, count) in counts {
      precondition(
        count.required >= 0 && (0...count.required).contains(count.signed),
        "\(count.signed) of \(count.required) in \(stratum)")
      if mix[stratum] == nil { outside += count.required }
    }
    for (stratum, weight) in mix.sorted(by: { $0.key < $1.key }) {
      if let count = counts[stratum], count.required > 0 {
        strata.append(
          WeightedScore.Stratum(
            weight: weight, signed: Double(count.signed), required: Double(count.required)))
      } else {
        missing.append(stratum)
      }
    }
    guard !strata.isEmpty else { return nil }
    let share = missing.isEmpty ? 1 : min(1, strata.reduce(0) { $0 + $1.weight })
    let score = WeightedScore(strata)
    let ends = try score.interval(confidence: confidence)
    return StandardisedRate(
      rate: score.rate, low: ends.low, high: ends.high, coveredShare: share, missing: missing,
      outside: outside)
  }
}

/// A directly standardised rate.
public struct StandardisedRate<Stratum: Hashable & Comparable & Sendable>: Hashable, Sendable {
  /// The rate over the covered strata, `0...1`.
  public let rate: Double
  /// Lower end of the interval of `rate`, `0...1`.
  public let low: Double
  /// Upper end of the interval of `rate`, `0...1`.
  public let high: Double
  /// Share of the reference mix in which the unit has officials, in `(0, 1]`. Below 1, rates of
  /// units with other missing strata are not comparable.
  public let coveredShare: Double
  /// Strata of the mix in which the unit has none, in order.
  public let missing: [Stratum]
  /// Persons of the unit in strata that are not part of the mix, and hence not counted.
  public let outside: Int

  /// What the rate over the whole mix could be if the missing strata had any rate from 0 to 1.
  public var wholeMixBounds: ClosedRange<Double> {
    let least = coveredShare * rate
    return least...min(1, max(least, least + (1 - coveredShare)))
  }
}

extension StandardisedRate: CustomStringConvertible {
  /// Rate, interval and covered share, for messages of tests.
  public var description: String {
    "\(rate) (\(low)–\(high)) over \(coveredShare) of the mix"
  }
}
