// Tests of Forecasting: the quick interval of signers against draws, and its limits.

import GSL
import TestSupport
import Testing

@testable import Forecasting

@Suite("Quick interval of signers")
struct SignerIntervalTests {
  @Test("after a plateau it is that of the draws", arguments: CureModel.Form.allCases, [0, 0.01])
  func draws(form: CureModel.Form, correlation: Double) throws {
    var compared = 0
    for number in 0..<120 {
      let regency = SimulatedSigners(number: number, days: 60)
      let times = regency.times(days: 60)
      // A mode for a mean and a delta method for a law may differ by a quarter of the width.
      // Many officials and the end in sight, so that the posterior is nearly normal.
      let reached = regency.truth.share(at: 60) / regency.truth.everSign
      guard times.total > 300, reached > 0.9, reached < 0.99 else { continue }
      compared += 1
      let fit = try CureFit(times, CureModel(.weibull, form))
      let signed = Int(times.signed)
      let quick = fit.signers(
        at: 90, from: 60, signed: signed, required: regency.required, correlation: correlation,
        confidence: 0.8)
      let count = 4000
      let values = CureDraws(fit, times, count: count, seed: 1).signers(
        at: [90], from: 60, signed: signed,
        required: Array(repeating: regency.required, count: count), correlation: correlation,
        seed: 2
      ).sorted()
      let width = Double(values[3600] - values[400])
      let mean = SampleMean(values.map(Double.init)).mean
      #expect(abs(quick.mean - mean) < 0.25 * width + 1, "\(number) \(quick) \(mean)")
      #expect(abs(Double(quick.low - values[400])) < 0.3 * width + 2, "\(number) \(quick)")
      #expect(abs(Double(quick.high - values[3600])) < 0.3 * width + 2, "\(number) \(quick)")
    }
    #expect(compared >= 4, "\(compared)")
  }

  @Test("lies within signed...required, and is exact when nothing is left to happen")
  func limits() throws {
    for times in CureFitTests.odd {
      for model in CureLikelihoodTests.models {
        let fit = try CureFit(times, model)
        let (signed, required) = (Int(times.signed), Int(times.total))
        for time in [times.end, times.end + 1e-3, times.end + 40, times.end + 1e5] {
          let interval = fit.signers(
            at: time, from: times.end, signed: signed, required: required, correlation: 0.02,
            confidence: 0.9)
          #expect(interval.mean >= Double(signed) && interval.mean <= Double(required) + 1e-9)
          #expect(interval.low >= signed && interval.high <= required)
          #expect(interval.low <= interval.high)
          if signed == required { #expect(interval.low == required) }
          if time == times.end { #expect(interval.high == signed) }
        }
      }
    }
  }

  @Test("wider with the level and with the correlation")
  func wider() throws {
    let times = SigningTimes(
      ends: [10, 20, 30, 40, 50, 60], counts: [20, 90, 210, 190, 80, 30], total: 1000)
    let fit = try CureFit(times, CureModel(.weibull))
    let widths = [(0.5, 0.0), (0.9, 0), (0.9, 0.05)].map { confidence, correlation -> Int in
      let interval = fit.signers(
        at: 90, from: 60, signed: Int(times.signed), required: Int(times.total),
        correlation: correlation, confidence: confidence)
      return interval.high - interval.low
    }
    #expect(widths[0] < widths[1] && widths[1] < widths[2], "\(widths)")
  }
}
