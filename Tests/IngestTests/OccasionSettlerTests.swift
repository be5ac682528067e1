// Tests of Ingest: reports of one event laid side by side.

import Records
import Testing

@testable import Ingest

@Suite("Occasion settler")
struct OccasionSettlerTests {
  /// The newest version.
  private func settle(_ reports: EventReport...) -> Occasion {
    versions(reports)[versions(reports).count - 1]
  }

  private func versions(_ reports: [EventReport]) -> [Occasion] {
    OccasionSettler.versions(of: reports) { _ in Fixtures.election.votingDay }
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

  // MARK: - Versions

  @Test("A correction acts from the day on which it appeared, not before")
  func corrected() {
    let first = Fixtures.report(
      date: "2023-12-21", signers: .exact(53), required: .exact(53), published: "2023-12-21")
    let second = Fixtures.report(
      date: "2023-12-21", required: .exact(53), outstanding: .exact(5), published: "2023-12-28")
    let found = versions([second, first])
    #expect(found.map(\.settled.signers) == [.exact(53), .exact(48)])
    #expect(
      found.map(\.recordedOn) == [Fixtures.day("2023-12-21"), Fixtures.day("2023-12-28")])
    #expect(found.map(\.supersededOn) == [Fixtures.day("2023-12-28"), nil])
    #expect(found.map(\.conflicts.count) == [0, 1])
    #expect(found[1].conflicts[0].rule == .outstandingBeatsTotal)
    #expect(found[1].conflicts[0].recordedOn == Fixtures.day("2023-12-28"))
    #expect(found.map(\.sources.count) == [1, 1])
    for day in ["2023-12-22", "2023-12-27"] {
      #expect(found.known(on: Fixtures.day(day)).map(\.settled.signers) == [.exact(53)])
    }
    #expect(found.known(on: Fixtures.day("2023-12-28")).map(\.settled.signers) == [.exact(48)])
    #expect(found.known(on: Fixtures.day("2023-12-20")).isEmpty)
  }

  @Test("A second outlet moves neither the date nor the count before it appeared")
  func secondOutlet() {
    let found = versions([
      Fixtures.report(date: "2024-06-10", signers: .exact(40), published: "2024-06-10"),
      Fixtures.report(
        date: "2024-06-09", signers: .exact(44), outlet: "B", published: "2024-06-20"),
      Fixtures.report(
        date: "2024-06-09", signers: .exact(44), outlet: "C", published: "2024-06-20"),
    ])
    #expect(found.count == 2)
    #expect(found.map(\.settled.date.description) == ["2024-06-10", "2024-06-09"])
    #expect(found.map(\.settled.signers) == [.exact(40), .range(40, 44)])
    #expect(found.map(\.sources.count) == [1, 3])
  }

  @Test("Reports without a day of publication are known with the event, as one version")
  func oneVersion() {
    let reports = ["A", "B", "C"].map { Fixtures.report(date: "2024-06-10", outlet: $0) }
    let found = versions(reports)
    #expect(found.map(\.recordedOn) == [Fixtures.day("2024-06-10")])
    #expect(found[0].supersededOn == nil)
    // A report without any date is known by voting day; it waits for no other report.
    let undated = versions(reports + [Fixtures.report(date: "", outlet: "D")])
    #expect(undated.map(\.recordedOn?.description) == ["2024-06-10", "2024-11-27"])
  }

  // MARK: - Rules

  @Test("A later article of the same publisher corrects the earlier, one of another does not")
  func laterCorrection() {
    let first = Fixtures.report(signers: .exact(53), published: "2024-10-02")
    let same = settle(first, Fixtures.report(signers: .exact(48), published: "2024-10-09"))
    #expect(same.settled.signers == .exact(48))
    #expect(same.conflicts.map(\.rule) == [.laterCorrection])
    #expect(same.conflicts[0].claims.map(\.value) == ["53", "48"])
    let other = settle(
      first, Fixtures.report(signers: .exact(48), outlet: "B", published: "2024-10-09"))
    #expect(other.settled.signers == .range(48, 53))
    #expect(other.conflicts.map(\.rule) == [.keptAsBounds])
    // The same day, or a month that may hold it, is no later one.
    let sameDay = settle(first, Fixtures.report(signers: .exact(48), published: "2024-10-02"))
    #expect(sameDay.conflicts.map(\.rule) == [.keptAsBounds])
    let month = settle(first, Fixtures.report(signers: .exact(48), published: "2024-10"))
    #expect(month.conflicts.map(\.rule) == [.keptAsBounds])
    // Who later prints all of the roster takes back whom it had missing.
    let complete = settle(
      Fixtures.report(required: .exact(53), outstanding: .exact(5), published: "2024-10-02"),
      Fixtures.report(signers: .exact(53), required: .exact(53), published: "2024-10-09"))
    #expect(complete.settled.signers == .exact(53))
    #expect(complete.conflicts.map(\.rule) == [.laterCorrection])
    let moved = settle(
      Fixtures.report(date: "2024-10-01", published: "2024-10-02"),
      Fixtures.report(date: "2024-10-02", published: "2024-10-03"))
    #expect(moved.settled.date.description == "2024-10-02")
    #expect(moved.conflicts.map(\.rule) == [.laterCorrection])
  }

