// Test support: reference rows, tolerances and seeded chance that the tests of several modules use.

internal import Foundation
internal import Testing

/// A file of reference values with its provenance; the scripts that made them lie beside them.
package struct ReferenceFile<Row: Decodable>: Decodable {
  package let about: String
  package let tool: String
  package let version: String
  package let command: String
  package let date: String
  package let source: String
  package let rows: [Row]

  package static func load(_ name: String, as row: Row.Type) throws -> [Row] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let url = folder.appending(path: "ReferenceData/\(name).json")
    let rows = try JSONDecoder().decode(ReferenceFile<Row>.self, from: Data(contentsOf: url)).rows
    // An empty file would make every test over its rows pass.
    try #require(!rows.isEmpty, "\(name) has no rows")
    return rows
  }
}

/// How near is near enough; each module's tests name their tolerances with the reason.
package struct Tolerance: Sendable {
  package let relative: Double
  package let absolute: Double

  package init(relative: Double, absolute: Double) {
    self.relative = relative
    self.absolute = absolute
  }

  package func accepts(_ value: Double, _ truth: Double) -> Bool {
    value == truth || abs(value - truth) <= max(relative * abs(truth), absolute)
  }
}

/// A small generator with a fixed seed (SplitMix64), so that a failure can be repeated.
package struct SeededGenerator: RandomNumberGenerator {
  package var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Number of standard errors by which a seeded sample mean may miss: one in 1.7 million does.
package let monteCarloStandardErrors = 5.0

/// Mean of a sample with its standard error.
package struct SampleMean {
  package let mean: Double
  package let standardError: Double

  package init(_ values: [Double]) {
    let count = Double(values.count)
    let centre = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    mean = centre
    standardError = (squares / (count - 1) / count).squareRoot()
  }

  package init(count: Int, _ draw: () -> Double) {
    self.init((0..<count).map { _ in draw() })
  }

  package func agrees(with truth: Double) -> Bool {
    abs(mean - truth) <= monteCarloStandardErrors * standardError
  }
}
