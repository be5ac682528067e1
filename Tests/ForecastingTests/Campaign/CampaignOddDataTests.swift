// Tests of Forecasting: data that no office would file still get draws.

import Forecasting
import GSL
import Records
import TestSupport
import Testing

@Suite("Odd data in the campaign model")
struct CampaignOddDataTests {
  static let asOf = CalendarDate(dayNumber: 20_000)
  static let deadline = asOf.advanced(by: 60)

  static func unit(
    _ code: String, required: Int, known: Bool = true, _ points: [(Int, Int)],
    ceremonies: [Int] = []
  ) throws -> UnitSeries {
    UnitSeries(
      regency: try #require(RegencyCode(code)), level: .staff, required: required,
      isRosterKnown: known,
      points: points.map {
        UnitSeries.Point(date: asOf.advanced(by: $0.0), signed: $0.1)
      }, ceremonies: ceremonies.map { asOf.advanced(by: $0) })
  }

  static func check(_ series: [UnitSeries], deadline: CalendarDate = deadline) {
    let fit = CampaignModel().fit(series, asOf: asOf, deadline: deadline)
    #expect(fit.units.count == series.count)
    for unit in fit.units {
      #expect(unit.everSign.isFinite && unit.learntShare.isFinite)
      #expect((0...1).contains(unit.learntShare))
    }
    let dates = Set([-400, 0, min(3_000, asOf.days(to: deadline)), 400])
    let joint = fit.draws(on: dates.sorted().map { asOf.advanced(by: $0) }, count: 30)
    for (index, unit) in series.enumerated() {
      for draw in 0..<30 {
        let low = unit.points.last { $0.date <= asOf }?.signed ?? 0
        #expect(joint.signed(index, date: joint.dates - 1, draw: draw) >= low)
        #expect(
          joint.signed(index, date: joint.dates - 1, draw: draw)
            <= joint.required(index, draw: draw))
      }
    }
  }

  @Test("no unit, one unit, one person, a million, nobody, everybody")
  func sizes() throws {
    Self.check([])
    Self.check([try Self.unit("11.01", required: 0, [])])
    Self.check([try Self.unit("11.01", required: 0, [(-10, 0)], ceremonies: [-12])])
    Self.check([try Self.unit("11.01", required: 1, [(-10, 1)])])
    Self.check([try Self.unit("11.01", required: 1, [(-10, 0)], ceremonies: [-12])])
    Self.check([try Self.unit("11.01", required: 1_000_000, [(-20, 10), (-10, 700_000)])])
    Self.check(
      try (1...9).map { try Self.unit("11.0\($0)", required: 40, [(-20, 0), (-10, 0)]) })
    Self.check(
      try (1...9).map { try Self.unit("11.0\($0)", required: 40, [(-20, 40), (-10, 40)]) })
  }

  @Test("gaps of years, counts of one day, counts after the day of knowledge, no roster")
  func dates() throws {
    Self.check([
      try Self.unit("11.01", required: 500, [(-900, 3), (-400, 4), (0, 4)]),
      try Self.unit("11.02", required: 500, [(-1, 3), (0, 3)], ceremonies: [-1, 0, 5, 9_999]),
      try Self.unit("11.03", required: 500, [(0, 500)]),
      try Self.unit("11.04", required: 500, [(-30_000, 1), (-3, 40), (30, 90)]),
      try Self.unit("12.04", required: 90, known: false, [(-30, 1), (-3, 90)]),
      try Self.unit("12.05", required: 1, known: false, []),
    ])
    Self.check(
      [try Self.unit("11.01", required: 50, [(-30, 3), (-4, 9)])],
      deadline: Self.asOf.advanced(by: -20))
    Self.check(
      [try Self.unit("11.01", required: 50, [(-30, 3), (-4, 9)])],
      deadline: Self.asOf.advanced(by: 3_000))
  }

  @Test("the grades of the ladder")
  func grades() throws {
    let series = [
      try Self.unit("11.01", required: 5_000, (1...12).map { (-7 * (13 - $0), 3_000 + 30 * $0) }),
      try Self.unit("11.02", required: 5_000, [(-20, 3_000), (-10, 3_300)]),
      try Self.unit("11.03", required: 5_000, [(-10, 3_300)]),
      try Self.unit("11.04", required: 5_000, [], ceremonies: [-4]),
      try Self.unit("11.05", required: 5_000, known: false, [(-20, 3_000), (-10, 3_300)]),
      try Self.unit("11.06", required: 5_000, []),
      try Self.unit("11.07", required: 5_000, [], ceremonies: [4]),
    ]
    let fit = CampaignModel().fit(series, asOf: Self.asOf, deadline: Self.deadline)
    #expect(fit.units.map(\.grade) == [.a, .b, .c, .c, .d, .e, .e])
    let joint = fit.draws(on: [Self.deadline], count: 200)
    #expect(Set((0..<200).map { joint.required(4, draw: $0) }).count > 50)
    #expect((0..<200).allSatisfy { joint.required(4, draw: $0) >= 3_300 })
    #expect((0..<200).contains { joint.signed(5, date: 0, draw: $0) == 0 })
    #expect((0..<200).allSatisfy { joint.required(5, draw: $0) == 5_000 })
    #expect(fit.units[0].learntShare > fit.units[2].learntShare)
    #expect(fit.units[5].learntShare == 0)
  }

  @Test("random panels", arguments: 0..<15)
  func random(_ round: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(99, UInt64(round)))
    let sizes = [0, 1, 2, 5, 30, 4_000, 1_000_000]
    let series = try (0..<stream.uniformInt(below: 8)).map { index in
      let roster = sizes[stream.uniformInt(below: sizes.count)]
      let reach = [6, 60, 400, 4_000][stream.uniformInt(below: 4)]
      let days = Set(
        (0..<stream.uniformInt(below: 9)).map { _ in 5 - stream.uniformInt(below: reach) })
      var signed = 0
      let points = days.sorted().map { day in
        signed += stream.uniformInt(below: roster - signed + 1)
        return (day, signed)
      }
      let ceremonies = Set(
        (0..<stream.uniformInt(below: 3)).map { _ in stream.uniformInt(below: 200) - 100 })
      return try Self.unit(
        "1\(1 + index / 3).0\(index % 3 + 1)", required: roster, known: stream.uniform() < 0.5,
        points, ceremonies: ceremonies.sorted())
    }
    let ends = [-500, -1, 0, 1, 60, 700, 30_000]
    Self.check(series, deadline: Self.asOf.advanced(by: ends[round % ends.count]))
  }
}
