// Tests of Risk: how ranks depend on the recipe.

import GSL
import TestSupport
import Testing

@testable import Risk

@Suite("Rank sensitivity")
struct RankSensitivityTests {
  @Test("shares of the top sum to its size; indices lie where they must", arguments: [1, 4, 9])
  func laws(_ top: Int) throws {
    for normalisation in IndexRecipe.Normalisation.allCases {
      let random = RandomIndex(seed: UInt64(top), indicators: 5, rows: 12)
      let sensitivity = try RankSensitivity(
        try random.recipe(normalisation), tables: [random.table()], top: top, points: 64)
      let sum = sensitivity.topProbabilities.reduce(0, +)
      // A sum of some thousand shares.
      #expect(abs(sum - Double(top)) < 1e-9)
      #expect(sensitivity.topProbabilities.allSatisfy { $0 >= -1e-12 && $0 <= 1 + 1e-12 })
      #expect(sensitivity.rankChange.mean > 0)
      let effects = try #require(sensitivity.rankChange.effects)
      #expect(effects.count == sensitivity.inputs.count)
      #expect(effects.allSatisfy { $0.total.value >= 0 })
      #expect(Set(sensitivity.inputs).count == sensitivity.inputs.count)
      for (share, totals) in zip(sensitivity.topProbabilities, sensitivity.topEffects)
      where totals == nil { #expect(share == 0 || share == 1) }
      #expect(sensitivity.removals.allSatisfy { $0.rankChange >= 0 && $0.leavingTop <= top })
    }
  }

  static func flat(
    _ weights: [Double], _ normalisation: IndexRecipe.Normalisation = .goalposts
  ) throws -> IndexRecipe {
    try IndexRecipe(
      normalisation: normalisation,
      top: IndexRecipe.Dimension(
        "index", .arithmetic,
        weights.enumerated().map { place, weight in
          IndexRecipe.Part(
            weight: weight,
            .indicator(IndexRecipe.Indicator("x\(place)", .raises, goalposts: .init(0, 1))))
        }))
  }

  @Test("rows in one order by every indicator never move")
  func dominance() throws {
    let columns = (0..<3).map { place in
      (0..<8).map { Double($0) / 10 + Double(place) / 100 as Double? }
    }
    let table = IndexTable(
      rows: 8, columns: ["x0": columns[0], "x1": columns[1], "x2": columns[2]])
    for noise in [WeightNoise.uniform(0.25), .dirichlet(50)] {
      let sensitivity = try RankSensitivity(
        try Self.flat([0.2, 0.3, 0.5]), tables: [table], top: 3, points: 64, noise: noise)
      #expect(sensitivity.rankChange.mean == 0 && sensitivity.rankChange.effects == nil)
      #expect(sensitivity.topProbabilities == [0, 0, 0, 0, 0, 1, 1, 1])
      #expect(sensitivity.topEffects.allSatisfy { $0 == nil })
      #expect(sensitivity.removals.allSatisfy { $0.rankChange == 0 && $0.leavingTop == 0 })
    }
  }

  @Test("the input that decides alone is named; an indicator that decides leaves a gap")
  func deciding() throws {
    // The second row passes the first where x1 weighs more than x0.
    let table = IndexTable(rows: 2, columns: ["x0": [1, 0], "x1": [0, 1], "x2": [0.5, 0.5]])
    let sensitivity = try RankSensitivity(
      try Self.flat([0.42, 0.38, 0.2]), tables: [table], top: 1, points: 1_024)
    let effects = try #require(sensitivity.rankChange.effects)
    func total(_ name: String) throws -> Double {
      effects[try #require(sensitivity.inputs.firstIndex(of: name))].total.value
    }
    #expect(try total("weight of x0") > 0.3 && total("weight of x1") > 0.3)
    #expect(try total("weight of x2") == 0)
    #expect((0.5...0.9).contains(sensitivity.topProbabilities[0]))
    let removal = try #require(sensitivity.removals.first { $0.name == "x0" })
    #expect(removal.rankChange == 1 && removal.leavingTop == 1)
  }

  @Test(
    "Dirichlet weights have the recipe's weights as means and are narrower the larger the number")
  func dirichlet() throws {
    let recipe = try Self.flat([0.2, 0.3, 0.5])
    let table = IndexTable(rows: 1, columns: ["x0": [0], "x1": [0], "x2": [1]])
    for concentration in [20.0, 200] {
      let variants = try IndexVariants(recipe, tables: [table], noise: .dirichlet(concentration))
      let design = SobolDesign(dimension: variants.inputs.count, points: 1_024)
      var squares = 0.0
      var means = [0.0, 0, 0]
      for point in design.a {
        let raw = try variants.decoded(point).prefix(3)
        let sum = raw.reduce(0, +)
        for (place, weight) in raw.enumerated() { means[place] += weight / sum / 1_024 }
        squares += (raw[2] / sum - 0.5) * (raw[2] / sum - 0.5) / 1_024
      }
      for (mean, weight) in zip(means, [0.2, 0.3, 0.5]) { #expect(abs(mean - weight) < 0.005) }
      // The variance of a Dirichlet weight is w (1 − w) / (concentration + 1).
      #expect(abs(squares / (0.25 / (concentration + 1)) - 1) < 0.1, "\(squares)")
    }
  }

  @Test("more weights than inputs: only those of the top vary; too many at the top are refused")
  func many() throws {
    let random = RandomIndex(seed: 3, indicators: 18, rows: 10)
    let sensitivity = try RankSensitivity(
      try random.recipe(.minMax), tables: [random.table()], top: 2, points: 16)
    #expect(sensitivity.inputs.count <= 20)
    let weights = [Double](repeating: 0.05, count: 20)
    let columns = Dictionary(
      uniqueKeysWithValues: (0..<20).map { ("x\($0)", [0.1, 0.2 as Double?]) })
    #expect(throws: IndexError.tooManyInputs(count: 23, most: 20)) {
      try RankSensitivity(
        try Self.flat(weights), tables: [IndexTable(rows: 2, columns: columns)], top: 1)
    }
  }

  @Test("several tables are an input of their own")
  func tables() throws {
    let tables = [0.2, 0.5, 0.8].map { value in
      IndexTable(rows: 2, columns: ["x0": [value, 0.6]])
    }
    let sensitivity = try RankSensitivity(
      try Self.flat([1]), tables: tables, top: 1, points: 256)
    #expect(sensitivity.inputs == ["aggregation", "normalisation", "outliers", "target"])
    let effects = try #require(sensitivity.rankChange.effects)
    #expect(effects[3].total.value > 0.9 && effects[0].total.value < 0.1)
    // The third table alone turns the order round.
    #expect(abs(sensitivity.rankChange.mean - 1 / 3) < 0.01)
  }
}
