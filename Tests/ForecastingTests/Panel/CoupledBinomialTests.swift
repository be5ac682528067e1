// Tests of Forecasting: binomial draws from one normal number.

import GSL
import Testing

@testable import Forecasting

@Suite("Coupled binomial")
struct CoupledBinomialTests {
  @Test(
    "Mean, variance and the law itself",
    arguments: [(1, 0.3), (7, 0.9), (40, 0.5), (300, 0.02), (5_000, 0.4), (1_000_000, 0.999)])
  func law(_ trials: Int, _ probability: Double) throws {
    let stream = RandomStream(seed: 5)
    let values = (0..<20_000).map { _ in
      CoupledBinomial.draw(trials, probability, chance: stream.normal())
    }
    let n = Double(values.count)
    let mean = values.reduce(0) { $0 + Double($1) } / n
    let variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / n
    let exact = Double(trials) * probability * (1 - probability)
    // Four standard errors of a mean and of a variance of 20,000 draws; a rounded normal adds 1/12.
    #expect(abs(mean - Double(trials) * probability) < 4 * (exact / n).squareRoot())
    #expect(abs(variance - exact) < 4 * exact * (3 / n).squareRoot() + 1.0 / 12)
    let law = Binomial(n: trials, p: probability)
    for k in Set(values.prefix(50)) where exact < 25 {
      let seen = Double(values.count { $0 <= k }) / n
      #expect(abs(seen - (try law.cdf(k))) < 4 * 0.5 / n.squareRoot())
    }
  }

  @Test("It rises with the chance, the probability and the trials", arguments: 0..<50)
  func rises(_ seed: UInt64) {
    let stream = RandomStream(seed: seed)
    let trials = 1 + stream.uniformInt(below: 3_000)
    let probability = stream.uniform()
    let chance = stream.normal()
    let value = CoupledBinomial.draw(trials, probability, chance: chance)
    #expect((0...trials).contains(value))
    #expect(CoupledBinomial.draw(trials, probability, chance: chance + 0.3) >= value)
    // The normal quantile and the sum meet at a variance of 25: a step of one person at most.
    #expect(
      CoupledBinomial.draw(trials, min(1, probability * 1.02), chance: chance) >= value - 1)
    #expect(CoupledBinomial.draw(trials + 1, probability, chance: chance) >= value - 1)
  }

  @Test("Certain and impossible successes")
  func ends() {
    #expect(CoupledBinomial.draw(9, 1, chance: -8) == 9)
    #expect(CoupledBinomial.draw(9, 0, chance: 8) == 0)
    #expect(CoupledBinomial.draw(0, 0.5, chance: 1) == 0)
    #expect(CoupledBinomial.draw(9, 0.5, chance: 40) == 9)
    #expect(CoupledBinomial.draw(9, 0.5, chance: -40) == 0)
  }
}
