// Tests of Statistics: the study behind the table of coverage in the documentation of
// `SaturatingCurve`. It takes many minutes, so it runs only when asked for:
//
//   NETRALITAS_COVERAGE_RUNS=300 swift test --disable-xctest --filter CurveCoverageStudyTests

import Foundation
import GSL
import TestSupport
import Testing

@testable import Statistics

@Suite("Study of the coverage of saturating curves")
struct CurveCoverageStudyTests {
  static let runs = ProcessInfo.processInfo.environment["NETRALITAS_COVERAGE_RUNS"].flatMap(
    Int.init)

  struct Case: Sendable, CustomTestStringConvertible {
    let weeks: Int
    let required: Int
    let correlation: Double
    var testDescription: String { "\(weeks) weeks, \(required) officials, ρ = \(correlation)" }

    static let all = [5, 8, 12, 20].flatMap { weeks in
      [53, 400, 4_000].flatMap { required in
        [0, 0.01, 0.02].map { Case(weeks: weeks, required: required, correlation: $0) }
      }
    }

    /// The least share of the documentation's table for ceiling, end and eight weeks later.
    var documented: [Double] {
      switch (weeks, correlation > 0) {
      case (5, true): [0.87, 0.79, 0.81]
      case (8, true): [0.93, 0.89, 0.90]
      case (12, true): [0.95, 0.91, 0.94]
      case (_, true): [0.93, 0.93, 0.94]
      case (_, false): [0.97, 0.97, 0.94]
      }
    }
  }

  @Test(
    "95 % intervals hold the truth as often as the table says", .enabled(if: runs != nil),
    arguments: Case.all)
  func coverage(_ given: Case) throws {
    let runs = try #require(Self.runs)
    let stream = RandomStream(seed: RandomStream.derivedSeed(2_026, given.testDescription))
    var (held, tried) = ([0, 0, 0], 0)
    while tried < runs {
      let family = [CurveFamily.logistic, .weibull, .logLogistic][tried % 3]
      guard
        let campaign = DrawnCampaign(
          family, weeks: given.weeks, required: given.required, correlation: given.correlation,
          stream)
      else { continue }
      tried += 1
      let curve = try SaturatingCurve(campaign.increments, required: Double(given.required))
      let ceiling = curve.ceilingInterval(confidence: 0.95)
      let end = curve.share(at: Double(given.weeks), confidence: 0.95)
      let later = curve.share(at: Double(given.weeks + 8), confidence: 0.95)
      let truths = [campaign.ceiling, campaign.share, campaign.share(at: given.weeks + 8)]
      let ends = [ceiling, (end.low, end.high), (later.low, later.high)]
      for (place, truth) in truths.enumerated() {
        held[place] += ends[place].0 <= truth && truth <= ends[place].1 ? 1 : 0
      }
    }
    let shares = held.map { Double($0) / Double(runs) }
    print("coverage, \(given.testDescription): \(shares)")
    for (share, least) in zip(shares, given.documented) {
      // Three standard errors of the study below the table's least share.
      #expect(share >= least - 3 * (least * (1 - least) / Double(runs)).squareRoot())
    }
  }
}
