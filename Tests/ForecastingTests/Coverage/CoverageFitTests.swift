// Tests of Forecasting: the coverage model: what it recovers, the laws of its draws, odd panels.

import Forecasting
import Records
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Coverage model")
struct CoverageFitTests {
  private let asOf = day("2024-05-20")

  @Test("A constant hazard is found, and the median goes on with it")
  func steady() throws {
    let units = CoverageWorlds.steady(30)
    let fit = try #require(CoverageWorlds.fit(units, asOf: asOf))
    let mean = (0..<30).reduce(0) { $0 + 0.005 * exp(0.6 * (Double($1) / 29 - 0.5)) } / 30
    // Counts are whole persons out of 10,000 and the hazard is taken over two weeks.
    #expect(abs(fit.hazard / mean - 1) < 0.02)
    let draws = fit.draws(on: [asOf.advanced(by: 70)], count: 2_000, seed: 3)
    for place in [0, 15, 29] {
      let own = 0.005 * exp(0.6 * (Double(place) / 29 - 0.5))
      let share = 1 - exp(-own * 210)
      let median = Double(CoverageWorlds.values(draws, place)[1_000]) / 10_000
      // The pace of a unit is drawn towards the others', by at most a third of its distance.
      #expect(abs(median - share) < 0.04, "unit \(place): \(median), \(share)")
    }
  }

  @Test("Paths rise from what has signed to at most the roster; a complete unit stays complete")
  func bounds() throws {
    var units = CoverageWorlds.steady(12)
    units[3] = CoverageWorlds.unit(3, roster: 40, days: [0, 70, 140]) { $0 > 0 ? 60 : 0 }
    let fit = try #require(CoverageWorlds.fit(units, asOf: asOf))
    let dates = [0, 1, 30, 200].map { asOf.advanced(by: $0) }
    let draws = fit.draws(on: dates, count: 200, seed: 1)
    for (place, unit) in units.enumerated() {
      let last = try #require(unit.points.last)
      for draw in 0..<200 {
        let path = dates.indices.map { draws.signed(place, date: $0, draw: draw) }
        #expect(path == path.sorted() && path[0] >= last.signed && path[3] <= unit.required)
      }
    }
    #expect(CoverageWorlds.values(draws, 3) == Array(repeating: 40, count: 200))
  }

  @Test("The order of units changes nothing but the order of the rows")
  func permutation() throws {
    let units = CoverageWorlds.steady(20)
    let there = try #require(CoverageWorlds.fit(units, asOf: asOf))
    let back = try #require(CoverageWorlds.fit(units.reversed(), asOf: asOf))
    let date = [asOf.advanced(by: 60)]
    let (first, second) = (
      there.draws(on: date, count: 50, seed: 9), back.draws(on: date, count: 50, seed: 9)
    )
    for place in 0..<20 {
      for draw in 0..<50 {
        // Sums in another order may differ in their last digit, and a draw by one person.
        let (a, b) = (
          first.signed(place, date: 0, draw: draw), second.signed(19 - place, date: 0, draw: draw)
        )
        #expect(abs(a - b) <= 1)
      }
    }
  }

  @Test("Days or weeks as the unit of time agree")
  func scaleOfTime() throws {
    let daily = (0..<15).map { place in
      CoverageWorlds.unit(place, days: Array(stride(from: 0, through: 160, by: 20))) {
        0.004 * $0 * (1 + 0.02 * Double(place))
      }
    }
    let slow = (0..<15).map { place in
      CoverageWorlds.unit(place, days: Array(stride(from: 0, through: 1120, by: 140))) {
        0.004 / 7 * $0 * (1 + 0.02 * Double(place))
      }
    }
    let start = CoverageWorlds.start
    let first = try #require(CoverageWorlds.fit(daily, asOf: start.advanced(by: 160)))
      .draws(on: [start.advanced(by: 240)], count: 400, seed: 2)
    let second = try #require(CoverageWorlds.fit(slow, asOf: start.advanced(by: 1120)))
      .draws(on: [start.advanced(by: 1680)], count: 400, seed: 2)
    for place in 0..<15 {
      for (a, b) in zip(
        CoverageWorlds.values(first, place), CoverageWorlds.values(second, place))
      {
        #expect(abs(a - b) <= 2, "unit \(place): \(a), \(b)")
      }
    }
  }

