// Risk: a recipe is checked once, when it is made, so that following it cannot fail on its account.

extension IndexRecipe {
  /// Checks everything that does not depend on a table.
  func validate() throws(IndexError) {
    guard scale.low.isFinite, scale.high.isFinite, scale.low < scale.high else {
      throw .badScale(low: scale.low, high: scale.high)
    }
    var names: Set<String> = []
    try validate(top, &names)
  }

  private func validate(_ dimension: Dimension, _ names: inout Set<String>) throws(IndexError) {
    guard names.insert(dimension.name).inserted else { throw .duplicateName(dimension.name) }
    guard !dimension.parts.isEmpty else { throw .empty(dimension: dimension.name) }
    let given = dimension.parts.compactMap(\.weight)
    guard given.isEmpty || given.count == dimension.parts.count else {
      throw .weightsIncomplete(dimension: dimension.name)
    }
    for (part, weight) in zip(dimension.parts, given) where !(weight >= 0 && weight.isFinite) {
      throw .badWeight(name: part.name, weight: weight)
    }
    let sum = given.reduce(0, +)
    guard given.isEmpty || abs(sum - 1) <= 1e-9 else {
      throw .weightsDoNotSum(dimension: dimension.name, sum: sum)
    }
    if case .geometric(let floor) = dimension.aggregation {
      guard normalisation != .zScore else {
        throw .geometricOfStandardScores(dimension: dimension.name)
      }
      guard scale.low >= 0 else { throw .geometricOfNegativeScale(dimension: dimension.name) }
      guard floor > 0, floor < scale.high else {
        throw .badFloor(dimension: dimension.name, floor: floor)
      }
    }
    for part in dimension.parts {
      switch part.content {
      case .dimension(let inner): try validate(inner, &names)
      case .indicator(let indicator):
        guard names.insert(indicator.name).inserted else { throw .duplicateName(indicator.name) }
        try validate(indicator)
      }
    }
  }

  private func validate(_ indicator: Indicator) throws(IndexError) {
    guard let goalposts = indicator.goalposts else {
      guard normalisation != .goalposts else {
        throw .goalpostsMissing(indicator: indicator.name)
      }
      return
    }
    let (low, high) = (goalposts.low, goalposts.high)
    guard low.isFinite, high.isFinite, low < high, indicator.transform == .linear || low > 0 else {
      throw .badGoalposts(indicator: indicator.name, low: low, high: high)
    }
  }
}
