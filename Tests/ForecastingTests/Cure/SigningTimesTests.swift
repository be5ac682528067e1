// Tests of Forecasting: intervals of signers from reports and from single persons.

import Records
import TestSupport
import Testing

@testable import Forecasting

@Suite("Signing times")
struct SigningTimesTests {
  static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

  static func unit(_ points: [(String, Int)], required: Int = 50) throws -> UnitSeries {
    UnitSeries(
      regency: try #require(RegencyCode("32.04")), level: .camat, required: required,
      points: try points.map { .init(date: try day($0.0), signed: $0.1) })
  }

  @Test("time counts from the last report without signers, and gaps are one interval")
  func launch() throws {
    let unit = try Self.unit([
      ("2024-01-01", 0), ("2024-01-05", 0), ("2024-01-07", 8), ("2024-02-20", 20),
      ("2024-02-21", 20), ("2024-03-01", 30),
    ])
    let (times, origin) = try #require(
      SigningTimes.of(unit, asOf: try Self.day("2024-02-25")))
    #expect(origin == (try Self.day("2024-01-05")))
    #expect(times.edges == [0, 2, 46, 47] && times.terms.map(\.count) == [8, 12, 0, 30])
    #expect(times.signed == 20 && times.unsigned == 30 && times.end == 47)
    #expect(times.launch.start == 0 && times.launch.end == 2)
    let before = try #require(SigningTimes.of(unit, asOf: try Self.day("2024-01-07")))
    #expect(before.times.edges == [0, 2])
    let early = try #require(
      SigningTimes.of(
        unit, asOf: try Self.day("2024-01-07"), origin: .day(try Self.day("2023-12-31"))))
    #expect(early.times.edges == [0, 1, 5, 7])
  }

  @Test("a first report with signers launched the day before; without signers there is no launch")
  func first() throws {
    let unit = try Self.unit([("2024-01-05", 50)])
    let (times, origin) = try #require(SigningTimes.of(unit, asOf: try Self.day("2025-01-01")))
    #expect(origin == (try Self.day("2024-01-04")) && times.edges == [0, 1])
    let none = try Self.unit([("2024-01-05", 0)])
    #expect(SigningTimes.of(none, asOf: try Self.day("2025-01-01")) == nil)
    #expect(SigningTimes.of(unit, asOf: try Self.day("2024-01-04")) == nil)
  }

  @Test("joined intervals keep the sums, the launch and the silence at the end")
  func joined() {
    let counts = [0, 0, 4, 1, 0, 2, 3, 5, 8, 0, 9, 9, 7, 6, 4, 3, 1, 1, 0, 0, 0, 0].map(Double.init)
    let times = SigningTimes(
      ends: counts.indices.map { Double($0 + 1) }, counts: counts, total: 90
    ).condensed()
    let joined = times.joined(into: 5)
    #expect(joined.terms.count < times.terms.count)
    #expect(joined.signed == times.signed && joined.unsigned == times.unsigned)
    #expect(joined.launch == times.launch && joined.end == times.end)
    #expect(joined.edges.contains(18) && joined.edges.allSatisfy { times.edges.contains($0) })
    #expect(joined.edges == joined.edges.sorted())
    #expect(times.joined(into: 99) == times)
  }

  @Test("quartiles lie straight within an interval")
  func quartiles() {
    let times = SigningTimes(ends: [2, 4, 10], counts: [10, 0, 30], total: 100)
    #expect(times.time(ofShare: 0.25) == 2 && times.time(ofShare: 0.5) == 6)
    #expect(SigningTimes(ends: [2], counts: [0], total: 3).time(ofShare: 0.5) == nil)
  }

  @Test("single persons with the same intervals have the same likelihood and fit")
  func individuals() throws {
    let grouped = SigningTimes(
      ends: [3, 5, 9, 14, 30], counts: [4, 9, 12, 5, 1], total: 60)
    let persons = SigningTimes(intervals: [
      (30, .infinity, 29), (5, 9, 12), (0, 3, 4), (9, 14, 5), (3, 5, 4), (3, 5, 5), (14, 30, 1),
    ])
    for form in CureModel.Form.allCases {
      let model = CureModel(.weibull, form)
      let (one, two) = (try CureFit(grouped, model), try CureFit(persons, model))
      #expect(Tolerance.cureLikelihood.accepts(one.logLikelihood, two.logLikelihood))
      for place in 0..<3 {
        #expect(
          Tolerance.cureParameter.accepts(one.curve.parameters[place], two.curve.parameters[place]))
        #expect(Tolerance.cureError.accepts(one.standardErrors[place], two.standardErrors[place]))
      }
    }
  }
}
