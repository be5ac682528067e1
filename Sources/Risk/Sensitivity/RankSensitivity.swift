// Risk: how much the ranks of an index depend on the choices in its recipe.

internal import GSL

/// How far ranks move, and which choices move them.
///
/// The inputs are the weights, the normalisation, the mean, the treatment of outliers and, where
/// there are several tables, which of them is used, such as one for each target. The result is the
/// mean absolute change of rank against the recipe as it is, and who is among the top.
///
/// - SeeAlso: Saisana, Saltelli and Tarantola (2005), J. R. Statist. Soc. A 168:307–323.
public struct RankSensitivity: Sendable {
  /// What becomes of the ranks without one indicator or dimension.
  public struct Removal: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Mean absolute change of rank.
    public let rankChange: Double
    /// Rows of the top that leave it.
    public let leavingTop: Int
  }

  /// Names of the inputs.
  public let inputs: [String]
  /// Mean absolute change of rank, and the effect of each input on it.
  public let rankChange: SobolIndices
  /// Share of the variants in which each row is among the top; the sum is the size of the top.
  public let topProbabilities: [Double]
  /// Total index of each input for each row's place in the top; nil for rows that never change.
  public let topEffects: [[Double]?]
  /// The ranks without each dimension and each indicator.
  public let removals: [Removal]

  /// Computes all variants.
  ///
  /// - Parameters:
  ///   - recipe: the recipe as it is.
  ///   - tables: at least one, of as many rows each; the recipe as it is goes with the middle one.
  ///   - top: size of the top, at least 1; at most the number of rows is used.
  ///   - points: points of each matrix of the design, at least 1.
  ///   - noise: how weights vary.
  ///   - seed: seed of the bootstrap.
  /// - Throws: `IndexError` where the recipe does not fit the tables, or has too many weights at the
  ///   top for the inputs of a design (20).
  /// - Complexity: O(points · inputs · rows · (indicators + log rows)).
  public init(
    _ recipe: IndexRecipe, tables: [IndexTable], top: Int, points: Int = 1_024,
    noise: WeightNoise = .uniform(0.25), seed: UInt64 = 1
  ) throws(IndexError) {
    precondition(
      !tables.isEmpty && tables.allSatisfy { $0.rows == tables[0].rows },
      "at least one table, of as many rows each")
    precondition(top >= 1, "top \(top)")
    let rows = tables[0].rows
    let top = min(top, rows)
    let variants = try IndexVariants(recipe, tables: tables, noise: noise)
    let base = PlacesInOrder(
      values: try CompositeIndex(recipe, of: tables[tables.count / 2]).values.map { $0 ?? .nan },
      top: top)
    inputs = variants.inputs.map(\.name)
    removals = try Self.removals(recipe, tables[tables.count / 2], base, top)
    let dimension = inputs.count
    let design = SobolDesign(dimension: dimension, points: points)
    var changes = SobolValues(dimension: dimension)
    var sums = (0..<rows).map { SobolSums(dimension: dimension, shift: base.topShares[$0]) }
    var values = [Double](repeating: 0, count: rows)
    var scratch: [Double] = []
    func places(_ setting: [Double]) -> PlacesInOrder {
      variants.evaluate(setting, into: &values, scratch: &scratch)
      return PlacesInOrder(values: values, top: top)
    }
    for (a, b) in zip(design.a, design.b) {
      // A failed quantile of a gamma law leaves the weight as it is; there is no known case.
      let a = (try? variants.decoded(a)) ?? a
      let b = (try? variants.decoded(b)) ?? b
      let (first, second) = (places(a), places(b))
      var row = [first.distance(to: base), second.distance(to: base)]
      for unit in 0..<rows { sums[unit].add(first.topShares[unit], second.topShares[unit]) }
      for input in 0..<dimension {
        var setting = a
        setting[input] = b[input]
        let mixed = places(setting)
        row.append(mixed.distance(to: base))
        for unit in 0..<rows
        where mixed.topShares[unit] != first.topShares[unit] {
          sums[unit].add(
            mixed.topShares[unit], input: input, first.topShares[unit], second.topShares[unit])
        }
      }
      changes.append(row)
    }
    rankChange = SobolIndices(changes, resamples: 200, seed: seed)
    topProbabilities = sums.map(\.mean)
    topEffects = sums.map { $0.indices?.total }
  }

  private static func removals(
    _ recipe: IndexRecipe, _ table: IndexTable, _ base: PlacesInOrder, _ top: Int
  ) throws(IndexError) -> [Removal] {
    let names =
      AggregationTree(recipe).nodes.dropLast().map(\.name) + recipe.indicators.map(\.name)
    var removals: [Removal] = []
    for name in names {
      guard let rest = recipe.removing(name) else { continue }
      let places = PlacesInOrder(
        values: try CompositeIndex(rest, of: table).values.map { $0 ?? .nan }, top: top)
      removals.append(
        Removal(
          name: name, rankChange: places.distance(to: base),
          leavingTop: base.topShares.indices.count {
            base.topShares[$0] > 0 && places.topShares[$0] == 0
          }))
    }
    return removals
  }
}

/// Ranks of an index, 1 the highest, and who is among the top.
struct PlacesInOrder {
  /// Ranks; ties share the middle, NaN where there is no index.
  let ranks: [Double]
  /// 1 for rows in the top, 0 for others; rows that tie across the border share what is left.
  let topShares: [Double]

  init(values: [Double], top: Int) {
    var ranks = values
    var shares = [Double](repeating: 0, count: values.count)
    var order: [(value: Double, row: Int)] = []
    order.reserveCapacity(values.count)
    for (row, value) in values.enumerated() where !value.isNaN { order.append((value, row)) }
    order.sort { $0.value > $1.value }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end].value == order[start].value { end += 1 }
      let share = Double(max(0, min(end, top) - start)) / Double(end - start)
      for place in start..<end {
        ranks[order[place].row] = Double(start + 1 + end) / 2
        shares[order[place].row] = share
      }
      start = end
    }
    self.ranks = ranks
    topShares = shares
  }

  /// Mean absolute difference of the ranks of rows that have one in both.
  func distance(to other: PlacesInOrder) -> Double {
    var sum = 0.0
    var count = 0.0
    for (own, its) in zip(ranks, other.ranks) where !own.isNaN && !its.isNaN {
      sum += abs(own - its)
      count += 1
    }
    return count > 0 ? sum / count : 0
  }
}
