// Tests of Statistics: the estimate from interval-censored dates against solutions with 50 digits,
// and laws that it must keep.

import Statistics
import TestSupport
import Testing

struct TurnbullRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let records: [[Double?]]
  let masses: [[Double?]]
  let logLikelihood: Double

  var testDescription: String { name }

  var intervals: [CensoredInterval] {
    records.map {
      CensoredInterval(after: $0[0] ?? -.infinity, upTo: $0[1] ?? .infinity, weight: $0[2] ?? 0)
    }
  }
}

struct SurvfitRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let left: [Double?]
  let right: [Double?]
  let weight: [Double]
  let time: [Double]
  let survival: [Double]

  var testDescription: String { name }
}

@Suite("Turnbull")
struct TurnbullTests {
  static let gradient = 1e-10

  @Test(
    "intervals, probabilities and likelihood are those of the exact solution",
    arguments: try ReferenceFile.load("statistics-turnbull", as: TurnbullRow.self))
  func reference(row: TurnbullRow) throws {
    let estimate = Turnbull(row.intervals)
    #expect(estimate.gradientExcess < Self.gradient)
    #expect(
      Tolerance.npmleLikelihood.accepts(estimate.logLikelihood, row.logLikelihood),
      "\(estimate.logLikelihood) is not \(row.logLikelihood)")
    try #require(estimate.masses.count == row.masses.count)
    for (mass, truth) in zip(estimate.masses, row.masses) {
      #expect(mass.left == truth[0] ?? -.infinity && mass.right == truth[1] ?? .infinity)
      #expect(
        KaplanMeierTests.agree(mass.probability, truth[2], .npmleProbability),
        "(\(mass.left), \(mass.right)]: \(mass.probability) is not \(truth[2] as Any)")
    }
  }

  @Test(
    "R's survival lies in the range, as far as R goes",
    arguments: try ReferenceFile.load("statistics-turnbull-r", as: SurvfitRow.self))
  func survfit(row: SurvfitRow) throws {
    let estimate = Turnbull(
      row.weight.indices.map {
        CensoredInterval(
          after: row.left[$0] ?? -.infinity, upTo: row.right[$0] ?? .infinity,
          weight: row.weight[$0])
      })
    for (time, value) in zip(row.time, row.survival) {
      let range = try #require(estimate.survival(at: time))
      let slack = Tolerance.survfitTurnbull.absolute
      #expect(
        range.lowerBound - slack <= value && value <= range.upperBound + slack,
        "\(value) at \(time) is outside \(range)")
    }
  }

  @Test("the published solution of the cosmesis data")
  func cosmesis() throws {
    let rows = try ReferenceFile.load("statistics-turnbull", as: TurnbullRow.self)
    let row = try #require(rows.first { $0.name.hasPrefix("breast cosmesis") })
    let masses = Turnbull(row.intervals).masses.filter { $0.probability > 0 }
    // Four printed digits, as in table 2 of Gentleman and Geyer (1994) and the R package interval.
    #expect(masses.map(\.left) == [4, 6, 7, 11, 24, 33, 38, 46])
    #expect(masses.map(\.right) == [5, 7, 8, 12, 25, 34, 40, 48])
    #expect(
      masses.map { ($0.probability * 1e4).rounded() } == [463, 334, 887, 708, 926, 818, 1209, 4656])
  }

  static func records(_ random: inout SeededGenerator, count: Int, days: Int) -> [CensoredInterval]
  {
    (0..<count).map { _ in
      let weight = Double(Int.random(in: 1...4, using: &random))
      let day = Double(Int.random(in: 1...days, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: return CensoredInterval(at: day, weight: weight)
      case 1: return CensoredInterval(after: day, upTo: .infinity, weight: weight)
      case 2: return CensoredInterval(after: -.infinity, upTo: day, weight: weight)
      default:
        let length = Double(Int.random(in: 1...(days / 3), using: &random))
        return CensoredInterval(after: day - length, upTo: day, weight: weight)
      }
    }
  }

  static func agree(_ left: Turnbull, _ right: Turnbull) -> Bool {
    left.masses.count == right.masses.count
      && zip(left.masses, right.masses).allSatisfy {
        Tolerance.npmleProbability.accepts($0.probability, $1.probability)
      }
  }

  @Test("laws: order, merged weights, shift and scale of time", arguments: 0..<25)
  func laws(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let records = Self.records(&random, count: 60, days: 40)
    let estimate = Turnbull(records)
    #expect(estimate.gradientExcess < Self.gradient)
    #expect(abs(estimate.masses.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    #expect(Turnbull(records.shuffled(using: &random)) == estimate)
    let single = records.flatMap { record in
      (0..<Int(record.weight)).map { _ in
        CensoredInterval(after: record.left, upTo: record.right)
      }
    }
    #expect(Self.agree(Turnbull(single), estimate))
    let moved = Turnbull(
      records.map {
        CensoredInterval(after: 4 * $0.left - 7, upTo: 4 * $0.right - 7, weight: $0.weight)
      })
    #expect(Self.agree(moved, estimate))
    #expect(moved.masses.map(\.right) == estimate.masses.map { 4 * $0.right - 7 })
    // The doubled weights have the same estimate and twice the log-likelihood.
    let doubled = Turnbull(records + records)
    #expect(Self.agree(doubled, estimate))
    #expect(Tolerance.npmleLikelihood.accepts(doubled.logLikelihood, 2 * estimate.logLikelihood))
  }

  @Test("exact and right-censored dates give the Kaplan–Meier curve", arguments: 0..<25)
  func exact(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    // Without censoring it is the share of each date.
    let share = seed % 5 == 0 ? 1 : 0.7
    let observations = (0..<80).map { _ in
      SurvivalObservation(
        time: Double(Int.random(in: 1...30, using: &random)),
        isEvent: Double.random(in: 0..<1, using: &random) < share,
        weight: Double(Int.random(in: 1...3, using: &random)))
    }
    let curve = KaplanMeier(observations)
    let estimate = Turnbull(
      observations.map {
        CensoredInterval(
          after: $0.time, upTo: $0.isEvent ? $0.time : .infinity, weight: $0.weight)
      })
    for step in curve.steps where step.events > 0 {
      let range = try #require(estimate.survival(at: step.time))
      #expect(range.upperBound - range.lowerBound < 1e-12 || step.time == curve.steps.last?.time)
      #expect(Tolerance.npmleProbability.accepts(range.upperBound, step.survival), "\(step.time)")
    }
  }

  @Test("S is one value outside the innermost intervals and a range within")
  func ranges() {
    let estimate = Turnbull([
      CensoredInterval(after: 0, upTo: 7, weight: 3),
      CensoredInterval(after: 10, upTo: .infinity, weight: 1),
    ])
    #expect(estimate.survival(at: -1) == 1...1 && estimate.survival(at: 0) == 1...1)
    #expect(estimate.survival(at: 3) == 0.25...1)
    #expect(estimate.survival(at: 7) == 0.25...0.25 && estimate.survival(at: 10) == 0.25...0.25)
    #expect(estimate.survival(at: 1e9) == 0...0.25)
    #expect(estimate.quantile(0.5).map { $0 == (0, 7) } ?? false)
    #expect(estimate.quantile(0.9).map { $0 == (10, .infinity) } ?? false)
    let none = Turnbull([])
    #expect(none.masses.isEmpty && none.survival(at: 0) == nil && none.quantile(0.5) == nil)
  }

  @Test("514 units with any days converge", arguments: 0..<6)
  func nation(seed: UInt64) {
    var random = SeededGenerator(state: 1_000 + seed)
    let records = Self.records(&random, count: 514, days: 300)
    #expect(Turnbull(records).gradientExcess < Self.gradient)
  }

  @Test("weights of very different size converge", arguments: 0..<6)
  func unevenWeights(seed: UInt64) {
    var random = SeededGenerator(state: 2_000 + seed)
    let records = Self.records(&random, count: 100, days: 60).map {
      let weight = [1e-3, 1, 1e6][Int.random(in: 0..<3, using: &random)]
      return CensoredInterval(after: $0.left, upTo: $0.right, weight: weight)
    }
    #expect(Turnbull(records).gradientExcess < Self.gradient)
  }
}
