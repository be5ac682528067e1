// Tests of Statistics: a unit's rate with its interval.

import Records
import Statistics
import TestSupport
import Testing

@Suite("Rate estimates")
struct RateEstimateTests {
  static func estimate(
    _ required: Count, _ signed: Count, _ kind: SignedKind? = nil,
    method: RateEstimate.Method = .wilson
  ) throws -> RateEstimate {
    let word: SignedKind =
      switch signed {
      case .exact: .exact
      case .atLeast: .atLeast
      case .about: .about
      case .range: .range
      case .unknown: .unknown
      }
    return try RateEstimate(
      signed: signed, required: required, kind: kind ?? word, confidence: 0.95, method: method)
  }

  @Test("a full count has a rate; by the method roster its interval has no width")
  func fullCount() throws {
    let wilson = try Self.estimate(.exact(53), .exact(48))
    #expect(wilson.rate == 48.0 / 53 && wilson.method == .wilson)
    let roster = try Self.estimate(.exact(53), .exact(48), method: .roster)
    #expect(roster.low == 48.0 / 53 && roster.high == 48.0 / 53 && roster.method == .roster)
  }

  @Test("nothing known gives nothing, a true zero gives zero")
  func unknown() throws {
    for estimate in [
      try Self.estimate(.exact(53), .unknown), try Self.estimate(.unknown, .exact(48)),
      try Self.estimate(.exact(0), .exact(0)),
      try Self.estimate(.exact(53), .unknown, .represented),
    ] {
      #expect(estimate.rate == nil && estimate.low == nil && estimate.high == nil)
      #expect(estimate.method == nil)
    }
    let zero = try Self.estimate(.exact(53), .exact(0))
    #expect(zero.rate == 0 && zero.low == 0 && (zero.high ?? 0) > 0)
  }

  @Test("partial evidence has bounds and no rate")
  func partial() throws {
    let estimate = try Self.estimate(.range(40, 50), .atLeast(20))
    #expect(estimate.rate == nil && estimate.method == .roster)
    #expect(estimate.low == 20.0 / 50 && estimate.high == 1)
    let about = try Self.estimate(.exact(100), .about(50))
    #expect(about.rate == 0.5 && about.low == 0.45 && about.high == 0.55)
  }

  @Test("all of them: rate 1 and the interval of the smallest roster")
  func all() throws {
    let estimate = try Self.estimate(.range(20, 46), .range(20, 46), .all)
    #expect(estimate.rate == 1 && estimate.high == 1)
    #expect(estimate.low == Interval.wilson(20, of: 20, confidence: 0.95).low)
  }

  @Test("more signers than officials is a contradiction, not 100 %")
  func contradiction() throws {
    let estimate = try Self.estimate(.exact(60), .exact(300))
    #expect(estimate.low == nil && estimate.high == nil)
    #expect(estimate.rate == nil)
  }

  @Test("the words of the option name the methods")
  func words() {
    #expect(
      RateEstimate.Method.allCases.map(\.rawValue) == [
        "wilson", "clopper_pearson", "jeffreys", "mid_p", "agresti_coull", "roster",
      ])
  }

  @Test(
    "each method gives its own interval of a full count and of all",
    arguments: RateEstimate.Method.allCases)
  func methods(method: RateEstimate.Method) throws {
    let ends = try method.interval(48, of: 53, confidence: 0.95)
    let count = try Self.estimate(.exact(53), .exact(48), method: method)
    #expect(count.low == ends.low && count.high == ends.high && count.method == method)
    #expect(count.rate == 48.0 / 53)
    let all = try Self.estimate(.range(20, 46), .range(20, 46), .all, method: method)
    #expect(try all.low == method.interval(20, of: 20, confidence: 0.95).low)
    #expect(all.rate == 1 && all.high == 1 && all.method == method)
    if let named = NamedInterval(rawValue: method.rawValue) {
      let reference = try named.ends(48, of: 53, confidence: 0.95)
      #expect(reference.low == ends.low && reference.high == ends.high)
    } else {
      #expect(method == .roster && ends.low == ends.high)
    }
  }

  @Test("without a method the interval is Wilson's")
  func plain() throws {
    let plain = RateEstimate(
      signed: .exact(48), required: .exact(53), kind: .exact, confidence: 0.95)
    #expect(try plain == Self.estimate(.exact(53), .exact(48)))
  }
}
