// Tests of GSL: the beta-binomial law.

import GSL
import TestSupport
import Testing

struct BetaBinomialRow: Decodable, Sendable {
  let n: Int
  let alpha: Double
  let beta: Double
  let k: Int
  let logProbability: Double
  let lower: Double
  let upper: Double
}

@Suite("Beta-binomial distribution")
struct BetaBinomialTests {
  @Test(
    "agrees with a 50-digit sum",
    arguments: try ReferenceFile.load("gsl-betabinomial", as: BetaBinomialRow.self))
  func reference(row: BetaBinomialRow) {
    let law = BetaBinomial(n: row.n, alpha: row.alpha, beta: row.beta)
    #expect(abs(law.logProbability(row.k) - row.logProbability) < 2e-10)
    let (lower, upper) = (law.cdf(row.k), law.upperTail(row.k))
    #expect(Tolerance.largeShapes.accepts(lower, row.lower), "\(lower) is not \(row.lower)")
    #expect(Tolerance.largeShapes.accepts(upper, row.upper), "\(upper) is not \(row.upper)")
  }

  @Test("probabilities sum to 1 and give the moments", arguments: [0, 1, 7, 500])
  func sums(n: Int) {
    for (alpha, beta) in [(0.3, 0.4), (1, 1), (12, 3), (5_000, 700)] {
      let law = BetaBinomial(n: n, alpha: alpha, beta: beta)
      var (total, mean, square) = (0.0, 0.0, 0.0)
      for k in 0...n {
        let probability = law.probability(k)
        total += probability
        #expect(abs(law.cdf(k) - total) < 1e-10)
        #expect(abs(law.cdf(k) + law.upperTail(k) - 1) < 1e-12)
        mean += Double(k) * probability
        square += (Double(k) - law.mean) * (Double(k) - law.mean) * probability
      }
      #expect(abs(total - 1) < 1e-10)
      #expect(abs(mean - law.mean) < 1e-9 * Double(n + 1))
      #expect(abs(square - law.variance) < 1e-9 * Double(n * n + 1))
    }
  }

  @Test("outside the support")
  func support() {
    let law = BetaBinomial(n: 10, alpha: 2, beta: 3)
    #expect(law.probability(-1) == 0)
    #expect(law.logProbability(11) == -.infinity)
    #expect(law.cdf(-1) == 0)
    #expect(law.cdf(10) == 1)
    #expect(law.upperTail(-1) == 1)
    #expect(law.upperTail(10) == 0)
  }
}
