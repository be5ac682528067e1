// Tests of Statistics: links from a predictor to a probability.

import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite("Binomial links")
struct BinomialLinkTests {
  @Test("link and inverse undo one another", arguments: BinomialLink.allCases)
  func inverse(link: BinomialLink) {
    for p in [1e-12, 1e-5, 0.1, 0.5, 0.9, 0.999] {
      #expect(Tolerance.closedForm.accepts(link.probability(link.predictor(p)), p))
    }
  }

  @Test(
    "chances are complete and keep their logarithms in the tails", arguments: BinomialLink.allCases)
  func chances(link: BinomialLink) {
    for predictor in stride(from: -900.0, through: 900, by: 7.3) {
      let chances = link.chances(predictor)
      #expect(abs(chances.p + chances.q - 1) < 1e-15)
      #expect(chances.logP <= 0 && chances.logQ <= 0)
      #expect(!chances.logP.isNaN && !chances.logQ.isNaN)
      if predictor < -40 { #expect(Tolerance.closedForm.accepts(chances.logP, predictor)) }
      if abs(predictor) < 3 {
        #expect(Tolerance.closedForm.accepts(exp(chances.logP), link.probability(predictor)))
        #expect(Tolerance.closedForm.accepts(exp(chances.logQ), 1 - link.probability(predictor)))
      }
    }
  }

  @Test("the slope is that of the log-likelihood", arguments: BinomialLink.allCases)
  func slopes(link: BinomialLink) {
    for predictor in stride(from: -6.0, through: 2, by: 0.5) {
      for y in [0.0, 3, 10] {
        let at = { link.chances($0).logLikelihood(y, of: 10) }
        let step = 1e-5
        let slope = (at(predictor + step) - at(predictor - step)) / (2 * step)
        let score = link.score(y, of: 10, predictor, link.chances(predictor))
        #expect(abs(score.slope - slope) < 1e-7 * max(1, abs(slope)))
        // Expected information: the variance of the slope under the model.
        let p = link.probability(predictor)
        let unit = link.score(1, of: 1, predictor, link.chances(predictor)).slope
        let none = link.score(0, of: 1, predictor, link.chances(predictor)).slope
        let variance = 10 * (p * unit * unit + (1 - p) * none * none)
        #expect(Tolerance(relative: 1e-10, absolute: 0).accepts(score.information, variance))
      }
    }
  }
}
