// Tests of Statistics: regressions of grouped binomial counts.

import Foundation
import GSL
import TestSupport
import Testing

@testable import Statistics

struct RegressionRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let link: String
  let design: [[Double]]
  let successes: [Double]
  let trials: [Double]
  let offsets: [Double]?
  let weights: [Double]?
  let coefficients: [Double]
  let standardErrors: [Double]
  let covariance: [Double]
  let deviance: Double
  let nullDeviance: Double
  let logLikelihood: Double
  let aic: Double
  let dispersion: Double?
  let degreesOfFreedom: Int
  var testDescription: String { "\(name), \(link)" }

  func fit() throws -> BinomialRegression {
    try BinomialRegression(
      design: design, successes: successes, trials: trials,
      link: link == "logit" ? .logit : .complementaryLogLog, offsets: offsets, weights: weights)
  }
}

@Suite("Binomial regression")
struct BinomialRegressionTests {
  @Test(
    "agrees with R's glm in all its numbers",
    arguments: try ReferenceFile.load("statistics-regression", as: RegressionRow.self))
  func reference(row: RegressionRow) throws {
    let fit = try row.fit()
    var pairs = Array(zip(fit.coefficients, row.coefficients))
    pairs += zip(fit.standardErrors, row.standardErrors)
    pairs += zip(fit.covariance.joined(), row.covariance)
    pairs += [
      (fit.deviance, row.deviance), (fit.nullDeviance, row.nullDeviance),
      (fit.logLikelihood, row.logLikelihood), (fit.aic, row.aic),
    ]
    for (value, truth) in pairs {
      #expect(Tolerance.regression.accepts(value, truth), "\(value) is not \(truth)")
    }
    #expect(fit.degreesOfFreedom == row.degreesOfFreedom)
    guard let truth = row.dispersion else {
      #expect(fit.dispersion == nil && fit.quasiStandardErrors == nil)
      return
    }
    let dispersion = try #require(fit.dispersion)
    #expect(Tolerance.regression.accepts(dispersion, truth), "\(dispersion) is not \(truth)")
    let quasi = try #require(fit.quasiStandardErrors)
    for (value, error) in zip(quasi, row.standardErrors) {
      #expect(Tolerance.regression.accepts(value, error * truth.squareRoot()))
    }
  }

  /// Seeded counts with an offset: 40 rows, a constant and two covariates.
  private struct Counts {
    var design: [[Double]] = []
    var successes: [Double] = []
    var trials: [Double] = []
    var offsets: [Double] = []

    init(_ link: BinomialLink, seed: UInt64) {
      let stream = RandomStream(seed: seed)
      for _ in 0..<40 {
        let x = [1, stream.normal(), stream.uniform() < 0.3 ? 1.0 : 0]
        let offset = 0.5 * stream.normal()
        let chance = link.probability(offset - 1 + 0.6 * x[1] - 0.4 * x[2])
        let n = 1 + stream.uniformInt(below: 300)
        design.append(x)
        offsets.append(offset)
        trials.append(Double(n))
        successes.append(Double(stream.binomial(n, chance)))
      }
    }

    func fit(_ link: BinomialLink, _ change: (inout Counts) -> Void = { _ in }) throws
      -> BinomialRegression
    {
      var counts = self
      change(&counts)
      return try BinomialRegression(
        design: counts.design, successes: counts.successes, trials: counts.trials, link: link,
        offsets: counts.offsets)
    }
  }

  private func expectSame(_ first: [Double], _ second: [Double]) {
    #expect(first.count == second.count)
    for (value, other) in zip(first, second) {
      #expect(Tolerance.sameFit.accepts(value, other), "\(value) is not \(other)")
    }
  }

  @Test(
    "rows in another order, merged or split, weighted or counted twice: the same estimates",
    arguments: BinomialLink.allCases, [1, 2, 3, 4, 5])
  func rows(link: BinomialLink, seed: Int) throws {
    let counts = Counts(link, seed: UInt64(seed))
    let fit = try counts.fit(link)
    let reversed = try counts.fit(link) {
      $0.design.reverse()
      $0.successes.reverse()
      $0.trials.reverse()
      $0.offsets.reverse()
    }
    expectSame(reversed.coefficients, fit.coefficients)
    expectSame([reversed.deviance, reversed.aic], [fit.deviance, fit.aic])
    // Each row split into a part with all successes and one with none.
    let split = try counts.fit(link) {
      $0.design += $0.design
      $0.offsets += $0.offsets
      $0.trials = $0.successes + zip($0.trials, $0.successes).map { $0 - $1 }
      $0.successes += Array(repeating: 0, count: 40)
    }
    expectSame(split.coefficients, fit.coefficients)
    expectSame(split.standardErrors, fit.standardErrors)
    let twice = try counts.fit(link) {
      $0.trials = $0.trials.map { 2 * $0 }
      $0.successes = $0.successes.map { 2 * $0 }
    }
    let weighted = try BinomialRegression(
      design: counts.design, successes: counts.successes, trials: counts.trials, link: link,
      offsets: counts.offsets, weights: Array(repeating: 2, count: 40))
    expectSame(twice.coefficients, fit.coefficients)
    expectSame(weighted.coefficients, fit.coefficients)
    expectSame(weighted.standardErrors, twice.standardErrors)
    expectSame(weighted.standardErrors, fit.standardErrors.map { $0 / 2.0.squareRoot() })
  }

