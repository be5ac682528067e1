// Tests of Ingest: the rung of a session from its host and leader.

import Records
import Testing

@testable import Ingest

@Suite("Rung of a session")
struct TierWordsTests {
  @Test(
    "certain words tell the rung, all else is the regency",
    arguments: [
      ("Kecamatan Penarik", "", "", "", SessionTier.district),
      ("Pemerintah Kecamatan Penarik", "Camat", "", "asn", .district),
      ("Camat Penarik", "Pj Bupati", "", "", .district), ("Distrik Kosiwo", "", "", "", .district),
      ("Desa Popodu", "", "", "", .village), ("Pemdes Popodu", "", "", "", .village),
      ("Pemerintah Desa Popodu", "", "", "kepala_desa", .village),
      ("Kelurahan Bandar Ratu", "", "", "", .village),
      ("Dinas Kesehatan", "Kepala Dinas", "", "asn", .opd), ("RSUD Mukomuko", "", "", "", .opd),
      // Heads of other units come: a session for the regency.
      ("Dinas Pemberdayaan Masyarakat dan Desa", "", "", "kepala_desa", .regency),
      // Two hosts of different rungs.
      ("Dinas Kesehatan; Pemkab Mukomuko", "", "", "asn", .regency),
      ("BKPSDM Jember", "", "10 kecamatan areas", "asn", .regency),
      ("Kesbangpol Kota Padang", "", "", "kepala_opd", .regency),
      ("Pemkab Grobogan", "Bupati", "Pendapa", "kepala_desa;camat", .regency),
      // The head of the district leads in the district's office.
      (
        "Bawaslu Kabupaten Halmahera Tengah", "Sekretaris Camat", "Kantor Camat Weda Tengah", "",
        .district
      ),
      ("Bawaslu X", "Plt Camat", "Kantor Camat X", "", .district),
      ("Pemkab Bondowoso", "Pj Bupati", "Pendopo Kecamatan Taman Krocok", "asn", .regency),
      ("Bawaslu X", "Pj Bupati; Camat", "Kantor Camat X", "", .regency),
      ("Bawaslu X", "Camat", "Hotel X", "", .regency), ("", "", "", "", .regency),
    ])
  func tier(host: String, lead: String, venue: String, audience: String, tier: SessionTier) {
    let mentions = audience.isEmpty ? [] : Fixtures.mentions(audience)
    #expect(TierWords.tier(host: host, lead: lead, venue: venue, audience: mentions) == tier)
  }

  @Test("A column beats the words, and reports that differ leave the session at the regency")
  func column() throws {
    let header = "event_id,kind,regency_code,event_date,election,organizer,tier,source_publisher\n"
    func tiers(_ rows: String...) throws -> [SessionTier] {
      try TemporaryFolder(["events.csv": header + rows.joined(separator: "\n")]).read().evidence
        .sessions.map(\.tier)
    }
    let row = "E1,sosialisasi,17.06,2024-10-01,pilkada-2024"
    #expect(try tiers("\(row),Kecamatan Penarik,,A") == [.district])
    #expect(try tiers("\(row),Kecamatan Penarik,village,A") == [.village])
    #expect(try tiers("\(row),Kecamatan Penarik,,A", "\(row),,,B") == [.district])
    #expect(try tiers("\(row),Kecamatan Penarik,,A", "\(row),Dinas Kesehatan,,B") == [.regency])
  }

  @Test("The real sessions: all of the regency or province but one in a district's office")
  func real() throws {
    let sessions = try EvidenceReader.read(
      [Fixtures.realFolder], referenceFolder: Fixtures.referenceFolder
    ).evidence.newest.sessions
    #expect(sessions.count == 105)
    #expect(sessions.filter { $0.tier != .regency }.map(\.id) == ["E085"])
  }
}