  @Test("The text of an article beats its headline, where the notes tell which is which")
  func headline() {
    func settled(_ notes: (String, String), outlet: String = "A") -> Occasion {
      settle(
        Fixtures.report(signers: .exact(53), note: notes.0),
        Fixtures.report(signers: .exact(48), outlet: outlet, note: notes.1))
    }
    let told = settled(("The headline: 53 signed.", "The text: 48 of them did."))
    #expect(told.settled.signers == .exact(48))
    #expect(told.conflicts.map(\.rule) == [.detailBeatsHeadline])
    #expect(settled(("Judul: 53", "Isi: 48")).settled.signers == .exact(48))
    #expect(settled(("Headline says 53", "")).settled.signers == .range(48, 53))
    let others = settled(("The headline: 53.", "The text: 48."), outlet: "B")
    #expect(others.conflicts.map(\.rule) == [.keptAsBounds])
  }

  @Test(
    "A total of another outlet yields to those who have not signed; figures that fit say nothing")
  func acrossOutlets() {
    let occasion = settle(
      Fixtures.report(signers: .exact(53), required: .exact(53)),
      Fixtures.report(
        signers: .exact(48), required: .exact(53), outstanding: .exact(5), outlet: "B"))
    #expect(occasion.settled.signers == .exact(48))
    #expect(occasion.conflicts.map(\.rule) == [.outstandingBeatsTotal])
    let about = settle(
      Fixtures.report(signers: .about(50), required: .exact(53), outstanding: .exact(5)))
    #expect(about.settled.signers == .exact(48) && about.conflicts.isEmpty)
    let both = settle(
      Fixtures.report(signers: .exact(53), required: .exact(53)),
      Fixtures.report(signers: .exact(40), outstanding: .exact(5), outlet: "B"))
    #expect(both.settled.signers == .range(40, 48))
    #expect(both.conflicts.map(\.rule) == [.outstandingBeatsTotal, .keptAsBounds])
  }

  @Test("A month speaks for every day in it, and the rule that decided between dates is named")
  func votes() {
    func rule(_ dates: String...) -> (String, [SettlementRule]) {
      var outlets = ["A", "B", "C", "D", "E"].makeIterator()
      let found = versions(
        dates.map { Fixtures.report(date: $0, outlet: outlets.next() ?? "", published: "2024-02") }
      )
      let last = found[found.count - 1]
      return (last.settled.date.description, last.conflicts.map(\.rule))
    }
    // Two outlets with a month do not outvote the one that names a day of it.
    #expect(rule("2023-12", "2023-12", "2023-12-27") == ("2023-12-27", []))
    #expect(
      rule("2023-12-27", "2023-12-28", "2023-12-28") == ("2023-12-28", [.majorityOfSources]))
    #expect(rule("2023-12-27", "2023-12-28", "2023-12") == ("2023-12-27", [.firstInOrder]))
    #expect(rule("2023-12", "2024-01-02") == ("2024-01-02", [.morePrecise]))
    #expect(rule("2023-11", "2023-11", "2023-12-01") == ("2023-11", [.majorityOfSources]))
  }

  @Test("Kinds, modes, tags and the word all are settled in the open")
  func noSilence() {
    let occasion = settle(
      Fixtures.report(levels: "camat=all", jointTag: "J1"),
      Fixtures.report(
        kinds: [.signing, .session], levels: "camat=12", mode: .represented, outlet: "B",
        jointTag: "J2"),
      Fixtures.report(outlet: "C", jointTag: "J2"))
    #expect(occasion.settled.kinds == [.signing, .session])
    #expect(occasion.settled.mode == .represented && occasion.settled.jointTag == "J2")
    #expect(occasion.settled.signerLevels.map(\.extent) == [.counted(.exact(12))])
    #expect(
      Dictionary(grouping: occasion.conflicts, by: \.field).mapValues { $0.map(\.rule) } == [
        "kind": [.keptTogether], "mode": [.representedBeatsPresence],
        "joint_event": [.majorityOfSources], "signer_levels: camat": [.countBeatsAll],
      ])
    let alike = settle(Fixtures.report(levels: "camat"), Fixtures.report(levels: "camat=12"))
    #expect(alike.conflicts.isEmpty && alike.settled.signerLevels[0].extent != .named)
  }
}
