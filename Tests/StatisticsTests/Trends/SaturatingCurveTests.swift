// Tests of Statistics: the saturating curve against an independent fit and against simulated truth.

import GSL
import Statistics
import TestSupport
import Testing

struct CurveRow: Decodable, Sendable, CustomTestStringConvertible {
  struct Share: Decodable, Sendable {
    let time: Double
    let confidence: Double
    let share: Double
    let low: Double
    let high: Double
  }

  let name: String
  let required: Double
  let increments: [[Double]]
  let ceiling: Double
  let ceilingError: Double
  let rate: Double
  let rateError: Double
  let midpoint: Double
  let midpointError: Double
  let dispersion: Double
  let shares: [Share]

  var testDescription: String { name }

  func fitted() throws -> SaturatingCurve {
    try SaturatingCurve(
      increments.map { Increment(end: $0[0], count: $0[1]) }, required: required)
  }
}

@Suite("Saturating curve")
struct SaturatingCurveTests {
  @Test(
    "agrees with the root of the gradient in 40 digits",
    arguments: try ReferenceFile.load("statistics-curve", as: CurveRow.self))
  func reference(row: CurveRow) throws {
    let curve = try row.fitted()
    for (name, value, truth) in [
      ("ceiling", curve.ceiling, row.ceiling), ("rate", curve.rate, row.rate),
      ("midpoint", curve.midpoint, row.midpoint), ("dispersion", curve.dispersion, row.dispersion),
    ] {
      #expect(Tolerance.fittedParameter.accepts(value, truth), "\(name) \(value) is not \(truth)")
    }
    for (name, value, truth) in [
      ("ceiling", curve.ceilingError, row.ceilingError), ("rate", curve.rateError, row.rateError),
      ("midpoint", curve.midpointError, row.midpointError),
    ] {
      #expect(
        Tolerance.standardError.accepts(value, truth), "error of \(name) \(value) is not \(truth)")
    }
    #expect(curve.intervals == row.increments.count)
  }

  @Test(
    "shares and their intervals agree with the delta method in 40 digits",
    arguments: try ReferenceFile.load("statistics-curve", as: CurveRow.self))
  func shares(row: CurveRow) throws {
    let curve = try row.fitted()
    for point in row.shares {
      let got = curve.share(at: point.time, confidence: point.confidence)
      #expect(Tolerance.fittedParameter.accepts(got.share, point.share), "\(got.share)")
      #expect(Tolerance.standardError.accepts(got.low, point.low), "\(got.low)")
      #expect(Tolerance.standardError.accepts(got.high, point.high), "\(got.high)")
    }
  }

  @Test("shares rise from 0 to the ceiling, inside (0, 1), wider with the level")
  func laws() throws {
    for row in try ReferenceFile.load("statistics-curve", as: CurveRow.self) {
      let curve = try row.fitted()
      var before = 0.0
      for time in stride(from: 0.0, through: 80, by: 0.5) {
        let narrow = curve.share(at: time, confidence: 0.5)
        let wide = curve.share(at: time, confidence: 0.99)
        #expect(narrow.share >= before && narrow.share <= curve.ceiling * (1 + 1e-12))
        #expect(wide.low <= narrow.low && wide.high >= narrow.high)
        #expect(wide.low > 0 && wide.high < 1)
        before = narrow.share
      }
      // The logistic tail is below 1e-6 by then.
      #expect(abs(before - curve.ceiling) < 1e-6)
    }
  }

  @Test("penalties do not make the doubt wider than they themselves are")
  func penaltiesStay() throws {
    let row = try #require(
      ReferenceFile.load("statistics-curve", as: CurveRow.self).first { $0.dispersion > 2 })
    let curve = try row.fitted()
    let span = row.increments[row.increments.count - 1][0] - row.increments[0][0]
    #expect(curve.midpointError <= span)
  }

  @Test("finds the truth in simulated campaigns")
  func recovers() throws {
    let (ceiling, midpoint, rate, required) = (0.8, 8.0, 0.5, 600)
    let stream = RandomStream(seed: 20_261_124)
    func cut(_ t: Double) -> Double {
      let logistic = { (x: Double) in 1 / (1 + Self.exponential(-x)) }
      let zero = logistic(-midpoint * rate)
      return (logistic((t - midpoint) * rate) - zero) / (1 - zero)
    }
    let runs = 100
    var (hits, inside) = ([0, 0, 0], [0, 0, 0])
    for _ in 0..<runs {
      var left = required
      var chanceLeft = 1.0
      var increments: [Increment] = []
      for week in 1...20 {
        let chance = ceiling * (cut(Double(week)) - cut(Double(week - 1)))
        let count = stream.binomial(left, chance / chanceLeft)
        left -= count
        chanceLeft -= chance
        increments.append(Increment(end: Double(week), count: Double(count)))
      }
      let curve = try SaturatingCurve(increments, required: Double(required))
      let misses = [
        abs(curve.ceiling - ceiling) / curve.ceilingError,
        abs(curve.midpoint - midpoint) / curve.midpointError,
        abs(curve.rate - rate) / curve.rateError,
      ]
      for (place, miss) in misses.enumerated() {
        hits[place] += miss <= 3 ? 1 : 0
        inside[place] += miss <= 1.959964 ? 1 : 0
      }
    }
    // A normal estimate is within 3 standard errors with probability 0.9973; fewer than 97 of 100
    // then has probability 1.5e-4. Within 1.96: 0.95, and fewer than 85 has probability 4e-5.
    #expect(hits.allSatisfy { $0 >= 97 }, "within 3 standard errors: \(hits)")
    #expect(inside.allSatisfy { $0 >= 85 }, "within 1.96 standard errors: \(inside)")
  }

  /// The exponential without a C library in the test: x = n log 2 + r and a series in r.
  private static func exponential(_ x: Double) -> Double {
    let whole = (x / 0.693_147_180_559_945_3).rounded()
    let rest = x - whole * 0.693_147_180_559_945_3
    var (term, sum) = (1.0, 1.0)
    for k in 1...24 {
      term *= rest / Double(k)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(whole), significand: 1) * sum
  }
}
