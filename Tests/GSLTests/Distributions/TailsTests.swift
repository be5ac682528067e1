// Tests of GSL: the pair of tail probabilities.

import Foundation
import TestSupport
import Testing

@testable import GSL

@Suite("Tails")
struct TailsTests {
  @Test("the side that was computed keeps its digits, the other is 1 minus it")
  func sides() {
    let tails = Tails(lower: 3, logScale: -100)
    expect(tails.lower, 3 * exp(-100), .closedForm)
    expect(tails.logLower, log(3) - 100, .closedForm)
    #expect(tails.upper == 1)
    expect(tails.logUpper, -3 * exp(-100), .closedForm)
    #expect(tails.mirrored.upper == tails.lower)
    #expect(tails.mirrored.logLower == tails.logUpper)
  }

  @Test("a logarithm outlives its probability")
  func underflow() {
    let tails = Tails(upper: 2, logScale: -5_000)
    #expect(tails.upper == 0)
    #expect(tails.lower == 1)
    expect(tails.logUpper, log(2) - 5_000, .closedForm)
    #expect(tails.logLower == 0)
  }

  @Test("roundings never lead out of 0...1")
  func clamped() {
    let tails = Tails(lower: 1 + 1e-15, logScale: 0)
    #expect(tails.lower == 1)
    #expect(tails.upper == 0)
    #expect(tails.logLower == 0)
    #expect(Tails.allAbove.logLower == -.infinity)
    #expect(Tails.allAbove.upper == 1)
    #expect(Tails.allBelow.logUpper == -.infinity)
    #expect(Tails.allBelow.logLower == 0)
  }

  @Test("half of a lower tail, computed or not")
  func halves() {
    expect(Tails(lower: 0.5, logScale: -900).halvedLower.logLower, log(0.25) - 900, .closedForm)
    let half = Tails(upper: 0.25, logScale: 0).halvedLower
    #expect(half.lower == 0.375)
    #expect(half.upper == 0.625)
  }
}
