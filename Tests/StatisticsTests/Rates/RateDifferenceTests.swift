// Tests of Statistics: differences of two rates.

import Statistics
import TestSupport
import Testing

struct DifferenceRow: Decodable, Sendable {
  let first: [Int]
  let second: [Int]
  let confidence: Double
  let isCorrected: Bool
  let difference: Double
  let low: Double
  let high: Double
  /// Ends as Newcombe printed them.
  let printed: [Double]?
}

struct PairRow: Decodable, Sendable {
  let both: Int
  let onlyFirst: Int
  let onlySecond: Int
  let neither: Int
  let confidence: Double
  let difference: Double
  let low: Double
  let high: Double
}

@Suite("Differences of rates")
struct RateDifferenceTests {
  /// Distances to the ends are differences of numbers up to 1.
  static func agrees(_ value: RateDifference, _ truth: [Double]) -> Bool {
    zip([value.difference, value.low, value.high], truth).allSatisfy {
      Tolerance.cutEnd.accepts($0, $1)
    }
  }

  @Test(
    "Newcombe's hybrid score interval",
    arguments: try ReferenceFile.load("statistics-differences", as: DifferenceRow.self))
  func independent(row: DifferenceRow) throws {
    let value = try #require(
      RateDifference(
        (row.first[0], row.first[1]), minus: (row.second[0], row.second[1]),
        confidence: row.confidence, isCorrected: row.isCorrected))
    #expect(Self.agrees(value, [row.difference, row.low, row.high]), "\(value)")
    if let printed = row.printed {
      #expect(Tolerance.printed.accepts(value.low, printed[0]), "\(value)")
      #expect(Tolerance.printed.accepts(value.high, printed[1]), "\(value)")
    }
  }

  @Test(
    "the same persons twice",
    arguments: try ReferenceFile.load("statistics-pairs", as: PairRow.self))
  func paired(row: PairRow) throws {
    let value = try #require(
      RateDifference(
        both: row.both, onlyFirst: row.onlyFirst, onlySecond: row.onlySecond,
        neither: row.neither, confidence: row.confidence))
    // A correlation of 1 leaves the root of a difference that cancels, half of its digits.
    let near = Tolerance(relative: 0, absolute: row.onlyFirst + row.onlySecond > 0 ? 4e-15 : 1e-8)
    for (one, truth) in zip(
      [value.difference, value.low, value.high], [row.difference, row.low, row.high])
    {
      #expect(near.accepts(one, truth), "\(value)")
    }
  }

  /// Fagerland, Lydersen and Laake (2014), Statistics in Medicine 33:2850–2875, airway reactivity
  /// of 21 children before and after a transplantation.
  @Test("a published paired example")
  func published() throws {
    let value = try #require(
      RateDifference(both: 1, onlyFirst: 1, onlySecond: 7, neither: 12, confidence: 0.95))
    #expect((value.low * 1_000).rounded() == -507 && (value.high * 1_000).rounded() == -26)
  }

  @Test("an empty group has no rate and no difference")
  func empty() {
    #expect(RateDifference((0, 0), minus: (3, 5), confidence: 0.95) == nil)
    #expect(RateDifference((3, 5), minus: (0, 0), confidence: 0.95) == nil)
    #expect(
      RateDifference(both: 0, onlyFirst: 0, onlySecond: 0, neither: 0, confidence: 0.95) == nil)
  }

  @Test(
    "laws: antisymmetric, around the difference, inside −1...1, wider with level and correction")
  func laws() throws {
    var generator = SeededGenerator(state: 17)
    for _ in 0..<300 {
      let (m, n) = (
        Int.random(in: 1...60, using: &generator), Int.random(in: 1...60, using: &generator)
      )
      let (x, y) = (
        Int.random(in: 0...m, using: &generator), Int.random(in: 0...n, using: &generator)
      )
      let value = try #require(RateDifference((x, m), minus: (y, n), confidence: 0.95))
      let swapped = try #require(RateDifference((y, n), minus: (x, m), confidence: 0.95))
      #expect(Self.agrees(swapped, [-value.difference, -value.high, -value.low]))
      let mirrored = try #require(RateDifference((m - x, m), minus: (n - y, n), confidence: 0.95))
      #expect(Tolerance.mirrored.accepts(mirrored.low, -value.high))
      #expect(value.low <= value.difference && value.difference <= value.high)
      #expect(value.low >= -1 && value.high <= 1)
      let wider = try #require(RateDifference((x, m), minus: (y, n), confidence: 0.99))
      let corrected = try #require(
        RateDifference((x, m), minus: (y, n), confidence: 0.95, isCorrected: true))
      for outer in [wider, corrected] {
        #expect(outer.low <= value.low && outer.high >= value.high)
      }
    }
  }
}
