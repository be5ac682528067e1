// Tests of Statistics: Mann–Kendall tests against pymannkendall and SciPy, and their laws.

import GSL
import Statistics
import TestSupport
import Testing

struct MannKendallRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let values: [Double]
  let score: Double
  let variance: Double
  let z: Double
  let p: Double
  let tauA: Double
  let tauB: Double
  let exact: Double?
  let factor: Double?
  let hamedRaoZ: Double?
  let hamedRaoFirstLagZ: Double?

  var testDescription: String { name }
}

@Suite("Mann–Kendall")
struct MannKendallTests {
  @Test(
    "agrees with pymannkendall and SciPy",
    arguments: try ReferenceFile.load("statistics-mann-kendall", as: MannKendallRow.self))
  func reference(row: MannKendallRow) throws {
    let test = try #require(MannKendall(row.values))
    #expect(Double(test.score) == row.score && test.count == row.values.count)
    for (name, value, truth) in [
      ("variance", test.variance, row.variance), ("z", test.z, row.z),
      ("tau-a", test.tauA, row.tauA), ("tau-b", test.tauB, row.tauB),
    ] {
      #expect(Tolerance.rankStatistic.accepts(value, truth), "\(name) \(value) is not \(truth)")
    }
    #expect(Tolerance.tailProbability.accepts(test.pValue, row.p), "\(test.pValue)")
    #expect((test.exactPValue == nil) == (row.exact == nil))
    if let exact = test.exactPValue, let truth = row.exact {
      #expect(Tolerance.tailProbability.accepts(exact, truth), "\(exact) is not \(truth)")
      #expect(test.bestPValue == exact)
    }
  }

  @Test(
    "Hamed and Rao's correction agrees with pymannkendall",
    arguments: try ReferenceFile.load("statistics-mann-kendall", as: MannKendallRow.self)
      .filter { $0.factor != nil })
  func hamedRao(row: MannKendallRow) throws {
    let factor = try #require(row.factor)
    guard factor > 0 else {
      #expect(HamedRaoTest(row.values) == nil)
      return
    }
    let test = try #require(HamedRaoTest(row.values))
    #expect(Tolerance.rankStatistic.accepts(test.varianceFactor, factor), "\(test.varianceFactor)")
    #expect(Tolerance.rankStatistic.accepts(test.z, try #require(row.hamedRaoZ)), "\(test.z)")
    let first = try #require(HamedRaoTest(row.values, lag: 1))
    #expect(
      Tolerance.rankStatistic.accepts(first.z, try #require(row.hamedRaoFirstLagZ)), "\(first.z)")
  }

  @Test("undefined for fewer than two values and for equal ones")
  func undefined() {
    #expect(MannKendall([]) == nil && MannKendall([1]) == nil && MannKendall([2, 2, 2]) == nil)
    #expect(HamedRaoTest([1, 2]) == nil && HamedRaoTest([2, 2, 2]) == nil)
  }

  @Test("reversing turns the sign; a monotone change of scale does nothing")
  func laws() throws {
    var generator = SeededGenerator(state: 5)
    for _ in 0..<40 {
      let values = (0..<15).map { _ in Double(Int.random(in: 1...9, using: &generator)) }
      let test = try #require(MannKendall(values))
      let reversed = try #require(MannKendall(values.reversed()))
      #expect(reversed.score == -test.score && reversed.pValue == test.pValue)
      #expect(MannKendall(values.map { $0 * $0 }) == test)
    }
  }

  @Test("the exact p of a straight rise is 2 / n!")
  func straight() throws {
    var factorial = 1.0
    for n in 2...12 {
      factorial *= Double(n)
      let exact = try #require(MannKendall((1...n).map(Double.init))?.exactPValue)
      #expect(Tolerance.closedForm.accepts(exact, 2 / factorial))
    }
  }

  @Test("rejects as often as it says, and less often with autocorrelation after correction")
  func size() throws {
    let stream = RandomStream(seed: 20_261_125)
    // The corrected test costs most, and a third of the runs tells the two rates apart.
    let (runs, chains) = (400, 150)
    var (independent, correlated, corrected) = (0, 0, 0)
    for run in 0..<runs {
      let noise = (0..<40).map { _ in stream.normal() }
      independent += try #require(MannKendall(noise)).pValue < 0.05 ? 1 : 0
      guard run < chains else { continue }
      var value = 0.0
      let chain = noise.map { shock -> Double in
        value = 0.6 * value + shock
        return value
      }
      correlated += try #require(MannKendall(chain)).pValue < 0.05 ? 1 : 0
      corrected += HamedRaoTest(chain).map { $0.pValue < 0.05 } ?? false ? 1 : 0
    }
    // Binomial(400, 0.05): above 42 has probability 1e-5.
    #expect(independent <= 42, "\(independent) of \(runs)")
    // Independent values would be rejected 22 times or more in 150 with probability 1e-5.
    #expect(corrected < correlated && correlated > 22, "\(corrected), \(correlated) of \(chains)")
  }
}
