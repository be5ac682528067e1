// Tests of GSL: how reference rows are read and how near a value must come to them.

import Foundation
import Testing

/// A file of reference values with its provenance; see Tests/ReferenceData/make-gsl-reference.py.
struct ReferenceFile<Row: Decodable>: Decodable {
  let about: String
  let tool: String
  let version: String
  let command: String
  let date: String
  let source: String
  let rows: [Row]

  static func load(_ name: String, as row: Row.Type) throws -> [Row] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = folder.appending(path: "ReferenceData/\(name).json")
    let rows = try JSONDecoder().decode(ReferenceFile<Row>.self, from: Data(contentsOf: url)).rows
    // An empty file would make every test over its rows pass.
    try #require(!rows.isEmpty, "\(name) has no rows")
    return rows
  }
}

/// How near is near enough, and why.
struct Tolerance {
  let relative: Double
  let absolute: Double

  /// Closed forms and series: a few dozen roundings.
  static let closedForm = Tolerance(relative: 1e-12, absolute: 0)
  /// Differences of logarithms that may cancel to about 0, where only absolute digits are left.
  static let logarithm = Tolerance(relative: 1e-12, absolute: 1e-14)
  /// Quantiles by iteration: the promise in the documentation.
  static let quantile = Tolerance(relative: 1e-11, absolute: 0)
  /// Incomplete gamma function: series and fractions summed to rounding, and a prefactor.
  static let iterative = Tolerance(relative: 1e-11, absolute: 0)
  /// Tails whose front factor is the exponential of a difference of numbers near 1e6, each
  /// rounded: 1e6 times the rounding unit.
  static let largeShapes = Tolerance(relative: 2e-10, absolute: 0)
  /// Certified values of nonlinear fits carry 11 digits; the differences that stand for derivatives
  /// cost up to two of them, where the parameters hang together most (Thurber).
  static let nonlinearFit = Tolerance(relative: 1e-8, absolute: 0)
  /// Linear fits by orthogonal factors: condition number (about 1e3 on Norris) times rounding.
  static let linearFit = Tolerance(relative: 1e-10, absolute: 0)

  func accepts(_ value: Double, _ truth: Double) -> Bool {
    value == truth || abs(value - truth) <= max(relative * abs(truth), absolute)
  }
}

/// Number of standard errors by which a seeded sample mean may miss: one in 1.7 million does.
let monteCarloStandardErrors = 5.0

/// Sums of a sample for the comparison with theory.
struct SampleMean {
  let mean: Double
  let standardError: Double

  init(count: Int, _ draw: () -> Double) {
    let values = (0..<count).map { _ in draw() }
    let centre = values.reduce(0, +) / Double(count)
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    mean = centre
    standardError = (squares / Double(count - 1) / Double(count)).squareRoot()
  }

  func agrees(with truth: Double) -> Bool {
    abs(mean - truth) <= monteCarloStandardErrors * standardError
  }
}
