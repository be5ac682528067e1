// Tests of Statistics: laws that hold for every interval of a proportion.

import Statistics
import TestSupport
import Testing

@Suite("Laws of intervals")
struct IntervalLawsTests {
  /// Rosters from one person to that of a large regency, and counts at and next to both ends.
  static let counts: [(signed: Int, required: Int)] = {
    var generator = SeededGenerator(state: 53)
    let sizes =
      [1, 2, 3, 10, 53, 514, 4_000]
      + (0..<6).map { _ in Int.random(in: 4...20_000, using: &generator) }
    return sizes.flatMap { required in
      Set([0, 1, required - 1, required, Int.random(in: 0...required, using: &generator)])
        .sorted().map { (signed: $0, required: required) }
    }
  }()

  @Test("inside 0...1, mirrored for the complement", arguments: NamedInterval.allCases)
  func mirrored(method: NamedInterval) throws {
    for (signed, required) in Self.counts {
      for confidence in [0.01, 0.8, 0.95, 0.999] {
        let ends = try method.ends(signed, of: required, confidence: confidence)
        #expect(ends.low >= 0 && ends.low <= ends.high && ends.high <= 1, "\(ends)")
        let other = try method.ends(required - signed, of: required, confidence: confidence)
        #expect(Tolerance.mirrored.accepts(other.low, 1 - ends.high), "\(signed) of \(required)")
        #expect(Tolerance.mirrored.accepts(other.high, 1 - ends.low), "\(signed) of \(required)")
      }
    }
  }

  @Test(
    "around the share, with exact ends for none and all",
    arguments: NamedInterval.allCases.filter { $0 != .jeffreysCredible })
  func aroundShare(method: NamedInterval) throws {
    for (signed, required) in Self.counts {
      let rate = Double(signed) / Double(required)
      for confidence in [0.5, 0.8, 0.95, 0.999] {
        let ends = try method.ends(signed, of: required, confidence: confidence)
        #expect(ends.low <= rate && rate <= ends.high, "\(method) \(signed) of \(required)")
        if signed == 0 { #expect(ends.low == 0 && ends.high > 0) }
        if signed == required { #expect(ends.high == 1 && ends.low < 1) }
      }
    }
  }

  @Test("wider with the level", arguments: NamedInterval.allCases)
  func widerWithLevel(method: NamedInterval) throws {
    for (signed, required) in Self.counts {
      var before = try method.ends(signed, of: required, confidence: 0.5)
      for confidence in [0.8, 0.95, 0.999, 1 - 1e-9] {
        let ends = try method.ends(signed, of: required, confidence: confidence)
        #expect(ends.low <= before.low && ends.high >= before.high, "\(signed) of \(required)")
        before = ends
      }
    }
  }

  @Test("both ends rise with each signer", arguments: NamedInterval.allCases)
  func risesWithCount(method: NamedInterval) throws {
    for required in [1, 2, 7, 30, 53] {
      for confidence in [0.5, 0.95] {
        var before = try method.ends(0, of: required, confidence: confidence)
        for signed in 1...required {
          let ends = try method.ends(signed, of: required, confidence: confidence)
          #expect(ends.low >= before.low && ends.high >= before.high, "\(signed) of \(required)")
          #expect(ends.low > before.low || ends.high > before.high)
          before = ends
        }
      }
    }
  }

  @Test("more officials of the same share narrow the interval", arguments: NamedInterval.allCases)
  func narrows(method: NamedInterval) throws {
    for tenths in [0, 1, 5, 9, 10] {
      let widths = try [10, 100, 1_000, 10_000].map { required -> Double in
        let ends = try method.ends(required * tenths / 10, of: required, confidence: 0.95)
        return ends.high - ends.low
      }
      #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 > $1 }, "\(tenths): \(widths)")
    }
  }

  @Test("exact contains mid-P, Agresti–Coull and corrected contain Wilson")
  func containment() throws {
    func contains(
      _ outer: NamedInterval, _ inner: NamedInterval, _ count: (signed: Int, required: Int)
    ) throws -> Bool {
      let (wide, narrow) = (
        try outer.ends(count.signed, of: count.required, confidence: 0.95),
        try inner.ends(count.signed, of: count.required, confidence: 0.95)
      )
      // Cut ends of Agresti and Coull may meet Wilson's, with a few roundings of 1.
      let slack = Tolerance.cutEnd.absolute
      return wide.low <= narrow.low + slack && narrow.high <= wide.high + slack
    }
    for count in Self.counts {
      #expect(try contains(.clopperPearson, .midP, count), "\(count)")
      #expect(try contains(.clopperPearson, .jeffreys, count), "\(count)")
      #expect(try contains(.agrestiCoull, .wilson, count), "\(count)")
      #expect(try contains(.wilsonCorrected, .wilson, count), "\(count)")
    }
  }

  @Test("a kept score interval is the same as one made for each unit")
  func kept() {
    let score = ScoreInterval(confidence: 0.9)
    for (signed, required) in Self.counts {
      let (one, other) = (
        score.interval(signed, of: required), Interval.wilson(signed, of: required, confidence: 0.9)
      )
      #expect(one.low == other.low && one.high == other.high)
    }
  }
}
