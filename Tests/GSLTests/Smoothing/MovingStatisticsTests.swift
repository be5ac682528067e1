// Tests of GSL: level and spread in a moving window.

import Foundation
import GSL
import TestSupport
import Testing

struct MovingRow: Decodable, Sendable, CustomTestStringConvertible {
  let series: [Double]
  let before: Int
  let after: Int
  let end: String
  let means: [Double]
  let medians: [Double]
  let deviations: [Double]
  let jumps: [Int]?
  var testDescription: String { "\(series.count) points, \(before) + 1 + \(after), \(end)" }
}

@Suite("Moving statistics")
struct MovingStatisticsTests {
  @Test(
    "agree with exact fractions, also next to a huge value and in a window wider than the series",
    arguments: try ReferenceFile.load("gsl-moving", as: MovingRow.self))
  func reference(row: MovingRow) throws {
    let end = try #require(WindowEnd(rawValue: row.end))
    let window = MovingStatistics(before: row.before, after: row.after, end: end)
    let means = try window.means(of: row.series)
    let medians = try window.medians(of: row.series)
    let levels = try window.robustLevels(of: row.series)
    #expect(means.count == row.series.count)
    for (value, truth) in zip(means, row.means) {
      #expect(Tolerance.movingMean.accepts(value, truth), "\(value) is not \(truth)")
    }
    #expect(medians == row.medians)
    #expect(levels.medians == row.medians)
    #expect(levels.deviations.count == row.series.count)
    for (value, truth) in zip(levels.deviations, row.deviations) {
      #expect(Tolerance.movingSpread.accepts(value, truth), "\(value) is not \(truth)")
    }
  }

  @Test("a window is used again, and a shift or a change of unit carries over")
  func laws() throws {
    let stream = RandomStream(seed: 5)
    let window = MovingStatistics(before: 3, after: 2)
    for count in [1, 2, 5, 6, 7, 60] {
      let series = (0..<count).map { _ in stream.normal() }
      let levels = try window.robustLevels(of: series)
      let moved = try window.robustLevels(of: series.map { 8 * $0 + 64 })
      for index in series.indices {
        #expect(abs(moved.medians[index] - 8 * levels.medians[index] - 64) < 1e-12)
        #expect(abs(moved.deviations[index] - 8 * levels.deviations[index]) < 1e-12)
      }
      let means = try window.means(of: series)
      let mirrored = try MovingStatistics(before: 2, after: 3).means(of: series.reversed())
      for (value, mirror) in zip(means, mirrored.reversed()) {
        #expect(abs(value - mirror) < 1e-15)
      }
    }
  }

  @Test("an empty series has an empty answer")
  func empty() throws {
    let window = MovingStatistics(before: 1, after: 1)
    let (means, medians) = (try window.means(of: []), try window.medians(of: []))
    let levels = try window.robustLevels(of: [])
    #expect(means.isEmpty && medians.isEmpty && levels.medians.isEmpty && levels.deviations.isEmpty)
  }

  @Test(
    "values that are not finite or overflow are bad data", arguments: [.nan, .infinity, 1.7e308])
  func errors(value: Double) {
    let error = #expect(throws: GSLError.self) {
      try MovingStatistics(before: 1, after: 1).means(of: [1, value, value])
    }
    #expect(error?.kind == .invalidInput)
    #expect(error?.context.contains("points=3") == true)
  }
}
