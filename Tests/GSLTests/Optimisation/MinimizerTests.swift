// Tests of GSL: minimisation without derivatives.

import Foundation
import GSL
import Testing

@Suite("Minimizer")
struct MinimizerTests {
  @Test("finds the minimum of Rosenbrock's valley, which is (1, 1)")
  func rosenbrock() throws {
    let result = try Minimizer.minimize(start: [-1.2, 1], steps: [0.5, 0.5]) { p in
      100 * (p[1] - p[0] * p[0]) * (p[1] - p[0] * p[0]) + (1 - p[0]) * (1 - p[0])
    }
    #expect(result.converged)
    #expect(abs(result.point[0] - 1) < 1e-5)
    #expect(abs(result.point[1] - 1) < 1e-5)
    #expect(result.value < 1e-10)
    #expect(result.simplexSize < 1e-6)
  }

  @Test("agrees with a closed form: x - ln x has its minimum 1 at 1, and no value below 0")
  func forbidden() throws {
    let result = try Minimizer.minimize(start: [0.2], steps: [-0.5]) { p in p[0] - log(p[0]) }
    #expect(result.converged)
    #expect(result.rejectedEvaluations > 0)
    #expect(abs(result.point[0] - 1) < 1e-5)
    #expect(abs(result.value - 1) < 1e-10)
  }

  @Test("says so when the iterations run out")
  func notConverged() throws {
    let result = try Minimizer.minimize(start: [5, 5], steps: [1, 1], maximumIterations: 3) { p in
      p[0] * p[0] + p[1] * p[1]
    }
    #expect(!result.converged)
    #expect(result.iterations == 3)
    #expect(result.value < 50)
  }

  @Test("refuses a start without a value")
  func errors() {
    let badStart = #expect(throws: GSLError.self) {
      try Minimizer.minimize(start: [.nan], steps: [1]) { $0[0] }
    }
    #expect(badStart?.kind == .invalidInput)
    let badValue = #expect(throws: GSLError.self) {
      try Minimizer.minimize(start: [-1], steps: [1]) { log($0[0]) }
    }
    #expect(badValue?.kind == .nonFiniteFunction)
  }
}
