// Tests of Statistics: how often intervals contain the rate.

import Statistics
import TestSupport
import Testing

struct CoverageRow: Decodable, Sendable {
  let method: String
  let required: Int
  let confidence: Double
  let mean: Double
  let least: Double
  let meanWidth: Double

  /// The enumeration of the row's method; Wald's interval exists in this test only, as the bad
  /// example.
  func enumerated() throws -> IntervalCoverage {
    guard let method = NamedInterval(rawValue: method) else {
      return Self.wald(
        required: required, rates: IntervalCoverage.standardRates, confidence: confidence)
    }
    return try IntervalCoverage(required: required) { signed in
      try method.ends(signed, of: required, confidence: confidence)
    }
  }

  /// Wald's interval `p̂ ± z √(p̂(1 − p̂)/n)`.
  static func wald(required: Int, rates: [Double], confidence: Double = 0.95) -> IntervalCoverage {
    let z = confidence == 0.95 ? 1.959963984540054 : 1.2815515655446004
    return IntervalCoverage(required: required, rates: rates) { signed in
      let rate = Double(signed) / Double(required)
      let half = z * (rate * (1 - rate) / Double(required)).squareRoot()
      return (rate - half, rate + half)
    }
  }
}

@Suite("Coverage of intervals")
struct IntervalCoverageTests {
  @Test("the enumeration agrees with SciPy's; the table is printed")
  func table() throws {
    var lines = ["method            level     n   mean   least   width"]
    for row in try ReferenceFile.load("statistics-coverage", as: CoverageRow.self) {
      let coverage = try row.enumerated()
      for (value, truth) in [
        (coverage.mean, row.mean), (coverage.least, row.least),
        (coverage.meanWidth, row.meanWidth),
      ] {
        #expect(Tolerance.exactSum.accepts(value, truth), "\(row): \(value)")
      }
      func cell(_ value: Double) -> String {
        let digits = String(Int((value * 1e4).rounded()))
        return "0." + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      }
      let name = row.method.padding(17)
      lines.append(
        "\(name) \(String(row.confidence).padding(5)) \(String(row.required).padding(4)) "
          + [coverage.mean, coverage.least, coverage.meanWidth].map(cell).joined(separator: "  "))
    }
    print(lines.joined(separator: "\n"))
  }

  /// Section 2 of Brown, Cai and DasGupta (2001): more persons can make Wald's interval worse.
  @Test(
    "Wald's interval by Brown, Cai and DasGupta",
    arguments: [(17, 0.5, 0.951), (40, 0.5, 0.919), (30, 0.2, 0.946), (98, 0.2, 0.928)])
  func wald(required: Int, rate: Double, printed: Double) {
    let coverage = CoverageRow.wald(required: required, rates: [rate])
    #expect((coverage.mean * 1_000).rounded() == (printed * 1_000).rounded(), "\(coverage.mean)")
  }

  @Test("exact intervals never cover less than the level", arguments: [0.5, 0.8, 0.95, 0.99])
  func exact(confidence: Double) throws {
    for required in [1, 2, 5, 17, 53] {
      let coverage = try IntervalCoverage(
        required: required, rates: (1..<500).map { Double($0) / 500 }
      ) { try Interval.clopperPearson($0, of: required, confidence: confidence) }
      // The coverage touches the level next to an end of an interval, up to rounding.
      #expect(coverage.least >= confidence - 1e-9, "\(required): \(coverage.least)")
    }
  }

  @Test("the modified Jeffreys interval has no dip below 0.84 near the ends, the plain one has")
  func modified() throws {
    let rates = (1...400).map { Double($0) / 10_000 }
    let plain = try IntervalCoverage(required: 50, rates: rates) {
      try Interval.jeffreys($0, of: 50, confidence: 0.95)
    }
    let modified = try IntervalCoverage(required: 50, rates: rates) {
      try Interval.jeffreys($0, of: 50, confidence: 0.95, ends: .modified)
    }
    #expect(plain.least < modified.least, "\(plain.least) \(modified.least)")
    #expect(modified.least > 0.84, "\(modified.least)")
  }

  @Test("an interval that is always the whole range always covers and has width 1")
  func wholeRange() {
    let coverage = IntervalCoverage(required: 7) { _ in (0, 1) }
    #expect(coverage.coverage.allSatisfy { Tolerance.exactSum.accepts($0, 1) })
    #expect(Tolerance.exactSum.accepts(coverage.meanWidth, 1) && coverage.rates.count == 199)
    let nothing = IntervalCoverage(required: 7) { _ in (0, 0) }
    #expect(nothing.mean == 0 && nothing.least == 0 && nothing.meanWidth == 0)
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
