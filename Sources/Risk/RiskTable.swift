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
  /// Level of the forecast interval and of the rank sets, in (0, 1).
  public let confidence: Double
  /// How the index is made.
  public let recipe: IndexRecipe
  /// How rows are cut into classes.
  public let classes: RiskClassRule
  /// Rows by falling risk: by mean rank over the draws, then by key.
  public let rows: [RiskRow]
  /// Ranks of the rows inside the draws, in the order of `rows`.
  public let ranks: RankDistribution
  /// How many rows miss the target.
  public let misses: MissCount
  /// Simultaneous confidence sets for the ranks, in the order of `rows`, where they were asked for.
  public let rankSets: RankSets?
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
  ///   - recipe: How the index is made, from `IndexRecipe.riskIndicators`.
  ///   - classes: How rows are cut into classes.
  ///   - hasRankSets: Whether to compute `rankSets`, a second or two for 514 rows.
  /// - Throws: `IndexError` where the recipe does not fit the table; never for the default recipe.
  public init(
    book: TallyBook, forecast: Forecast, target: Target, grouping: Grouping, top: Int = 20,
    confidence: Double = 0.95, recipe: IndexRecipe = .complianceRisk,
    classes: RiskClassRule = .decision, hasRankSets: Bool = false
  ) throws(IndexError) {
    precondition(top >= 1, "top \(top)")
    self.book = book
    self.target = target
    self.confidence = confidence
    self.recipe = recipe
    self.classes = classes
    unavailable = grouping.unavailableRows(of: forecast).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
    let all = RowPanel(book: book, forecast: forecast, grouping: grouping)
    self.top = min(top, max(1, all.facts.count))
    let ranks = RankDistribution(
      rates: all.draws.map(\.rates), draws: forecast.draws, top: self.top)
    let order = all.facts.indices.sorted { left, right in
      ranks.means[left] != ranks.means[right]
        ? ranks.means[left] < ranks.means[right] : all.facts[left].key < all.facts[right].key
    }
    let answers = try RowAnswers(
      all, target: target, groups: forecast.parameterDraws, recipe: recipe, classes: classes)
    rows = order.map { position in
      RiskRow(
        all.facts[position], all.draws[position], answers, ranks, at: position,
        confidence: confidence)
    }
    self.ranks = ranks.reordered(order)
    misses = MissCount(all.draws.map { $0.shortfalls(of: target).map { $0 > 0 } })
    rankSets =
      hasRankSets
      ? RankSets(
        draws: order.map { all.draws[$0].rates }, coverage: .simultaneous, confidence: confidence)
      : nil
  }
}

/// Facts and draws of all rows, in order of their key.
struct RowPanel {
  let facts: [RowFacts]
  let draws: [RowDraws]

  init(book: TallyBook, forecast: Forecast, grouping: Grouping) {
    let units = grouping.rows(of: forecast)
    let signed = Set(book.firstDocumented(.signing).keys)
    var facts: [RowFacts] = []
    var draws: [RowDraws] = []
    for (key, units) in units.sorted(by: { $0.key < $1.key }) {
      var isSignedElsewhere = false
      if let regency = key.regency { isSignedElsewhere = signed.contains(regency) }
      facts.append(
        RowFacts(
          key: key, parts: units.map { forecast.panel.units[forecast.drawn[$0]].tally },
          book: book, isSignedElsewhere: isSignedElsewhere))
      draws.append(RowDraws(units, of: forecast))
    }
    self.facts = facts
    self.draws = draws
  }

  /// The table of indicators; `summaries` has one for each row.
  func indicators(_ summaries: [DrawSummary], targetDate: CalendarDate) -> IndexTable {
    RiskIndicators.table(
      facts.indices.map {
        facts[$0].indicators(
          summaries[$0], required: draws[$0].meanRequired, targetDate: targetDate)
      })
  }
}
