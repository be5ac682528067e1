// Risk: the joint draws of one row on the target date, and their means.

internal import Forecasting
internal import Records

/// Means over some draws of one row.
struct DrawSummary {
  /// Share of the draws that miss the target, `0...1`.
  var miss: Double
  /// Mean number of signers short of the target, persons.
  var shortfall: Double
  /// Mean rate, `0...1`.
  var rate: Double
}

/// Draws of one row on the last date of a forecast.
struct RowDraws {
  /// Signers in each draw, persons.
  let signed: [Int]
  /// Roster in each draw, persons.
  let required: [Int]
  /// Signed ÷ required in each draw.
  let rates: [Double]
  /// Mean roster over the draws, persons.
  let meanRequired: Double

  init(_ units: [Int], of forecast: Forecast) {
    let last = forecast.dates.count - 1
    var signed = [Int](repeating: 0, count: forecast.draws)
    var required = signed
    for unit in units {
      for draw in 0..<forecast.draws {
        signed[draw] += forecast.signed(unit, date: last, draw: draw)
        required[draw] += forecast.required(unit, draw: draw)
      }
    }
    self.signed = signed
    self.required = required
    // A row without officials cannot miss anything.
    rates = zip(signed, required).map { $1 > 0 ? Double($0) / Double($1) : 1 }
    meanRequired = Double(required.reduce(0, +)) / Double(forecast.draws)
  }

  /// Signers short of a target in each draw, persons.
  func shortfalls(of target: Target) -> [Int] {
    zip(signed, required).map { max(0, target.needed(of: $1) - $0) }
  }
}

/// Draws of one row against a target: over all, and over each parameter draw.
struct DrawSummaries {
  /// Over all draws.
  let all: DrawSummary
  /// Over each parameter draw, without the chance of the few unit draws in it.
  let groups: [DrawSummary]

  init(_ draws: RowDraws, target: Target, groups count: Int) {
    let shortfalls = draws.shortfalls(of: target)
    let each = shortfalls.count / count
    func summary(_ range: Range<Int>) -> DrawSummary {
      let n = Double(range.count)
      return DrawSummary(
        miss: Double(shortfalls[range].count { $0 > 0 }) / n,
        shortfall: Double(shortfalls[range].reduce(0, +)) / n,
        rate: draws.rates[range].reduce(0, +) / n)
    }
    let all = summary(0..<shortfalls.count)
    let raw = (0..<count).map { summary($0 * each..<($0 + 1) * each) }
    let keep = Self.sharedSpread(of: raw.map(\.miss), around: all.miss, drawsEach: each)
    self.all = all
    groups = raw.map { group in
      DrawSummary(
        miss: all.miss + keep * (group.miss - all.miss),
        shortfall: all.shortfall + keep * (group.shortfall - all.shortfall),
        rate: all.rate + keep * (group.rate - all.rate))
    }
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
}
