// Tests of GSL: roots of functions of one variable.

import Foundation
import GSL
import TestSupport
import Testing

struct RootRow: Decodable, Sendable, CustomTestStringConvertible {
  let function: String
  let lower: Double
  let upper: Double
  let root: Double
  var testDescription: String { function }
}

@Suite("Root finder")
struct RootFinderTests {
  static let functions: [String: @Sendable (Double) -> Double] = [
    "cosine": { cos($0) - $0 }, "exponential": { exp($0) - 1000 },
    "cubic": { $0 * $0 * $0 - 2 * $0 - 5 }, "quintuple": { pow($0 - 0.25, 5) },
    "tiny": { log($0) + 300 }, "logit": { log($0 / (1 - $0)) - 3 }, "wide": { atan($0 - 12345) },
  ]

  @Test(
    "agrees with mpmath, also for a multiple root, a tiny one and poles at the ends",
    arguments: try ReferenceFile.load("gsl-roots", as: RootRow.self))
  func reference(row: RootRow) throws {
    let function = try #require(Self.functions[row.function])
    let root = try RootFinder.root(in: row.lower...row.upper, of: function)
    // A steep function turns the rounding of its own value into an error of the root.
    let rounding = row.function == "tiny" ? 6e-14 : 0
    #expect(
      Tolerance.root.accepts(root, row.root) || abs(root - row.root) <= rounding * row.root,
      "\(root) is not \(row.root)")
  }

  @Test("a seeded root of an increasing function is found wherever the ends are")
  func seeded() throws {
    let stream = RandomStream(seed: 77)
    for _ in 0..<2_000 {
      let root = 10 * stream.normal()
      let range = (root - exp(8 * stream.normal()))...(root + exp(8 * stream.normal()))
      let power = Double(1 + 2 * stream.uniformInt(below: 3))
      let found = try RootFinder.root(in: range) { pow($0 - root, power) }
      #expect(Tolerance.root.accepts(found, root), "\(found) is not \(root) in \(range)")
    }
  }

  @Test("an end that is a root is the answer, and a jump is found")
  func ends() throws {
    for (range, end) in [(2.0...3, 2.0), (2...3, 3), (2...2, 2), (-1...2, 0)] {
      let root = try RootFinder.root(in: range) { $0 - end }
      #expect(root == end)
    }
    let jump = try RootFinder.root(in: 0...1) { $0 < 0.3 ? -1 : 1 }
    #expect(Tolerance.root.accepts(jump, 0.3))
  }

  @Test("evaluates a smooth function a few times only")
  func evaluations() throws {
    var count = 0
    _ = try RootFinder.root(in: 0...1) {
      count += 1
      return cos($0) - $0
    }
    #expect(count <= 15)
  }

  struct Misuse: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: GSLError.Kind
    let range: ClosedRange<Double>
    let function: @Sendable (Double) -> Double
  }

  static let misuses = [
    Misuse(testDescription: "no change of sign", kind: .invalidInput, range: 1...2) { $0 },
    Misuse(testDescription: "flat", kind: .invalidInput, range: 1...2) { _ in 7 },
    Misuse(testDescription: "one point", kind: .invalidInput, range: 1...1) { $0 },
    Misuse(testDescription: "infinite end", kind: .invalidInput, range: 0...Double.infinity) {
      $0 - 1
    },
    Misuse(testDescription: "overflowing width", kind: .invalidInput, range: -1.7e308...1.7e308) {
      $0
    },
    Misuse(testDescription: "NaN at an end", kind: .nonFiniteFunction, range: -1...4) { log($0) },
    Misuse(testDescription: "NaN inside", kind: .nonFiniteFunction, range: -1...2) {
      abs($0) < 0.9 ? .nan : $0
    },
    Misuse(testDescription: "pole", kind: .notConverged, range: -1...2) { 1 / ($0 - 0.3) },
  ]

  @Test("what has no root is an error", arguments: misuses)
  func errors(misuse: Misuse) {
    let error = #expect(throws: GSLError.self) {
      try RootFinder.root(in: misuse.range, of: misuse.function)
    }
    #expect(error?.kind == misuse.kind)
    #expect(error?.context.contains("range=") == true)
  }

  @Test("iterations that run out are an error")
  func iterations() {
    let error = #expect(throws: GSLError.self) {
      try RootFinder.root(in: 0...1, maximumIterations: 2) { cos($0) - $0 }
    }
    #expect(error?.kind == .notConverged)
  }
}
