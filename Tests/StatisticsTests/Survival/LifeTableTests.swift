// Tests of Statistics: the actuarial life table against the published formulas.

import Statistics
import TestSupport
import Testing

struct LifeTableRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let breaks: [Double]
  let events: [Double]
  let censored: [Double]
  let entering: Double
  let atRisk: [Double]
  let exposed: [Double]
  let q: [Double?]
  let survival: [Double?]
  let standardError: [Double?]
  let hazard: [Double?]

  var testDescription: String { name }
}

@Suite("Life table")
struct LifeTableTests {
  @Test(
    "each row follows Cutler and Ederer",
    arguments: try ReferenceFile.load("statistics-life-table", as: LifeTableRow.self))
  func reference(row: LifeTableRow) throws {
    let table = LifeTable(
      breaks: row.breaks, events: row.events, censored: row.censored, entering: row.entering)
    try #require(table.rows.count == row.q.count)
    for (index, line) in table.rows.enumerated() {
      let agree = { KaplanMeierTests.agree($0, $1, .closedForm) }
      #expect(line.start == row.breaks[index] && line.end == row.breaks[index + 1])
      #expect(agree(line.atRisk, row.atRisk[index]) && agree(line.exposed, row.exposed[index]))
      #expect(agree(line.eventProbability, row.q[index]), "\(index)")
      #expect(agree(line.survival, row.survival[index]), "\(index)")
      #expect(agree(line.standardError, row.standardError[index]), "\(index)")
      #expect(agree(line.hazard, row.hazard[index]), "\(index)")
    }
  }

  @Test("without withdrawals it is the Kaplan–Meier curve at the ends", arguments: 0..<10)
  func closedGroup(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let events = (0..<8).map { _ in Int.random(in: 1...9, using: &random) }
    let entering = events.reduce(0, +) + Int.random(in: 1...20, using: &random)
    let table = LifeTable(
      breaks: (0...8).map(Double.init), events: events.map(Double.init),
      censored: Array(repeating: 0, count: 8), entering: Double(entering))
    let curve = KaplanMeier(
      required: entering, signers: events.enumerated().map { (Double($0 + 1), $1) }, lastLook: 8)
    for (row, step) in zip(table.rows, curve.steps) {
      #expect(KaplanMeierTests.agree(row.survival, step.survival, .closedForm))
      #expect(KaplanMeierTests.agree(row.standardError, step.standardError, .closedForm))
    }
  }

  @Test("no interval is an empty table")
  func empty() {
    #expect(LifeTable(breaks: [0], events: [], censored: [], entering: 5).rows.isEmpty)
  }
}
