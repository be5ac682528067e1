// Risk: one row of the table from its draws and its counts.

internal import Forecasting
internal import Records
internal import Statistics

extension RiskRow {
  /// The row of a key; `groups` parameter draws give the ranges of P(miss), class and index.
  init(
    key: UnitKey, parts: [Tally], draws: RowDraws, book: TallyBook, target: Target,
    isSignedElsewhere: Bool, ranks: RankDistribution, position: Int, groups: Int,
    confidence: Double
  ) {
    let rollUp = RollUp(parts)
    let coverage = book.coverage(of: key, parts: parts)
    let count = draws.rates.count
    let each = count / groups
    let daysLeft = max(0, book.asOf.days(to: target.date))
    let lastSigned = rollUp.lastSignedOn
    let addressed = parts.filter { part in
      part.level.map { level in
        book.coverage(of: UnitKey(.regency(part.regency), level: level), parts: []).sessions > 0
      } ?? false
    }
    func index(_ miss: Double, _ shortfall: Double, _ rate: Double) -> Double {
      RiskIndex(
        missProbability: miss, shortfallShare: min(1, shortfall / max(1, draws.meanRequired)),
        rate: rate,
        silentWeeks: rollUp.outstanding == .exact(0)
          ? 0 : lastSigned.map { Double($0.days(to: book.asOf)) / 7 },
        isLaunched: parts.contains(where: \.isLaunched),
        levelsWithoutSession: 1 - Double(addressed.count) / Double(parts.count),
        cascadeMissing: coverage.cascadeOwed.lower > 0
          ? 1 - min(1, Double(coverage.cascadeDocumented) / Double(coverage.cascadeOwed.lower))
          : nil,
        daysLeft: daysLeft, required: draws.meanRequired
      ).value
    }
    func summary(_ range: Range<Int>) -> (miss: Double, shortfall: Double, rate: Double) {
      let n = Double(range.count)
      return (
        Double(draws.shortfalls[range].count { $0 > 0 }) / n,
        Double(draws.shortfalls[range].reduce(0, +)) / n, draws.rates[range].reduce(0, +) / n
      )
    }
    let all = summary(0..<count)
    let byGroup = (0..<groups).map { summary($0 * each..<($0 + 1) * each) }
    let keep = Self.sharedSpread(of: byGroup.map(\.miss), around: all.miss, drawsEach: each)
    let misses = byGroup.map { all.miss + keep * ($0.miss - all.miss) }.sorted()
    let indices = byGroup.map { group in
      index(
        all.miss + keep * (group.miss - all.miss),
        all.shortfall + keep * (group.shortfall - all.shortfall),
        all.rate + keep * (group.rate - all.rate))
    }.sorted()
    let rates = draws.rates.sorted()
    let tail = (1 - confidence) / 2
    let riskClass = RiskClass(all.miss)
    self.key = key
    self.rollUp = rollUp
    self.coverage = coverage
    rate =
      RateEstimate(
        signed: rollUp.signed, required: rollUp.required, kind: rollUp.signedKind,
        confidence: confidence
      ).rate
    forecast = Ranged(
      value: Quantile.of(rates, 0.5), low: Quantile.of(rates, tail),
      high: Quantile.of(rates, 1 - tail))
    missProbability = Ranged(
      value: all.miss, low: Quantile.of(misses, 0.05), high: Quantile.of(misses, 0.95))
    expectedShortfall = all.shortfall
    self.index = Ranged(
      value: index(all.miss, all.shortfall, all.rate), low: Quantile.of(indices, 0.05),
      high: Quantile.of(indices, 0.95))
    self.riskClass = riskClass
    classProbability =
      Double(misses.count { RiskClass($0) == riskClass }) / Double(groups)
    rank = ranks.range(of: position)
    topProbability = ranks.topProbabilities[position]
    drivers = Self.drivers(
      rollUp, coverage, isSignedElsewhere: isSignedElsewhere, asOf: book.asOf)
  }

  /// The part of the spread between parameter draws that is not chance of the few unit draws in
  /// each, as the factor (0...1) by which deviations from the mean are kept.
  private static func sharedSpread(
    of misses: [Double], around mean: Double, drawsEach: Int
  ) -> Double {
    let groups = Double(misses.count)
    let spread = misses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (groups - 1)
    let noise =
      misses.reduce(0) { $0 + $1 * (1 - $1) } / (groups * Double(max(1, drawsEach - 1)))
    return spread > 0 ? (max(0, spread - noise) / spread).squareRoot() : 0
  }

  private static func drivers(
    _ rollUp: RollUp, _ coverage: SessionCoverage, isSignedElsewhere: Bool, asOf: CalendarDate
  ) -> [RiskDriver] {
    var drivers: [RiskDriver] = []
    let isCounted = rollUp.parts.contains { $0.exactPair.map { $0.required > 0 } ?? false }
    if !isCounted, !rollUp.parts.contains(where: \.isLaunched) {
      drivers.append(isSignedElsewhere ? .signingElsewhere : .noReport)
    } else if rollUp.parts.contains(where: { $0.isLaunched && $0.exactPair == nil }) {
      drivers.append(.signersUnknown)
    }
    var byLevel: [Level: (missing: Int, required: Int)] = [:]
    for part in rollUp.parts {
      guard let level = part.level, let pair = part.exactPair else { continue }
      byLevel[level, default: (0, 0)].missing += pair.required - pair.signed
      byLevel[level, default: (0, 0)].required += pair.required
    }
    let short = byLevel.filter { $0.value.missing > 0 }.map {
      (level: $0.key, missing: $0.value.missing, required: $0.value.required)
    }.sorted { ($1.missing, $0.level) < ($0.missing, $1.level) }
    for (level, missing, required) in short.prefix(2) {
      drivers.append(.outstanding(level, missing: missing, required: required))
    }
    if coverage.cascadeOwed.lower > coverage.cascadeDocumented {
      drivers.append(
        .cascadeOwed(coverage.cascadeOwed, documented: coverage.cascadeDocumented))
    }
    if coverage.sessions == 0 { drivers.append(.noSession) }
    if let last = rollUp.lastSignedOn, last.days(to: asOf) > 60, rollUp.outstanding.lower > 0 {
      drivers.append(.silent(days: last.days(to: asOf)))
    }
    return drivers
  }
}
