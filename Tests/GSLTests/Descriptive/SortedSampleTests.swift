// Tests of GSL: quantiles of a sample.

import GSL
import TestSupport
import Testing

/// Quantiles of a sample by one definition, from R.
private struct QuantileRow: Decodable {
  let type: Int
  let values: [Double]
  let probabilities: [Double]
  let quantiles: [Double]
}

@Suite("Sample quantiles")
struct SortedSampleTests {
  @Test("agree with R's quantile of types 1, 7 and 8")
  func reference() throws {
    let rows = try ReferenceFile.load("gsl-quantiles", as: QuantileRow.self)
    #expect(Set(rows.map(\.type)) == [1, 7, 8])
    for row in rows {
      let definition = try #require(SortedSample.QuantileDefinition(rawValue: row.type))
      let sample = try SortedSample(row.values)
      for (p, expected) in zip(row.probabilities, row.quantiles) {
        let found = try #require(sample.quantile(p, definition))
        #expect(Tolerance.closedForm.accepts(found, expected), "type \(row.type) p \(p)")
      }
    }
  }

  @Test("an empty sample has no quantile, one value is all of them")
  func small() throws {
    for definition in SortedSample.QuantileDefinition.allCases {
      #expect(try SortedSample([]).quantile(0.5, definition) == nil)
      for p in [0, 0.3, 1] { #expect(try SortedSample([4]).quantile(p, definition) == 4) }
    }
    #expect(throws: GSLError.self) { try SortedSample([1, .nan]) }
  }

  @Test("a position that is whole but for rounding is whole")
  func rounding() throws {
    let sample = try SortedSample((1...100).map(Double.init))
    // In doubles 100 × 0.07 is 7.000000000000001, for which R 4.2 takes the eighth value.
    #expect(sample.quantile(0.07, .inverseDistribution) == 7)
    #expect(sample.quantile(0.55, .inverseDistribution) == 55)
    #expect(sample.quantile(0.551, .inverseDistribution) == 56)
    // In doubles 2,000 × (1 − 0.95) / 2 is 50.00000000000004.
    #expect(SortedSample.inverseDistributionIndex((1 - 0.95) / 2, count: 2_000) == 49)
    #expect(SortedSample.inverseDistributionIndex(0, count: 3) == 0)
    #expect(SortedSample.inverseDistributionIndex(1, count: 3) == 2)
  }

  @Test("quantiles rise with p, keep to the sample, and type 1 is a value of it")
  func laws() throws {
    var generator = SeededGenerator(state: 5)
    for _ in 0..<200 {
      let count = Int.random(in: 1...12, using: &generator)
      let values = (0..<count).map { _ in Double(Int.random(in: 0...9, using: &generator)) }
      let sample = try SortedSample(values)
      for definition in SortedSample.QuantileDefinition.allCases {
        let all = stride(from: 0.0, through: 1, by: 0.03125).compactMap {
          sample.quantile($0, definition)
        }
        #expect(zip(all, all.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(all.first == values.min() && all.last == values.max())
        #expect(definition != .inverseDistribution || all.allSatisfy(values.contains))
      }
    }
  }
}
