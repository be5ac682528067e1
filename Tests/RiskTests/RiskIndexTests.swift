// Tests of Risk: the index of compliance risk.

import Testing

@testable import Risk

@Suite("Risk index")
struct RiskIndexTests {
  static func index(_ change: (inout RiskIndex) -> Void = { _ in }) -> Double {
    var index = RiskIndex(
      missProbability: 0.4, shortfallShare: 0.1, rate: 0.8, silentWeeks: 3, isLaunched: true,
      levelsWithoutSession: 0.5, cascadeMissing: 0.6, daysLeft: 60, required: 100)
    change(&index)
    return index.value
  }

  @Test("the ends of the scale")
  func ends() {
    let worst = RiskIndex(
      missProbability: 1, shortfallShare: 1, rate: 0, silentWeeks: nil, isLaunched: false,
      levelsWithoutSession: 1, cascadeMissing: 1, daysLeft: 0, required: 5_000)
    let best = RiskIndex(
      missProbability: 0, shortfallShare: 0, rate: 1, silentWeeks: 0, isLaunched: true,
      levelsWithoutSession: 0, cascadeMissing: 0, daysLeft: 400, required: 5)
    // exp of a sum of logs: a few roundings.
    #expect(abs(worst.value - 100) < 1e-10 && abs(best.value - 1) < 1e-12)
    #expect(
      RiskIndex.weights.outlook + RiskIndex.weights.present + RiskIndex.weights.prevention
        + RiskIndex.weights.exposure == 1)
  }

  @Test("a value worked out by hand")
  func example() {
    // Dimensions 25, (0.2 + 0.375 + 0) / 3 = 19.1667, 55, (2/3 + 1/2) / 2 = 58.3333:
    // 25^0.4 × 19.1667^0.25 × 55^0.2 × 58.3333^0.15 = 31.1009.
    #expect(abs(Self.index() - 31.1009) < 5e-5, "\(Self.index())")
  }

  @Test("within 1...100 and rising with every indicator, over a grid")
  func monotone() {
    let steps = stride(from: 0.0, through: 1, by: 0.05)
    let changes: [(String, (inout RiskIndex, Double) -> Void)] = [
      ("miss", { $0.missProbability = $1 }), ("shortfall", { $0.shortfallShare = $1 }),
      ("rate", { $0.rate = 1 - $1 }), ("silent", { $0.silentWeeks = 12 * $1 }),
      ("sessions", { $0.levelsWithoutSession = $1 }), ("cascade", { $0.cascadeMissing = $1 }),
      ("days", { $0.daysLeft = Int(200 * (1 - $1)) }), ("size", { $0.required = 2_000 * $1 }),
    ]
    for (name, change) in changes {
      var before = 0.0
      for step in steps {
        let value = Self.index { change(&$0, step) }
        #expect(value >= before && value >= 1 && value <= 100, "\(name) at \(step)")
        before = value
      }
      #expect(before > Self.index { change(&$0, 0) }, "\(name) does nothing")
    }
    #expect(Self.index { $0.isLaunched = false } > Self.index())
  }

  @Test("one good dimension does not cancel the others")
  func floor() {
    let quiet = Self.index {
      $0.missProbability = 0
      $0.shortfallShare = 0
    }
    #expect(quiet > 1 && quiet < Self.index())
  }
}
