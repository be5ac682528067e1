// Tests of Records: events and the words of their columns.

import Records
import Testing

@Suite("Occasions and reports")
struct OccasionTests {
  static func occasion(joint: String) throws -> Occasion {
    let code = try #require(RegencyCode("17.06"))
    let report = EventReport(
      eventID: "mukomuko-1", kinds: [.signing], region: .regency(code), date: .unknown,
      elections: [], jointTag: joint, source: Source(publisher: "ANTARA"))
    return Occasion(
      settled: report, sources: [report.source], countsFrom: nil, recordedOn: nil, conflicts: [])
  }

  @Test("joint events count under their common tag, others under their own name")
  func countingName() throws {
    #expect(try Self.occasion(joint: "").countingName == "mukomuko-1")
    #expect(try Self.occasion(joint: "joint-7").countingName == "joint-7")
  }

  @Test("a report without numbers knows none")
  func unknown() throws {
    let report = try Self.occasion(joint: "").settled
    #expect(report.signers == .unknown && report.required == .unknown)
    #expect(report.outstanding == .unknown && report.attendees == .unknown)
  }

  @Test("a word names one level, or several, or none")
  func mention() {
    let one = LevelMention(word: "camat", levels: [.camat], employment: .unknown, extent: .all)
    let two = LevelMention(
      word: "eselon_2", levels: [.asisten, .kepalaOPD], employment: .pns, extent: .named)
    let none = LevelMention(word: "polres", levels: [], employment: .unknown, extent: .named)
    #expect([one, two, none].map(\.singleLevel) == [.camat, nil, nil])
  }

  @Test("sources order by publisher and print where they can be read")
  func sources() {
    let plain = Source(publisher: "Bawaslu")
    let web = Source(publisher: "ANTARA", address: "https://example.org/1")
    #expect([plain, web].sorted() == [web, plain])
    #expect(plain.description == "Bawaslu" && web.description == "https://example.org/1")
  }

  @Test("words of the columns")
  func words() {
    #expect(
      EventKind.allCases.map(\.rawValue) == ["signing", "pledge", "sosialisasi", "monitoring"])
    #expect(SigningMode.allCases.map(\.rawValue) == ["in_person", "represented", "online"])
    #expect(SessionTier.allCases.map(\.rawValue) == ["regency", "opd", "district", "village"])
    #expect(Set(SettlementRule.allCases.map(\.rawValue)).count == SettlementRule.allCases.count)
    #expect([FollowUp.monitoring, .cascade].sorted() == [.cascade, .monitoring])
    #expect([EventKind.session, .signing].sorted() == [.signing, .session])
  }
}