  @Test("More stragglers never lower the forecast", arguments: [1, 20, 400])
  func stragglers(_ more: Int) throws {
    let units = CoverageWorlds.steady(20)
    var busier = units
    let points = units[7].points
    let last = try #require(points.last)
    busier[7] = UnitSeries(
      regency: units[7].regency, level: .staff, required: 10_000,
      points: points.dropLast() + [
        UnitSeries.Point(date: last.date, signed: last.signed + more)
      ])
    let date = [asOf.advanced(by: 60)]
    let before = try #require(CoverageWorlds.fit(units, asOf: asOf))
      .draws(on: date, count: 1_000, seed: 4)
    let after = try #require(CoverageWorlds.fit(busier, asOf: asOf))
      .draws(on: date, count: 1_000, seed: 4)
    let (low, high) = (CoverageWorlds.values(before, 7), CoverageWorlds.values(after, 7))
    // The panel's hazard rises with the unit's; its pace relative to the others' may fall for the
    // others only. One person is the rounding of a draw.
    for place in 0..<1_000 { #expect(high[place] >= low[place] - 1) }
  }

  @Test(
    "A nation's draws are the sum of its parts in each draw, and wider than if parts were alone")
  func commonChange() throws {
    let fit = try #require(CoverageWorlds.fit(CoverageWorlds.steady(40), asOf: asOf))
    let draws = fit.draws(on: [asOf.advanced(by: 60)], count: 1_000, seed: 5)
    let totals = (0..<1_000).map { draw in
      Double((0..<40).reduce(0) { $0 + draws.signed($1, date: 0, draw: draw) })
    }
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    }
    let alone = (0..<40).reduce(0.0) { sum, unit in
      sum + variance((0..<1_000).map { Double(draws.signed(unit, date: 0, draw: $0)) })
    }
    #expect(variance(totals) > 10 * alone)
  }

  @Test("No pace without two counts apart: no fit")
  func noPace() {
    let once = (0..<10).map { CoverageWorlds.unit($0, days: [140]) { 0.005 * $0 } }
    #expect(CoverageWorlds.fit(once, asOf: asOf) == nil)
    #expect(CoverageWorlds.fit([], asOf: asOf) == nil)
  }

  @Test(
    "Odd panels have draws within bounds",
    arguments: ["one unit", "all zero", "all signed", "one person", "a million", "a gap of a year"])
  func oddPanels(_ kind: String) throws {
    let weeks = Array(stride(from: 0, through: 140, by: 7))
    let units: [UnitSeries] =
      switch kind {
      case "one unit": CoverageWorlds.steady(1)
      case "all zero": (0..<8).map { CoverageWorlds.unit($0, days: weeks) { _ in 0 } }
      case "all signed": (0..<8).map { CoverageWorlds.unit($0, days: weeks) { _ in 90 } }
      case "one person":
        (0..<8).map { CoverageWorlds.unit($0, roster: 1, days: weeks) { 0.02 * $0 } }
      case "a million": CoverageWorlds.steady(8, roster: 1_000_000)
      default: (0..<8).map { CoverageWorlds.unit($0, days: [0, 7, 380]) { 0.002 * $0 } }
      }
    let end = units.compactMap(\.points.last?.date).max() ?? asOf
    let fit = try #require(CoverageWorlds.fit(units, asOf: end))
    let draws = fit.draws(on: [end, end.advanced(by: 400)], count: 100, seed: 6)
    for place in units.indices {
      let last = units[place].points.last?.signed ?? 0
      for draw in 0..<100 {
        #expect(draws.signed(place, date: 0, draw: draw) >= last)
        #expect(draws.signed(place, date: 1, draw: draw) <= units[place].required)
      }
    }
  }
}
