// Risk: one row of the table from its draws, its counts and the index of all rows.

internal import Forecasting
internal import Statistics

/// P(miss), index and class of all rows, over all draws and over each parameter draw.
struct RowAnswers {
  let summaries: [DrawSummaries]
  let index: CompositeIndex
  let values: [Double]
  let arithmetic: [Double]
  /// Index by parameter draw and row.
  let groupValues: [[Double]]
  let classes: [RiskClass]
  /// Class by parameter draw and row.
  let groupClasses: [[RiskClass]]

  init(
    _ panel: RowPanel, target: Target, groups: Int, recipe: IndexRecipe, classes: RiskClassRule
  ) throws(IndexError) {
    let summaries = panel.draws.map { DrawSummaries($0, target: target, groups: groups) }
    self.summaries = summaries
    func index(_ recipe: IndexRecipe, _ draws: [DrawSummary]) throws(IndexError) -> CompositeIndex {
      try CompositeIndex(recipe, of: panel.indicators(draws, targetDate: target.date))
    }
    func known(_ index: CompositeIndex) throws(IndexError) -> [Double] {
      var values: [Double] = []
      for (row, value) in index.values.enumerated() {
        guard let value else { throw .unknownIndex(row: row) }
        values.append(value)
      }
      return values
    }
    func rule(_ draws: [DrawSummary], _ indices: [Double]) -> [RiskClass] {
      classes.classes(missProbabilities: draws.map(\.miss), indices: indices)
    }
    let all = summaries.map(\.all)
    self.index = try index(recipe, all)
    values = try known(self.index)
    arithmetic = try known(index(recipe.withArithmeticMeans, all))
    self.classes = rule(all, values)
    var groupValues: [[Double]] = []
    var groupClasses: [[RiskClass]] = []
    for group in 0..<groups {
      let draws = summaries.map { $0.groups[group] }
      let indices = try known(index(recipe, draws))
      groupValues.append(indices)
      groupClasses.append(rule(draws, indices))
    }
    self.groupValues = groupValues
    self.groupClasses = groupClasses
  }
}

extension RiskRow {
  /// The row at a position of the answers.
  init(
    _ facts: RowFacts, _ draws: RowDraws, _ answers: RowAnswers, _ ranks: RankDistribution,
    at position: Int, confidence: Double
  ) {
    let summaries = answers.summaries[position]
    let misses = summaries.groups.map(\.miss).sorted()
    let indices = answers.groupValues.map { $0[position] }.sorted()
    let rates = draws.rates.sorted()
    let tail = (1 - confidence) / 2
    let rollUp = facts.rollUp
    let riskClass = answers.classes[position]
    key = facts.key
    self.rollUp = rollUp
    coverage = facts.coverage
    rate =
      RateEstimate(
        signed: rollUp.signed, required: rollUp.required, kind: rollUp.signedKind,
        confidence: confidence
      ).rate
    forecast = Ranged(
      value: Quantile.of(rates, 0.5), low: Quantile.of(rates, tail),
      high: Quantile.of(rates, 1 - tail))
    missProbability = Ranged(
      value: summaries.all.miss, low: Quantile.of(misses, 0.05), high: Quantile.of(misses, 0.95))
    expectedShortfall = summaries.all.shortfall
    index = Ranged(
      value: answers.values[position], low: Quantile.of(indices, 0.05),
      high: Quantile.of(indices, 0.95))
    arithmeticIndex = answers.arithmetic[position]
    contributions = answers.index.contributions(row: position)
    self.riskClass = riskClass
    classProbability =
      Double(answers.groupClasses.count { $0[position] == riskClass })
      / Double(answers.groupClasses.count)
    rank = ranks.range(of: position)
    topProbability = ranks.topProbabilities[position]
    drivers = facts.drivers
  }
}
