// Tests of Statistics: the Kaplan–Meier curve against R, and laws that it must keep.

import Statistics
import TestSupport
import Testing

struct KaplanMeierRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let scale: String
  let level: Double
  let records: [[Double?]]
  let time: [Double]
  let atRisk: [Double]
  let events: [Double]
  let censored: [Double]
  let survival: [Double]
  let standardError: [Double?]
  let low: [Double?]
  let high: [Double?]
  let p: [Double]
  let quantile: [Double?]
  let quantileLow: [Double?]
  let quantileHigh: [Double?]

  var testDescription: String { "\(name), \(scale), \(level)" }

  var observations: [SurvivalObservation] {
    records.map {
      SurvivalObservation(
        time: $0[1] ?? 0, isEvent: $0[2] == 1, weight: $0[3] ?? 0, entry: $0[0] ?? -.infinity)
    }
  }
}

@Suite("Kaplan–Meier")
struct KaplanMeierTests {
  static func agree(_ value: Double?, _ truth: Double?, _ tolerance: Tolerance) -> Bool {
    guard let value, let truth else { return value == nil && truth == nil }
    return tolerance.accepts(value, truth)
  }

  @Test(
    "steps, errors, limits and quantiles are those of R",
    arguments: try ReferenceFile.load("statistics-kaplan-meier", as: KaplanMeierRow.self))
  func reference(row: KaplanMeierRow) throws {
    let curve = KaplanMeier(row.observations)
    let scale = try #require(KaplanMeier.LimitScale(rawValue: row.scale))
    try #require(curve.steps.map(\.time) == row.time)
    for (index, step) in curve.steps.enumerated() {
      #expect(Tolerance.survivalSum.accepts(step.atRisk, row.atRisk[index]))
      #expect(Tolerance.survivalSum.accepts(step.events, row.events[index]))
      #expect(Tolerance.survivalSum.accepts(step.censored, row.censored[index]))
      #expect(Tolerance.survivalSum.accepts(step.survival, row.survival[index]))
      #expect(
        Self.agree(step.standardError, row.standardError[index], .survivalSum),
        "error at \(step.time): \(step.standardError as Any)")
      let limits = step.limits(confidence: row.level, scale: scale)
      #expect(Self.agree(limits?.low, row.low[index], .survivalLimit), "at \(step.time)")
      #expect(Self.agree(limits?.high, row.high[index], .survivalLimit), "at \(step.time)")
    }
    for (index, p) in row.p.enumerated() {
      #expect(Self.agree(curve.quantile(p), row.quantile[index], .closedForm), "quantile \(p)")
      let limits = curve.quantileLimits(p, confidence: row.level, scale: scale)
      #expect(Self.agree(limits.low, row.quantileLow[index], .closedForm), "low \(p)")
      #expect(Self.agree(limits.high, row.quantileHigh[index], .closedForm), "high \(p)")
    }
  }

  @Test("nothing observed is no curve; after the last look S is unknown unless it is 0")
  func edges() {
    let none = KaplanMeier([])
    #expect(none.steps.isEmpty && none.survival(at: 3) == nil && none.quantile(0.5) == nil)
    let open = KaplanMeier(required: 4, signers: [(2, 1)], lastLook: 9)
    #expect(open.survival(at: 1.9) == 1 && open.survival(at: 2) == 0.75)
    #expect(open.survival(at: 9) == 0.75 && open.survival(at: 9.1) == nil)
    #expect(open.quantile(0.5) == nil)
    let full = KaplanMeier(required: 3, signers: [(2, 1), (5, 2)], lastLook: 9)
    #expect(full.survival(at: 5) == 0 && full.survival(at: 100) == 0)
    #expect(full.steps.last?.standardError == nil && full.steps.last?.logVariance == nil)
  }

  @Test("fractions of persons that add up to all end at exactly 0")
  func fractions() {
    let observations = (1...10).map {
      SurvivalObservation(time: Double($0), isEvent: true, weight: 0.1 * Double($0))
    }
    #expect(KaplanMeier(observations).steps.last?.survival == 0)
  }

  @Test("laws: order, merged weights and the unit of time do not matter", arguments: 0..<20)
  func laws(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let observations = (0..<50).map { _ in
      SurvivalObservation(
        time: Double(Int.random(in: 1...15, using: &random)),
        isEvent: Bool.random(using: &random), weight: Double(Int.random(in: 1...3, using: &random)))
    }
    let curve = KaplanMeier(observations)
    #expect(KaplanMeier(observations.shuffled(using: &random)) == curve)
    let single = observations.flatMap { record in
      (0..<Int(record.weight)).map { _ in
        SurvivalObservation(time: record.time, isEvent: record.isEvent)
      }
    }
    #expect(KaplanMeier(single) == curve)
    let weeks = KaplanMeier(
      observations.map {
        SurvivalObservation(time: 8 * $0.time - 3, isEvent: $0.isEvent, weight: $0.weight)
      })
    #expect(weeks.steps.map(\.survival) == curve.steps.map(\.survival))
    #expect(weeks.steps.map(\.time) == curve.steps.map { 8 * $0.time - 3 })
    for (before, after) in zip(curve.steps, curve.steps.dropFirst()) {
      #expect(after.survival <= before.survival && after.atRisk < before.atRisk)
    }
    for step in curve.steps {
      guard let narrow = step.limits(confidence: 0.8), let wide = step.limits(confidence: 0.95)
      else {
        #expect(step.survival == 0 || step.survival == 1)
        continue
      }
      #expect(wide.low < narrow.low && narrow.high < wide.high)
      #expect(narrow.low < step.survival && step.survival < narrow.high)
    }
  }
}
