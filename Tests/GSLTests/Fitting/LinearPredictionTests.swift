// Tests of GSL: predictions from a linear fit and their intervals.

import GSL
import TestSupport
import Testing

/// Ordinary and weighted trends with intervals of 90 %, from R.
private struct TrendRow: Decodable {
  let name: String
  let t: [Double]
  let rate: [Double]
  let weights: [Double]?
  let newT: [Double]
  let newWeight: Double
  let level: Double
  let coefficients: [Double]
  let standardErrors: [Double]
  let sigma: Double
  let fit: [Double]
  let confidence: [[Double]]
  let prediction: [[Double]]
}

@Suite("Predictions of a linear fit")
struct LinearPredictionTests {
  @Test("agree with R's lm and predict.lm")
  func reference() throws {
    for row in try ReferenceFile.load("gsl-linear", as: TrendRow.self) {
      let fit = try LinearFit.weightedLine(x: row.t, y: row.rate, weights: row.weights)
      for index in 0..<2 {
        #expect(Tolerance.linearFit.accepts(fit.coefficients[index], row.coefficients[index]))
        #expect(Tolerance.linearFit.accepts(fit.standardErrors[index], row.standardErrors[index]))
      }
      #expect(Tolerance.linearFit.accepts(fit.residualVariance.squareRoot(), row.sigma))
      for (index, t) in row.newT.enumerated() {
        #expect(Tolerance.linearFit.accepts(fit.prediction(at: [1, t]), row.fit[index]))
        let mean = try fit.confidenceInterval(at: [1, t], confidence: row.level)
        let new = try fit.predictionInterval(
          at: [1, t], weight: row.newWeight, confidence: row.level)
        for (found, expected) in [
          (mean.lowerBound, row.confidence[index][0]), (mean.upperBound, row.confidence[index][1]),
          (new.lowerBound, row.prediction[index][0]), (new.upperBound, row.prediction[index][1]),
        ] { #expect(Tolerance.linearFit.accepts(found, expected), "\(row.name) \(t)") }
      }
    }
  }

  @Test("a wider level holds the narrower interval, a new observation the mean")
  func nesting() throws {
    var generator = SeededGenerator(state: 11)
    for _ in 0..<50 {
      let x = (0..<9).map { Double($0) }
      let y = x.map { $0 + Double.random(in: -1...1, using: &generator) }
      let fit = try LinearFit.weightedLine(x: x, y: y)
      let row = [1, Double.random(in: -5...15, using: &generator)]
      let narrow = try fit.confidenceInterval(at: row, confidence: 0.5)
      let wide = try fit.confidenceInterval(at: row, confidence: 0.9)
      let new = try fit.predictionInterval(at: row, confidence: 0.9)
      #expect(wide.lowerBound < narrow.lowerBound && narrow.upperBound < wide.upperBound)
      #expect(new.lowerBound < wide.lowerBound && wide.upperBound < new.upperBound)
      #expect(narrow.contains(fit.prediction(at: row)))
    }
  }
}
