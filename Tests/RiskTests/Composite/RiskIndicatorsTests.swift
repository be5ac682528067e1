// Tests of Risk: the index of compliance risk, the default recipe.

import TestSupport
import Testing

@testable import Risk

@Suite("Risk index")
struct RiskIndexTests {
  static func values(
    _ rows: [RiskIndicators], _ recipe: IndexRecipe = .complianceRisk
  ) throws -> [Double] {
    try CompositeIndex(recipe, of: RiskIndicators.table(rows)).values.compactMap { $0 }
  }

  static func index(_ change: (inout RiskIndicators) -> Void = { _ in }) throws -> Double {
    var index = RiskIndicators(
      missProbability: 0.4, shortfallShare: 0.1, rate: 0.8, silentWeeks: 3, isLaunched: true,
      levelsWithoutSession: 0.5, cascadeMissing: 0.6, daysLeft: 60, required: 100)
    change(&index)
    return try #require(try values([index]).first)
  }

  struct Row: Decodable {
    let miss, shortfall, rate: Double
    let weeks: Double?
    let launched: Bool
    let levels: Double
    let cascade: Double?
    let days: Int
    let required, index, arithmetic: Double
  }

  @Test("the formula written out, on random indicators")
  func reference() throws {
    let rows = try ReferenceFile<Row>.load("risk-index", as: Row.self)
    let indicators = rows.map { row in
      RiskIndicators(
        missProbability: row.miss, shortfallShare: row.shortfall, rate: row.rate,
        silentWeeks: row.weeks, isLaunched: row.launched, levelsWithoutSession: row.levels,
        cascadeMissing: row.cascade, daysLeft: row.days, required: row.required)
    }
    let values = try Self.values(indicators)
    let arithmetic = try Self.values(
      indicators, IndexRecipe.complianceRisk.withArithmeticMeans)
    #expect(values.count == rows.count)
    for (row, (value, mean)) in zip(rows, zip(values, arithmetic)) {
      #expect(Tolerance.compositeScore.accepts(value, row.index))
      #expect(Tolerance.compositeScore.accepts(mean, row.arithmetic))
    }
  }

  @Test("the default recipe can be followed, and its weights are those that are written")
  func recipe() throws {
    try IndexRecipe.complianceRisk.validate()
    #expect(IndexRecipe.complianceRisk.indicators.map(\.name) == IndexRecipe.riskIndicators)
    #expect(IndexRecipe.complianceRisk.top.weights == [0.40, 0.25, 0.20, 0.15])
  }

  @Test("the ends of the scale")
  func ends() throws {
    let worst = RiskIndicators(
      missProbability: 1, shortfallShare: 1, rate: 0, silentWeeks: nil, isLaunched: false,
      levelsWithoutSession: 1, cascadeMissing: 1, daysLeft: 0, required: 5_000)
    let best = RiskIndicators(
      missProbability: 0, shortfallShare: 0, rate: 1, silentWeeks: 0, isLaunched: true,
      levelsWithoutSession: 0, cascadeMissing: 0, daysLeft: 400, required: 5)
    // exp of a sum of logs: a few roundings.
    let values = try Self.values([worst, best])
    #expect(abs(values[0] - 100) < 1e-10 && abs(values[1] - 1) < 1e-12)
  }

  @Test("a value worked out by hand")
  func example() throws {
    // Dimensions 25, (0.2 + 0.375 + 0) / 3 = 19.1667, 55, (2/3 + 1/2) / 2 = 58.3333:
    // 25^0.4 × 19.1667^0.25 × 55^0.2 × 58.3333^0.15 = 31.1009.
    let value = try Self.index()
    #expect(abs(value - 31.1009) < 5e-5, "\(value)")
  }

  @Test("within 1...100 and rising with every indicator, over a grid")
  func monotone() throws {
    let steps = stride(from: 0.0, through: 1, by: 0.05)
    let changes: [(String, (inout RiskIndicators, Double) -> Void)] = [
      ("miss", { $0.missProbability = $1 }), ("shortfall", { $0.shortfallShare = $1 }),
      ("rate", { $0.rate = 1 - $1 }), ("silent", { $0.silentWeeks = 12 * $1 }),
      ("sessions", { $0.levelsWithoutSession = $1 }), ("cascade", { $0.cascadeMissing = $1 }),
      ("days", { $0.daysLeft = Int(200 * (1 - $1)) }), ("size", { $0.required = 2_000 * $1 }),
    ]
    for (name, change) in changes {
      var before = 0.0
      for step in steps {
        let value = try Self.index { change(&$0, step) }
        #expect(value >= before && value >= 1 && value <= 100, "\(name) at \(step)")
        before = value
      }
      let first = try Self.index { change(&$0, 0) }
      #expect(before > first, "\(name) does nothing")
    }
    let unlaunched = try Self.index { $0.isLaunched = false }
    #expect(try unlaunched > Self.index())
  }

  @Test("one good dimension does not cancel the others")
  func floor() throws {
    let quiet = try Self.index {
      $0.missProbability = 0
      $0.shortfallShare = 0
    }
    #expect(try quiet > 1 && quiet < Self.index())
  }
}
