// Tests of Risk: recipes: what is wrong with them, JSON, and parts that are taken away.

import Foundation
import TestSupport
import Testing

@testable import Risk

@Suite("Index recipe")
struct IndexRecipeTests {
  typealias Recipe = IndexRecipe

  static func leaf(
    _ name: String, _ weight: Double? = nil, _ goalposts: Recipe.Goalposts? = .init(0, 1),
    transform: Recipe.Transform = .linear
  ) -> Recipe.Part {
    Recipe.Part(
      weight: weight,
      .indicator(Recipe.Indicator(name, .raises, goalposts: goalposts, transform: transform)))
  }

  static func recipe(
    _ parts: [Recipe.Part], _ normalisation: Recipe.Normalisation = .goalposts,
    _ aggregation: Recipe.Aggregation = .arithmetic, scale: Recipe.Goalposts = .init(0, 100)
  ) throws(IndexError) -> Recipe {
    try Recipe(
      scale: scale, normalisation: normalisation,
      top: Recipe.Dimension("index", aggregation, parts))
  }

  @Test("what cannot be followed is refused with its reason")
  func refused() {
    let leaf = Self.leaf
    #expect(throws: IndexError.weightsDoNotSum(dimension: "index", sum: 0.75)) {
      try Self.recipe([leaf("a", 0.5, .init(0, 1), .linear), leaf("b", 0.25, .init(0, 1), .linear)])
    }
    #expect(throws: IndexError.badWeight(name: "a", weight: -0.5)) {
      try Self.recipe([leaf("a", -0.5, .init(0, 1), .linear), leaf("b", 1.5, .init(0, 1), .linear)])
    }
    #expect(throws: IndexError.weightsIncomplete(dimension: "index")) {
      try Self.recipe([leaf("a", 1, .init(0, 1), .linear), Self.leaf("b")])
    }
    #expect(throws: IndexError.empty(dimension: "index")) { try Self.recipe([]) }
    #expect(throws: IndexError.duplicateName("a")) {
      try Self.recipe([Self.leaf("a"), Self.leaf("a")])
    }
    #expect(throws: IndexError.duplicateName("index")) { try Self.recipe([Self.leaf("index")]) }
    #expect(throws: IndexError.goalpostsMissing(indicator: "a")) {
      try Self.recipe([Self.leaf("a", nil, nil)])
    }
    #expect(throws: IndexError.badGoalposts(indicator: "a", low: 1, high: 1)) {
      try Self.recipe([Self.leaf("a", nil, .init(1, 1))])
    }
    #expect(throws: IndexError.badGoalposts(indicator: "a", low: 0, high: 1)) {
      try Self.recipe([Self.leaf("a", transform: .log)])
    }
    #expect(throws: IndexError.badScale(low: 1, high: 0)) {
      try Self.recipe([Self.leaf("a")], scale: .init(1, 0))
    }
    #expect(throws: IndexError.badFloor(dimension: "index", floor: 0)) {
      try Self.recipe([Self.leaf("a")], .goalposts, .geometric(floor: 0))
    }
    #expect(throws: IndexError.geometricOfStandardScores(dimension: "index")) {
      try Self.recipe([Self.leaf("a")], .zScore, .geometric(floor: 1))
    }
    #expect(throws: IndexError.geometricOfNegativeScale(dimension: "index")) {
      try Self.recipe([Self.leaf("a")], .minMax, .geometric(floor: 1), scale: .init(-1, 1))
    }
  }

  @Test("a table that does not fit is refused with its reason")
  func tables() throws {
    let recipe = try Self.recipe([Self.leaf("a"), Self.leaf("b")])
    #expect(throws: IndexError.unknownIndicator("b", known: ["a", "c"])) {
      try CompositeIndex(recipe, of: IndexTable(rows: 1, columns: ["a": [1], "c": [1]]))
    }
    #expect(throws: IndexError.notFinite(indicator: "a", row: 1)) {
      try CompositeIndex(
        recipe, of: IndexTable(rows: 2, columns: ["a": [1, .infinity], "b": [0, 0]]))
    }
    let logged = try Self.recipe([Self.leaf("a", nil, nil, transform: .log)], .minMax)
    #expect(throws: IndexError.notPositive(indicator: "a", row: 0)) {
      try CompositeIndex(logged, of: IndexTable(rows: 1, columns: ["a": [0]]))
    }
  }

  @Test("every error says what is wrong and names where")
  func descriptions() {
    #expect(
      "\(IndexError.weightsDoNotSum(dimension: "outlook", sum: 0.9))".hasPrefix(
        "the weights inside outlook sum to 0.9 and not to 1"))
    #expect(
      "\(IndexError.unknownIndicator("p", known: ["a", "b"]))"
        == "there is no indicator p; there are: a, b")
  }

  @Test("JSON there and back gives the same recipe")
  func json() throws {
    let recipes =
      [IndexRecipe.complianceRisk]
      + (try (1...20).map { try RandomIndex(seed: UInt64($0)).recipe(.rank) })
    for recipe in recipes {
      let data = try JSONEncoder().encode(recipe)
      #expect(try JSONDecoder().decode(IndexRecipe.self, from: data) == recipe)
    }
  }

  @Test("a misspelt key or word in JSON is told, with those that exist")
  func misspelt() {
    func read(_ text: String) throws -> IndexRecipe {
      try JSONDecoder().decode(IndexRecipe.self, from: Data(text.utf8))
    }
    #expect(
      throws: IndexError.unknownKey(
        "weigth",
        known: ["indicator", "weight", "direction", "goalposts", "transform", "missing"])
    ) {
      try read(
        #"{"index": "i", "normalisation": "rank", "parts": [{"indicator": "a", "direction": "raises", "weigth": 1}]}"#
      )
    }
    #expect(
      throws: IndexError.unknownWord(
        "zscore", key: "normalisation", known: ["goalposts", "min-max", "z-score", "rank"])
    ) { try read(#"{"index": "i", "normalisation": "zscore", "parts": []}"#) }
    #expect(
      throws: IndexError.unknownWord(
        "median", key: "aggregation", known: ["arithmetic", "geometric"])
    ) {
      try read(
        #"{"index": "i", "normalisation": "rank", "aggregation": "median", "parts": []}"#)
    }
    #expect(throws: IndexError.empty(dimension: "i")) {
      try read(#"{"index": "i", "normalisation": "rank", "parts": []}"#)
    }
    #expect(throws: DecodingError.self) {
      try read(#"{"index": "i", "normalisation": "rank"}"#)
    }
  }

  @Test("a part that is taken away leaves its weight to its siblings")
  func removing() throws {
    let without = try #require(IndexRecipe.complianceRisk.removing("outlook"))
    try without.validate()
    #expect(without.top.weights.map { ($0 * 100).rounded() } == [42, 33, 25])
    let last = try #require(IndexRecipe.complianceRisk.removing("cascade_missing"))
    try last.validate()
    #expect(last.indicators.count == 8 && last.top.weights == [0.40, 0.25, 0.20, 0.15])
    #expect(IndexRecipe.complianceRisk.removing("nothing") == nil)
    #expect(try Self.recipe([Self.leaf("a")]).removing("a") == nil)
  }
}
