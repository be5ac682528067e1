// Tests of Reporting: what the columns of the trend table say.

import Records
import Reporting
import Statistics
import Testing

@Suite("Trend table")
struct TrendTableTests {
  @Test("the change of speed is given as the ratio of the speeds")
  func changeRatio() throws {
    let counts = [40, 64, 66, 69, 71, 73]
    let dates = try (1...6).map { try PageSample.day("2024-06-0\($0)").advanced(by: 6 * $0) }
    let source = Source(publisher: "test")
    let ledger = Ledger(
      key: LedgerKey(
        election: ElectionID("pilkada-2024"), regency: try PageSample.code("17.01"), level: .staff),
      denominators: dates.map {
        DenominatorClaim(
          count: .exact(100), basis: .recap, asOf: $0, recordedOn: $0, source: source)
      },
      signings: zip(dates, counts).map {
        SigningClaim(
          extent: .counted(.exact($1)), measure: .cumulative, basis: .recap, upTo: $0,
          recordedOn: $0, source: source)
      })
    let reference = try PageSample.reference()
    let book = TallyBook(
      evidence: Evidence(
        ledgers: [ledger], occasions: [], sessions: [], violations: [], conflicts: []),
      reference: reference, election: try #require(reference.elections.first),
      asOf: try PageSample.day("2024-11-27"), scope: .named)
    let trends = book.trends(by: Grouping(area: .regency, byLevel: true), confidence: 0.95)
    let table = Table(trends: trends, book: book, confidence: 0.95)
    let place = try #require(table.columns.firstIndex { $0.name == "change_ratio" })
    let cell = try #require(table.rows.first?[place].plain)
    let ratio = try #require(Double(cell))
    // 64 of 100 in two weeks, then 9 of 36 in four: the speed falls to about a seventh.
    #expect(ratio > 0.1 && ratio < 0.2, "\(cell)")
  }
}
