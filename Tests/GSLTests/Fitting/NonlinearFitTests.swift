// Tests of GSL: nonlinear least squares.

import Foundation
import GSL
import TestSupport
import Testing

@Suite("Nonlinear least squares")
struct NonlinearFitTests {
  @Test("the caller's derivatives reach the certified values of NIST Misra1a", arguments: [0, 1])
  func misra1a(start: Int) throws {
    let set = try NISTNonlinearRow.named("Misra1a")
    let x = set.predictors[0]
    let fit = try NonlinearFit.fit(
      start: set.starts[start], residualCount: x.count,
      residuals: { b, r in
        for i in x.indices { r[i] = b[0] * -expm1(-b[1] * x[i]) - set.y[i] }
      },
      jacobian: { b, jacobian in
        for i in x.indices {
          jacobian[2 * i] = -expm1(-b[1] * x[i])
          jacobian[2 * i + 1] = b[0] * x[i] * exp(-b[1] * x[i])
        }
      })
    try expectCertified(fit, set)
  }

  @Test("each method alone reaches the certified values of NIST Thurber")
  func methods() throws {
    let set = try NISTNonlinearRow.named("Thurber")
    for method in NonlinearFit.Method.allCases {
      let fit = try set.fit(start: set.starts[1], .init(methods: [method]))
      #expect(fit.method == method)
      try expectCertified(fit, set)
    }
  }

