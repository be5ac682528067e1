// Tests of GSL: single points that jump out of a series.

import GSL
import TestSupport
import Testing

@Suite("Impulse filter")
struct ImpulseFilterTests {
  @Test(
    "marks what lies above 3 deviations of exact fractions",
    arguments: try ReferenceFile.load("gsl-moving", as: MovingRow.self).filter { $0.jumps != nil })
  func reference(row: MovingRow) throws {
    let end = try #require(WindowEnd(rawValue: row.end))
    let filter = try ImpulseFilter(row.series, reach: row.before, end: end)
    #expect(filter.jumps == row.jumps)
    #expect(filter.medians == row.medians)
    for (index, value) in filter.filtered.enumerated() {
      #expect(value == (filter.jumps.contains(index) ? row.medians[index] : row.series[index]))
    }
  }

  @Test("keeps a new level, and a least deviation keeps small changes")
  func levels() throws {
    let step = try ImpulseFilter([1, 2, 1, 2, 1, 9, 8, 9, 8, 9], reach: 2)
    #expect(step.jumps == [])
    let flat = [5.0, 5, 5, 6, 5, 5, 50, 5, 5]
    #expect(try ImpulseFilter(flat, reach: 2).jumps == [3, 6])
    let tolerant = try ImpulseFilter(flat, reach: 2, minimumDeviation: 1)
    #expect(tolerant.jumps == [6])
    #expect(tolerant.filtered == [5, 5, 5, 6, 5, 5, 5, 5, 5])
  }

  @Test("empty and short series")
  func short() throws {
    #expect(try ImpulseFilter([], reach: 3).filtered == [])
    #expect(try ImpulseFilter([4], reach: 3).filtered == [4])
  }

  @Test("values that are not finite are bad data", arguments: [Double.nan, -.infinity])
  func errors(value: Double) {
    let error = #expect(throws: GSLError.self) { try ImpulseFilter([1, value], reach: 1) }
    #expect(error?.kind == .invalidInput)
    #expect(error?.routine == "ImpulseFilter")
  }
}
