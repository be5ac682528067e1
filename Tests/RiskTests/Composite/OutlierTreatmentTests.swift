// Tests of Risk: outliers that are winsorised, then logged.

import TestSupport
import Testing

@testable import Risk

@Suite("Outlier treatment")
struct OutlierTreatmentTests {
  struct Row: Decodable {
    let values: [Double]
    let treated: [Double]
    let bounded: [Double]
  }

  @Test("values after treatment as by NumPy and SciPy")
  func reference() throws {
    let rows = try ReferenceFile<Row>.load("risk-treatment", as: Row.self)
    for (place, row) in rows.enumerated() {
      for (isBounded, wanted) in [(false, row.treated), (true, row.bounded)] {
        let treated = TreatedColumn(row.values, isBounded: isBounded).values
        for (value, truth) in zip(treated, wanted) {
          #expect(Tolerance.compositeScore.accepts(value, truth), "\(place) \(value) \(truth)")
        }
      }
    }
    // All three branches occur.
    #expect(rows.contains { $0.treated == $0.values })
    #expect(rows.contains { $0.treated != $0.values && $0.treated == $0.bounded })
    #expect(rows.contains { $0.treated != $0.bounded })
  }

  @Test("the order of values stays, and the sign of the values turns the treatment round")
  func laws() throws {
    for row in try ReferenceFile<Row>.load("risk-treatment", as: Row.self) {
      let treated = TreatedColumn(row.values, isBounded: false).values
      let order = row.values.indices.sorted { row.values[$0] < row.values[$1] }
      #expect(zip(order, order.dropFirst()).allSatisfy { treated[$0] <= treated[$1] })
      let mirrored = TreatedColumn(row.values.map { -$0 }, isBounded: false).values
      #expect(zip(mirrored, treated).allSatisfy { Tolerance.compositeScore.accepts($0, -$1) })
    }
  }

  @Test("shapes of few or equal values are not defined")
  func undefined() {
    #expect(SampleShape([1, 2, 3]) == nil && SampleShape([4, 4, 4, 4, 4]) == nil)
    #expect(SampleShape([1, 2, 3, 4])?.skewness == 0)
  }

  @Test("gaps stay gaps")
  func gaps() {
    let treated = TreatedColumn([.nan, 1, 2, 3, 4, 5, 6, 7, 900], isBounded: false).values
    #expect(treated[0].isNaN && treated[8] == 7)
  }
}
