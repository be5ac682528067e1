// Tests of Risk: Sobol indices against closed forms.

import Foundation
import GSL
import TestSupport
import Testing

@testable import Risk

@Suite("Sobol indices")
struct SobolIndicesTests {
  struct Row: Decodable {
    let function: String
    let a: [Double]
    let mean, variance: Double
    let first, total: [Double]

    func value(_ u: [Double]) -> Double {
      if function == "ishigami" {
        let x = u.map { .pi * (2 * $0 - 1) }
        return sin(x[0]) + a[0] * sin(x[1]) * sin(x[1]) + a[1] * x[2] * x[2] * x[2] * x[2]
          * sin(x[0])
      }
      return zip(u, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
    }
  }

  @Test("Ishigami's function within 0.005 and g-functions within 0.01 at 4,096 points")
  func reference() throws {
    for row in try ReferenceFile<Row>.load("risk-sobol", as: Row.self) {
      let indices = SobolIndices(dimension: row.first.count, points: 4_096, resamples: 40) {
        row.value($0)
      }
      let effects = try #require(indices.effects)
      #expect(abs(indices.mean - row.mean) < 0.002 * max(1, row.mean))
      #expect(abs(indices.variance / row.variance - 1) < 0.01)
      let tolerance = row.function == "ishigami" ? Tolerance.sobolIndex : .kinkedSobolIndex
      var worst = 0.0
      for (input, effect) in effects.enumerated() {
        worst = max(
          worst, abs(effect.first.value - row.first[input]),
          abs(effect.total.value - row.total[input]))
        #expect(
          tolerance.accepts(effect.first.value, row.first[input]),
          "\(row.function) S\(input) \(effect.first.value)")
        #expect(
          tolerance.accepts(effect.total.value, row.total[input]),
          "\(row.function) T\(input) \(effect.total.value)")
        #expect(effect.first.low <= effect.first.high && effect.total.low <= effect.total.high)
        // The limits of random points are far wider than the error of even ones.
        #expect(effect.total.low <= row.total[input] + 0.01)
        #expect(effect.total.high >= row.total[input] - 0.01)
      }
      #expect(worst > 0)
    }
  }

  @Test("an additive function: first and total index agree and sum to 1")
  func additive() throws {
    let indices = SobolIndices(dimension: 4, points: 1_024) { u in
      1_000_000 + u[0] + 2 * u[1] + 3 * u[2]
    }
    let effects = try #require(indices.effects)
    for (effect, weight) in zip(effects, [1.0, 4, 9, 0]) {
      #expect(abs(effect.first.value - weight / 14) < 0.005, "\(effect.first.value)")
      #expect(abs(effect.total.value - weight / 14) < 0.005, "\(effect.total.value)")
    }
    #expect(effects[3].total.value == 0 && effects[3].first.value == 0)
  }

  @Test("a function that does not vary has no effects")
  func constant() {
    let indices = SobolIndices(dimension: 2, points: 64) { _ in 7.3 }
    #expect(indices.effects == nil && indices.mean == 7.3 && indices.variance == 0)
  }

  @Test("failures of the function are passed on; the most inputs are 20")
  func limits() throws {
    struct Failure: Error {}
    #expect(throws: Failure.self) {
      try SobolIndices(dimension: 1, points: 4) { _ throws(Failure) in throw Failure() }
    }
    #expect(SobolIndices.mostInputs == 20)
    let most = SobolIndices(dimension: 20, points: 64) { $0[19] }
    #expect(try #require(most.effects)[19].total.value > 0.5)
    #expect(try #require(most.effects)[18].total.value == 0)
  }
}
