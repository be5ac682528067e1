// Tests of Forecasting: simulation-based calibration of the coverage model: campaigns drawn from the
// model itself, whose outcome must fall anywhere among the draws.

import Forecasting
import GSL
import Records
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Calibration of the coverage model")
struct CoverageCalibrationTests {
  /// A campaign of 20 + 20 weeks: the second half of the first is as fast as the first but for what
  /// units keep of their pace, and the outcome follows from the model's formula.
  private func campaign(_ stream: RandomStream) -> (units: [UnitSeries], outcome: [Int]) {
    let count = 40
    let base = 0.003 * exp(0.5 * stream.normal())
    let early = (0..<count).map { _ in 0.5 * stream.normal() }
    let late = early.map { 0.7 * $0 + 0.35 * stream.normal() }
    let mean = late.reduce(0, +) / Double(count)
    let tail = (1 / stream.gamma(shape: 2, scale: 0.5)).squareRoot()
    let reach = -expm1(-140 / (0.3 * 140))
    let common =
      (0.28 * stream.normal() + 0.40 * reach.squareRoot() * stream.normal()) * tail
    // The panel's recent hazard is the mean of the units' hazards, not that of their logarithms.
    let recent = base * late.reduce(0) { $0 + exp($1) } / Double(count)
    let units = (0..<count).map { place in
      CoverageWorlds.unit(place, days: Array(stride(from: 0, through: 140, by: 7))) { at in
        base * (min(at, 70) * exp(early[place]) + max(0, at - 70) * exp(late[place]))
      }
    }
    let outcome = units.indices.map { place in
      let last = units[place].points.last?.signed ?? 0
      let hazard =
        recent * 140
        * exp(0.7 * (late[place] - mean) + 0.35 * stream.normal() + common)
      return last + stream.binomial(10_000 - last, -expm1(-hazard))
    }
    return (units, outcome)
  }

  @Test("The outcome of a unit and of the panel has a uniform rank over 200 campaigns")
  func ranks() throws {
    let asOf = CoverageWorlds.start.advanced(by: 140)
    var unitRanks = [Int](repeating: 0, count: 20)
    var totalRanks = [Int](repeating: 0, count: 20)
    for number in 0..<200 {
      let (units, outcome) = campaign(RandomStream(seed: 1_000 + UInt64(number)))
      let fit = try #require(CoverageWorlds.fit(units, asOf: asOf))
      let draws = fit.draws(on: [asOf.advanced(by: 140)], count: 199, seed: UInt64(number))
      let place = number % units.count
      unitRanks[
        CoverageWorlds.values(draws, place).count { $0 < outcome[place] } / 10] += 1
      let total = outcome.reduce(0, +)
      let below = (0..<199).count { draw in
        units.indices.reduce(0) { $0 + draws.signed($1, date: 0, draw: draw) } < total
      }
      totalRanks[below / 10] += 1
    }
    for (name, ranks) in [("unit", unitRanks), ("panel", totalRanks)] {
      let statistic = ranks.reduce(0.0) { sum, seen in
        sum + (Double(seen) - 10) * (Double(seen) - 10) / 10
      }
      let p = try ChiSquare(degreesOfFreedom: 19).upperTail(statistic)
      #expect(p > 0.01, "\(name): \(ranks), p \(p)")
    }
  }
}
