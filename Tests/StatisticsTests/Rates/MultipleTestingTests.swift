// Tests of Statistics: adjusted p-values.

import Statistics
import TestSupport
import Testing

struct AdjustedRow: Decodable, Sendable {
  let p: [Double]
  let benjaminiHochberg: [Double]
  let holm: [Double]
}

@Suite("Multiple testing")
struct MultipleTestingTests {
  @Test(
    "Benjamini–Hochberg and Holm",
    arguments: try ReferenceFile.load("statistics-adjusted", as: AdjustedRow.self))
  func adjusted(row: AdjustedRow) {
    for (values, truths) in [
      (MultipleTesting.benjaminiHochberg(row.p), row.benjaminiHochberg),
      (MultipleTesting.holm(row.p), row.holm),
    ] {
      #expect(values.count == truths.count)
      for (value, truth) in zip(values, truths) {
        #expect(Tolerance.closedForm.accepts(value, truth), "\(value) is not \(truth)")
      }
    }
  }

  @Test("laws: not below p, keeps the order, follows a shuffle, Holm above Benjamini–Hochberg")
  func laws() {
    var generator = SeededGenerator(state: 4)
    for _ in 0..<100 {
      let size = Int.random(in: 1...40, using: &generator)
      let values = (0..<size).map { _ in
        // Rounded, so that some are equal.
        (Double.random(in: 0...1, using: &generator) * 20).rounded() / 20
      }
      let (hochberg, holm) = (
        MultipleTesting.benjaminiHochberg(values), MultipleTesting.holm(values)
      )
      for position in values.indices {
        #expect(hochberg[position] >= values[position] && holm[position] >= hochberg[position])
        #expect(holm[position] <= 1)
        for other in values.indices where values[other] <= values[position] {
          #expect(hochberg[other] <= hochberg[position] && holm[other] <= holm[position])
        }
      }
      let order = values.indices.shuffled(using: &generator)
      let shuffled = order.map { values[$0] }
      #expect(MultipleTesting.benjaminiHochberg(shuffled) == order.map { hochberg[$0] })
      #expect(MultipleTesting.holm(shuffled) == order.map { holm[$0] })
    }
  }
}
