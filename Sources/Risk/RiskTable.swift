// Risk: joint draws -> P(miss), shortfall, index, class and ranks of every row. Nothing here is
// computed from point rates.

public import Forecasting
public import Records
public import Statistics

/// What must be reached, and by when.
public struct Target: Hashable, Sendable {
  /// Share of officials who must have signed, in (0, 1].
  public let share: Double
  /// The day by which.
  public let date: CalendarDate

  /// A target.
  public init(share: Double, date: CalendarDate) {
    precondition(share > 0 && share <= 1, "target \(share)")
    self.share = share
    self.date = date
  }

  /// Signers that a roster needs, persons: the least whole number not below the share of it.
  public func needed(of required: Int) -> Int {
    // The small step keeps 0.9 × 50 = 45.000001 from asking for 46.
    Int((share * Double(required) - 1e-9).rounded(.up))
  }
}

/// The risk table of one election.
public struct RiskTable: Sendable {
  /// The evidence behind it.
  public let book: TallyBook
  /// What must be reached.
  public let target: Target
  /// How many rows count as the top in `RiskRow.topProbability`.
  public let top: Int
  /// Level of the forecast interval, in (0, 1).
  public let confidence: Double
  /// Rows by falling risk: by mean rank over the draws, then by key.
  public let rows: [RiskRow]
  /// Rows with a unit that cannot be drawn, with the reason.
  public let unavailable: [(key: UnitKey, reason: String)]

  /// Computes the table.
  ///
  /// - Parameters:
  ///   - book: The evidence of one election as of a date.
  ///   - forecast: Draws of the same book whose first date is `book.asOf` and whose last is the
  ///     target's date, or the same day where the target lies in the past.
  ///   - target: What must be reached.
  ///   - grouping: How rows are split.
  ///   - top: Size of the top, at least 1; at most the number of rows is used.
  ///   - confidence: Level of the forecast interval, in `(0, 1)`.
  public init(
    book: TallyBook, forecast: Forecast, target: Target, grouping: Grouping, top: Int = 20,
    confidence: Double = 0.95
  ) {
    precondition(top >= 1, "top \(top)")
    self.book = book
    self.target = target
    self.confidence = confidence
    let units = grouping.rows(of: forecast)
    unavailable = grouping.unavailableRows(of: forecast).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
    let keys = units.keys.sorted()
    self.top = min(top, max(1, keys.count))
    let draws = keys.map { RowDraws(units[$0] ?? [], of: forecast, target: target) }
    let ranks = RankDistribution(
      rates: draws.map(\.rates), draws: forecast.draws, top: self.top)
    let signed = Set(book.firstDocumented(.signing).keys)
    let rows = zip(keys, draws).enumerated().map { position, pair in
      let (key, draws) = pair
      let parts = (units[key] ?? []).map { forecast.panel.units[forecast.drawn[$0]].tally }
      return RiskRow(
        key: key, parts: parts, draws: draws, book: book, target: target,
        isSignedElsewhere: key.regency.map(signed.contains) ?? false, ranks: ranks,
        position: position, groups: forecast.parameterDraws, confidence: confidence)
    }
    self.rows = zip(rows, ranks.means).sorted { left, right in
      left.1 != right.1 ? left.1 < right.1 : left.0.key < right.0.key
    }.map(\.0)
  }
}

/// Draws of one row on the target date.
struct RowDraws {
  /// Signed ÷ required in each draw.
  let rates: [Double]
  /// Signers short of the target in each draw, persons.
  let shortfalls: [Int]
  /// Mean roster over the draws, persons.
  let meanRequired: Double

  init(_ units: [Int], of forecast: Forecast, target: Target) {
    let last = forecast.dates.count - 1
    var rates: [Double] = []
    var shortfalls: [Int] = []
    var sum = 0.0
    for draw in 0..<forecast.draws {
      var signed = 0
      var required = 0
      for unit in units {
        signed += forecast.signed(unit, date: last, draw: draw)
        required += forecast.required(unit, draw: draw)
      }
      // A row without officials cannot miss anything.
      rates.append(required > 0 ? Double(signed) / Double(required) : 1)
      shortfalls.append(max(0, target.needed(of: required) - signed))
      sum += Double(required)
    }
    self.rates = rates
    self.shortfalls = shortfalls
    meanRequired = sum / Double(forecast.draws)
  }
}
