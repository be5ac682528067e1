// Tests of Statistics: the exact division of a series against all divisions.

import Statistics
import TestSupport
import Testing

@Suite("Partition")
struct PartitionTests {
  static func squares(_ values: ArraySlice<Double>) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  @Test("no division is cheaper", arguments: [0.0, 0.5, 3, 100])
  func exhaustive(penalty: Double) {
    var generator = SeededGenerator(state: 8)
    for _ in 0..<20 {
      let values = (0..<9).map { _ in Double(Int.random(in: 0...6, using: &generator)) }
      for length in [1, 2, 3] {
        let partition = Partition.levels(values, penalty: penalty, minimumLength: length)
        var least = Double.infinity
        for mask in 0..<(1 << 8) {
          let starts = [0] + (1...8).filter { mask & (1 << ($0 - 1)) != 0 }
          let pieces = zip(starts, starts.dropFirst() + [9]).map { values[$0..<$1] }
          guard pieces.allSatisfy({ $0.count >= length }) else { continue }
          least = min(
            least,
            pieces.reduce(penalty * Double(pieces.count - 1)) { $0 + Self.squares($1) })
        }
        #expect(abs(partition.cost - least) < 1e-9, "\(values) \(penalty) \(length)")
        let starts = [0] + partition.changes
        let ends = partition.changes + [9]
        #expect(zip(starts, ends).allSatisfy { $1 - $0 >= length })
      }
    }
  }

  @Test("a clear step is found, a constant series is one stretch")
  func step() {
    #expect(Partition.levels([1, 1.2, 0.9, 5, 5.1, 4.9], penalty: 1).changes == [3])
    #expect(Partition.levels(Array(repeating: 2, count: 9), penalty: 0.1).changes.isEmpty)
    #expect(Partition.levels([3], penalty: 1, minimumLength: 4).changes.isEmpty)
  }
}
