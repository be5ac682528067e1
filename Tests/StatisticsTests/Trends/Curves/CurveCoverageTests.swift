// Tests of Statistics: how often the intervals of a saturating curve hold the truth.

import GSL
import TestSupport
import Testing

@testable import Statistics

struct CoverageCase: Sendable, CustomTestStringConvertible {
  let weeks: Int
  let required: Int
  let correlation: Double
  /// Fewest of `runs` intervals that must hold the truth, and the chance of fewer at the share stated
  /// beside it.
  let leastCeilings: Int
  let leastShares: Int

  var testDescription: String { "\(weeks) weeks, \(required) officials, \(correlation)" }
}

@Suite("Coverage of saturating curves")
struct CurveCoverageTests {
  static let runs = 60

  // Binomial(60, 0.95): 49 and fewer has probability 2e-4. Early and with correlation the intervals
  // are known to cover less, about 0.85 of the shares; Binomial(60, 0.85): 40 and fewer, 2e-4.
  static let cases = [
    CoverageCase(weeks: 6, required: 53, correlation: 0, leastCeilings: 50, leastShares: 50),
    CoverageCase(weeks: 20, required: 53, correlation: 0.01, leastCeilings: 50, leastShares: 50),
    CoverageCase(weeks: 5, required: 400, correlation: 0.01, leastCeilings: 50, leastShares: 41),
    CoverageCase(weeks: 12, required: 400, correlation: 0, leastCeilings: 50, leastShares: 50),
    CoverageCase(weeks: 20, required: 400, correlation: 0.02, leastCeilings: 50, leastShares: 50),
  ]

  @Test("95 % intervals of the ceiling and of the share at the end", arguments: cases)
  func coverage(_ given: CoverageCase) throws {
    let stream = RandomStream(
      seed: RandomStream.derivedSeed(20_261_125, given.testDescription))
    var (ceilings, shares, tried) = (0, 0, 0)
    while tried < Self.runs {
      let family = [CurveFamily.logistic, .weibull, .logLogistic][tried % 3]
      guard
        let campaign = DrawnCampaign(
          family, weeks: given.weeks, required: given.required, correlation: given.correlation,
          stream)
      else { continue }
      tried += 1
      let curve = try SaturatingCurve(campaign.increments, required: Double(given.required))
      let ceiling = curve.ceilingInterval(confidence: 0.95)
      let share = curve.share(at: Double(given.weeks), confidence: 0.95)
      ceilings += ceiling.low <= campaign.ceiling && campaign.ceiling <= ceiling.high ? 1 : 0
      shares += share.low <= campaign.share && campaign.share <= share.high ? 1 : 0
    }
    #expect(ceilings >= given.leastCeilings, "ceilings \(ceilings) of \(tried)")
    #expect(shares >= given.leastShares, "shares \(shares) of \(tried)")
  }

  @Test("the dispersion of correlated signers is seen, that of independent ones is not invented")
  func dispersion() throws {
    let stream = RandomStream(seed: 99)
    func median(correlation: Double) throws -> Double {
      var values: [Double] = []
      while values.count < 30 {
        guard
          let campaign = DrawnCampaign(
            .weibull, weeks: 20, required: 2_000, correlation: correlation, stream)
        else { continue }
        let counts = GroupedCounts(campaign.increments, required: 2_000)
        values.append(CurveDispersion([.weibull], counts).estimate)
      }
      return values.sorted()[15]
    }
    // 1 + 1999 × 0.01 = 21 at the start, less as the outstanding become fewer.
    let (calm, lively) = (try median(correlation: 0), try median(correlation: 0.01))
    #expect(calm < 1.5, "\(calm)")
    #expect(lively > 5 && lively < 25, "\(lively)")
  }
}
