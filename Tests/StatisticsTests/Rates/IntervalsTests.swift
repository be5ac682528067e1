// Tests of Statistics: intervals of a rate.

import Records
import Statistics
import TestSupport
import Testing

struct WilsonRow: Decodable, Sendable {
  let signed: Int
  let required: Int
  let confidence: Double
  let low: Double
  let high: Double
}

@Suite("Intervals")
struct IntervalsTests {
  @Test(
    "Wilson's interval solves the score equation",
    arguments: try ReferenceFile.load("statistics-wilson", as: WilsonRow.self))
  func wilson(row: WilsonRow) {
    let ends = Interval.wilson(row.signed, of: row.required, confidence: row.confidence)
    #expect(Tolerance.closedForm.accepts(ends.low, row.low), "\(ends.low) is not \(row.low)")
    #expect(Tolerance.closedForm.accepts(ends.high, row.high), "\(ends.high) is not \(row.high)")
  }

  @Test("48 of 53 at 95 %")
  func founding() {
    let ends = Interval.wilson(48, of: 53, confidence: 0.95)
    // Four printed digits.
    #expect((ends.low * 1e4).rounded() == 7_975 && (ends.high * 1e4).rounded() == 9_590)
  }

  @Test("laws: inside 0...1, around the share, symmetric, wider with the level")
  func laws() {
    for required in [1, 2, 3, 10, 53, 514, 4_000] {
      for signed in Set([0, 1, required / 3, required / 2, required - 1, required]) {
        let rate = Double(signed) / Double(required)
        var before = (low: rate, high: rate)
        for confidence in [0.01, 0.5, 0.8, 0.95, 0.999, 1 - 1e-9] {
          let ends = Interval.wilson(signed, of: required, confidence: confidence)
          #expect(ends.low >= 0 && ends.high <= 1)
          #expect(ends.low <= before.low && ends.high >= before.high)
          let mirror = Interval.wilson(required - signed, of: required, confidence: confidence)
          // Complements round against 1, not against the small end.
          #expect(abs(mirror.low - (1 - ends.high)) < 1e-12)
          #expect(abs(mirror.high - (1 - ends.low)) < 1e-12)
          before = ends
        }
        let ends = Interval.wilson(signed, of: required, confidence: 0.95)
        #expect((ends.low == 0) == (signed == 0))
        #expect((ends.high == 1) == (signed == required))
      }
    }
  }

  @Test("more officials of the same share narrow the interval")
  func narrows() {
    let widths = [10, 100, 1_000, 10_000].map { required -> Double in
      let ends = Interval.wilson(required * 9 / 10, of: required, confidence: 0.95)
      return ends.high - ends.low
    }
    #expect(widths == widths.sorted(by: >))
  }

  static func estimate(
    _ required: Count, _ signed: Count, _ kind: SignedKind? = nil,
    method: RateEstimate.Method = .wilson
  ) -> RateEstimate {
    let word: SignedKind =
      switch signed {
      case .exact: .exact
      case .atLeast: .atLeast
      case .about: .about
      case .range: .range
      case .unknown: .unknown
      }
    return RateEstimate(
      required: required, signed: signed, kind: kind ?? word, confidence: 0.95, method: method)
  }

  @Test("a full count has a rate; by the method roster its interval has no width")
  func fullCount() {
    let wilson = Self.estimate(.exact(53), .exact(48))
    #expect(wilson.rate == 48.0 / 53 && wilson.method == .wilson)
    let roster = Self.estimate(.exact(53), .exact(48), method: .roster)
    #expect(roster.low == 48.0 / 53 && roster.high == 48.0 / 53 && roster.method == .roster)
  }

  @Test("nothing known gives nothing, a true zero gives zero")
  func unknown() {
    for estimate in [
      Self.estimate(.exact(53), .unknown), Self.estimate(.unknown, .exact(48)),
      Self.estimate(.exact(0), .exact(0)), Self.estimate(.exact(53), .unknown, .represented),
    ] {
      #expect(estimate.rate == nil && estimate.low == nil && estimate.high == nil)
      #expect(estimate.method == nil)
    }
    let zero = Self.estimate(.exact(53), .exact(0))
    #expect(zero.rate == 0 && zero.low == 0 && (zero.high ?? 0) > 0)
  }

  @Test("partial evidence has bounds and no rate")
  func partial() {
    let estimate = Self.estimate(.range(40, 50), .atLeast(20))
    #expect(estimate.rate == nil && estimate.method == .roster)
    #expect(estimate.low == 20.0 / 50 && estimate.high == 1)
    let about = Self.estimate(.exact(100), .about(50))
    #expect(about.rate == 0.5 && about.low == 0.45 && about.high == 0.55)
  }

  @Test("all of them: rate 1 and the interval of the smallest roster")
  func all() {
    let estimate = Self.estimate(.range(20, 46), .range(20, 46), .all)
    #expect(estimate.rate == 1 && estimate.high == 1)
    #expect(estimate.low == Interval.wilson(20, of: 20, confidence: 0.95).low)
  }

  @Test("more signers than officials is a contradiction, not 100 %")
  func contradiction() {
    let estimate = Self.estimate(.exact(60), .exact(300))
    #expect(estimate.low == nil && estimate.high == nil)
    #expect(estimate.rate == nil)
  }
}
