// Risk: the choices in a recipe of an index that could have been made otherwise, as inputs on (0, 1).

internal import GSL

/// How weights vary.
public enum WeightNoise: Hashable, Sendable {
  /// Each by up to this share of itself, up or down, then brought to the sum 1.
  case uniform(Double)
  /// Dirichlet with the weights as means; the larger the number, the closer to them.
  case dirichlet(Double)
}

/// Variants of an index: normalised scores for every combination of rules, and a tree whose weights
/// and means can be set.
struct IndexVariants {
  /// What an input sets.
  enum Input: Hashable {
    case weight(node: Int, part: Int)
    case normalisation, aggregation, outliers, table
  }

  /// Inputs in order, with their names.
  let inputs: [(input: Input, name: String)]
  let rows: Int

  private let tree: AggregationTree
  private let means: [[IndexRecipe.Aggregation]]
  private let noise: WeightNoise
  private let normalisations: Int
  private let outlierRules: Int
  private let tables: Int
  /// Scores by table, normalisation and outlier rule, row after row with room for the dimensions.
  private let scores: [[Double]]

  private var width: Int { tree.indicators + tree.nodes.count }

  init(_ recipe: IndexRecipe, tables: [IndexTable], noise: WeightNoise) throws(IndexError) {
    let tree = AggregationTree(recipe)
    self.tree = tree
    self.noise = noise
    rows = tables[0].rows
    self.tables = tables.count
    let hasGoalposts = recipe.indicators.allSatisfy { $0.goalposts != nil }
    let isStandard = recipe.normalisation == .zScore
    let normalisations: [IndexRecipe.Normalisation] =
      (hasGoalposts ? [.goalposts] : []) + [.minMax, .rank] + (isStandard ? [.zScore] : [])
    self.normalisations = normalisations.count
    outlierRules = IndexRecipe.OutlierRule.allCases.count
    means = Self.means(recipe, tree)
    var inputs: [(Input, String)] = []
    if means.count > 1 { inputs.append((.aggregation, "aggregation")) }
    inputs += [(.normalisation, "normalisation"), (.outliers, "outliers")]
    if tables.count > 1 { inputs.append((.table, "target")) }
    self.inputs = try Self.weights(recipe, tree, besides: inputs.count) + inputs
    var scores: [[Double]] = []
    let width = tree.indicators + tree.nodes.count
    for table in tables {
      for normalisation in normalisations {
        for rule in IndexRecipe.OutlierRule.allCases {
          let columns = try IndicatorScores(
            try recipe.withArithmeticMeans.with(normalisation: normalisation, outliers: rule),
            of: table
          ).columns
          var flat = [Double](repeating: .nan, count: table.rows * width)
          for (place, column) in columns.enumerated() {
            for row in 0..<table.rows { flat[row * width + place] = column[row] }
          }
          scores.append(flat)
        }
      }
    }
    self.scores = scores
  }

  /// The weights that vary: those of all dimensions, or of the topmost alone where they are too many.
  private static func weights(
    _ recipe: IndexRecipe, _ tree: AggregationTree, besides others: Int
  ) throws(IndexError) -> [(Input, String)] {
    let names = recipe.indicators.map(\.name) + tree.nodes.map(\.name)
    func inputs(_ nodes: some Sequence<Int>) -> [(Input, String)] {
      nodes.flatMap { node -> [(Input, String)] in
        let parts = tree.nodes[node].parts
        return parts.count < 2
          ? []
          : parts.indices.map {
            (.weight(node: node, part: $0), "weight of \(names[parts[$0]])")
          }
      }
    }
    let most = SobolDesign.mostInputs - others
    let all = inputs(tree.nodes.indices.reversed())
    if all.count <= most { return all }
    let top = inputs(CollectionOfOne(tree.nodes.count - 1))
    guard top.count <= most else {
      throw .tooManyInputs(count: top.count + others, most: SobolDesign.mostInputs)
    }
    return top
  }

  /// The means of all dimensions: arithmetic, and geometric where the recipe has it, or at the top.
  private static func means(
    _ recipe: IndexRecipe, _ tree: AggregationTree
  ) -> [[IndexRecipe.Aggregation]] {
    let arithmetic = tree.nodes.map { _ in IndexRecipe.Aggregation.arithmetic }
    var other = tree.nodes.map(\.aggregation)
    if other == arithmetic {
      guard recipe.normalisation != .zScore, recipe.scale.low >= 0 else { return [arithmetic] }
      other[other.count - 1] = .geometric(
        floor: recipe.scale.low + 0.01 * (recipe.scale.high - recipe.scale.low))
    }
    return [arithmetic, other]
  }

  /// What each coordinate of the inputs stands for: weights of the noise, choices as they are.
  ///
  /// - Throws: `GSLError` where a quantile of a gamma law fails.
  func decoded(_ point: [Double]) throws(GSLError) -> [Double] {
    var result = point
    for (place, (input, _)) in inputs.enumerated() {
      guard case .weight(let node, let part) = input else { continue }
      let weight = tree.nodes[node].weights[part]
      switch noise {
      case .uniform(let share):
        result[place] = weight * (1 + share * (2 * point[place] - 1))
      case .dirichlet(let concentration):
        result[place] =
          weight > 0
          ? try GammaDistribution(shape: concentration * weight, scale: 1).quantile(point[place])
          : 0
      }
    }
    return result
  }

  /// The index of every row for one setting of the inputs.
  ///
  /// - Parameters:
  ///   - setting: a point after `decoded`.
  ///   - values: receives the index of each row, NaN where unknown.
  ///   - scratch: memory for the scores, kept between calls.
  func evaluate(_ setting: [Double], into values: inout [Double], scratch: inout [Double]) {
    var tree = tree
    var normalisation = 0
    var outliers = 0
    var table = tables / 2
    for (place, (input, _)) in inputs.enumerated() {
      func choice(of count: Int) -> Int { min(Int(setting[place] * Double(count)), count - 1) }
      switch input {
      // The tree divides by the sum of the weights.
      case .weight(let node, let part): tree.nodes[node].weights[part] = setting[place]
      case .normalisation: normalisation = choice(of: normalisations)
      case .outliers: outliers = choice(of: outlierRules)
      case .table: table = choice(of: tables)
      case .aggregation:
        for (node, mean) in means[choice(of: means.count)].enumerated() {
          tree.nodes[node].aggregation = mean
        }
      }
    }
    scratch = scores[(table * normalisations + normalisation) * outlierRules + outliers]
    let width = width
    scratch.withUnsafeMutableBufferPointer { all in
      for row in 0..<rows {
        let own = UnsafeMutableBufferPointer(rebasing: all[row * width..<(row + 1) * width])
        tree.aggregate(own)
        values[row] = own[width - 1]
      }
    }
  }
}
