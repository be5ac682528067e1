// Tests of GSL: mean, standard deviation and serial correlation.

import GSL
import TestSupport
import Testing

/// A univariate data set of NIST with its certified moments.
struct NISTUnivariateRow: Decodable, Sendable {
  let name: String
  let mean: Double
  let standardDeviation: Double
  let autocorrelation: Double
  let values: [Double]

  static func all() throws -> [NISTUnivariateRow] {
    try ReferenceFile.load("nist/univariate", as: NISTUnivariateRow.self)
  }
}

@Suite("Sample moments")
struct SampleMomentsTests {
  @Test("too few values have no moments, equal ones no correlation")
  func undefined() throws {
    let none = try SampleMoments([])
    #expect(none.count == 0)
    #expect(none.mean == nil && none.standardDeviation == nil && none.lagOneAutocorrelation == nil)
    let one = try SampleMoments([7])
    #expect(one.mean == 7)
    #expect(one.standardDeviation == nil && one.lagOneAutocorrelation == nil)
    let equal = try SampleMoments([0.1, 0.1, 0.1])
    #expect(equal.mean == 0.1)
    #expect(equal.standardDeviation == 0)
    #expect(equal.lagOneAutocorrelation == nil)
  }

  @Test(
    "what is not finite, or becomes so, is an error",
    arguments: [
      [1, .nan], [.infinity, 1], [1e308, -1e308, 1e308], [1e200, -1e200],
    ])
  func errors(values: [Double]) {
    #expect(throws: GSLError.self) { try SampleMoments(values) }
  }

  @Test("a shift moves the mean only, a factor scales mean and spread")
  func laws() throws {
    var generator = SeededGenerator(state: 3)
    for _ in 0..<100 {
      let values = (0..<20).map { _ in Double(Int.random(in: -999...999, using: &generator)) }
      let moments = try SampleMoments(values)
      let shifted = try SampleMoments(values.map { $0 + 0x1p40 })
      let doubled = try SampleMoments(values.map { -2 * $0 })
      let (mean, spread) = try (
        #require(moments.mean), #require(moments.standardDeviation)
      )
      // The mean has a fraction of twentieths, which 2⁴⁰ leaves 12 bits for.
      #expect(abs(try #require(shifted.mean) - 0x1p40 - mean) <= 0x1p-12)
      let shiftedSpread = try #require(shifted.standardDeviation)
      #expect(Tolerance.closedForm.accepts(shiftedSpread, spread))
      #expect(doubled.mean == -2 * mean)
      #expect(doubled.standardDeviation == 2 * spread)
      let correlation = try #require(moments.lagOneAutocorrelation)
      let shiftedCorrelation = try #require(shifted.lagOneAutocorrelation)
      #expect(abs(shiftedCorrelation - correlation) < 1e-12)
      #expect(abs(correlation) <= 1)
    }
  }
}
