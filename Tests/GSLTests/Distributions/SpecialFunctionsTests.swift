// Tests of GSL: the log-gamma family.

import Foundation
import TestSupport
import Testing

@testable import GSL

struct SpecialRow: Decodable, Sendable {
  let function: String
  let a: Double
  let b: Double
  let value: Double
}

@Suite("Special functions")
struct SpecialFunctionsTests {
  @Test("agree with mpmath", arguments: try ReferenceFile.load("gsl-special", as: SpecialRow.self))
  func reference(row: SpecialRow) throws {
    let value =
      switch row.function {
      case "lnGamma": SpecialFunctions.lnGamma(row.a)
      case "lnBeta": SpecialFunctions.lnBeta(row.a, row.b)
      case "stirling": Stirling.remainder(row.a)
      case "deviance": Stirling.deviance(row.a, ratio: 1 + row.a)
      default: SpecialFunctions.lnChoose(Int(row.a), Int(row.b))
      }
    #expect(
      Tolerance.logarithm.accepts(value, row.value), "relative error \(value / row.value - 1)")
  }

  @Test("ln B is symmetric, and B(a, b) = B(a + 1, b) + B(a, b + 1)", arguments: 0..<100)
  func lnBetaLaws(index: Int) {
    let stream = RandomStream(seed: RandomStream.derivedSeed(3, UInt64(index)))
    let (a, b) = (exp(stream.uniform() * 14 - 3), exp(stream.uniform() * 14 - 3))
    let whole = SpecialFunctions.lnBeta(a, b)
    #expect(whole == SpecialFunctions.lnBeta(b, a))
    let parts =
      exp(SpecialFunctions.lnBeta(a + 1, b) - whole)
      + exp(SpecialFunctions.lnBeta(a, b + 1) - whole)
    #expect(abs(parts - 1) < 1e-10, "a \(a) b \(b)")
  }
}
