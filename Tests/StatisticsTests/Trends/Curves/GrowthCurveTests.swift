// Tests of Statistics: growth curves through cumulative counts against R's nls.

import Statistics
import TestSupport
import Testing

struct GrowthRow: Decodable, Sendable, CustomTestStringConvertible {
  let kind: String
  let times: [Double]
  let cumulative: [Double]
  let parameters: [Double]
  let errors: [Double]
  let squares: Double
  let at: Double
  let value: Double

  var testDescription: String { kind }
}

@Suite("Growth curve")
struct GrowthCurveTests {
  @Test(
    "agrees with R", arguments: try ReferenceFile.load("statistics-growth", as: GrowthRow.self))
  func reference(row: GrowthRow) throws {
    let curve = try GrowthCurve(
      try #require(GrowthCurve.Kind(rawValue: row.kind)), times: row.times,
      cumulative: row.cumulative)
    for (value, truth) in zip(
      curve.parameters + curve.naiveErrors + [curve.residualSumOfSquares, curve.value(at: row.at)],
      row.parameters + row.errors + [row.squares, row.value])
    {
      #expect(Tolerance.nonlinearLeastSquares.accepts(value, truth), "\(value) is not \(truth)")
    }
    #expect(curve.naiveErrors.count == 3)
  }

  @Test("its claim about the ceiling is false on the very data it is fitted to")
  func warning() throws {
    // The mistake that it stands for: 3,638 have signed, and it claims 3,623 ± 12.
    let row = try #require(
      ReferenceFile.load("statistics-growth", as: GrowthRow.self).first { $0.kind == "logistic" })
    let curve = try GrowthCurve(.logistic, times: row.times, cumulative: row.cumulative)
    #expect(curve.parameters[0] + curve.naiveErrors[0] < row.cumulative[11])
  }

  @Test("counts that do not bend are an error or a far ceiling, never a NaN")
  func straight() {
    for kind in GrowthCurve.Kind.allCases {
      let curve = try? GrowthCurve(
        kind, times: [1, 2, 3, 4, 5], cumulative: [10, 20, 30, 40, 50])
      #expect(curve?.parameters.allSatisfy(\.isFinite) ?? true)
      #expect(curve.map { $0.value(at: 9).isFinite } ?? true)
    }
  }
}
