// Statistics: what a row of the compliance table is compared with: the pool of the rows with its
// levels, the mix of levels of all counted units, and the funnel of the rows like it.

internal import GSL
internal import Records

/// Pools, mix and funnels of the rows of one table.
struct ComplianceComparisons {
  /// Least number of units from which a funnel is drawn: of fewer the spread cannot be told.
  static let leastFunnelUnits = 10

  private let confidence: Double
  /// Levels that a row holds: only rows with the same ones are alike. Leaders alone and leaders with
  /// thousands of staff have no common law.
  private typealias Levels = Set<Level?>
  private let pools: [Levels: RatePool]
  private let mix: Standardisation<Level>?
  private let verdicts: [UnitKey: FunnelVerdict]

  init(_ rollUps: [UnitKey: RollUp], confidence: Double) throws(GSLError) {
    self.confidence = confidence
    let counted = Self.counted(rollUps)
    pools = counted.mapValues { units in
      RatePool(
        grouped: units.map { unit in
          // Provinces share governors, outlets and supervisors; wider places have no groups.
          (unit.signed, unit.required, unit.key.regency.map(\.province.description) ?? "")
        })
    }
    var weights: [Level: Double] = [:]
    for part in rollUps.values.flatMap(\.parts) {
      guard let level = part.level, part.couldShowMissing, let pair = part.exactPair else {
        continue
      }
      weights[level, default: 0] += Double(pair.required)
    }
    mix = weights.values.contains { $0 > 0 } ? Standardisation(weights: weights) : nil
    var verdicts: [UnitKey: FunnelVerdict] = [:]
    for units in counted.values where units.count >= Self.leastFunnelUnits {
      guard let funnel = try FunnelPlot(units.map { ($0.signed, $0.required) }) else { continue }
      for (unit, row) in zip(units, funnel.rows) { verdicts[unit.key] = row.verdict }
    }
    self.verdicts = verdicts
  }

  /// Rate with strength borrowed from the level, and from the province where the row is a regency;
  /// nil for a row that the pool itself would not take.
  func pooled(_ key: UnitKey, _ rollUp: RollUp) -> PooledEstimate? {
    guard let pair = rollUp.exactPair, pair.required > 0,
      rollUp.parts.allSatisfy(\.couldShowMissing), let pool = pools[Self.levels(rollUp)],
      pool.units >= RatePool.leastUnits
    else { return nil }
    let rate = pool.rate(
      signed: pair.signed, required: pair.required,
      group: key.regency.map(\.province.description) ?? "")
    let ends = rate.interval(confidence: confidence)
    return PooledEstimate(
      rate: rate.mean, low: ends.low, high: ends.high, ownShare: rate.ownShare)
  }

  /// The rate that the row would have with the mix of levels of all counted units; nil for a row of
  /// one level, and where a printed total holds officials whose level nobody says.
  func standardised(
    _ key: UnitKey, _ rollUp: RollUp
  ) throws(GSLError) -> StandardisedRate<Level>? {
    guard key.level == nil, let mix else { return nil }
    var counts: [Level: (signed: Int, required: Int)] = [:]
    for part in rollUp.parts {
      guard let level = part.level, part.couldShowMissing, let pair = part.exactPair else {
        continue
      }
      let sum = counts[level] ?? (0, 0)
      counts[level] = (sum.signed + pair.signed, sum.required + pair.required)
    }
    for total in rollUp.parts where total.level == nil {
      let levels = rollUp.parts.filter { $0.regency == total.regency && $0.level != nil }
      let placed = levels.reduce(0) { $0 + ($1.exactPair?.required ?? 0) }
      guard total.required.lower <= placed else { return nil }
    }
    return try mix.rate(of: counts, confidence: confidence)
  }

  /// Whether the row lies outside the funnel of the rows of its level; nil with too few of them.
  func verdict(_ key: UnitKey) -> FunnelVerdict? { verdicts[key] }

  private static func levels(_ rollUp: RollUp) -> Levels { Set(rollUp.parts.map(\.level)) }

  /// Rows by the levels that they hold whose every part was counted by a record that could have shown
  /// who is missing, in order of the key, so that sums round alike on every run.
  private static func counted(
    _ rollUps: [UnitKey: RollUp]
  ) -> [Levels: [(key: UnitKey, signed: Int, required: Int)]] {
    var counted: [Levels: [(key: UnitKey, signed: Int, required: Int)]] = [:]
    for (key, rollUp) in rollUps.sorted(by: { $0.key < $1.key }) {
      guard let pair = rollUp.exactPair, pair.required > 0,
        rollUp.parts.allSatisfy(\.couldShowMissing)
      else { continue }
      counted[levels(rollUp), default: []].append((key, pair.signed, pair.required))
    }
    return counted
  }
}
