// Tests of Forecasting: adaptive conformal inference.

import Forecasting
import GSL
import TestSupport
import Testing

struct AdaptivePathRow: Decodable, Sendable {
  let start: Double
  let rate: Double
  let target: Double
  let miss: [Int]
  let path: [Double]
}

@Suite("Adaptive conformal inference")
struct AdaptiveConformalTests {
  @Test(
    "paths of alpha",
    arguments: try ReferenceFile.load("forecasting-aci", as: AdaptivePathRow.self))
  func paths(row: AdaptivePathRow) {
    let state = AdaptiveConformal(alpha: row.start, target: row.target, rate: row.rate)
    let path = state.path(row.miss.map { $0 == 1 })
    #expect(path.count == row.path.count)
    for (value, truth) in zip(path, row.path) { #expect(abs(value - truth) <= 1e-14) }
  }

  @Test("at or below 0 the full range, never above one half")
  func ends() {
    let state = AdaptiveConformal(target: 0.1, rate: 0.2)
    #expect(state.interval == .missing(0.1))
    #expect(state.after(missed: true).interval == .fullRange)
    #expect(AdaptiveConformal(alpha: 0, target: 0.1).interval == .fullRange)
    let calm = state.path([Bool](repeating: false, count: 1_000))
    #expect(calm.max() == 0.5 && calm.last == 0.5)
    // After the calm one miss is felt at once.
    #expect(AdaptiveConformal(alpha: 7, target: 0.1, rate: 0.2).after(missed: true).alpha < 0.33)
  }

  @Test("the share of misses keeps to the bound even where the forecasts become much worse")
  func coverage() {
    let stream = RandomStream(seed: 14)
    let law = NormalDistribution.standard
    for (target, rate) in [(0.1, 0.02), (0.2, 0.05), (0.05, 0.01)] {
      var state = AdaptiveConformal(target: target, rate: rate)
      var misses = 0
      let steps = 5_000
      for step in 0..<steps {
        // The forecast is a standard normal; what comes has 1, then 3, then 0.5 times its spread.
        let y = stream.normal() * (step < 1_500 ? 1 : step < 3_500 ? 3 : 0.5)
        var missed = false
        if case .missing(let alpha) = state.interval {
          missed = abs(y) > law.upperQuantile(alpha / 2)
        }
        misses += missed ? 1 : 0
        state = state.after(missed: missed)
        #expect(state.alpha >= -rate && state.alpha <= 0.5)
        let bound = target + (target + rate) / (rate * Double(step + 1))
        #expect(Double(misses) / Double(step + 1) <= bound + 1e-12)
      }
      // Under-coverage is excluded; over-coverage only by the cap in the calm last part.
      let share = Double(misses) / Double(steps)
      #expect(share > 0.7 * target, "\(share) for \(target)")
    }
  }
}