  @Test(
    "units of a covariate, a known part of the predictor and the sense of the outcome carry over",
    arguments: [1, 2, 3])
  func equivariance(seed: Int) throws {
    for link in BinomialLink.allCases {
      let counts = Counts(link, seed: UInt64(seed))
      let fit = try counts.fit(link)
      let scaled = try counts.fit(link) { counts in
        for row in counts.design.indices { counts.design[row][1] *= 1e6 }
      }
      expectSame(scaled.coefficients, zip(fit.coefficients, [1, 1e-6, 1]).map { $0 * $1 })
      expectSame([scaled.deviance], [fit.deviance])
      let shifted = try counts.fit(link) { counts in
        counts.offsets = counts.offsets.map { $0 + 0.75 }
      }
      expectSame(shifted.coefficients, zip(fit.coefficients, [0.75, 0, 0]).map { $0 - $1 })
    }
    let counts = Counts(.logit, seed: UInt64(seed))
    let fit = try counts.fit(.logit)
    let failures = try counts.fit(.logit) { counts in
      counts.successes = zip(counts.trials, counts.successes).map { $0 - $1 }
      counts.offsets = counts.offsets.map { -$0 }
    }
    expectSame(failures.coefficients, fit.coefficients.map { -$0 })
    expectSame([failures.deviance, failures.aic], [fit.deviance, fit.aic])
  }

  @Test("tiny and huge weights change the errors only", arguments: [1e-15, 1e-6, 1e6, 1e12])
  func weights(weight: Double) throws {
    for link in BinomialLink.allCases {
      let counts = Counts(link, seed: 4)
      let fit = try counts.fit(link)
      let weighted = try BinomialRegression(
        design: counts.design, successes: counts.successes, trials: counts.trials, link: link,
        offsets: counts.offsets, weights: Array(repeating: weight, count: 40))
      expectSame(weighted.coefficients, fit.coefficients)
      expectSame(
        weighted.standardErrors.map { $0 * weight.squareRoot() }, fit.standardErrors)
    }
  }

  @Test(
    "the general minimiser finds the same estimates", arguments: BinomialLink.allCases, [1, 2, 3])
  func minimizer(link: BinomialLink, seed: Int) throws {
    let counts = Counts(link, seed: UInt64(seed))
    let fit = try counts.fit(link)
    let predictor: (Int, Span<Double>) -> Double = { row, p in
      let x = counts.design[row]
      return counts.offsets[row] + x[0] * p[0] + x[1] * p[1] + x[2] * p[2]
    }
    let minimum = try GradientMinimizer.minimize(
      start: [0, 0, 0],
      value: { p in
        (0..<40).reduce(0) {
          $0
            - link.chances(predictor($1, p)).logLikelihood(
              counts.successes[$1], of: counts.trials[$1])
        }
      },
      gradient: { p, g in
        for column in 0..<3 { g[column] = 0 }
        for row in 0..<40 {
          let eta = predictor(row, p)
          let slope = link.score(
            counts.successes[row], of: counts.trials[row], eta, link.chances(eta)
          ).slope
          for column in 0..<3 { g[column] -= slope * counts.design[row][column] }
        }
      })
    expectSame(minimum.parameters, fit.coefficients)
  }

  @Test("rows without trials or weight do not count")
  func emptyRows() throws {
    let counts = Counts(.complementaryLogLog, seed: 9)
    let fit = try counts.fit(.complementaryLogLog)
    let padded = try BinomialRegression(
      design: counts.design + [[9, 9, 9], [5, 5, 5]], successes: counts.successes + [0, 3],
      trials: counts.trials + [0, 4], link: .complementaryLogLog, offsets: counts.offsets + [1, 1],
      weights: Array(repeating: 1, count: 41) + [0])
    #expect(padded == fit)
  }

  @Test("the fitted probability of a constant is the share, and totals are met")
  func probability() throws {
    for link in BinomialLink.allCases {
      let fit = try BinomialRegression(
        design: [[1], [1]], successes: [3, 5], trials: [20, 12], link: link)
      #expect(abs(fit.probability([1]) - 0.25) < 1e-12)
      #expect(fit.deviance == fit.nullDeviance)
      #expect(fit.degreesOfFreedom == 1)
    }
  }
}
