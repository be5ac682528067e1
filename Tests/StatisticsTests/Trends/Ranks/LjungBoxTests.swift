// Tests of Statistics: autocorrelations and Ljung–Box tests against R.

import Statistics
import TestSupport
import Testing

struct ResidualRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let values: [Double]
  let lag: Int
  let statistic: Double
  let p: Double
  let pLessTwo: Double?
  let correlations: [Double]

  var testDescription: String { "\(name), lag \(lag)" }
}

@Suite("Ljung–Box")
struct LjungBoxTests {
  @Test(
    "agrees with R", arguments: try ReferenceFile.load("statistics-residuals", as: ResidualRow.self)
  )
  func reference(row: ResidualRow) throws {
    let correlations = try #require(Autocorrelation.of(row.values, upTo: row.lag))
    for (value, truth) in zip(correlations, row.correlations) {
      #expect(Tolerance.rankStatistic.accepts(value, truth), "\(value) is not \(truth)")
    }
    #expect(correlations.count == row.correlations.count)
    let test = try #require(try LjungBox(row.values, lag: row.lag))
    #expect(Tolerance.rankStatistic.accepts(test.statistic, row.statistic), "\(test.statistic)")
    #expect(Tolerance.tailProbability.accepts(test.pValue, row.p), "\(test.pValue)")
    #expect(test.degreesOfFreedom == row.lag)
    if let truth = row.pLessTwo {
      let reduced = try #require(try LjungBox(row.values, lag: row.lag, fittedParameters: 2))
      #expect(Tolerance.tailProbability.accepts(reduced.pValue, truth), "\(reduced.pValue)")
    }
  }

  @Test("undefined for equal values")
  func undefined() throws {
    #expect(Autocorrelation.of([1, 1, 1], upTo: 2) == nil)
    #expect(try LjungBox([1, 1, 1], lag: 2) == nil)
  }
}
