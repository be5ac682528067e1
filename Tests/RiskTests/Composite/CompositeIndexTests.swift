// Tests of Risk: composite indices against NumPy, and their laws on random tables.

import Foundation
import GSL
import TestSupport
import Testing

@testable import Risk

/// Random recipes and tables for laws.
struct RandomIndex {
  let stream: RandomStream
  let rows: Int
  let names: [String]

  init(seed: UInt64, indicators: Int = 7, rows: Int = 30) {
    stream = RandomStream(seed: seed)
    self.rows = rows
    names = (0..<indicators).map { "x\($0)" }
  }

  /// A table with gaps and ties.
  func table() -> IndexTable {
    IndexTable(
      rows: rows,
      columns: Dictionary(
        uniqueKeysWithValues: names.enumerated().map { place, name in
          (
            name,
            (0..<rows).map { _ -> Double? in
              guard place == 0 || stream.uniform() > 0.1 else { return nil }
              return place.isMultiple(of: 3)
                ? Double(stream.uniformInt(below: 4)) : stream.uniform() * 20 - 4
            }
          )
        }))
  }

  /// A tree of up to three levels over all indicators.
  func recipe(
    _ normalisation: IndexRecipe.Normalisation, outliers: IndexRecipe.OutlierRule = .none
  ) throws -> IndexRecipe {
    var leaves = names.map { name in
      IndexRecipe.Part.Content.indicator(
        IndexRecipe.Indicator(
          name, stream.uniform() < 0.5 ? .raises : .lowers, goalposts: .init(-2, 12),
          missing: stream.uniform() < 0.5 ? .omit : .highest))
    }
    var count = 0
    while leaves.count > 3 {
      let size = 2 + stream.uniformInt(below: 2)
      count += 1
      let group = dimension("d\(count)", Array(leaves.prefix(size)), normalisation)
      leaves = Array(leaves.dropFirst(size)) + [.dimension(group)]
    }
    return try IndexRecipe(
      normalisation: normalisation, outliers: outliers,
      top: dimension("index", leaves, normalisation))
  }

  private func dimension(
    _ name: String, _ parts: [IndexRecipe.Part.Content], _ normalisation: IndexRecipe.Normalisation
  ) -> IndexRecipe.Dimension {
    let raw = parts.map { _ in 0.1 + stream.uniform() }
    let sum = raw.reduce(0, +)
    let isGeometric = normalisation != .zScore && stream.uniform() < 0.5
    return IndexRecipe.Dimension(
      name, isGeometric ? .geometric(floor: 0.5) : .arithmetic,
      zip(parts, raw).map { IndexRecipe.Part(weight: $1 / sum, $0) })
  }
}

@Suite("Composite index")
struct CompositeIndexTests {
  struct Row: Decodable {
    let name: String
    let recipe: IndexRecipe
    let columns: [String: [Double?]]
    let scores: [String: [Double?]]
    let ranks: [Double]
    let cuts: [Double]

    var index: CompositeIndex {
      get throws {
        try CompositeIndex(
          recipe, of: IndexTable(rows: ranks.count, columns: columns))
      }
    }
  }

