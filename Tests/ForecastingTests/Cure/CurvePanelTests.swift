// Tests of Forecasting: curves of a whole panel: learnt priors, joint draws and their laws.

import GSL
import Records
import TestSupport
import Testing

@testable import Forecasting

@Suite("Curve panel")
struct CurvePanelTests {
  static let start = CalendarDate(dayNumber: 20_000)
  static let asOf = start.advanced(by: 40)
  static let dates = [start.advanced(by: 30), start.advanced(by: 45), start.advanced(by: 120)]

  static func code(_ number: Int) throws -> RegencyCode {
    try #require(RegencyCode("\(11 + number / 90).\(10 + number % 90)"))
  }

  static func series(_ number: Int, level: Level = .camat, days: Int = 120) throws -> UnitSeries {
    let regency = SimulatedSigners(number: number, days: days)
    var (sum, points) = (0, [UnitSeries.Point(date: start, signed: 0)])
    for (day, count) in regency.counts.enumerated() {
      sum += count
      points.append(UnitSeries.Point(date: start.advanced(by: day + 1), signed: sum))
    }
    return UnitSeries(
      regency: try code(number), level: level, required: regency.required, points: points)
  }

  static func panel(
    _ units: [UnitSeries], draws: Int = 200, seed: UInt64 = 1,
    _ configuration: CurvePanel.Configuration = .init(model: CureModel(.logLogistic))
  ) -> CurvePanel {
    CurvePanel(units, asOf: asOf, dates: dates, draws: draws, seed: seed, configuration)
  }

