// Tests of GSL: BetaDistribution and the incomplete beta function behind it.

import Foundation
import GSL
import TestSupport
import Testing

struct BetaRow: Decodable, Sendable {
  let alpha: Double
  let beta: Double
  let p: Double
  let quantile: Double
  let x: Double?
  let lower: Double?
  let upper: Double?
}

@Suite("Beta distribution")
struct BetaDistributionTests {
  @Test(
    "quantiles and tails agree with mpmath",
    arguments: try ReferenceFile.load("gsl-beta", as: BetaRow.self))
  func reference(row: BetaRow) throws {
    let law = BetaDistribution(alpha: row.alpha, beta: row.beta)
    let quantile = try law.quantile(row.p)
    #expect(
      Tolerance.quantile.accepts(quantile, row.quantile),
      "relative error \(quantile / row.quantile - 1)")
    guard let x = row.x, let lower = row.lower, let upper = row.upper else { return }
    let (cdf, tail) = (try law.cdf(x), try law.upperTail(x))
    #expect(Tolerance.largeShapes.accepts(cdf, lower), "relative error \(cdf / lower - 1)")
    #expect(Tolerance.largeShapes.accepts(tail, upper), "relative error \(tail / upper - 1)")
  }

  @Test("the ends are exact")
  func ends() throws {
    for (alpha, beta) in [(0.01, 0.02), (1, 100_000), (3.5, 2), (50_000, 50_001)] {
      let law = BetaDistribution(alpha: alpha, beta: beta)
      #expect(try law.quantile(0) == 0)
      #expect(try law.quantile(1) == 1)
      #expect(try law.upperQuantile(0) == 1)
      #expect(try law.upperQuantile(1) == 0)
      #expect(try law.cdf(0) == 0)
      #expect(try law.cdf(1) == 1)
      #expect(try law.upperTail(-1) == 1)
      #expect(try law.upperTail(2) == 0)
    }
  }

  @Test("a quantile too near to an end for a Double is that end")
  func underflow() throws {
    // P(x) is about x^1e-3 / 2, so the quantile of 1e-6 is near 1e-5700.
    #expect(try BetaDistribution(alpha: 1e-3, beta: 1e-3).quantile(1e-6) == 0)
    #expect(try BetaDistribution(alpha: 1e-3, beta: 1e-3).upperQuantile(1e-6) == 1)
  }

  @Test("closed forms with one shape 1: Clopper-Pearson at no and at all successes")
  func closedForms() throws {
    for n in [1.0, 17, 500, 100_000] {
      for level in [1e-6, 0.025, 0.5, 0.975] {
        let upper = try BetaDistribution(alpha: 1, beta: n).upperQuantile(level)
        let truth = -expm1(log(level) / n)
        #expect(Tolerance.quantile.accepts(upper, truth), "n \(n) level \(level)")
        let lower = try BetaDistribution(alpha: n, beta: 1).quantile(level)
        #expect(Tolerance.quantile.accepts(lower, exp(log(level) / n)))
      }
    }
  }

  @Test("laws on seeded random shapes", arguments: 0..<300)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(7, UInt64(index)))
    let law = BetaDistribution(
      alpha: exp(stream.uniform() * 14 - 3), beta: exp(stream.uniform() * 14 - 3))
    let tail = exp(-stream.uniform() * 13.8)
    let x = try law.quantile(tail)
    try #require(x >= 0 && x <= 1)
    guard x > 1e-300 && x < 1 else { return }
    let cdf = try law.cdf(x)
    #expect(abs(cdf + (try law.upperTail(x)) - 1) < 1e-9)
    // A rounding of x moves the probability by density times ulp.
    let reach = try law.cdf(x.nextUp) - law.cdf(x.nextDown)
    #expect(abs(cdf - tail) <= 1e-9 * tail + reach, "\(law) tail \(tail) cdf \(cdf)")
    let higher = try law.quantile(min(1, tail * 1.001))
    #expect(higher >= x, "quantiles rise with the level")
  }

  @Test("quantiles with staff sizes always come back", arguments: [500, 5_000, 10_000, 100_000])
  func neverFails(n: Int) throws {
    for step in 0...40 {
      let signed = n * step / 40
      let law = BetaDistribution(alpha: Double(signed) + 0.5, beta: Double(n - signed) + 0.5)
      var last = 0.0
      for level in [1e-6, 0.0005, 0.025, 0.5, 0.975, 0.9995, 1 - 1e-6] {
        let x = try law.quantile(level)
        // With (n + 0.5, 0.5) the distance to 1 falls below the rounding unit: 1 is then right.
        #expect(x > last && x <= 1)
        last = x
      }
    }
  }

  @Test("moments")
  func moments() {
    let law = BetaDistribution(alpha: 2, beta: 3)
    #expect(Tolerance.closedForm.accepts(law.mean, 0.4))
    #expect(Tolerance.closedForm.accepts(law.variance, 0.04))
  }
}
