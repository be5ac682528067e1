// Tests of GSL: reference rows of the laws, and what must hold for every law at any argument.

import Foundation
import GSL
import TestSupport
import Testing

/// A reference row of a continuous law: tails at x, or quantiles at p.
struct ContinuousRow: Decodable, Sendable, CustomTestStringConvertible {
  let law: String
  let parameters: [Double]
  let x: Double?
  let lower: Double?
  let upper: Double?
  let logLower: Double?
  let logUpper: Double?
  let logDensity: Double?
  let p: Double?
  let quantile: Double?
  let upperQuantile: Double?

  var testDescription: String { "\(law) \(parameters) at \(x ?? p ?? .nan)" }

  static func rows(_ law: String) throws -> [Self] {
    let rows = try ReferenceFile.load("gsl-continuous", as: Self.self).filter { $0.law == law }
    try #require(!rows.isEmpty)
    return rows
  }

  func agrees(with distribution: some ContinuousDistribution) throws {
    if let x {
      let tails = try distribution.tails(at: x)
      expect(tails.lower, try #require(lower), .tail)
      expect(tails.upper, try #require(upper), .tail)
      expect(try distribution.logCDF(x), try #require(logLower), .logTail)
      expect(try distribution.logUpperTail(x), try #require(logUpper), .logTail)
      expect(distribution.logDensity(x), try #require(logDensity), .logTail)
    }
    guard let p else { return }
    if let quantile { expect(try distribution.quantile(p), quantile, .quantile) }
    if let upperQuantile { expect(try distribution.upperQuantile(p), upperQuantile, .quantile) }
  }
}

/// A reference row of a law of counts: probability and tails at k, and levels that lead to k.
struct CountRow: Decodable, Sendable, CustomTestStringConvertible {
  let law: String
  let parameters: [Double]
  let k: Int
  let logProbability: Double
  let lower: Double
  let upper: Double
  let logLower: Double
  let logUpper: Double?
  let level: Double?
  let upperLevel: Double?

  var testDescription: String { "\(law) \(parameters) at \(k)" }

  static func rows(_ law: String) throws -> [Self] {
    let rows = try ReferenceFile.load("gsl-discrete", as: Self.self).filter { $0.law == law }
    try #require(!rows.isEmpty)
    return rows
  }

  func agrees(with distribution: some DiscreteDistribution) throws {
    expect(distribution.logProbability(k), logProbability, .logTail)
    expect(distribution.probability(k), exp(logProbability), .tail)
    expect(try distribution.cdf(k), lower, .tail)
    expect(try distribution.upperTail(k), upper, .tail)
    expect(try distribution.logCDF(k), logLower, .logTail)
    expect(try distribution.logUpperTail(k), logUpper ?? -.infinity, .logTail)
    if let level { #expect(try distribution.quantile(level) == k) }
    if let upperLevel { #expect(try distribution.upperQuantile(upperLevel) == k) }
  }
}

/// What holds for every continuous law: at a level, and around the point it belongs to.
func expectLaws(of law: some ContinuousDistribution, at level: Double) throws {
  let x = try law.quantile(level)
  // Nothing can be told where a `Double` cannot hold the quantile or its surroundings.
  guard abs(x) > 1e-290 && abs(x) < 1e290 else { return }
  let tails = try law.tails(at: x)
  // Small on the scale on which the smaller tail changes, and on that of x.
  let scale = min(tails.lower, tails.upper) / law.density(x)
  let step = max(min(abs(x) * 1e-6, scale * 1e-4), x.ulp)
  let (left, right) = (try law.tails(at: x - step), try law.tails(at: x + step))
  #expect(abs(tails.lower + tails.upper - 1) < 1e-15)
  // One rounding of x moves the probability by density times ulp.
  let rounding = 4 * law.density(x) * x.ulp
  #expect(abs(tails.lower - level) <= 1e-11 * level + rounding, "\(law) at \(level)")
  // Near 1 the upper tail has lost the digits that tell x.
  if tails.upper < 0.9 {
    let noise = 1e-14 * tails.upper / law.density(x)
    #expect(abs(try law.upperQuantile(tails.upper) - x) <= 1e-11 * abs(x) + noise, "\(law) at \(x)")
  }
  #expect(left.lower <= tails.lower && tails.lower <= right.lower)
  #expect(left.upper >= tails.upper && tails.upper >= right.upper)
  expect(tails.logLower, log(tails.lower), .logTail)
  expect(tails.logUpper, log(tails.upper), .logTail)
  // Central difference of the smaller tail, which keeps most digits.
  guard step > 16 * x.ulp else { return }
  let rise =
    tails.lower < 0.5 ? right.lower - left.lower : left.upper - right.upper
  let slope = rise / ((x + step) - (x - step))
  let noise = 1e-13 * scale / step
  #expect(abs(slope / law.density(x) - 1) < 1e-6 + noise, "\(law) at \(x)")
}

/// What holds for every law of counts: at a level, and around the count it belongs to.
func expectLaws(of law: some DiscreteDistribution, at level: Double) throws {
  let k = try law.quantile(level)
  let fuzz = 1e-13
  let (below, tails) = (try law.tails(at: k - 1), try law.tails(at: k))
  #expect(tails.lower >= level * (1 - fuzz) && (below.lower < level || k == 0), "\(law) \(level)")
  #expect(abs(tails.lower + tails.upper - 1) < 1e-15)
  // Tails are differences of one another, and their difference is the probability.
  let probability = law.probability(k)
  let rise = tails.lower < 0.5 ? tails.lower - below.lower : below.upper - tails.upper
  let tail = min(max(tails.lower, below.lower), max(below.upper, tails.upper))
  #expect(abs(rise - probability) <= 1e-12 * (tail + probability), "\(law) at \(k)")
  expect(tails.logLower, log(tails.lower), .logTail)
  if tails.upper > 0 { expect(tails.logUpper, log(tails.upper), .logTail) }
  let upper = try law.upperQuantile(level)
  #expect(try law.upperTail(upper) <= level * (1 + fuzz))
  #expect(try law.upperTail(upper - 1) > level || upper == law.support.lowerBound)
  // A quantile undoes the distribution function wherever this rises by more than roundings.
  if probability > 1e-12 * tails.lower && tails.lower < 1 {
    #expect(try law.quantile(tails.lower) == k, "\(law) at \(k)")
  }
}

/// Probabilities over 0...`last` add up to the tails and give the moments.
func expectSums(of law: some DiscreteDistribution, upTo last: Int) throws {
  var (total, mean) = (0.0, 0.0)
  for k in 0...last {
    total += law.probability(k)
    mean += Double(k) * law.probability(k)
    expect(try law.cdf(k), total, .sums)
    expect(try law.upperTail(k), max(1 - total, 0), Tolerance(relative: 1, absolute: 1e-12))
  }
  expect(total, 1, .sums)
  expect(mean, law.mean, Tolerance(relative: 1e-10, absolute: 1e-12))
  let variance = (0...last).reduce(0.0) { sum, k in
    let deviation = Double(k) - law.mean
    return sum + deviation * deviation * law.probability(k)
  }
  expect(variance, law.variance, Tolerance(relative: 1e-9, absolute: 1e-12))
}

func expect(_ value: Double, _ truth: Double, _ tolerance: Tolerance) {
  #expect(
    tolerance.accepts(value, truth), "\(value) is not \(truth): relative \(value / truth - 1)")
}