  @Test("draws rise within the roster from what is known, and do not look ahead")
  func laws() throws {
    let units = try (0..<24).map { try Self.series($0) }
    let panel = Self.panel(units)
    let blind = Self.panel(
      units.map {
        UnitSeries(
          regency: $0.regency, level: $0.level, required: $0.required,
          points: $0.points.filter { $0.date <= Self.asOf })
      })
    #expect(panel.draws == blind.draws)
    for (unit, series) in units.enumerated() {
      let known = series.points[30].signed
      let last = series.points[40].signed
      for draw in 0..<200 {
        let path = (0..<3).map { panel.draws.signed(unit, date: $0, draw: draw) }
        #expect(path[0] == known && path[1] >= last && path[2] >= path[1])
        #expect(
          path[2] <= series.required && panel.draws.required(unit, draw: draw) == series.required)
      }
      guard last > 0, last < series.required else { continue }
      guard case .curve(_, let learnt) = panel.bases[unit] else {
        Issue.record("unit \(unit) has no curve")
        continue
      }
      #expect(learnt.allSatisfy { (0...1).contains($0) })
    }
  }

  @Test("the order of the units does not matter, the seed does")
  func order() throws {
    let units = try (0..<12).map { try Self.series($0, level: $0 % 2 == 0 ? .camat : .kepalaOPD) }
    let (one, two) = (Self.panel(units), Self.panel(units.reversed()))
    for unit in 0..<12 {
      for draw in stride(from: 0, to: 200, by: 7) {
        #expect(
          one.draws.signed(unit, date: 2, draw: draw)
            == two.draws.signed(11 - unit, date: 2, draw: draw))
      }
    }
    #expect(Self.panel(units, seed: 2).draws != one.draws)
    #expect(one.pools.count == 2)
  }

  @Test("odd panels have draws", arguments: CureLikelihoodTests.models)
  func odd(model: CureModel) throws {
    let points: [[(Int, Int)]] = [
      [], [(40, 0)], [(0, 0), (40, 0)], [(12, 0), (13, 9)], [(13, 9)], [(40, 1)], [(1, 3), (2, 3)],
      [(-365, 1), (39, 2)], [(41, 5)],
    ]
    var units: [UnitSeries] = []
    for required in [0, 1, 9, 40, 1_000_000] {
      for path in points where required > 0 || path.allSatisfy({ $0.1 == 0 }) {
        units.append(
          UnitSeries(
            regency: try Self.code(units.count), level: .camat, required: required,
            isRosterKnown: units.count % 5 > 0,
            points: path.map {
              .init(date: Self.start.advanced(by: $0.0), signed: min($0.1, required))
            },
            ceremonies: units.count % 3 == 0 ? [Self.start.advanced(by: 44)] : []))
      }
    }
    let configuration = CurvePanel.Configuration(model: model)
    let panel = Self.panel(units, draws: 30, configuration)
    for (unit, series) in units.enumerated() {
      let known = series.points.last { $0.date <= Self.asOf }?.signed ?? 0
      for draw in 0..<30 {
        let last = panel.draws.signed(unit, date: 2, draw: draw)
        #expect(last >= known && last <= panel.draws.required(unit, draw: draw))
        if series.isRosterKnown && known == series.required { #expect(last == known) }
      }
      if case .failed(let failure) = panel.bases[unit] { Issue.record("unit \(unit): \(failure)") }
    }
    // One at a time as well: a level of one unit.
    for unit in units where model.family == .weibull {
      let single = Self.panel([unit], draws: 3, configuration)
      #expect(single.draws.units == 1)
    }
    #expect(Self.panel([], draws: 3, configuration).draws.units == 0)
  }

  @Test("an announced ceremony launches a unit that has not begun")
  func ceremony() throws {
    let quiet = try (0..<3).map { number in
      UnitSeries(
        regency: try Self.code(number), level: .camat, required: 50,
        points: [.init(date: Self.start, signed: 0), .init(date: Self.asOf, signed: 0)],
        ceremonies: number == 0 ? [Self.start.advanced(by: 42)] : [])
    }
    let panel = Self.panel(quiet, draws: 2000)
    let means = (0..<2).map { unit in
      (0..<2000).reduce(0) { $0 + panel.draws.signed(unit, date: 2, draw: $1) }
    }
    #expect(means[0] > means[1])
    if case .notLaunched = panel.bases[0] {} else { Issue.record("has not begun") }
  }

  @Test(
    "80 % intervals cover what happened in about 80 % of 65 regencies of the right family",
    arguments: [CureModel.Family.logLogistic, .gompertz])
  func coverage(family: CureModel.Family) throws {
    let first = SimulatedSigners.truths.firstIndex(of: family) ?? 0
    let units = try stride(from: first, to: 514, by: 8).map { try Self.series($0) }
    let panel = Self.panel(
      units, draws: 400, .init(model: CureModel(family), origin: .firstReport))
    var hits = 0
    for (unit, series) in units.enumerated() {
      let values = (0..<400).map { panel.draws.signed(unit, date: 2, draw: $0) }.sorted()
      let truth = series.points[120].signed
      hits += truth >= values[40] && truth <= values[359] ? 1 : 0
    }
    // Shares of the truths are uniform and not normal in z, and whole persons make intervals wide:
    // above the level is right, three standard errors below it are not.
    let share = Double(hits) / Double(units.count)
    #expect(share > 0.8 - 3 * (0.16 / Double(units.count)).squareRoot() && share < 0.97, "\(share)")
  }

  @Test("where signers trickle in from the first day, a launch by the first of them misleads")
  func origins() throws {
    let units = try stride(from: 1, to: 200, by: 4).map { try Self.series($0) }
    var errors: [Double] = []
    for origin in [CurveOrigin.launch, .firstReport] {
      let panel = Self.panel(units, .init(model: CureModel(.logLogistic), origin: origin))
      errors.append(
        units.enumerated().reduce(0) { sum, item in
          let (unit, series) = item
          let mean = (0..<200).reduce(0.0) {
            $0 + Double(panel.draws.signed(unit, date: 2, draw: $1)) / 200
          }
          return sum + abs(mean - Double(series.points[120].signed)) / Double(series.required)
        })
    }
    #expect(errors[1] < errors[0], "\(errors)")
  }
}
