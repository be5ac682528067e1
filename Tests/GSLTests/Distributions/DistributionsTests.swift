// Tests of GSL: the normal, Student t and chi-square laws.

import Foundation
import GSL
import TestSupport
import Testing

struct LawRow: Decodable, Sendable {
  let law: String
  let parameter: Double
  let x: Double
  let p: Double?
  let quantile: Double?
  let lower: Double
  let upper: Double
}

@Suite("Reference laws")
struct DistributionsTests {
  @Test(
    "tails and quantiles agree with mpmath",
    arguments: try ReferenceFile.load("gsl-laws", as: LawRow.self))
  func reference(row: LawRow) throws {
    switch row.law {
    case "normal":
      check(NormalDistribution.standard.cdf(row.x), row.lower, .closedForm)
      check(NormalDistribution.standard.upperTail(row.x), row.upper, .closedForm)
    case "normalQuantile":
      check(NormalDistribution.standard.quantile(row.x), row.lower, .closedForm)
    case "t":
      let law = StudentT(degreesOfFreedom: row.parameter)
      check(try law.quantile(#require(row.p)), try #require(row.quantile), .quantile)
      check(try law.cdf(row.x), row.lower, .largeShapes)
      check(try law.upperTail(row.x), row.upper, .largeShapes)
    case "chiSquare":
      let law = ChiSquare(degreesOfFreedom: row.parameter)
      check(try law.cdf(row.x), row.lower, .iterative)
      check(try law.upperTail(row.x), row.upper, .iterative)
    default:
      Issue.record("unknown law \(row.law)")
    }
  }

  @Test("the ends are exact")
  func ends() throws {
    #expect(NormalDistribution.standard.quantile(0) == -.infinity)
    #expect(NormalDistribution.standard.quantile(1) == .infinity)
    #expect(NormalDistribution.standard.quantile(0.5) == 0)
    #expect(NormalDistribution.standard.cdf(.infinity) == 1)
    let t = StudentT(degreesOfFreedom: 3)
    #expect(try t.quantile(0) == -.infinity)
    #expect(try t.quantile(1) == .infinity)
    #expect(try t.quantile(0.5) == 0)
    #expect(try t.upperTail(.infinity) == 0)
    #expect(try t.cdf(0) == 0.5)
    #expect(try ChiSquare(degreesOfFreedom: 4).upperTail(0) == 1)
    #expect(try ChiSquare(degreesOfFreedom: 4).cdf(-3) == 0)
  }

  @Test("laws on seeded random arguments", arguments: 0..<100)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(11, UInt64(index)))
    let t = StudentT(degreesOfFreedom: exp(stream.uniform() * 12))
    let z = 4 * stream.normal()
    #expect(abs(try t.cdf(z) + t.upperTail(z) - 1) < 1e-12)
    #expect(abs(try t.cdf(-z) - t.upperTail(z)) < 1e-15)
    let p = stream.uniform()
    #expect(abs(try t.cdf(t.quantile(p)) - p) < 1e-9)
    let normal = NormalDistribution.standard
    #expect(abs(normal.cdf(normal.quantile(p)) - p) < 1e-14)
    let chi = ChiSquare(degreesOfFreedom: exp(stream.uniform() * 6))
    #expect(abs(try chi.cdf(z * z) + chi.upperTail(z * z) - 1) < 1e-12)
  }

  private func check(_ value: Double, _ truth: Double, _ tolerance: Tolerance) {
    #expect(tolerance.accepts(value, truth), "relative error \(value / truth - 1)")
  }
}
