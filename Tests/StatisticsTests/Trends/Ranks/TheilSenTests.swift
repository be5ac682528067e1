// Tests of Statistics: Theil–Sen lines against SciPy, their laws and their coverage.

import GSL
import Statistics
import TestSupport
import Testing

struct TheilSenRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let times: [Double]
  let values: [Double]
  let confidence: Double
  let slope: Double
  let intercept: Double
  let low: Double
  let high: Double

  var testDescription: String { "\(name) \(confidence)" }
}

@Suite("Theil–Sen")
struct TheilSenTests {
  @Test(
    "agrees with SciPy",
    arguments: try ReferenceFile.load("statistics-theil-sen", as: TheilSenRow.self))
  func reference(row: TheilSenRow) throws {
    let line = try #require(
      TheilSen(times: row.times, values: row.values, confidence: row.confidence))
    for (name, value, truth) in [
      ("slope", line.slope, row.slope), ("intercept", line.intercept, row.intercept),
      ("low", line.slopeLow, row.low), ("high", line.slopeHigh, row.high),
    ] {
      #expect(Tolerance.rankStatistic.accepts(value, truth), "\(name) \(value) is not \(truth)")
    }
    #expect(line.slopeLow <= line.slope && line.slope <= line.slopeHigh)
  }

  @Test("undefined for one point and for one time")
  func undefined() {
    #expect(TheilSen(times: [], values: [], confidence: 0.9) == nil)
    #expect(TheilSen(times: [1], values: [1], confidence: 0.9) == nil)
    #expect(TheilSen(times: [1, 1], values: [1, 2], confidence: 0.9) == nil)
    #expect(TheilSen(times: [1, 2], values: [1, 2], confidence: 0.95)?.reachesConfidence == false)
  }

  @Test("the order of points does not matter; scale and shift go through")
  func laws() throws {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<30 {
      let times = (0..<14).map { _ in Double(Int.random(in: 0...40, using: &generator)) }
      let values = (0..<14).map { _ in Double(Int.random(in: 0...40, using: &generator)) }
      let line = try #require(TheilSen(times: times, values: values, confidence: 0.9))
      let order = times.indices.shuffled(using: &generator)
      #expect(
        TheilSen(times: order.map { times[$0] }, values: order.map { values[$0] }, confidence: 0.9)
          == line)
      let moved = try #require(
        TheilSen(times: times, values: values.map { 4 * $0 + 8 }, confidence: 0.9))
      #expect(Tolerance.rankStatistic.accepts(moved.slope, 4 * line.slope))
      #expect(Tolerance.rankStatistic.accepts(moved.value(at: 3), 4 * line.value(at: 3) + 8))
    }
  }

  @Test("one wild value in ten does not move the slope far")
  func robust() throws {
    let times = (0..<10).map(Double.init)
    var values = times.map { 2 * $0 + 1 }
    values[4] = 1e9
    let line = try #require(TheilSen(times: times, values: values, confidence: 0.95))
    #expect(line.slope == 2)
  }

  @Test(
    "the interval covers the slope as often as it says, at uneven times", arguments: [8, 15, 40])
  func coverage(count: Int) throws {
    let stream = RandomStream(seed: UInt64(count))
    let runs = 400
    var covered = 0
    for _ in 0..<runs {
      var time = 0.0
      let times = (0..<count).map { _ in
        time += 0.2 + stream.exponential(mean: 1)
        return time
      }
      let values = times.map { 0.3 * $0 + stream.normal() }
      let line = try #require(TheilSen(times: times, values: values, confidence: 0.95))
      covered += line.slopeLow <= 0.3 && 0.3 <= line.slopeHigh ? 1 : 0
    }
    // Binomial(400, 0.95): 360 and fewer has probability 3e-5.
    #expect(covered > 360, "\(covered) of \(runs)")
  }
}
