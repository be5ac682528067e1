// Tests of Forecasting: the correlation of officials of one unit.

import GSL
import TestSupport
import Testing

@testable import Forecasting

@Suite("Dispersion around a curve")
struct CureDispersionTests {
  static func correlation(of truth: Double) throws -> Double {
    let model = CureModel(.weibull)
    let prior = CurvePrior(means: [0.8, 3.2, -0.6], spreads: [0.3, 0.2, 0.2])
    let distances = try (0..<120).map { unit -> CureDispersion in
      let stream = RandomStream(seed: RandomStream.derivedSeed(17, UInt64(unit)))
      let curve = CureDraws(
        model, prior, launch: HazardPoint.Launch(start: 0, end: 1), count: 1, stream: stream
      ).curve(0)
      var (left, before) = (300, 0.0)
      let counts = (1...30).map { week -> Double in
        let hazard = curve.hazard(at: 3 * Double(week))
        let count = CureDraws.draw(left, from: before, to: hazard, correlation: truth, stream)
        left -= count
        before = hazard
        return Double(count)
      }
      let times = SigningTimes(ends: (1...30).map { 3 * Double($0) }, counts: counts, total: 300)
      return CureDispersion(times, try CureFit(times, model, prior: prior))
    }
    return CureDispersion.correlation(distances)
  }

  @Test("independent persons have none, correlated ones theirs", arguments: [0, 0.01, 0.03])
  func recovery(truth: Double) throws {
    let estimate = try Self.correlation(of: truth)
    #expect(abs(estimate - truth) < 0.002 + 0.25 * truth, "\(estimate)")
  }

  @Test("no units and tiny units say nothing")
  func none() throws {
    #expect(CureDispersion.correlation([]) == 0)
    let times = SigningTimes(ends: [4], counts: [1], total: 1)
    let distance = CureDispersion(times, try CureFit(times, CureModel(.exponential)))
    #expect(distance.statistic.isFinite && distance.degreesOfFreedom == 0)
    #expect(CureDispersion.correlation([distance]) == 0)
  }
}
