// Tests of Forecasting: priors learnt from the units of a level.

import GSL
import TestSupport
import Testing

@testable import Forecasting

@Suite("Pool of curves")
struct CurvePoolTests {
  /// Units drawn from known laws, counted for 100 days.
  static func units(
    _ prior: CurvePrior, _ model: CureModel, count: Int, required: Int = 400, days: Int = 100
  ) -> [SigningTimes] {
    (0..<count).map { unit in
      let stream = RandomStream(seed: RandomStream.derivedSeed(41, UInt64(unit)))
      let truth = CureDraws(
        model, prior, launch: HazardPoint.Launch(start: 0, end: 1), count: 1, stream: stream)
      let counts = SimulatedSigners.draw(truth.curve(0), required, days: days, stream)
      return SigningTimes(
        ends: (1...days).map(Double.init), counts: counts.map(Double.init), total: Double(required))
    }
  }

  @Test("means and spreads of many units come back")
  func recovery() {
    let model = CureModel(.logLogistic)
    let truth = CurvePrior(means: [0.6, 3.2, -1], spreads: [0.7, 0.3, 0.25])
    let pool = CurvePool(Self.units(truth, model, count: 300), model)
    for place in 0..<3 {
      let error = pool.errors[place]
      #expect(abs(pool.prior.means[place] - truth.means[place]) < 5 * error)
      #expect(error < truth.spreads[place] / 10)
      // The start's spread, worth 20 of 320 units, pulls a little.
      let ratio = pool.prior.spreads[place] / truth.spreads[place]
      #expect(ratio > 0.85 && ratio < 1.45, "\(place) \(ratio)")
    }
    #expect(pool.fits.allSatisfy { (try? $0.get()) != nil })
  }

  @Test("without units the pool is its start, and one unit moves it little")
  func few() {
    let model = CureModel(.weibull)
    let empty = CurvePool([], model)
    #expect(empty.prior.means == CurvePrior.standard(model).means)
    let start = CurvePrior.standard(model)
    for place in 0..<3 {
      #expect(abs(empty.prior.spreads[place] - start.spreads[place]) < 1e-12)
      #expect(abs(empty.errors[place] - start.spreads[place]) < 1e-12)
    }
    let one = CurvePool(Self.units(start, model, count: 1), model)
    for place in 0..<3 {
      #expect(abs(one.prior.means[place] - start.means[place]) < start.spreads[place])
      #expect(abs(one.prior.spreads[place] / start.spreads[place] - 1) < 0.1)
    }
  }

  @Test("a learnt prior foretells short series better than the weak one")
  func gain() throws {
    let model = CureModel(.weibull)
    let truth = CurvePrior(means: [0.2, 3.4, -0.8], spreads: [0.4, 0.25, 0.2])
    let long = Self.units(truth, model, count: 150)
    let short = long.map { times in
      SigningTimes(
        ends: (1...20).map(Double.init), counts: times.terms.prefix(20).map(\.count),
        total: times.total)
    }
    let pool = CurvePool(short, model)
    var (own, pooled) = (0.0, 0.0)
    for (unit, times) in long.enumerated() {
      let actual = times.signed / times.total
      own += abs(try CureFit(short[unit], model).curve.share(at: 100) - actual)
      pooled += abs(try pool.fits[unit].get().curve.share(at: 100) - actual)
    }
    #expect(pooled < 0.9 * own, "\(pooled) \(own)")
  }
}
