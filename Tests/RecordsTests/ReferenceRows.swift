// Tests of Records: how reference rows are read.

import Foundation
import Testing

/// A file of reference values with its provenance; see
/// Tests/ReferenceData/make-statistics-reference.py.
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

/// A small generator with a fixed seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
