// Tests of GSL: minimisation with a gradient.

import Foundation
import TestSupport
import Testing

@testable import GSL

struct MinimumRow: Decodable, Sendable, CustomTestStringConvertible {
  let function: String
  let parameters: [Double]
  let value: Double
  var testDescription: String { function }
}

@Suite("Gradient minimizer")
struct GradientMinimizerTests {
  @Test(
    "agrees with mpmath on two likelihoods, from near and from far",
    arguments: try ReferenceFile.load("gsl-minima", as: MinimumRow.self), [0, 0.5, -3, 6])
  func reference(row: MinimumRow, start: Double) throws {
    let law = try #require(Landscape.likelihoods[row.function])
    let minimum = try GradientMinimizer.minimize(
      start: [start, start / 4], value: law.value, gradient: law.gradient)
    #expect(Tolerance.minimum.accepts(minimum.value, row.value))
    for (value, truth) in zip(minimum.parameters, row.parameters) {
      #expect(Tolerance.minimum.accepts(value, truth), "\(value) is not \(truth)")
    }
    #expect(minimum.largestGradient < 1e-8)
  }

  @Test("finds the known minima of hard landscapes", arguments: Landscape.hard)
  func hard(law: Landscape) throws {
    let minimum = try GradientMinimizer.minimize(
      start: law.start, value: law.value, gradient: law.gradient)
    #expect(abs(minimum.value - law.lowest) < 1e-10, "\(minimum)")
    if let place = law.place {
      for (value, truth) in zip(minimum.parameters, place) {
        #expect(abs(value - truth) < law.accuracy, "\(minimum.parameters) is not \(place)")
      }
    }
  }

  @Test("seeded positive definite quadratics, well and badly conditioned")
  func quadratics() throws {
    let stream = RandomStream(seed: 8)
    for round in 0..<60 {
      let count = 1 + round % 8
      let place = (0..<count).map { _ in 3 * stream.normal() }
      let weights = (0..<count).map { _ in exp(4 * stream.normal()) }
      let level = stream.normal() * exp(3 * stream.normal())
      let minimum = try GradientMinimizer.minimize(
        start: Array(repeating: 0, count: count),
        value: { p in
          (0..<count).reduce(level) { $0 + weights[$1] * (p[$1] - place[$1]) * (p[$1] - place[$1]) }
        },
        gradient: { p, g in
          for index in 0..<count { g[index] = 2 * weights[index] * (p[index] - place[index]) }
        })
      #expect(Tolerance.minimum.accepts(minimum.value, level))
      for (value, truth) in zip(minimum.parameters, place) {
        #expect(abs(value - truth) < 1e-9, "\(value) is not \(truth)")
      }
    }
  }

  @Test("starts at a minimum, on a plain and along a valley floor")
  func degenerate() throws {
    let already = try GradientMinimizer.minimize(
      start: [0, 0], value: { $0[0] * $0[0] + $0[1] * $0[1] },
      gradient: {
        $1[0] = 2 * $0[0]
        $1[1] = 2 * $0[1]
      })
    #expect(already.parameters == [0, 0])
    let plain = try GradientMinimizer.minimize(
      start: [1], value: { _ in 7 }, gradient: { $1[0] = 0 })
    #expect(plain.value == 7)
    let valley = try GradientMinimizer.minimize(
      start: [0, 0], value: { ($0[0] + $0[1] - 1) * ($0[0] + $0[1] - 1) },
      gradient: {
        $1[0] = 2 * ($0[0] + $0[1] - 1)
        $1[1] = $1[0]
      })
    #expect(valley.value < 1e-20)
  }

  @Test("what has no minimum ends with an error, soon", arguments: Landscape.bottomless)
  func bottomless(law: Landscape) {
    let began = ContinuousClock.now
    let error = #expect(throws: GSLError.self) {
      try GradientMinimizer.minimize(start: law.start, value: law.value, gradient: law.gradient)
    }
    #expect(error?.kind == .notConverged)
    #expect(error?.context.contains("largestGradient") == true)
    #expect(ContinuousClock.now - began < .seconds(5))
  }

  @Test("values and gradients that are not finite")
  func notFinite() {
    let parabola: (Span<Double>) -> Double = { $0[0] * $0[0] }
    let slope: (Span<Double>, inout MutableSpan<Double>) -> Void = { $1[0] = 2 * $0[0] }
    let badStart = #expect(throws: GSLError.self) {
      try GradientMinimizer.minimize(start: [.nan], value: parabola, gradient: slope)
    }
    #expect(badStart?.kind == .invalidInput)
    let badValue = #expect(throws: GSLError.self) {
      try GradientMinimizer.minimize(start: [1], value: { _ in .nan }, gradient: slope)
    }
    #expect(badValue?.kind == .nonFiniteFunction)
    let badSlope = #expect(throws: GSLError.self) {
      try GradientMinimizer.minimize(start: [1], value: parabola, gradient: { $1[0] = .nan })
    }
    #expect(badSlope?.kind == .nonFiniteFunction)
    let lostSlope = #expect(throws: GSLError.self) {
      try GradientMinimizer.minimize(
        start: [3], value: parabola, gradient: { $1[0] = $0[0] < 2 ? .nan : 2 * $0[0] })
    }
    #expect(lostSlope?.kind == .nonFiniteFunction)
  }

  @Test("iterations that run out are an error")
  func iterations() throws {
    let law = try #require(Landscape.hard.first)
    let error = #expect(throws: GSLError.self) {
      try GradientMinimizer.minimize(
        start: law.start,
        configuration: GradientMinimizer.Configuration(maximumIterations: 2), value: law.value,
        gradient: law.gradient)
    }
    #expect(error?.kind == .notConverged)
  }
}
