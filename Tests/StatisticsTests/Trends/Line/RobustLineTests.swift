// Tests of Statistics: the robust line, the points it doubts and the coverage of its slope.

import GSL
import Statistics
import TestSupport
import Testing

@Suite("Robust line")
struct RobustLineTests {
  @Test("a gross outlier is doubted and does not move the line")
  func outlier() throws {
    let times = (0..<12).map(Double.init)
    var values = times.map {
      2 * $0 + 1 + ($0.truncatingRemainder(dividingBy: 2) == 0 ? 0.1 : -0.1)
    }
    let clean = try RobustLine(times: times, values: values, confidence: 0.95)
    #expect(clean.doubted.isEmpty)
    values[7] += 500
    let line = try RobustLine(times: times, values: values, confidence: 0.95)
    #expect(line.doubted == [7])
    let (low, high) = (try #require(line.slopeLow), try #require(line.slopeHigh))
    #expect(low < 2 && 2 < high && abs(line.slope - clean.slope) < 0.02, "\(line)")
  }

  @Test("equal times are a reason, exact points have a slope without an interval")
  func degenerate() throws {
    #expect(throws: TrendFailure.self) {
      try RobustLine(times: [1, 1, 1, 1], values: [1, 2, 3, 4], confidence: 0.9)
    }
    let exact = try RobustLine(times: [0, 1, 2, 3, 4], values: [1, 3, 5, 7, 9], confidence: 0.9)
    #expect(abs(exact.slope - 2) < 1e-9 && (exact.slopeLow ?? 2) <= exact.slope + 1e-9)
  }

  @Test(
    "the interval covers the slope as often as it says, with wild values as well",
    arguments: [0.0, 0.1])
  func coverage(wild: Double) throws {
    let stream = RandomStream(seed: 20_261_127)
    let runs = 300
    var covered = 0
    for _ in 0..<runs {
      let times = (0..<20).map(Double.init)
      let values = times.map {
        0.3 * $0 + stream.normal() * (stream.uniform() < wild ? 20 : 1)
      }
      let line = try RobustLine(times: times, values: values, confidence: 0.95)
      let (low, high) = (try #require(line.slopeLow), try #require(line.slopeHigh))
      covered += low <= 0.3 && 0.3 <= high ? 1 : 0
    }
    // Binomial(300, 0.95): 268 and fewer has probability 4e-5.
    #expect(covered > 268, "\(covered) of \(runs)")
  }
}
