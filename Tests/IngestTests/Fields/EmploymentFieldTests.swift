// Tests of EmploymentField and ModeField: words for kinds of employment and ways of signing.

import Records
import Testing

@testable import Ingest

@Suite("EmploymentField and ModeField")
struct EmploymentFieldTests {
  @Test(arguments: Employment.allCases)
  func documentedWords(_ employment: Employment) {
    #expect(EmploymentField.parse(employment.rawValue) == .success(employment, conversion: nil))
  }

  static let others: [(text: String, employment: Employment)] = [
    ("PNS", .pns), ("CPNS", .pns), ("Pegawai Negeri Sipil", .pns), ("P3K", .pppk), ("PPPK", .pppk),
    ("PPPK Paruh Waktu", .pppk), ("honorer", .nonASN), ("PPNPN", .nonASN), ("THL", .nonASN),
    ("Tenaga Kontrak", .nonASN), ("non ASN", .nonASN), ("Non-ASN", .nonASN), ("kades", .village),
    ("Perangkat Desa", .village), ("kepala desa", .village), ("Pejabat Negara", .elected),
  ]

  @Test(arguments: others)
  func otherWords(_ text: String, _ employment: Employment) {
    #expect(
      EmploymentField.parse(text)
        == .success(employment, conversion: EmploymentField.otherWordRule))
  }

  @Test("ASN is one of two kinds and stays unknown")
  func civilServants() {
    for text in ["ASN", "asn", "Aparatur Sipil Negara", "PNS/PPPK"] {
      #expect(
        EmploymentField.parse(text)
          == .success(.unknown, conversion: EmploymentField.civilServantRule), "\(text)")
    }
    #expect(EmploymentField.parse("") == .success(.unknown, conversion: nil))
  }

  @Test(
    "a word that names no kind is refused with the known ones",
    arguments: [
      "guru", "staff", "bupati", "tni", "xyz", "5",
    ])
  func refused(_ text: String) {
    guard case .failure(_, let repair) = EmploymentField.parse(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    for known in Employment.allCases { #expect(repair.contains(known.rawValue)) }
  }

  @Test(arguments: SigningMode.allCases)
  func documentedModes(_ mode: SigningMode) {
    #expect(ModeField.parse(mode.rawValue) == .success(mode, conversion: nil))
  }

  @Test(
    "other words for the way of signing",
    arguments: [
      ("Langsung", SigningMode.inPerson), ("tatap muka", .inPerson), ("Diwakili", .represented),
      ("perwakilan", .represented), ("DARING", .online), ("e-sign", .online),
      ("Elektronik", .online),
      ("In Person", .inPerson),
    ])
  func otherModes(_ text: String, _ mode: SigningMode) {
    #expect(ModeField.parse(text) == .success(mode, conversion: ModeField.otherWordRule))
  }

  @Test("an unknown way of signing is refused, an empty one is none")
  func modeBounds() {
    #expect(ModeField.parse("") == .success(nil, conversion: nil))
    guard case .failure(_, let repair) = ModeField.parse("surat") else {
      Issue.record("accepted")
      return
    }
    #expect(repair.contains("in_person, represented, online"))
  }
}
