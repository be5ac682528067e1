// Risk: the engine of composite indices. A recipe and a table go in; scores of every level, the index
// and what each indicator adds to it come out.

/// A composite index with everything that it was made from.
public struct CompositeIndex: Sendable {
  /// The recipe that was followed.
  public let recipe: IndexRecipe
  /// Number of rows.
  public let rows: Int

  private let tree: AggregationTree
  /// Scores of all indicators, then of all dimensions, row after row; NaN for unknown.
  private let scores: [Double]

  /// Follows a recipe: outliers, one scale, then the means from the leaves to the top.
  ///
  /// - Parameters:
  ///   - recipe: how the index is made.
  ///   - table: indicators of the rows.
  /// - Throws: `IndexError` where the table lacks an indicator or has a value that does not fit.
  /// - Complexity: O(rows · indicators), and O(rows · log rows) where ranks are taken.
  public init(_ recipe: IndexRecipe, of table: IndexTable) throws(IndexError) {
    self.recipe = recipe
    rows = table.rows
    let columns = try IndicatorScores(recipe, of: table).columns
    let tree = AggregationTree(recipe)
    let width = tree.indicators + tree.nodes.count
    var scores = [Double](repeating: .nan, count: rows * width)
    for (indicator, column) in columns.enumerated() {
      for row in 0..<table.rows { scores[row * width + indicator] = column[row] }
    }
    scores.withUnsafeMutableBufferPointer { all in
      for row in 0..<table.rows {
        tree.aggregate(UnsafeMutableBufferPointer(rebasing: all[row * width..<(row + 1) * width]))
      }
    }
    self.tree = tree
    self.scores = scores
  }

  private var width: Int { tree.indicators + tree.nodes.count }

  /// The index of each row, on the recipe's scale; nil where no indicator is known.
  public var values: [Double?] { (0..<rows).map { known($0, width - 1) } }

  /// Scores of an indicator or a dimension by row, on the recipe's scale.
  ///
  /// - Parameter name: name of an indicator, a dimension or the index.
  /// - Returns: one score for each row, nil in it where unknown; nil for an unknown name.
  public func scores(of name: String) -> [Double?]? {
    let place =
      recipe.indicators.firstIndex { $0.name == name }
      ?? tree.nodes.firstIndex { $0.name == name }.map { $0 + tree.indicators }
    return place.map { place in (0..<rows).map { known($0, place) } }
  }

  /// What each indicator adds to the index of a row.
  ///
  /// Under an arithmetic mean that is weight times score. Under a geometric mean with a floor f it
  /// is w f and the share w ln(s / f) / Σ w ln(s / f) of what the mean has above f.
  ///
  /// - Parameter row: `0..<rows`.
  /// - Returns: indicators in the order of the recipe; the sum is the index to a few roundings.
  public func contributions(row: Int) -> [(indicator: String, value: Double)] {
    precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
    let own = Array(scores[row * width..<(row + 1) * width])
    return zip(recipe.indicators, tree.contributions(own, to: tree.nodes.count - 1)).map {
      ($0.name, $1)
    }
  }

  /// Ranks by falling index, 1 the highest; ties share the middle, nil where there is no index.
  public var ranks: [Double?] {
    IndicatorScores.middleRanks((0..<rows).map { -scores[($0 + 1) * width - 1] }).map {
      $0.isNaN ? nil : $0
    }
  }

  private func known(_ row: Int, _ place: Int) -> Double? {
    let value = scores[row * width + place]
    return value.isNaN ? nil : value
  }
}
