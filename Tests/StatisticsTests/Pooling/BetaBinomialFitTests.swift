// Tests of Statistics: the beta-binomial law by maximum likelihood.

import Foundation
import GSL
import Statistics
import TestSupport
import Testing

struct BetaBinomialFitRow: Decodable, Sendable, CustomTestStringConvertible {
  struct Moments: Decodable, Sendable {
    let p: Double
    let rho: Double
  }
  struct Posterior: Decodable, Sendable {
    let mean: [Double]
    let low: [Double]
    let high: [Double]
    let below80: [Double]
  }
  let set: String
  let required: [Int]
  let signed: [Int]
  let mean: Double
  let precision: Double
  let rho: Double
  let logLik: Double
  let covariance: [Double]
  let chiSquare: Double
  let chiSquareP: Double
  let tarone: Double
  let moments: Moments
  let posterior: Posterior

  var counts: [(signed: Int, required: Int)] {
    zip(signed, required).map { (signed: $0, required: $1) }
  }
  var testDescription: String { self.set }

  static func rows() throws -> [BetaBinomialFitRow] {
    try ReferenceFile.load("statistics-betabinomial", as: BetaBinomialFitRow.self)
  }
}

func fitted(_ counts: [(signed: Int, required: Int)]) throws -> BetaBinomialFit? {
  guard case .fitted(let fit) = try BetaBinomialFit.fit(counts) else { return nil }
  return fit
}

@Suite("Beta-binomial fit")
struct BetaBinomialFitTests {
  @Test("agrees with VGAM", arguments: try BetaBinomialFitRow.rows())
  func vgam(row: BetaBinomialFitRow) throws {
    let fit = try #require(try fitted(row.counts))
    #expect(Tolerance.maximumLikelihood.accepts(fit.mean, row.mean), "mean \(fit.mean)")
    #expect(Tolerance.maximumLikelihood.accepts(fit.precision, row.precision), "\(fit.precision)")
    #expect(Tolerance.maximumLikelihood.accepts(fit.correlation, row.rho))
    #expect(Tolerance.maximumLikelihood.accepts(fit.alpha, row.mean * row.precision))
    #expect(Tolerance.maximumLikelihood.accepts(fit.beta, (1 - row.mean) * row.precision))
    #expect(Tolerance.likelihoodAtTop.accepts(fit.logLikelihood, row.logLik))
    #expect(fit.logLikelihood >= row.logLik - 1e-9, "a higher top exists")
    let covariance = fit.covariance
    for (own, other) in zip([covariance[0][0], covariance[0][1], covariance[1][1]], row.covariance)
    {
      #expect(Tolerance.secondDifference.accepts(own, other), "\(own) is not \(other)")
    }
    #expect(covariance[0][1] == covariance[1][0])
  }

  @Test("posteriors of units agree with R", arguments: try BetaBinomialFitRow.rows())
  func posteriors(row: BetaBinomialFitRow) throws {
    let fit = try #require(try fitted(row.counts))
    for (index, mean) in row.posterior.mean.enumerated() {
      let posterior = fit.posterior(signed: row.signed[index], required: row.required[index])
      let tolerance = Tolerance.maximumLikelihood
      #expect(tolerance.accepts(posterior.mean, mean))
      #expect(tolerance.accepts(try posterior.quantile(0.025), row.posterior.low[index]))
      #expect(tolerance.accepts(try posterior.quantile(0.975), row.posterior.high[index]))
      // A shift of a thousandth of a percent in a rate moves a far tail by ten times as much.
      let below = Tolerance(relative: 1e-4, absolute: 1e-300)
      #expect(below.accepts(try posterior.cdf(0.8), row.posterior.below80[index]))
    }
  }

  @Test("counts without an inner maximum say which edge they run to")
  func edges() throws {
    let cases: [([(signed: Int, required: Int)], BetaBinomialFit.Reason)] = [
      ([], .tooFewUnits), ([(3, 5)], .tooFewUnits), ([(3, 5), (0, 0)], .tooFewUnits),
      ([(0, 5), (0, 9)], .noneSigned), ([(5, 5), (9, 9)], .allSigned),
      ([(1, 1), (0, 1), (1, 1)], .singleOfficials),
      ([(5, 5), (0, 9), (7, 7)], .allOrNothing),
    ]
    for (counts, reason) in cases {
      #expect(try BetaBinomialFit.fit(counts) == .undetermined(reason), "\(counts)")
    }
  }

  @Test("rates that differ less than by chance have no over-dispersion")
  func binomialLimit() throws {
    let counts = (0..<30).map { (signed: 16 + $0 % 2, required: 20) }
    guard case .noOverdispersion(let mean, let logLikelihood) = try BetaBinomialFit.fit(counts)
    else {
      Issue.record("a fit where there is none")
      return
    }
    #expect(mean == 16.5 / 20)
    let law = counts.map { count in
      SpecialFunctions.lnChoose(20, count.signed) + Double(count.signed) * log(mean)
        + Double(20 - count.signed) * log(1 - mean)
    }
    #expect(Tolerance.closedForm.accepts(logLikelihood, law.reduce(0, +)))
  }

  @Test("no random counts break it", arguments: 0..<60)
  func fuzz(index: Int) throws {
    let stream = RandomStream(seed: RandomStream.derivedSeed(41, UInt64(index)))
    let precision = 40 * stream.uniform() * stream.uniform() + 1e-3
    let mean = stream.uniform() * 0.98 + 0.01
    let largest = [1, 3, 50, 5_000][index % 4]
    let counts = (0..<2 + stream.uniformInt(below: 30)).map { _ in
      let n = stream.uniformInt(below: largest + 1)
      return (
        signed: stream.betaBinomial(n, mean * precision, (1 - mean) * precision), required: n
      )
    }
    guard let fit = try fitted(counts) else { return }
    #expect(fit.mean > 0 && fit.mean < 1 && fit.precision > 0 && fit.precision.isFinite)
    #expect(fit.logLikelihood.isFinite && fit.logLikelihood <= 0)
    #expect(fit.covariance[0][0] > 0 && fit.covariance[1][1] > 0)
    // Twice the units at the same rates: the same law, half the variance.
    let doubled = try #require(try fitted(counts + counts.reversed()))
    #expect(Tolerance.maximumLikelihood.accepts(doubled.precision, fit.precision))
    #expect(Tolerance.secondDifference.accepts(2 * doubled.covariance[0][0], fit.covariance[0][0]))
    // Those who have not signed follow the mirrored law.
    let mirrored = try #require(
      try fitted(counts.map { (signed: $0.required - $0.signed, required: $0.required) }))
    #expect(Tolerance.maximumLikelihood.accepts(mirrored.mean, 1 - fit.mean))
    #expect(Tolerance.maximumLikelihood.accepts(mirrored.precision, fit.precision))
  }
}
