// Tests of Statistics: intervals of a proportion.

import GSL
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

struct IntervalRow: Decodable, Sendable {
  let method: NamedInterval
  let signed: Int
  let required: Int
  let confidence: Double
  let low: Double
  let high: Double
}

/// All intervals, by the names of the reference rows.
enum NamedInterval: String, Decodable, CaseIterable, Sendable {
  case wilson
  case wilsonCorrected = "wilson_corrected"
  case agrestiCoull = "agresti_coull"
  case clopperPearson = "clopper_pearson"
  case midP = "mid_p"
  case jeffreys
  case jeffreysCredible = "jeffreys_credible"
  case jeffreysModified = "jeffreys_modified"

  func ends(
    _ signed: Int, of required: Int, confidence: Double
  ) throws(GSLError) -> (low: Double, high: Double) {
    switch self {
    case .wilson: Interval.wilson(signed, of: required, confidence: confidence)
    case .wilsonCorrected: Interval.wilsonCorrected(signed, of: required, confidence: confidence)
    case .agrestiCoull: Interval.agrestiCoull(signed, of: required, confidence: confidence)
    case .clopperPearson:
      try Interval.clopperPearson(signed, of: required, confidence: confidence)
    case .midP: try Interval.midP(signed, of: required, confidence: confidence)
    case .jeffreys: try Interval.jeffreys(signed, of: required, confidence: confidence)
    case .jeffreysCredible:
      try Interval.jeffreys(signed, of: required, confidence: confidence, ends: .credible)
    case .jeffreysModified:
      try Interval.jeffreys(signed, of: required, confidence: confidence, ends: .modified)
    }
  }

  /// Agresti and Coull's ends may be cut; the lower ones near 0 then keep absolute digits only.
  func accepts(_ value: Double, _ truth: Double) -> Bool {
    switch self {
    case .wilson, .wilsonCorrected: Tolerance.closedForm.accepts(value, truth)
    case .agrestiCoull: Tolerance.cutEnd.accepts(value, truth)
    default: Tolerance.betaQuantile.accepts(value, truth)
    }
  }
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

  @Test(
    "every interval solves its equation",
    arguments: try ReferenceFile.load("statistics-intervals", as: IntervalRow.self))
  func equation(row: IntervalRow) throws {
    let ends = try row.method.ends(row.signed, of: row.required, confidence: row.confidence)
    #expect(row.method.accepts(ends.low, row.low), "\(ends.low) is not \(row.low)")
    #expect(row.method.accepts(ends.high, row.high), "\(ends.high) is not \(row.high)")
  }

  /// Table I of Newcombe (1998a), four printed digits; method 3 is Wilson's, 4 has the correction,
  /// 5 is Clopper and Pearson's and 6 the mid-P interval.
  @Test(
    "Newcombe's examples",
    arguments: [
      (81, 263, [0.2553, 0.3662, 0.2535, 0.3682, 0.2527, 0.3676, 0.2544, 0.3658]),
      (15, 148, [0.0624, 0.1605, 0.0598, 0.1644, 0.0578, 0.1617, 0.0601, 0.1581]),
      (0, 20, [0.0000, 0.1611, 0.0000, 0.2005, 0.0000, 0.1684, 0.0000, 0.1391]),
      (1, 29, [0.0061, 0.1718, 0.0018, 0.1963, 0.0009, 0.1776, 0.0017, 0.1585]),
    ])
  func newcombe(signed: Int, required: Int, printed: [Double]) throws {
    let methods: [NamedInterval] = [.wilson, .wilsonCorrected, .clopperPearson, .midP]
    let ends = try methods.flatMap { method in
      let ends = try method.ends(signed, of: required, confidence: 0.95)
      return [ends.low, ends.high]
    }
    for (value, truth) in zip(ends, printed) {
      #expect(Tolerance.printed.accepts(value, truth), "\(ends)")
    }
  }

  @Test("48 of 53 at 95 %")
  func founding() {
    let ends = Interval.wilson(48, of: 53, confidence: 0.95)
    // Four printed digits.
    #expect((ends.low * 1e4).rounded() == 7_975 && (ends.high * 1e4).rounded() == 9_590)
  }

  @Test("one person: the closed forms of each method")
  func onePerson() throws {
    let exact = try Interval.clopperPearson(1, of: 1, confidence: 0.95)
    #expect(Tolerance.betaQuantile.accepts(exact.low, 0.025) && exact.high == 1)
    let midP = try Interval.midP(0, of: 1, confidence: 0.95)
    #expect(midP.low == 0 && Tolerance.betaQuantile.accepts(midP.high, 0.95))
  }
}
