// Tests of GSL: weighted linear least squares.

import GSL
import TestSupport
import Testing

@Suite("Linear least squares")
struct LinearFitTests {
  @Test("reaches the certified values of NIST Norris")
  func norris() throws {
    let set = try NISTLinearRow.named("Norris")
    let fit = try LinearFit.weightedLine(x: set.predictors[0], y: set.y)
    #expect(fit.degreesOfFreedom == set.degreesOfFreedom)
    #expect(fit.rank == 2)
    #expect(Tolerance.linearFit.accepts(fit.chiSquare, set.residualSumOfSquares))
    for index in 0..<2 {
      #expect(Tolerance.linearFit.accepts(fit.coefficients[index], set.parameters[index]))
      #expect(Tolerance.linearFit.accepts(fit.standardErrors[index], set.standardErrors[index]))
    }
    let general = try LinearFit.weightedLeastSquares(
      design: set.predictors[0].map { [1, $0] }, y: set.y)
    #expect(general == fit)
  }

  @Test("knows rank, condition and the share explained")
  func report() throws {
    let longley = try NISTLinearRow.named("Longley")
    let fit = try LinearFit.weightedLeastSquares(design: longley.design, y: longley.y)
    #expect(fit.rank == 7)
    // NumPy: linalg.cond of the design divided by the lengths of its columns.
    #expect(Tolerance.condition.accepts(fit.conditionNumber, 43275.04358719))
    let origin = try NISTLinearRow.named("NoInt1")
    let proportional = try LinearFit.weightedLeastSquares(design: origin.design, y: origin.y)
    #expect(Tolerance.linearFit.accepts(proportional.conditionNumber, 1))
    let explained = try #require(proportional.coefficientOfDetermination)
    #expect(Tolerance.linearFit.accepts(explained, origin.rSquared))
    let flat = try LinearFit.weightedLine(x: [1, 2, 3], y: [4, 4, 4])
    #expect(flat.coefficientOfDetermination == nil)
    #expect(flat.coefficients[0] == 4)
    #expect(abs(flat.coefficients[1]) < 1e-30)
  }

  @Test("coefficients do not notice that their sum of squares is swamped by noise")
  func largeResiduals() throws {
    // Exact in integers: noise orthogonal to the design, ten million times the signal.
    let x = (0..<8).map { Double($0) - 3.5 }
    let noise = [1.0, -1, -1, 1, 1, -1, -1, 1].map { $0 * 0x1p24 }
    let fit = try LinearFit.weightedLine(x: x, y: zip(x, noise).map { 1 + $0 + $1 })
    #expect(fit.coefficients == [1, 1])
  }

  @Test("a weight of 2 is the row given twice, a weight of 0 is no row")
  func weights() throws {
    let set = try NISTLinearRow.named("Norris")
    let weights = set.predictors[0].indices.map { Double($0 % 3) }
    let weighted = try LinearFit.weightedLine(x: set.predictors[0], y: set.y, weights: weights)
    let copies = set.predictors[0].indices.flatMap { Array(repeating: $0, count: $0 % 3) }
    let repeated = try LinearFit.weightedLine(
      x: copies.map { set.predictors[0][$0] }, y: copies.map { set.y[$0] })
    for index in 0..<2 {
      #expect(
        Tolerance.linearFit.accepts(weighted.coefficients[index], repeated.coefficients[index]))
      #expect(
        Tolerance.linearFit.accepts(
          weighted.unscaledCovariance[index][index], repeated.unscaledCovariance[index][index]))
    }
    #expect(Tolerance.linearFit.accepts(weighted.chiSquare, repeated.chiSquare))
    #expect(weighted.degreesOfFreedom == 24 - 2)
  }

  @Test("a change of units changes the answer by the units only")
  func units() throws {
    let set = try NISTLinearRow.named("Norris")
    let fit = try LinearFit.weightedLine(x: set.predictors[0], y: set.y)
    let scaled = try LinearFit.weightedLine(
      x: set.predictors[0].map { $0 * 1e-9 }, y: set.y.map { $0 * 1e6 })
    #expect(Tolerance.linearFit.accepts(scaled.coefficients[1], fit.coefficients[1] * 1e15))
    #expect(Tolerance.linearFit.accepts(scaled.standardErrors[0], fit.standardErrors[0] * 1e6))
  }

  @Test("what the C library lets pass is an error")
  func errors() throws {
    #expect(kind { try LinearFit.weightedLine(x: [1, 2, .nan], y: [1, 2, 3]) } == .invalidInput)
    #expect(
      kind { try LinearFit.weightedLine(x: [1, 2, 3], y: [1, .infinity, 3]) } == .invalidInput)
    #expect(
      kind { try LinearFit.weightedLine(x: [1, 2, 3], y: [1, 2, 3], weights: [1, -1, 1]) }
        == .invalidInput)
    #expect(kind { try LinearFit.weightedLine(x: [1, 2], y: [1, 2]) } == .tooFewObservations)
    #expect(kind { try LinearFit.weightedLine(x: [], y: []) } == .tooFewObservations)
    #expect(
      kind { try LinearFit.weightedLine(x: [1, 2, 3], y: [1, 2, 3], weights: [1, 0, 1]) }
        == .tooFewObservations)
    #expect(
      kind { try LinearFit.weightedLine(x: [5, 5, 5, 5], y: [1, 2, 3, 4]) } == .rankDeficient)
    let dependent = (0..<6).map { [1, Double($0), 2 * Double($0) - 3] }
    #expect(
      kind { try LinearFit.weightedLeastSquares(design: dependent, y: [3, 1, 4, 1, 5, 9]) }
        == .rankDeficient)
  }

  @Test("an error names the routine and the shapes")
  func errorText() {
    let error = #expect(throws: GSLError.self) {
      try LinearFit.weightedLine(x: [1, 2], y: [1, 2])
    }
    #expect(
      error?.description
        == "LinearFit.weightedLine: rows with a positive weight must outnumber the parameters "
        + "[observations=2 parameters=2]")
  }

  private func kind(_ body: () throws -> LinearFit) -> GSLError.Kind? {
    do {
      _ = try body()
      return nil
    } catch { return (error as? GSLError)?.kind }
  }
}
