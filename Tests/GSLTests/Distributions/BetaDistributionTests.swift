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
    #expect(Tolerance.tail.accepts(cdf, lower), "relative error \(cdf / lower - 1)")
    #expect(Tolerance.tail.accepts(tail, upper), "relative error \(tail / upper - 1)")
  }

  @Test(
    "tails, logarithms and densities agree with mpmath", arguments: try ContinuousRow.rows("beta"))
  func rows(row: ContinuousRow) throws {
    try row.agrees(with: BetaDistribution(alpha: row.parameters[0], beta: row.parameters[1]))
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

  @Test("laws at seeded random levels", arguments: 0..<300)
  func laws(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(7, UInt64(index)))
    let law = BetaDistribution(
      alpha: exp(stream.uniform() * 14 - 3), beta: exp(stream.uniform() * 14 - 3))
    try expectLaws(of: law, at: exp(-stream.uniform() * 13.8))
    try expectLaws(of: law, at: stream.uniform())
    // A multiple of 2⁻²⁰: 1 − x is exact, so that the mirrored law is the same law.
    let x = (stream.uniform() * 1_048_575).rounded(.up) / 1_048_576
    let mirrored = BetaDistribution(alpha: law.beta, beta: law.alpha)
    expect(try law.logCDF(x), try mirrored.logUpperTail(1 - x), .logTail)
    expect(law.logDensity(x), mirrored.logDensity(1 - x), .logTail)
  }

  /// Shapes of Jeffreys intervals and of both Clopper–Pearson limits.
  private static func intervalShapes(_ x: Int, of n: Int) -> [(Double, Double)] {
    let (signed, others) = (Double(x), Double(n - x))
    return [(signed + 0.5, others + 0.5), (signed, others + 1), (signed + 1, others)]
      .filter { $0.0 > 0 && $0.1 > 0 }
  }

  @Test(
    "no interval up to n = 100,000 fails", arguments: [1, 2, 5, 53, 500, 5_000, 10_000, 100_000])
  func neverFails(n: Int) throws {
    let counts = Set([0, 1, 2, n / 2, n - 1, n] + (0...40).map { n * $0 / 40 }).filter { $0 <= n }
    for x in counts {
      for (alpha, beta) in Self.intervalShapes(x, of: n) {
        let law = BetaDistribution(alpha: alpha, beta: beta)
        var last = 0.0
        for level in [1e-6, 1e-4, 0.0005, 0.025, 0.5, 0.975, 0.9995, 1 - 1e-4, 1 - 1e-6] {
          let place = try law.quantile(level)
          // With (n + 0.5, 0.5) the distance to 1 falls below the rounding unit: 1 is then right.
          #expect(place > last && place <= 1)
          last = place
          // The level lies between the probabilities of the neighbours, but for their own roundings.
          let noise = 1e-11 * min(level, 1 - level)
          let reach = 2 * place.ulp
          #expect(try law.cdf(place - reach) <= level + noise, "\(law) at \(level)")
          #expect(try law.cdf(place + reach) >= level - noise, "\(law) at \(level)")
          // Near 0 the upper tail's quantile keeps its own digits.
          let upper = try law.upperQuantile(1 - level)
          #expect(abs(upper - place) <= 1e-9 * place)
        }
      }
    }
  }

  @Test("absurd shapes give a number or an error, never a NaN", arguments: [1e-300, 1, 1e9, 1e300])
  func absurd(alpha: Double) {
    for beta in [1e-300, 1e-12, 1, 1e100, 1e300] {
      let law = BetaDistribution(alpha: alpha, beta: beta)
      for x in [1e-300, 0.3, 1 - 1e-12] {
        #expect(!law.logDensity(x).isNaN)
        guard let tails = try? law.tails(at: x) else { continue }
        #expect(tails.lower >= 0 && tails.upper >= 0 && abs(tails.lower + tails.upper - 1) < 1e-15)
        #expect(tails.logLower <= 0 && tails.logUpper <= 0)
      }
      guard let x = try? law.quantile(0.025) else { continue }
      #expect(x >= 0 && x <= 1)
    }
  }

  @Test("logarithms of tails stay finite where the tails underflow")
  func logarithms() throws {
    let law = BetaDistribution(alpha: 90_000.5, beta: 10_000.5)
    #expect(try law.cdf(0.5) == 0)
    // x^a (1 − x)^b / (a B) times a geometric series with the ratio (a + b) x / a = 5/9.
    let logCDF = try law.logCDF(0.5)
    let leading =
      -100_001 * log(2.0) - SpecialFunctions.lnBeta(90_000.5, 10_000.5) - log(90_000.5)
    #expect(abs(logCDF - leading - log(2.25)) < 1e-3)
    #expect(try law.logUpperTail(0.5) == 0)
    #expect(try law.logCDF(1e-300).isFinite)
    #expect(try law.logCDF(0) == -.infinity)
  }

  @Test("moments")
  func moments() {
    let law = BetaDistribution(alpha: 2, beta: 3)
    #expect(Tolerance.closedForm.accepts(law.mean, 0.4))
    #expect(Tolerance.closedForm.accepts(law.variance, 0.04))
  }
}
