// Tests of Ingest: what an event says about each level, and what it must not be read to say.

import Records
import Testing

@testable import Ingest

@Suite("Event claims")
struct EventClaimsTests {
  private func claims(_ report: EventReport) -> [EventClaim] { EventClaims(event: report).claims }

  @Test("Counts that add up to required list who must sign; the outstanding are taken off")
  func listed() {
    let found = claims(
      Fixtures.report(
        signers: .exact(48), required: .exact(53), outstanding: .exact(5),
        levels: "bupati=1;wakil_bupati=1;asisten=3;staf_ahli=3;kepala_opd=30;camat=15",
        outstandingLevels: "kepala_opd=5"))
    #expect(found.count == 6)
    let heads = found.first { $0.level == .kepalaOPD }
    #expect(heads?.required == .exact(30))
    #expect(heads?.signed == .counted(.exact(25)))
    #expect(found.first { $0.level == .camat }?.signed == .counted(.exact(15)))
  }

  @Test("Outstanding officials of unknown level leave every level in bounds, the total exact")
  func outstandingOfUnknownLevel() {
    let found = claims(
      Fixtures.report(
        signers: .exact(48), required: .exact(53), outstanding: .exact(5),
        levels: "kepala_opd=38;camat=15"))
    #expect(found.first { $0.level == .camat }?.signed == .counted(.range(10, 15)))
    let total = found.last
    #expect(total?.level == nil)
    #expect(total?.signed == .counted(.exact(48)))
    #expect(total?.required == .exact(53))
  }

  @Test("A count without a target is a lower bound: others may have signed elsewhere")
  func lowerBound() {
    let found = claims(Fixtures.report(levels: "kepala_opd=1;kepala_desa"))
    #expect(found.first { $0.level == .kepalaOPD }?.signed == .counted(.atLeast(1)))
    #expect(found.first { $0.level == .kepalaDesa }?.signed == .named)
  }

  @Test("A head count beside no signers is no target")
  func headCount() {
    let found = claims(Fixtures.report(required: .exact(11_259), levels: "asn"))
    #expect(found.allSatisfy { $0.required.isUnknown })
    #expect(found.allSatisfy { $0.signed == .named })
  }

  @Test("Representatives are an event, not a count")
  func represented() {
    let found = claims(
      Fixtures.report(
        signers: .exact(2), levels: "asisten=1;kepala_opd=1", attendees: "eselon_2",
        mode: .represented))
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.signed == .named && $0.level != nil })
  }

  @Test("A pledge or a session is no signature")
  func pledge() {
    #expect(claims(Fixtures.report(kinds: [.pledge], levels: "camat=15")).isEmpty)
    #expect(claims(Fixtures.report(kinds: [.session], attendees: "camat")).isEmpty)
  }

  @Test("Levels that attend a signing without named signers are in scope, number unknown")
  func attendance() {
    let found = claims(Fixtures.report(kinds: [.session, .signing], attendees: "camat;lurah=4"))
    #expect(found.map(\.level) == [.camat, .lurah])
    #expect(found.allSatisfy { $0.signed == .named })
  }

  @Test("Guests who are not obliged are no level")
  func guests() {
    #expect(claims(Fixtures.report(levels: "ketua_kpu=1;tni;polri")).isEmpty)
  }

  @Test("Bound levels are in scope without a signature")
  func bound() {
    let found = claims(Fixtures.report(levels: "sekda=1", bound: "asn;non_asn"))
    let staff = found.first { $0.level == .staff }
    #expect(staff != nil)
    #expect(staff?.signed == nil)
  }
}
