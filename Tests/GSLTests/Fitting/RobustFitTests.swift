// Tests of GSL: robust linear regression.

import GSL
import TestSupport
import Testing

/// Fixed points of the estimating equations, from NumPy.
private struct RobustRow: Decodable {
  let name: String
  let loss: String
  let design: [[Double]]
  let y: [Double]
  let coefficients: [Double]
  let scale: Double
  let residualStandardDeviation: Double
  let standardErrors: [Double]
  let weights: [Double]
  let coefficientOfDetermination: Double
}

@Suite("Robust regression")
struct RobustFitTests {
  @Test("solves the estimating equations of DuMouchel and O'Brien")
  func reference() throws {
    for row in try ReferenceFile.load("gsl-robust", as: RobustRow.self) {
      let loss = try #require(RobustFit.Loss(rawValue: row.loss))
      let fit = try RobustFit.fit(design: row.design, y: row.y, loss: loss)
      let errors = try #require(fit.standardErrors)
      let sigma = try #require(fit.residualStandardDeviation)
      let explained = try #require(fit.coefficientOfDetermination)
      for index in row.coefficients.indices {
        #expect(
          abs(fit.coefficients[index] - row.coefficients[index])
            <= Tolerance.reweighting.relative * row.standardErrors[index],
          "\(row.name) \(row.loss)")
        #expect(Tolerance.reweighting.accepts(errors[index], row.standardErrors[index]))
      }
      #expect(Tolerance.reweighting.accepts(sigma, row.residualStandardDeviation))
      #expect(Tolerance.reweighting.accepts(fit.scale, row.scale))
      #expect(Tolerance.reweighting.accepts(explained, row.coefficientOfDetermination))
      for (found, expected) in zip(fit.weights, row.weights) {
        #expect(abs(found - expected) < 1e-5)
      }
      #expect(fit.weights.count == row.y.count)
    }
  }

  @Test("a gross outlier barely moves it and least squares far", arguments: RobustFit.Loss.allCases)
  func outlier(loss: RobustFit.Loss) throws {
    var generator = SeededGenerator(state: 21)
    for _ in 0..<20 {
      let x = (0..<30).map { Double($0) }
      let y = x.map { 2 + 0.5 * $0 + Double.random(in: -1...1, using: &generator) }
      var spoiled = y
      spoiled[Int.random(in: 0..<30, using: &generator)] += 1000
      let clean = try RobustFit.line(x: x, y: y, loss: loss)
      let dirty = try RobustFit.line(x: x, y: spoiled, loss: loss)
      let ordinary = try LinearFit.weightedLine(x: x, y: spoiled)
      // At the centre of the data, where the least squares line moves by 1000 / 30.
      let moved = abs(dirty.mean(at: 14.5) - clean.mean(at: 14.5))
      #expect(moved < 0.3)
      #expect(abs(ordinary.prediction(at: [1, 14.5]) - clean.mean(at: 14.5)) > 30)
      #expect(dirty.weights.min() == (loss == .bisquare ? 0 : dirty.weights.min()))
      #expect((dirty.weights.min() ?? 1) < 0.01)
    }
  }

  @Test("an exact line is found, with or without a spoiled point, and its error is not a number")
  func exact() throws {
    let x = (0..<9).map { Double($0) }
    let line = try RobustFit.line(x: x, y: x.map { 3 - 2 * $0 })
    #expect(abs(line.coefficients[0] - 3) < 1e-12 && abs(line.coefficients[1] + 2) < 1e-12)
    #expect((line.residualStandardDeviation ?? 0) < 1e-6)
    var y = x.map { _ in 0.0 }
    let flat = try RobustFit.line(x: x, y: y)
    #expect(flat.coefficients == [0, 0])
    #expect(flat.residualStandardDeviation == nil && flat.standardErrors == nil)
    #expect(flat.coefficientOfDetermination == nil)
    y[4] = 50
    let spoiled = try RobustFit.line(x: x, y: y)
    #expect(spoiled.coefficients.allSatisfy { abs($0) < 1e-6 })
    #expect(spoiled.standardErrors?.allSatisfy(\.isFinite) ?? true)
    #expect(spoiled.weights[4] == 0)
  }

  @Test("what least squares refuses is refused, and what does not settle says so")
  func errors() throws {
    #expect(kind { try RobustFit.line(x: [1, 2], y: [1, 2]) } == .tooFewObservations)
    #expect(kind { try RobustFit.line(x: [5, 5, 5], y: [1, 2, 3]) } == .rankDeficient)
    #expect(kind { try RobustFit.line(x: [1, 2, 3], y: [1, .nan, 3]) } == .invalidInput)
    let row = try #require(try ReferenceFile.load("gsl-robust", as: RobustRow.self).first)
    #expect(
      kind { try RobustFit.fit(design: row.design, y: row.y, maximumIterations: 1) }
        == .notConverged)
  }

  @Test("small samples give finite numbers or say why not")
  func smallSamples() throws {
    var generator = SeededGenerator(state: 34)
    for _ in 0..<500 {
      let count = Int.random(in: 3...6, using: &generator)
      let x = (0..<count).map { Double($0) }
      let y = x.map { _ in Double(Int.random(in: 0...3, using: &generator)) }
      guard let fit = try? RobustFit.line(x: x, y: y) else { continue }
      #expect(fit.coefficients.allSatisfy(\.isFinite) && fit.scale.isFinite)
      #expect(fit.weights.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(fit.standardErrors?.allSatisfy { $0.isFinite && $0 >= 0 } ?? true)
      #expect(fit.coefficientOfDetermination.map { $0.isFinite && $0 <= 1 } ?? true)
    }
  }

  private func kind(_ body: () throws -> RobustFit) -> GSLError.Kind? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? GSLError)?.kind }
  }
}

extension RobustFit {
  fileprivate func mean(at x: Double) -> Double { coefficients[0] + coefficients[1] * x }
}
