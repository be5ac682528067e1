// Tests of Statistics: Pettitt's test against the sums of signs that define it.

import Statistics
import TestSupport
import Testing

struct PettittRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let values: [Double]
  let statistic: Double
  let before: Int
  let rises: Bool
  let p: Double

  var testDescription: String { name }
}

@Suite("Pettitt")
struct PettittTests {
  @Test(
    "agrees with the sums of signs",
    arguments: try ReferenceFile.load("statistics-change-point", as: PettittRow.self))
  func reference(row: PettittRow) throws {
    let test = try #require(Pettitt(row.values))
    #expect(test.statistic == row.statistic)
    #expect(test.before == row.before && test.rises == row.rises, "\(test)")
    #expect(Tolerance.tailProbability.accepts(test.pValue, row.p), "\(test.pValue)")
  }

  @Test("undefined for one value and for equal ones")
  func undefined() {
    #expect(Pettitt([]) == nil && Pettitt([1]) == nil && Pettitt([4, 4, 4]) == nil)
  }
}
