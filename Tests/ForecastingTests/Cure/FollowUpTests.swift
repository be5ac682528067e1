// Tests of Forecasting: whether a campaign has been watched long enough.

import Foundation
import TestSupport
import Testing

@testable import Forecasting

@Suite("Sufficient follow-up")
struct FollowUpTests {
  @Test("the level is (1 − m/N)^N with the signers of a window as long as the silence")
  func level() throws {
    let times = SigningTimes(
      ends: [2, 4, 6, 8, 10, 14], counts: [5, 10, 6, 3, 1, 0], total: 40)
    let test = try #require(FollowUp(times))
    // t* = 10, t = 14: the window is (6, 10] with 4 signers.
    #expect(test.lastSigning == 10 && test.silence == 4 && test.recent == 4)
    #expect(Tolerance(relative: 1e-12, absolute: 0).accepts(test.level, pow(0.9, 40)))
    #expect(test.isSufficient)
  }

  @Test("without silence nothing is known; everybody or nobody is no question")
  func ends() throws {
    let busy = try #require(
      FollowUp(SigningTimes(ends: [2, 4], counts: [5, 10], total: 40)))
    #expect(busy.level == 1 && busy.recent == 0 && !busy.isSufficient)
    #expect(FollowUp(SigningTimes(ends: [2, 4], counts: [0, 0], total: 40)) == nil)
    #expect(FollowUp(SigningTimes(ends: [2, 4], counts: [30, 10], total: 40)) == nil)
    // Three in the window of one: (0, 2] reaches out of (1, 2].
    let short = try #require(FollowUp(SigningTimes(ends: [2, 3], counts: [3, 0], total: 40)))
    #expect(short.recent == 0 && short.level == 1)
  }

  @Test("longer silence after the same signers never makes it less sufficient")
  func silence() throws {
    let levels = try [13.0, 16, 20, 24, 40].map { end in
      try #require(
        FollowUp(
          SigningTimes(ends: [2, 4, 6, 8, 10, 12, end], counts: [5, 9, 6, 3, 1, 1, 0], total: 40))
      ).level
    }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(levels[0] == 1 && levels[4] < 1e-10)
  }
}
