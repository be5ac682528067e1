// Tests of Statistics: pooling of estimates with known variance, with and without covariates.

import GSL
import Statistics
import TestSupport
import Testing

struct FayHerriotRow: Decodable, Sendable, CustomTestStringConvertible {
  let set: String
  let y: [Double]
  let v: [Double]
  let design: [[Double]]
  let tau2: Double
  let beta: [Double]
  let se: [Double]
  let q: Double
  let qp: Double
  let i2: Double
  let logLik: Double
  let blup: [Double]
  let blupSe: [Double]
  let mse: [Double]
  let dlTau2: Double
  let dlBeta: [Double]
  let dlSe: [Double]
  let dlI2: Double

  var testDescription: String { self.set }

  static func rows() throws -> [FayHerriotRow] {
    try ReferenceFile.load("statistics-fay-herriot", as: FayHerriotRow.self)
  }
}

func expectClose(_ own: [Double], _ other: [Double], _ tolerance: Tolerance) {
  #expect(own.count == other.count)
  for (value, truth) in zip(own, other) {
    #expect(tolerance.accepts(value, truth), "\(value) is not \(truth)")
  }
}

@Suite("Fay-Herriot")
struct FayHerriotTests {
  @Test("agrees with metafor", arguments: try FayHerriotRow.rows())
  func metafor(row: FayHerriotRow) throws {
    let fit = try FayHerriot.fit(estimates: row.y, variances: row.v, design: row.design)
    let near = Tolerance.restrictedLikelihood
    #expect(near.accepts(fit.betweenVariance, row.tau2), "tau2 \(fit.betweenVariance)")
    expectClose(fit.coefficients, row.beta, near)
    expectClose(fit.standardErrors, row.se, near)
    #expect(near.accepts(fit.heterogeneity, row.q))
    #expect(near.accepts(fit.heterogeneityShare, row.i2))
    #expect(near.accepts(fit.restrictedLogLikelihood, row.logLik))
    expectClose(fit.units.map(\.predictor), row.blup, near)
    expectClose(fit.units.map(\.plugInError), row.blupSe, near)
    expectClose(fit.units.map(\.meanSquaredError), row.mse, near)
    #expect(fit.degreesOfFreedom == row.y.count - row.beta.count)
  }

  @Test(
    "tau2 = 0 leaves the regression alone",
    arguments: try FayHerriotRow.rows().filter { $0.tau2 == 0 })
  func boundary(row: FayHerriotRow) throws {
    let fit = try FayHerriot.fit(estimates: row.y, variances: row.v, design: row.design)
    #expect(fit.betweenVariance == 0 && fit.heterogeneityShare == 0)
    for (unit, x) in zip(fit.units, row.design) {
      let line = zip(x, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(unit.ownShare == 0)
      #expect(Tolerance(relative: 1e-12, absolute: 1e-12).accepts(unit.predictor, line))
      // The doubt about tau2 stays, so the error is larger than that of the line.
      #expect(unit.meanSquaredError > unit.plugInVariance)
    }
  }

  @Test("data that cannot carry the model are refused")
  func refusals() throws {
    #expect(throws: PoolingError.tooFewUnits(units: 2, coefficients: 2)) {
      try FayHerriot.fit(estimates: [1, 2], variances: [1, 1], design: [[1, 2], [1, 3]])
    }
    #expect(throws: PoolingError.tooFewUnits(units: 0, coefficients: 1)) {
      try FayHerriot.fit(estimates: [], variances: [], design: [])
    }
    #expect(throws: PoolingError.rankDeficient) {
      try FayHerriot.fit(
        estimates: [1, 2, 4, 3], variances: [1, 1, 1, 1],
        design: [[1, 2], [1, 2], [1, 2], [1, 2]])
    }
    #expect(throws: PoolingError.notFinite) {
      try FayHerriot.fit(estimates: [1, .nan, 3], variances: [1, 1, 1], design: [[1], [1], [1]])
    }
  }

  @Test("shifts and scales of y pass through, order does not matter", arguments: 0..<20)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(43, UInt64(index)))
    let count = 8 + stream.uniformInt(below: 30)
    let v = (0..<count).map { _ in 0.1 + stream.uniform() }
    let x = (0..<count).map { _ in [1, stream.normal()] }
    let y = (0..<count).map {
      0.5 * x[$0][1] + stream.normal() * 0.7 + v[$0].squareRoot() * stream.normal()
    }
    let fit = try FayHerriot.fit(estimates: y, variances: v, design: x)
    let near = Tolerance(relative: 1e-7, absolute: 1e-9)
    let moved = try FayHerriot.fit(
      estimates: y.map { 3 * $0 + 5 }, variances: v.map { 9 * $0 }, design: x)
    #expect(near.accepts(moved.betweenVariance, 9 * fit.betweenVariance))
    expectClose(moved.units.map(\.predictor), fit.units.map { 3 * $0.predictor + 5 }, near)
    let back = try FayHerriot.fit(
      estimates: y.reversed(), variances: v.reversed(), design: x.reversed())
    #expect(near.accepts(back.betweenVariance, fit.betweenVariance))
    expectClose(back.units.map(\.predictor).reversed(), fit.units.map(\.predictor), near)
    for (unit, index) in zip(fit.units, y.indices) {
      // Between the own estimate and the line, and nearer to the own one where it is precise.
      let line = zip(x[index], fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      #expect((unit.predictor - y[index]) * (unit.predictor - line) <= 1e-12)
      #expect(unit.meanSquaredError >= unit.plugInVariance && unit.ownShare < 1)
    }
  }

  @Test("the mean squared error is that of simulated units")
  func meanSquaredError() throws {
    let stream = RandomStream(seed: 44)
    let v = (0..<15).map { 0.3 + 0.1 * Double($0 % 5) }
    let x = (0..<15).map { [1, Double($0 % 4) - 1.5] }
    var errors: [Double] = []
    var stated: [Double] = []
    for _ in 0..<600 {
      let theta = x.map { 1 + 0.4 * $0[1] + 0.7 * stream.normal() }
      let y = zip(theta, v).map { $0 + $1.squareRoot() * stream.normal() }
      let fit = try FayHerriot.fit(estimates: y, variances: v, design: x)
      let squares = zip(fit.units, theta).map { ($0.predictor - $1) * ($0.predictor - $1) }
      errors.append(squares.reduce(0, +) / 15)
      stated.append(fit.units.reduce(0) { $0 + $1.meanSquaredError } / 15)
    }
    let (real, said) = (SampleMean(errors), SampleMean(stated))
    // Unbiased to second order: what remains is of order 15^-3/2, about 4 % here.
    #expect(
      abs(said.mean - real.mean) < 3 * real.standardError + 0.04 * real.mean,
      "\(said.mean) for \(real.mean)")
  }
}
