// Tests of Statistics: campaigns drawn from a known curve, signer by signer or office by office.

import Foundation
import GSL
import TestSupport

@testable import Statistics

/// A campaign with a known truth: ceiling 0.4 to 0.95, midpoint 4 to 10 weeks.
struct DrawnCampaign {
  let ceiling: Double
  /// Expected share at the end of the last week.
  let share: Double
  let increments: [Increment]
  private let shape: CurveShape
  private let q1: Double
  private let q2: Double

  /// Expected share at the end of a week.
  func share(at week: Int) -> Double { ceiling * shape.point(Double(week), q1, q2).signed }

  /// Draws one; nil where nobody signs.
  ///
  /// The chance of a week among the outstanding is that of the curve, so that with a correlation the
  /// expected share is still the curve's.
  init?(
    _ family: CurveFamily, weeks: Int, required: Int, correlation: Double, _ stream: RandomStream
  ) {
    ceiling = 0.4 + 0.55 * stream.uniform()
    let midpoint = 4 + 6 * stream.uniform()
    let scale = 1 + 2 * stream.uniform()
    let one = [Increment(end: 1, count: 1)]
    shape = CurveShape(family, GroupedCounts(one, required: 1))
    (q1, q2) =
      family == .logistic
      ? (midpoint, log(scale))
      : (log(midpoint), -log(1 + scale / 2))
    var (left, past) = (required, 0.0)
    var increments: [Increment] = []
    for week in 1...weeks {
      let now = ceiling * shape.point(Double(week), q1, q2).signed
      let chance = (now - past) / (1 - past)
      let size = correlation > 0 ? 1 / correlation - 1 : 0
      let count =
        correlation > 0 && chance > 1e-9
        ? stream.betaBinomial(left, chance * size, (1 - chance) * size)
        : stream.binomial(left, chance)
      increments.append(Increment(end: Double(week), count: Double(count)))
      left -= count
      past = now
    }
    guard left < required else { return nil }
    share = past
    self.increments = increments
  }
}
