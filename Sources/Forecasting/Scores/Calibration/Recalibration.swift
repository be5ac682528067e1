// Forecasting: how much past forecasts were too narrow, by level and horizon, and the remedy.

public import Records

/// One-sided factors that widen the quantiles of later forecasts around their median.
///
/// The score of a case at a quantile q is its miss in widths, `(logit y − logit m)/(logit q − logit
/// m)` on the half-person logit scale of the roster; the factor is the conformal quantile of the
/// scores. A factor below 1 narrows, and past campaigns are a poor proof for that: it counts only
/// where several origins, each on its own, show it, and then the largest of theirs counts.
///
/// Units of one origin share its shocks, so the guarantee of conformal prediction holds across
/// origins only; `Group.origins` says how many there were.
///
/// - SeeAlso: Romano, Patterson and Candès (2019), NeurIPS 32, for one-sided scores; Vovk, Gammerman
///   and Shafer (2005), section 4.5, for groups with factors of their own.
public struct Recalibration: Hashable, Sendable {
  /// What to do with a quantile.
  public enum Factor: Hashable, Sendable {
    /// Multiply its distance from the median on the logit scale, `>= 0`.
    case multiply(Double)
    /// Replace it by the end of the possible range: there are too few cases to bound it.
    case fullRange
  }

  /// The factors of one level and bucket of horizons.
  public struct Group: Hashable, Sendable {
    /// The level.
    public let level: Level
    /// Index of the bucket of horizons.
    public let bucket: Int
    /// Cases of units that were not complete at the origin, `> 0`.
    public let cases: Int
    /// Number of different origins among them.
    public let origins: Int
    /// A factor for each level of `quantileLevels`; that of the median is 1.
    public let factors: [Factor]
  }

  /// Quantile levels in rising order, with 0.5.
  public let quantileLevels: [Double]
  /// The buckets of horizons.
  public let buckets: HorizonBuckets
  /// Groups with at least one case, by level and bucket.
  public let groups: [Group]

  /// Learns factors from past forecasts.
  ///
  /// - Parameters:
  ///   - cases: Past forecasts, all with the same quantile levels, at least one.
  ///   - buckets: Horizons that are judged together.
  ///   - narrowingOrigins: Origins that must show a factor below 1 before it counts, `> 0`; `nil` never
  ///     narrows.
  /// - Complexity: O(levels × n log n) for n cases.
  public init(
    _ cases: [RecalibrationCase], buckets: HorizonBuckets = .quarters, narrowingOrigins: Int? = 3
  ) {
    precondition(!cases.isEmpty, "no cases")
    precondition(narrowingOrigins.map { $0 > 0 } ?? true, "origins \(narrowingOrigins ?? 0)")
    let levels = cases[0].forecast.levels
    precondition(
      cases.allSatisfy { $0.forecast.levels == levels }, "cases have the same quantile levels")
    quantileLevels = levels
    self.buckets = buckets
    // A complete unit has no uncertainty; its exact forecasts would prove nothing about others.
    let open = cases.filter { $0.signed < $0.required }
    groups = Level.allCases.flatMap { level -> [Group] in
      let own = open.filter { $0.level == level }
      return (0..<buckets.count).compactMap { bucket in
        Self.group(
          own.filter { buckets.bucket(of: $0.days) == bucket }, level, bucket, levels,
          narrowingOrigins)
      }
    }
  }

  /// The factors that apply to a forecast.
  ///
  /// - Parameters:
  ///   - level: Level of the unit.
  ///   - days: Days ahead, `>= 0`.
  /// - Returns: `nil` where no past forecast reached so far: such a forecast is experimental.
  public func group(_ level: Level, days: Int) -> Group? {
    let bucket = buckets.bucket(of: days)
    return groups.first { $0.level == level && $0.bucket == bucket }
  }

