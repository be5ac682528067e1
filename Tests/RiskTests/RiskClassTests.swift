// Tests of Risk: classes by decision and relative ones.

import GSL
import Testing

@testable import Risk

@Suite("Risk classes")
struct RiskClassTests {
  @Test("decisions look at P(miss) alone, and may accuse nobody")
  func decision() {
    let misses = [0, 0.1, 0.3, 0.5, 0.9]
    #expect(
      RiskClassRule.decision.classes(missProbabilities: misses, indices: [9, 9, 9, 9, 0]) == [
        .low, .low, .medium, .high, .high,
      ])
    let good = [Double](repeating: 0.01, count: 30)
    #expect(
      RiskClassRule.decision.classes(missProbabilities: good, indices: good).allSatisfy {
        $0 == .low
      })
    #expect(!RiskClassRule.decision.alwaysAccuses)
  }

  @Test("relative cuts accuse however well all do")
  func relative() {
    let stream = RandomStream(seed: 2)
    for rule in [RiskClassRule.relative, .thirds] {
      #expect(rule.alwaysAccuses)
      for scale in [0.001, 1, 100] {
        let indices = (0..<300).map { _ in scale * stream.normal() }
        let good = [Double](repeating: 0, count: 300)
        let classes = rule.classes(missProbabilities: good, indices: indices)
        let high = classes.count { $0 == .high }
        // A sixth of a normal sample lies above one standard deviation.
        #expect(rule == .thirds ? high == 100 : (30...70).contains(high), "\(rule) \(high)")
        let low = classes.count { $0 == .low }
        #expect(rule == .thirds ? low == 100 : (30...70).contains(low), "\(rule) \(low)")
        for (one, other) in zip(indices.indices, indices.indices.dropFirst()) {
          let isRising = indices[one] <= indices[other]
          #expect(!isRising || classes[one] != .high || classes[other] == .high)
        }
      }
    }
  }

  @Test("rows with the same index share a class; few rows and equal ones are in the middle")
  func ties() {
    func classes(_ rule: RiskClassRule, _ indices: [Double]) -> [RiskClass] {
      rule.classes(missProbabilities: indices.map { _ in 0 }, indices: indices)
    }
    for rule in [RiskClassRule.relative, .thirds] {
      #expect(classes(rule, []).isEmpty)
      #expect(classes(rule, [5]) == [.medium])
      #expect(classes(rule, [5, 5, 5, 5]) == [.medium, .medium, .medium, .medium])
    }
    #expect(classes(.thirds, [3, 1, 2]) == [.high, .low, .medium])
    #expect(classes(.thirds, [1, 1, 1, 1, 9]) == [.medium, .medium, .medium, .medium, .high])
    #expect(classes(.relative, [0, 0, 0, 0, 0, 0, 9]).last == .high)
  }
}
