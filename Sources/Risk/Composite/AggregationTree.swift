// Risk: the tree of a recipe laid out flat, so that thousands of variants of an index can be computed
// quickly. The index and its sensitivity are computed by this code and no other.

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Dimensions of a recipe, each after the dimensions inside it, the index last.
struct AggregationTree {
  /// One dimension.
  struct Node {
    let name: String
    /// Positions of the parts: indicators first, in the order of the recipe, then dimensions.
    let parts: [Int]
    var weights: [Double]
    var aggregation: IndexRecipe.Aggregation
  }

  /// Number of indicators.
  let indicators: Int
  /// The dimensions.
  var nodes: [Node] = []

  init(_ recipe: IndexRecipe) {
    indicators = recipe.indicators.count
    var leaf = 0
    add(recipe.top, &leaf)
  }

  private mutating func add(_ dimension: IndexRecipe.Dimension, _ leaf: inout Int) {
    var parts: [Int] = []
    for part in dimension.parts {
      switch part.content {
      case .indicator:
        parts.append(leaf)
        leaf += 1
      case .dimension(let inner):
        add(inner, &leaf)
        parts.append(indicators + nodes.count - 1)
      }
    }
    nodes.append(
      Node(
        name: dimension.name, parts: parts, weights: dimension.weights,
        aggregation: dimension.aggregation))
  }

  /// Scores of all indicators and dimensions in one row.
  ///
  /// - Parameter scores: receives the dimensions behind the indicators, which must be there; NaN for
  ///   what is unknown. `indicators + nodes.count` elements.
  @inline(__always)
  func aggregate(_ scores: UnsafeMutableBufferPointer<Double>) {
    for (place, node) in nodes.enumerated() {
      var sum = 0.0
      var weights = 0.0
      switch node.aggregation {
      case .arithmetic:
        for (part, weight) in zip(node.parts, node.weights) where !scores[part].isNaN {
          sum += weight * scores[part]
          weights += weight
        }
        scores[indicators + place] = weights > 0 ? sum / weights : .nan
      case .geometric(let floor):
        for (part, weight) in zip(node.parts, node.weights) where !scores[part].isNaN {
          sum += weight * log(max(scores[part], floor))
          weights += weight
        }
        scores[indicators + place] = weights > 0 ? exp(sum / weights) : .nan
      }
    }
  }

  /// What each indicator adds to a dimension in one row, so that the sum is the dimension's score.
  ///
  /// - Parameters:
  ///   - scores: scores of the row after `aggregate`.
  ///   - node: position among the dimensions.
  /// - Returns: one number for each indicator; zeros where the dimension is unknown.
  func contributions(_ scores: [Double], to node: Int) -> [Double] {
    var result = [Double](repeating: 0, count: indicators)
    let dimension = nodes[node]
    let value = scores[indicators + node]
    guard !value.isNaN else { return result }
    let known = zip(dimension.parts, dimension.weights).filter { !scores[$0.0].isNaN }
    let all = known.reduce(0) { $0 + $1.1 }
    var logs: [Double] = []
    var floor = 0.0
    if case .geometric(let least) = dimension.aggregation {
      floor = least
      logs = known.map { $0.1 / all * log(max(scores[$0.0], least) / least) }
    }
    let sum = logs.reduce(0, +)
    for (place, (part, weight)) in known.enumerated() {
      let share = weight / all
      let own =
        part < indicators ? leaf(part, scores) : contributions(scores, to: part - indicators)
      if logs.isEmpty {
        for indicator in result.indices { result[indicator] += share * own[indicator] }
        continue
      }
      // The floor is shared by weight, and what lies above it by the logarithms.
      let goal = floor * share + (sum > 0 ? (value - floor) * logs[place] / sum : 0)
      let parts = scores[part] > 0 ? own : leaves(part, scores)
      let total = parts.reduce(0, +)
      for indicator in result.indices where total > 0 {
        result[indicator] += goal * parts[indicator] / total
      }
    }
    return result
  }

  private func leaf(_ part: Int, _ scores: [Double]) -> [Double] {
    var own = [Double](repeating: 0, count: indicators)
    own[part] = scores[part]
    return own
  }

  /// Weights of the known indicators below a part, for a part without a score above 0.
  private func leaves(_ part: Int, _ scores: [Double]) -> [Double] {
    var own = [Double](repeating: 0, count: indicators)
    if part < indicators {
      own[part] = 1
      return own
    }
    let node = nodes[part - indicators]
    for (inner, weight) in zip(node.parts, node.weights) where !scores[inner].isNaN {
      for (indicator, value) in leaves(inner, scores).enumerated() {
        own[indicator] += weight * value
      }
    }
    return own
  }
}
