// Tests of GSL: the Dirichlet-multinomial law.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Dirichlet-multinomial distribution")
struct DirichletMultinomialTests {
  @Test("agrees with scipy.stats.dirichlet_multinomial 1.17.1")
  func reference() {
    let law = DirichletMultinomial(shapes: [4, 0.8, 0.4, 0.64, 0.16, 0.4, 1.6])
    expect(law.logProbability([31, 4, 2, 3, 1, 2, 5]), -14.863610302367135, .closedForm)
  }

  @Test("two cells are beta-binomial, one cell is sure", arguments: 0..<50)
  func cells(index: Int) {
    let stream = RandomStream(seed: RandomStream.derivedSeed(20, UInt64(index)))
    let (alpha, beta) = (exp(stream.uniform() * 14 - 5), exp(stream.uniform() * 14 - 5))
    let n = Int(exp(stream.uniform() * 9))
    let k = Int(stream.uniform() * Double(n + 1))
    let pair = DirichletMultinomial(shapes: [alpha, beta]).logProbability([k, n - k])
    expect(pair, BetaBinomial(n: n, alpha: alpha, beta: beta).logProbability(k), .logTail)
    #expect(DirichletMultinomial(shapes: [alpha]).logProbability([n]) == 0)
    #expect(DirichletMultinomial(shapes: [alpha, beta]).logProbability([0, 0]) == 0)
  }

  @Test("probabilities of all counts with one sum add up to 1", arguments: [1, 4, 12])
  func sums(total: Int) {
    let law = DirichletMultinomial(shapes: [0.3, 2, 11.5])
    var sum = 0.0
    for first in 0...total {
      for second in 0...(total - first) {
        sum += exp(law.logProbability([first, second, total - first - second]))
      }
    }
    expect(sum, 1, .closedForm)
  }

  @Test("the law of merged cells has the sum of their shapes")
  func merged() {
    let fine = DirichletMultinomial(shapes: [1.5, 2.5, 3])
    let coarse = DirichletMultinomial(shapes: [4, 3])
    let sum = (0...6).reduce(0.0) { $0 + exp(fine.logProbability([$1, 6 - $1, 5])) }
    expect(sum, exp(coarse.logProbability([6, 5])), .closedForm)
  }
}
