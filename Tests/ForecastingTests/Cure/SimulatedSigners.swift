// Tests of Forecasting: regencies whose signers come in along a known curve, day by day.

import Foundation
import GSL
import Records

@testable import Forecasting

/// One regency with 9 to 5,000 officials, without ceremony.
struct SimulatedSigners {
  static let truths: [CureModel.Family] = [.logistic, .logLogistic, .weibull, .gompertz]

  let truth: CureCurve
  let required: Int
  /// New signers of each day.
  let counts: [Int]

  /// Regency `number` of a nation: half of those who sign do so within 10 to 60 days.
  init(number: Int, days: Int) {
    let stream = RandomStream(seed: RandomStream.derivedSeed(20_261_125, UInt64(number)))
    required = Int(exp(log(9) + (log(5000) - log(9)) * stream.uniform()))
    let everSign = 0.4 + 0.58 * stream.uniform()
    let half = 10 + 50 * stream.uniform()
    let width = 0.1 + 0.25 * stream.uniform()
    let model = CureModel(Self.truths[number % Self.truths.count])
    let shape: (Double, Double)
    switch model.family {
    case .logistic: shape = (half, log(width * half))
    case .logLogistic: shape = (log(half), log(1.2 * width))
    case .weibull: shape = (log(half) + 2 * width * 0.3665, log(2 * width))
    default:
      let scale = 2 * width * half
      shape = (log(scale), log(log(2) / expm1(half / scale)))
    }
    truth = CureCurve(
      model, SIMD3(model.z(everSign: everSign), shape.0, shape.1),
      HazardPoint.Launch(start: 0, end: 1))
    counts = Self.draw(truth, required, days: days, stream)
  }

  /// Signers of each day along a curve.
  static func draw(
    _ curve: CureCurve, _ required: Int, days: Int, _ stream: RandomStream
  ) -> [Int] {
    var (left, before) = (required, 0.0)
    return (1...days).map { day in
      let hazard = curve.hazard(at: Double(day))
      let count = CureDraws.draw(left, from: before, to: hazard, correlation: 0, stream)
      left -= count
      before = hazard
      return count
    }
  }

  /// The first days, in days.
  func times(days: Int) -> SigningTimes {
    SigningTimes(
      ends: (1...days).map(Double.init), counts: counts.prefix(days).map(Double.init),
      total: Double(required))
  }
}
