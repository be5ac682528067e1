// Tests of Forecasting: panels whose course is known, to try the coverage model on.

import Forecasting
import Records
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Panels for the coverage model.
enum CoverageWorlds {
  static let start = day("2024-01-01")

  static func code(_ place: Int) -> RegencyCode {
    let local = place % 90 + 1
    let text = "\(11 + place / 90).\(local < 10 ? "0" : "")\(local)"
    guard let code = RegencyCode(text) else { preconditionFailure("\(text) is no code") }
    return code
  }

  /// A unit whose cumulative hazard is given at days from the start.
  static func unit(
    _ place: Int, roster: Int = 10_000, days: [Int], hazard: (Double) -> Double
  ) -> UnitSeries {
    var last = 0
    return UnitSeries(
      regency: code(place), level: .staff, required: roster,
      points: days.map { at in
        last = max(last, Int((Double(roster) * -expm1(-hazard(Double(at)))).rounded()))
        return UnitSeries.Point(date: start.advanced(by: at), signed: last)
      })
  }

  /// Units with hazards between half and twice 0.005 a day, counted each week over 20 weeks.
  static func steady(_ count: Int, roster: Int = 10_000) -> [UnitSeries] {
    (0..<count).map { place in
      let own = 0.005 * exp(0.6 * (Double(place) / Double(max(count - 1, 1)) - 0.5))
      return unit(place, roster: roster, days: Array(stride(from: 0, through: 140, by: 7))) {
        own * $0
      }
    }
  }

  static func fit(_ units: [UnitSeries], asOf: CalendarDate) -> CoverageFit? {
    CoverageFit(CoverageModel(), to: units, asOf: asOf)
  }

  /// Signers of one unit on one date, sorted.
  static func values(_ draws: JointDraws, _ unit: Int, date: Int = 0) -> [Int] {
    (0..<draws.draws).map { draws.signed(unit, date: date, draw: $0) }.sorted()
  }
}