  @Test("where the first method fails, the next one finds the minimum")
  func fallback() throws {
    let set = try NISTNonlinearRow.named("MGH17")
    #expect(throws: GSLError.self) {
      try set.fit(start: set.starts[0], .init(methods: [.doubleDogleg]))
    }
    let fit = try set.fit(start: set.starts[0])
    #expect(fit.method == .acceleratedLevenbergMarquardt)
    try expectCertified(fit, set)
  }

  @Test("rates of 1e-4 with residuals of 1e-6 are fitted as well as large numbers")
  func smallUnits() throws {
    let set = try NISTNonlinearRow.named("Misra1a")
    let (x, scale) = (set.predictors[0], 1e-6)
    let fit = try NonlinearFit.fit(
      start: [set.starts[0][0] * scale, set.starts[0][1]], residualCount: x.count
    ) { b, r in
      for i in x.indices { r[i] = b[0] * -expm1(-b[1] * x[i]) - set.y[i] * scale }
    }
    #expect(Tolerance.nonlinearFit.accepts(fit.parameters[0], set.parameters[0] * scale))
    #expect(Tolerance.nonlinearFit.accepts(fit.parameters[1], set.parameters[1]))
  }

  @Test("data without error are fitted exactly, and a zero parameter is found")
  func exact() throws {
    let fit = try NonlinearFit.fit(start: [1, 1], residualCount: 20) { b, r in
      for i in 0..<20 {
        r[i] = b[0] * exp(-0.1 * Double(i)) + b[1] * Double(i) - exp(-0.1 * Double(i)) * 3
      }
    }
    #expect(abs(fit.parameters[0] - 3) < 1e-8)
    #expect(abs(fit.parameters[1]) < 1e-8)
  }

  @Test("where plain Gauss-Newton steps crawl, the secant through them arrives")
  func largeResiduals() throws {
    // Dennis and Schnabel, Numerical Methods for Unconstrained Optimization, 10.2: the minimum is at
    // 0 with residuals 1 and -1, and each step leaves 9/10 of the error.
    var evaluations = 0
    let fit = try NonlinearFit.fit(start: [0.5], residualCount: 2) { b, r in
      evaluations += 1
      r[0] = b[0] + 1
      r[1] = 0.9 * b[0] * b[0] + b[0] - 1
    }
    // Differences of 3e-9 around 0 leave 8 digits to the derivative of residuals of 1.
    #expect(abs(fit.parameters[0]) < 1e-7)
    #expect(evaluations < 150, "\(evaluations)")
  }

  @Test("a step into a forbidden region is rejected, not fatal")
  func forbiddenRegion() throws {
    // The first step from 20 overshoots below 0, where the logarithm does not exist.
    let fit = try NonlinearFit.fit(
      start: [20], residualCount: 3, configuration: .init(methods: [.levenbergMarquardt])
    ) { b, r in
      for i in 0..<3 { r[i] = log(b[0]) + Double(i) - 1 }
    }
    #expect(fit.rejectedSteps > 0)
    #expect(abs(fit.parameters[0] - 1) < 1e-8)
  }

  @Test("failures are typed and come to an end")
  func errors() {
    #expect(
      kind(start: [.nan], count: 3) { b, r in for i in 0..<3 { r[i] = b[0] } } == .invalidInput)
    #expect(
      kind(start: [1, 2], count: 1) { b, r in r[0] = b[0] - b[1] } == .tooFewObservations)
    #expect(
      kind(start: [-1], count: 2) { b, r in for i in 0..<2 { r[i] = log(b[0]) } }
        == .nonFiniteFunction)
    // Only the sum of the two parameters matters.
    #expect(
      kind(start: [1, 2], count: 5) { b, r in for i in 0..<5 { r[i] = exp(b[0] + b[1]) - Double(i) }
      }
        == .rankDeficient)
    // The infimum lies at infinity.
    #expect(
      kind(start: [1], count: 2, iterations: 20) { b, r in for i in 0..<2 { r[i] = exp(-b[0]) } }
        == .notConverged)
    // Each residual is finite, their squares are not.
    #expect(
      kind(start: [1], count: 2) { b, r in for i in 0..<2 { r[i] = 1e200 * (1 + b[0] * b[0]) } }
        != nil)
    // Finite only at the very start.
    #expect(
      kind(start: [1], count: 2) { b, r in for i in 0..<2 { r[i] = b[0] == 1 ? 1 : .nan } }
        == .nonFiniteFunction)
  }

  @Test("whatever the function, a fit ends, and its numbers are finite")
  func wildFunctions() {
    var generator = SeededGenerator(state: 55)
    for _ in 0..<300 {
      let factors = (0..<6).map { _ in Double.random(in: -3...3, using: &generator) }
      let start = (0..<3).map { _ in Double.random(in: -4...4, using: &generator) }
      do throws(GSLError) {
        let fit = try NonlinearFit.fit(
          start: start, residualCount: 6, configuration: .init(maximumIterations: 60)
        ) { b, r in
          for i in r.indices {
            let f = factors[i]
            r[i] = pow(b[0], f) * exp(f * b[1]) + log(b[2] + f) / (b[1] - f) - Double(i)
          }
        }
        let numbers = fit.parameters + (fit.standardErrors ?? [.nan])
        let areFinite = numbers.allSatisfy(\.isFinite)
        #expect(areFinite)
        #expect(fit.residualSumOfSquares.isFinite && fit.residualSumOfSquares >= 0)
      } catch { #expect(!error.message.isEmpty) }
    }
  }

  @Test("a Jacobian that is not finite is an error")
  func badJacobian() {
    let error = #expect(throws: GSLError.self) {
      try NonlinearFit.fit(
        start: [1], residualCount: 2, residuals: { b, r in for i in 0..<2 { r[i] = b[0] } },
        jacobian: { _, jacobian in for i in 0..<2 { jacobian[i] = .nan } })
    }
    #expect(error?.kind == .nonFiniteFunction)
  }

  @Test("without degrees of freedom there is no residual variance")
  func saturated() throws {
    let fit = try NonlinearFit.fit(start: [1, 1], residualCount: 2) { b, r in
      r[0] = b[0] - 3
      r[1] = b[1] * b[1] - 4
    }
    #expect(fit.degreesOfFreedom == 0)
    #expect(fit.residualVariance == nil)
    #expect(fit.standardErrors == nil)
    #expect(abs(fit.unscaledStandardErrors[1] - 0.25) < 1e-6)
  }

  private func expectCertified(_ fit: NonlinearFit, _ set: NISTNonlinearRow) throws {
    let errors = try #require(fit.standardErrors)
    #expect(fit.degreesOfFreedom == set.degreesOfFreedom)
    #expect(Tolerance.nonlinearFit.accepts(fit.residualSumOfSquares, set.residualSumOfSquares))
    for index in set.parameters.indices {
      #expect(
        Tolerance.nonlinearFit.accepts(fit.parameters[index], set.parameters[index]),
        "b\(index + 1) \(fit.parameters[index] / set.parameters[index] - 1) \(fit.stopReason)")
      #expect(
        Tolerance.nonlinearFit.accepts(errors[index], set.standardErrors[index]),
        "se\(index + 1) \(errors[index] / set.standardErrors[index] - 1)")
    }
  }

  private func kind(
    start: [Double], count: Int, iterations: Int = 500,
    _ residuals: (Span<Double>, inout MutableSpan<Double>) -> Void
  ) -> GSLError.Kind? {
    do throws(GSLError) {
      _ = try NonlinearFit.fit(
        start: start, residualCount: count, configuration: .init(maximumIterations: iterations),
        residuals: residuals)
      return nil
    } catch { return error.kind }
  }
}
