// Tests of Forecasting: draws of the parameters and the tables for unreported signers.

import GSL
import Records
import Statistics
import TestSupport
import Testing

@testable import Forecasting

@Suite("Parameter draws")
struct ParameterDrawsTests {
  static func panel(_ ledgers: [Ledger], draws: Int, seed: UInt64 = 1) -> FittedPanel {
    FittedPanel(
      PredictiveModel(parameterDraws: draws, drawsEach: 1, seed: seed),
      to: CampaignWorld.book(ledgers, regencies: 5, asOf: "2024-09-01"))
  }

  static func camats() throws -> [Ledger] {
    try [("11.01", 8), ("11.02", 10), ("11.03", 3), ("11.04", 12)].map { code, signed in
      try CampaignWorld.ledger(
        .camat, of: code, required: .exact(14), .recap,
        [("2024-06-01", CampaignWorld.counted(signed))])
    }
  }

  @Test("means agree with the priors and the pool")
  func means() throws {
    let panel = Self.panel(try Self.camats(), draws: 20_000)
    let draws = ParameterDraws(panel)
    #expect(SampleMean(draws.hazard).agrees(with: panel.hazard.shape / panel.hazard.rate))
    #expect(SampleMean(draws.everSign).agrees(with: 0.5))
    #expect(SampleMean(draws.launch).agrees(with: 0.5))
    let pool = try #require(panel.pools[.camat])
    let drawn = try #require(draws.pools[.camat])
    let mean = pool.grid.reduce(0) { $0 + $1.weight * $1.mean }
    let precision = pool.grid.reduce(0) { $0 + $1.weight * $1.precision }
    #expect(SampleMean(drawn.map(\.mean)).agrees(with: mean))
    #expect(SampleMean(drawn.map(\.precision)).agrees(with: precision))
  }

  @Test("the seed decides")
  func seed() throws {
    let ledgers = try Self.camats()
    let (one, same, other) = (
      ParameterDraws(Self.panel(ledgers, draws: 10)),
      ParameterDraws(Self.panel(ledgers, draws: 10)),
      ParameterDraws(Self.panel(ledgers, draws: 10, seed: 2))
    )
    #expect(one.hazard == same.hazard && one.everSign == same.everSign)
    #expect(one.launch == same.launch && one.hazard != other.hazard)
  }
}

@Suite("Beta-binomial tables")
struct BetaBinomialTablesTests {
  static func sample(
    roster: Int, within bounds: ClosedRange<Int>, count: Int
  ) throws -> (values: [Int], law: BetaBinomial) {
    let panel = ParameterDrawsTests.panel(try ParameterDrawsTests.camats(), draws: 3, seed: 5)
    let parameters = ParameterDraws(panel)
    let pool = try #require(parameters.pools[.camat]?[1])
    var tables = BetaBinomialTables(parameters)
    let stream = RandomStream(seed: 77)
    let values = (0..<count).map { _ in
      tables.draw(level: .camat, roster: roster, group: 1, within: bounds, stream: stream)
    }
    let law = BetaBinomial(
      n: roster, alpha: pool.mean * pool.precision, beta: (1 - pool.mean) * pool.precision)
    return (values, law)
  }

  @Test(
    "frequencies agree with the exact law inside the bounds",
    arguments: [(14, 0, 14), (14, 5, 14), (14, 0, 9), (14, 4, 11), (1, 0, 1), (46, 0, 46)])
  func chiSquare(roster: Int, low: Int, high: Int) throws {
    let count = 20_000
    let (values, law) = try Self.sample(roster: roster, within: low...high, count: count)
    #expect(values.allSatisfy { (low...high).contains($0) })
    let mass = (low...high).reduce(0) { $0 + law.probability($1) }
    // Neighbours are joined until every cell expects at least 10, as the law of the sum needs.
    var cells: [(seen: Double, expected: Double)] = [(0, 0)]
    for k in low...high {
      if cells[cells.count - 1].expected >= 10 { cells.append((0, 0)) }
      cells[cells.count - 1].seen += Double(values.count { $0 == k })
      cells[cells.count - 1].expected += Double(count) * law.probability(k) / mass
    }
    if cells[cells.count - 1].expected < 10, cells.count > 1 {
      let last = cells.removeLast()
      cells[cells.count - 1].seen += last.seen
      cells[cells.count - 1].expected += last.expected
    }
    try #require(cells.count >= 2)
    let sum = cells.reduce(0) {
      $0 + ($1.seen - $1.expected) * ($1.seen - $1.expected) / $1.expected
    }
    let p = try ChiSquare(degreesOfFreedom: Double(cells.count - 1)).upperTail(sum)
    // A right table fails one seed in ten thousand.
    #expect(p > 1e-4, "chi-square \(sum) with \(cells.count - 1) degrees of freedom")
  }

  @Test("equal bounds leave nothing to chance")
  func fixed() throws {
    let (values, _) = try Self.sample(roster: 14, within: 9...9, count: 5)
    #expect(values == [9, 9, 9, 9, 9])
  }
}
