// Tests of Statistics: what is believed about the dispersion of signers, before and after data.

import Testing

@testable import Statistics

@Suite("Dispersion of signers")
struct CurveDispersionTests {
  @Test("probabilities sum to 1, and without freedom they are the prior's")
  func prior() {
    let few = GroupedCounts(
      [Increment(end: 1, count: 1), Increment(end: 2, count: 2)], required: 53)
    let dispersion = CurveDispersion([.logistic], few)
    #expect(dispersion.estimate == 1)
    #expect(abs(dispersion.values.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    // Half-normal with scale ln 1.52 = 0.419 in ln φ: the median is 0.674 scales, φ = 1.33.
    let below = dispersion.values.filter { $0.factor < 1.33 }.reduce(0) { $0 + $1.probability }
    #expect(abs(below - 0.5) < 0.05, "\(below)")
  }

  @Test("the likelihood falls with the deviance, more slowly where φ may be large")
  func likelihood() {
    let small = CurveDispersion(
      [.weibull], GroupedCounts([Increment(end: 1, count: 3)], required: 20))
    let large = CurveDispersion(
      [.weibull], GroupedCounts([Increment(end: 1, count: 3)], required: 5_000))
    for rise in [1.0, 4, 9, 30] {
      let fall = { (law: CurveDispersion) in
        law.logLikelihood(rise: 0, parameters: 3) - law.logLikelihood(rise: rise, parameters: 3)
      }
      #expect(fall(small) > fall(large) && fall(large) > 0)
    }
    #expect(small.logLikelihood(rise: .nan, parameters: 3) == -.infinity)
  }
}
