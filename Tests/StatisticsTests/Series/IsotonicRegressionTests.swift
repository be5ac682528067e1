// Tests of Statistics: isotonic regression against SciPy, the min-max formula and its laws.

import Statistics
import TestSupport
import Testing

struct IsotonicRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let values: [Double]
  let weights: [Double]
  let unweighted: [Double]
  let weighted: [Double]

  var testDescription: String { name }
}

@Suite("Isotonic regression")
struct IsotonicRegressionTests {
  @Test(
    "the fit is that of SciPy",
    arguments: try ReferenceFile.load("statistics-isotonic", as: IsotonicRow.self))
  func reference(row: IsotonicRow) {
    let plain = IsotonicRegression(row.values).fitted
    let weighted = IsotonicRegression(row.values, weights: row.weights).fitted
    #expect(plain.count == row.values.count && weighted.count == row.values.count)
    for index in row.values.indices {
      #expect(Tolerance.blockMean.accepts(plain[index], row.unweighted[index]))
      #expect(Tolerance.blockMean.accepts(weighted[index], row.weighted[index]))
    }
  }

  @Test("nothing gives nothing, and what was reported stays")
  func original() {
    #expect(IsotonicRegression([]).fitted.isEmpty)
    let repaired = IsotonicRegression([3, 1, 1.4])
    #expect(repaired.original == [3, 1, 1.4] && repaired.fitted == [1.8, 1.8, 1.8])
    #expect(repaired.blocks.map(\.range) == [0..<3] && repaired.blocks[0].weight == 3)
  }

  @Test("laws on chance series", arguments: 0..<50)
  func laws(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let count = Int.random(in: 1...9, using: &random)
    let values = (0..<count).map { _ in Double(Int.random(in: -20...20, using: &random)) }
    let weights = (0..<count).map { _ in Double(Int.random(in: 1...9, using: &random)) / 4 }
    let fit = IsotonicRegression(values, weights: weights)
    let fitted = fit.fitted
    #expect(zip(fitted, fitted.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(IsotonicRegression(fitted, weights: weights).fitted == fitted)
    let sum = { (series: [Double]) in zip(series, weights).reduce(0) { $0 + $1.0 * $1.1 } }
    #expect(abs(sum(fitted) - sum(values)) < 1e-11)
    let rising = values.sorted()
    #expect(IsotonicRegression(rising, weights: weights).fitted == rising)
    // f_i = max over s <= i of the min over t >= i of the mean of s...t.
    for index in 0..<count {
      let formula = (0...index).map { s in
        (index..<count).map { t -> Double in
          let total = weights[s...t].reduce(0, +)
          return zip(values[s...t], weights[s...t]).reduce(0) { $0 + $1.0 * $1.1 } / total
        }.min() ?? .nan
      }.max()
      #expect(KaplanMeierTests.agree(fitted[index], formula, .blockMean))
    }
  }

  @Test("a hundred thousand values take linear time")
  func long() {
    let values = (0..<100_000).map { Double(-$0) }
    #expect(IsotonicRegression(values).blocks.count == 1)
  }
}
