// Tests of Ingest: reports of one event laid side by side.

import Records
import Testing

@testable import Ingest

@Suite("Occasion settler")
struct OccasionSettlerTests {
  private func settle(_ reports: EventReport...) -> Occasion {
    OccasionSettler.settle(reports, votingDay: Fixtures.election.votingDay)
  }

  @Test("Outstanding officials beat a round total, and the conflict is named")
  func outstandingBeatsTotal() {
    let occasion = settle(
      Fixtures.report(signers: .exact(53), required: .exact(53)),
      Fixtures.report(required: .exact(53), outstanding: .exact(5), outlet: "B"))
    #expect(occasion.settled.signers == .exact(48))
    #expect(occasion.conflicts.map(\.rule) == [.outstandingBeatsTotal])
    #expect(
      occasion.conflicts.first?.claims.map(\.value).sorted() == [
        "5 of 53 not yet signed", "53 signed",
      ])
  }

  @Test("Too few signers and outstanding officials leave bounds, and the conflict is named")
  func tooFew() {
    let occasion = settle(
      Fixtures.report(signers: .exact(10), required: .exact(53), outstanding: .exact(5)))
    #expect(occasion.settled.signers == .range(10, 48))
    #expect(occasion.conflicts.map(\.rule) == [.keptAsBounds])
  }

  @Test("Numbers that fit each other are no conflict")
  func noConflict() {
    let occasion = settle(
      Fixtures.report(signers: .exact(153), required: .exact(191), outstanding: .exact(38)))
    #expect(occasion.settled.signers == .exact(153))
    #expect(occasion.conflicts.isEmpty)
  }

  @Test("Signers follow from required and outstanding where nobody counts them")
  func derived() {
    let occasion = settle(Fixtures.report(required: .exact(30), outstanding: .exact(2)))
    #expect(occasion.settled.signers == .exact(28))
  }

  @Test("The date of most outlets wins; a month does not contradict a day in it")
  func dates() {
    let occasion = settle(
      Fixtures.report(date: "2023-12-28"), Fixtures.report(date: "2023-12-27", outlet: "B"),
      Fixtures.report(date: "2023-12-27", outlet: "C"),
      Fixtures.report(date: "2023-12", outlet: "D"))
    #expect(occasion.settled.date == .day(Fixtures.day("2023-12-27")))
    #expect(occasion.conflicts.map(\.field) == ["event_date"])
    #expect(occasion.conflicts.first?.claims.count == 4)
    let agreed = settle(
      Fixtures.report(date: "2023-12-27"), Fixtures.report(date: "2023-12", outlet: "B"))
    #expect(agreed.conflicts.isEmpty)
  }

  @Test("Counts that differ become bounds that hold all of them")
  func bounds() {
    let occasion = settle(
      Fixtures.report(signers: .exact(40)), Fixtures.report(signers: .exact(44), outlet: "B"))
    #expect(occasion.settled.signers == .range(40, 44))
    #expect(occasion.conflicts.map(\.rule) == [.keptAsBounds])
  }

  @Test("The order of the reports does not matter")
  func order() {
    let reports = [
      Fixtures.report(date: "2023-12-28", signers: .exact(40), levels: "camat=all"),
      Fixtures.report(date: "2023-12-27", signers: .exact(44), levels: "camat=15", outlet: "B"),
      Fixtures.report(date: "2023-12-27", levels: "camat;lurah", outlet: "C"),
    ]
    let first = settle(reports[0], reports[1], reports[2])
    for other in [
      settle(reports[2], reports[1], reports[0]), settle(reports[1], reports[0], reports[2]),
    ] {
      #expect(other.settled == first.settled)
      #expect(other.conflicts == first.conflicts)
      #expect(other.sources == first.sources)
    }
    #expect(first.sources.count == 3)
  }

  @Test("An event dated only to the year of the vote lies before the vote")
  func beforeTheVote() {
    #expect(settle(Fixtures.report(date: "2024")).countsFrom == Fixtures.day("2024-11-27"))
    #expect(settle(Fixtures.report(date: "2024-10")).countsFrom == Fixtures.day("2024-10-31"))
    #expect(settle(Fixtures.report(date: "")).countsFrom == nil)
  }
}
