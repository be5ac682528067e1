// Risk: what the evidence says of one row, before any draw is looked at.

internal import Forecasting
internal import Records
internal import Statistics

/// The counts, sessions and dates of one row.
struct RowFacts {
  let key: UnitKey
  let parts: [Tally]
  let rollUp: RollUp
  let coverage: SessionCoverage
  let isSignedElsewhere: Bool
  let asOf: CalendarDate

  private let addressed: Int

  init(key: UnitKey, parts: [Tally], book: TallyBook, isSignedElsewhere: Bool) {
    self.key = key
    self.parts = parts
    self.isSignedElsewhere = isSignedElsewhere
    rollUp = RollUp(parts)
    coverage = book.coverage(of: key, parts: parts)
    asOf = book.asOf
    addressed = parts.count { part in
      part.level.map { level in
        book.coverage(of: UnitKey(.regency(part.regency), level: level), parts: []).sessions > 0
      } ?? false
    }
  }

  /// The indicators of the row for what the draws say of it.
  ///
  /// - Parameters:
  ///   - summary: mean of some draws.
  ///   - required: mean roster, persons.
  ///   - targetDate: the day by which.
  /// - Returns: the indicators, in their own units.
  func indicators(
    _ summary: DrawSummary, required: Double, targetDate: CalendarDate
  ) -> RiskIndicators {
    RiskIndicators(
      missProbability: summary.miss, shortfallShare: min(1, summary.shortfall / max(1, required)),
      rate: summary.rate,
      silentWeeks: rollUp.outstanding == .exact(0)
        ? 0 : rollUp.lastSignedOn.map { Double($0.days(to: asOf)) / 7 },
      isLaunched: parts.contains(where: \.isLaunched),
      levelsWithoutSession: 1 - Double(addressed) / Double(parts.count),
      cascadeMissing: coverage.cascadeOwed.lower > 0
        ? 1 - min(1, Double(coverage.cascadeDocumented) / Double(coverage.cascadeOwed.lower))
        : nil,
      daysLeft: max(0, asOf.days(to: targetDate)), required: required)
  }

  /// Reasons of the risk, the most telling first.
  var drivers: [RiskDriver] {
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