  @Test("scores of every level, the index, its ranks and cuts as by NumPy")
  func reference() throws {
    for row in try ReferenceFile<Row>.load("risk-composite", as: Row.self) {
      let index = try row.index
      for (name, wanted) in row.scores {
        let scores = try #require(index.scores(of: name), "\(name)")
        for (score, truth) in zip(scores, wanted) {
          #expect((score == nil) == (truth == nil), "\(row.name) \(name)")
          guard let score, let truth else { continue }
          #expect(Tolerance.compositeScore.accepts(score, truth), "\(row.name) \(name) \(score)")
        }
      }
      #expect(index.values == index.scores(of: row.recipe.top.name))
      if row.recipe.normalisation != .rank { #expect(index.ranks == row.ranks) }
      let cuts = try #require(RiskClassRule.relativeCuts(index.values.compactMap { $0 }))
      #expect(Tolerance.compositeScore.accepts(cuts.low, row.cuts[0]))
      #expect(Tolerance.compositeScore.accepts(cuts.high, row.cuts[1]))
    }
  }

  @Test(
    "contributions add up to the index", arguments: IndexRecipe.Normalisation.allCases,
    IndexRecipe.OutlierRule.allCases)
  func contributions(
    _ normalisation: IndexRecipe.Normalisation, _ outliers: IndexRecipe.OutlierRule
  ) throws {
    for seed in 1...40 {
      let random = RandomIndex(seed: UInt64(seed))
      let recipe = try random.recipe(normalisation, outliers: outliers)
      let index = try CompositeIndex(recipe, of: random.table())
      for (row, value) in index.values.enumerated() {
        let parts = index.contributions(row: row)
        #expect(parts.map(\.indicator) == recipe.indicators.map(\.name))
        let sum = parts.reduce(0) { $0 + $1.value }
        #expect(Tolerance.contributionSum.accepts(sum, value ?? 0), "\(seed) \(row) \(sum)")
        if normalisation != .zScore { #expect(parts.allSatisfy { $0.value >= 0 }) }
      }
    }
  }

  @Test("swapping rows swaps their scores", arguments: IndexRecipe.Normalisation.allCases)
  func permuted(_ normalisation: IndexRecipe.Normalisation) throws {
    for seed in 1...20 {
      let random = RandomIndex(seed: UInt64(seed))
      let (recipe, table) = (try random.recipe(normalisation), random.table())
      var order = Array(0..<table.rows)
      var generator = SeededGenerator(state: UInt64(seed))
      order.shuffle(using: &generator)
      let mixed = IndexTable(
        rows: table.rows, columns: table.columns.mapValues { column in order.map { column[$0] } })
      let plain = try CompositeIndex(recipe, of: table).values
      let other = try CompositeIndex(recipe, of: mixed).values
      for (place, row) in order.enumerated() {
        // Means over the rows are summed in another order.
        #expect(
          Tolerance.compositeScore.accepts(other[place] ?? -1, plain[row] ?? -1), "\(seed) \(row)")
      }
    }
  }

  @Test("with goalposts a row's score does not depend on the other rows")
  func alone() throws {
    let random = RandomIndex(seed: 5)
    let (recipe, table) = (try random.recipe(.goalposts), random.table())
    let all = try CompositeIndex(recipe, of: table).values
    for row in 0..<table.rows {
      let one = IndexTable(rows: 1, columns: table.columns.mapValues { [$0[row]] })
      #expect(try CompositeIndex(recipe, of: one).values == [all[row]])
    }
  }

  @Test("a geometric mean lies between the lowest part and the arithmetic mean")
  func means() throws {
    for seed in 1...40 {
      let random = RandomIndex(seed: UInt64(seed))
      let (recipe, table) = (try random.recipe(.minMax), random.table())
      let values = try CompositeIndex(recipe, of: table).values
      let arithmetic = try CompositeIndex(recipe.withArithmeticMeans, of: table).values
      for (value, mean) in zip(values, arithmetic) {
        // A score below the floor is raised to it.
        #expect((value ?? 0) <= (mean ?? 0) + 0.5 + 1e-9)
      }
    }
  }

  @Test("an indicator that is the same everywhere changes no rank")
  func constant() throws {
    for normalisation in IndexRecipe.Normalisation.allCases where normalisation != .goalposts {
      let parts = ["x", "same"].map {
        IndexRecipe.Part(.indicator(IndexRecipe.Indicator($0, .raises)))
      }
      let recipe = try IndexRecipe(
        normalisation: normalisation, top: IndexRecipe.Dimension("index", .arithmetic, parts))
      let table = IndexTable(rows: 3, columns: ["x": [3, 1, 2], "same": [7, 7, 7]])
      #expect(try CompositeIndex(recipe, of: table).ranks == [1, 3, 2])
    }
  }

  @Test("a row without any known indicator has no index")
  func unknown() throws {
    let recipe = try IndexRecipe(
      normalisation: .minMax,
      top: IndexRecipe.Dimension(
        "index", .geometric(floor: 1),
        [IndexRecipe.Part(.indicator(IndexRecipe.Indicator("x", .raises)))]))
    let index = try CompositeIndex(recipe, of: IndexTable(rows: 2, columns: ["x": [nil, 4]]))
    #expect(index.values[0] == nil && index.ranks == [nil, 1])
    #expect(index.contributions(row: 0).map(\.value) == [0])
    #expect(try CompositeIndex(recipe, of: IndexTable(rows: 0, columns: ["x": []])).values.isEmpty)
  }
}
