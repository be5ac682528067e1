// Risk: indicators in many units and ranges are brought onto the one scale of the index.

internal import GSL

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Scores of the indicators of a recipe, in its order, with NaN for what counts as nothing.
struct IndicatorScores {
  /// Scores by indicator and row.
  let columns: [[Double]]

  /// - Throws: `IndexError` where the table does not fit the recipe.
  init(_ recipe: IndexRecipe, of table: IndexTable) throws(IndexError) {
    var columns: [[Double]] = []
    for indicator in recipe.indicators {
      columns.append(try Self.scores(indicator, recipe, table))
    }
    self.columns = columns
  }

  private static func scores(
    _ indicator: IndexRecipe.Indicator, _ recipe: IndexRecipe, _ table: IndexTable
  ) throws(IndexError) -> [Double] {
    var values = try table.column(indicator)
    let isLog = indicator.transform == .log
    let bounds = recipe.normalisation == .goalposts ? indicator.goalposts : nil
    if let bounds {
      values = values.map { $0.isNaN ? $0 : min(max($0, bounds.low), bounds.high) }
    }
    if isLog { values = values.map { log($0) } }
    if recipe.outliers == .winsoriseThenLog {
      values = TreatedColumn(values, isBounded: bounds != nil).values
    }
    let ends = bounds.map {
      isLog ? IndexRecipe.Goalposts(log($0.low), log($0.high)) : $0
    }
    let scale = recipe.scale
    let isFalling = indicator.direction == .lowers
    var scores: [Double]
    switch recipe.normalisation {
    case .goalposts:
      scores = linear(values, ends ?? scale, scale, isFalling: isFalling)
    case .minMax:
      let known = values.filter { !$0.isNaN }
      scores = linear(
        values, IndexRecipe.Goalposts(known.min() ?? 0, known.max() ?? 0), scale,
        isFalling: isFalling)
    case .rank:
      let ranks = middleRanks(values)
      let count = Double(values.count { !$0.isNaN })
      scores = linear(ranks, IndexRecipe.Goalposts(1, count), scale, isFalling: isFalling)
    case .zScore:
      scores = standard(values, isFalling: isFalling)
    }
    if indicator.missing != .omit {
      // Standard scores have no end but the one that a row of the table has.
      let known = recipe.normalisation == .zScore ? scores.filter { !$0.isNaN } : []
      let end =
        indicator.missing == .highest ? known.max() ?? scale.high : known.min() ?? scale.low
      scores = scores.map { $0.isNaN ? end : $0 }
    }
    return scores
  }

  /// Linear between two ends. Where all values are equal they tell nothing and stand in the middle.
  private static func linear(
    _ values: [Double], _ ends: IndexRecipe.Goalposts, _ scale: IndexRecipe.Goalposts,
    isFalling: Bool
  ) -> [Double] {
    let (width, length) = (ends.high - ends.low, scale.high - scale.low)
    return values.map { value in
      if value.isNaN { return value }
      guard width > 0 else { return scale.low + length / 2 }
      let share = isFalling ? (ends.high - value) / width : (value - ends.low) / width
      return scale.low + length * min(max(share, 0), 1)
    }
  }

  /// Distances from the mean in standard deviations; 0 where all values are equal.
  private static func standard(_ values: [Double], isFalling: Bool) -> [Double] {
    let known = values.filter { !$0.isNaN }
    guard let moments = try? SampleMoments(known), let mean = moments.mean,
      let deviation = moments.standardDeviation, deviation > 0
    else { return values.map { $0.isNaN ? $0 : 0 } }
    let sign = isFalling ? -1.0 : 1.0
    return values.map { sign * ($0 - mean) / deviation }
  }

  /// Ranks from 1, smallest first; ties share the middle, NaN stays.
  static func middleRanks(_ values: [Double]) -> [Double] {
    var ranks = values
    let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