  /// Widens a forecast of signers.
  ///
  /// Ends are rounded outwards to whole persons, stay within the range that is possible, and a
  /// quantile further out never lies inside one further in. The median stays.
  ///
  /// - Parameters:
  ///   - forecast: Quantiles of the signers, persons, with the levels of `quantileLevels`.
  ///   - level: Level of the unit.
  ///   - days: Days ahead, `>= 0`.
  ///   - signed: Signers at the origin, persons, `0...required`.
  ///   - required: Roster, persons, `>= 0`.
  /// - Returns: The forecast in `signed...required`; `nil` where no past forecast reached so far.
  public func recalibrated(
    _ forecast: QuantileForecast, level: Level, days: Int, signed: Int, required: Int
  ) -> QuantileForecast? {
    precondition(forecast.levels == quantileLevels, "levels \(forecast.levels)")
    precondition(required >= 0 && (0...required).contains(signed), "\(signed) of \(required)")
    guard let group = group(level, days: days), let median = forecast.value(at: 0.5) else {
      return nil
    }
    let range = Double(signed)...Double(required)
    let centre = min(max(median, range.lowerBound), range.upperBound)
    let scale = RosterLogit(required: required)
    let half = scale.halfPerson(at: centre)
    var values = forecast.values.map { min(max($0, range.lowerBound), range.upperBound) }
    let above = forecast.levels.indices.filter { forecast.levels[$0] > 0.5 + 1e-9 }
    let below = forecast.levels.indices.filter { forecast.levels[$0] < 0.5 - 1e-9 }
    for (places, sign) in [(above, 1.0), (below.reversed(), -1.0)] {
      var inner = centre
      for place in places {
        switch group.factors[place] {
        case .fullRange: inner = sign > 0 ? range.upperBound : range.lowerBound
        case .multiply(1): inner = sign * max(sign * inner, sign * values[place])
        case .multiply(let factor):
          let width = max(abs(scale(values[place]) - scale(centre)), half)
          let end = scale.persons(scale(centre) + sign * factor * width)
          // An end that is whole but for rounding is whole.
          let whole = sign * (sign * end - 1e-9).rounded(.up)
          let limit = factor > 1 ? sign * max(sign * whole, sign * values[place]) : whole
          let held = min(max(limit, range.lowerBound), range.upperBound)
          inner = sign * max(sign * inner, sign * held)
        }
        values[place] = inner
      }
    }
    return QuantileForecast(levels: forecast.levels, values: values)
  }

  private static func group(
    _ cases: [RecalibrationCase], _ level: Level, _ bucket: Int, _ levels: [Double],
    _ narrowingOrigins: Int?
  ) -> Group? {
    guard !cases.isEmpty else { return nil }
    let byOrigin = Dictionary(grouping: cases, by: \.origin)
    let origins = byOrigin.keys.sorted().compactMap { byOrigin[$0] }
    let factors = levels.indices.map { place -> Factor in
      let miss = min(levels[place], 1 - levels[place])
      if abs(levels[place] - 0.5) <= 1e-9 { return .multiply(1) }
      let pooled = ConformalQuantile.of(cases.map { score($0, place) }, miss: miss)
      guard let pooled else { return .fullRange }
      guard pooled < 1 else { return .multiply(pooled) }
      let single = origins.compactMap { own in
        ConformalQuantile.of(own.map { score($0, place) }, miss: miss)
      }
      guard let narrowingOrigins, single.count == origins.count, single.count >= narrowingOrigins,
        let largest = single.max(), largest < 1
      else { return .multiply(1) }
      return .multiply(max(0, largest))
    }
    return Group(
      level: level, bucket: bucket, cases: cases.count, origins: origins.count, factors: factors)
  }

  /// How far beyond the median the observation lies, in widths of that side of the forecast.
  private static func score(_ past: RecalibrationCase, _ place: Int) -> Double {
    guard let median = past.forecast.value(at: 0.5) else { return 0 }
    let scale = RosterLogit(required: past.required)
    let centre = min(max(median, Double(past.signed)), Double(past.required))
    let width = max(
      abs(scale(past.forecast.values[place]) - scale(centre)), scale.halfPerson(at: centre))
    let sign = past.forecast.levels[place] > 0.5 ? 1.0 : -1.0
    return sign * (scale(Double(past.observed)) - scale(centre)) / width
  }
}
