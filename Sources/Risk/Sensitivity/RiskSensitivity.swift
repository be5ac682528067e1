// Risk: how much the order of the index of compliance risk depends on choices, the target among them.

public import Forecasting
internal import Records
public import Statistics

/// The sensitivity of the ranks of a risk table's index.
///
/// These ranks are by the index; those of `RiskRow` are by the rate, which no recipe can change.
public struct RiskSensitivity: Sendable {
  /// The evidence behind it.
  public let book: TallyBook
  /// What must be reached.
  public let target: Target
  /// Size of the top.
  public let top: Int
  /// What the rows are about, in order.
  public let keys: [UnitKey]
  /// The ranks, in the order of `keys`.
  public let ranks: RankSensitivity

  /// By how much the target's share varies, up and down.
  static let targetStep = 0.05

  /// Computes all variants.
  ///
  /// - Parameters:
  ///   - book: The evidence of one election as of a date.
  ///   - forecast: Draws of the same book, as for `RiskTable`.
  ///   - target: What must be reached; its share varies by 5 points in whole points.
  ///   - grouping: How rows are split.
  ///   - top: Size of the top, at least 1; at most the number of rows is used.
  ///   - recipe: How the index is made, from `IndexRecipe.riskIndicators`.
  ///   - points: Points of each matrix of the design, at least 1.
  ///   - noise: How weights vary.
  ///   - seed: Seed of the bootstrap.
  /// - Throws: `IndexError` where the recipe does not fit the table.
  public init(
    book: TallyBook, forecast: Forecast, target: Target, grouping: Grouping, top: Int = 20,
    recipe: IndexRecipe = .complianceRisk, points: Int = 1_024,
    noise: WeightNoise = .uniform(0.25), seed: UInt64 = 1
  ) throws(IndexError) {
    self.book = book
    self.target = target
    let panel = RowPanel(book: book, forecast: forecast, grouping: grouping)
    keys = panel.facts.map(\.key)
    self.top = min(top, max(1, keys.count))
    let tables = (-5...5).map { step in
      let share = min(1, max(0.01, target.share + Self.targetStep * Double(step) / 5))
      let moved = Target(share: share, date: target.date)
      return panel.indicators(
        panel.draws.map { DrawSummaries($0, target: moved, groups: forecast.parameterDraws).all },
        targetDate: target.date)
    }
    ranks = try RankSensitivity(
      recipe, tables: tables, top: top, points: points, noise: noise, seed: seed)
  }
}
