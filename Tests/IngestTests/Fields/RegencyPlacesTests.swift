// Tests of RegencyResolver on the shipped tables: spellings of offices, provinces beside a name,
// codes of other lists and of before a division.

import Records
import Testing

@testable import Ingest

@Suite("RegencyResolver on the shipped tables")
struct RegencyPlacesTests {
  private let resolver: RegencyResolver

  init() throws {
    resolver = RegencyResolver(try ReferenceReader.read(folder: Fixtures.referenceFolder))
  }

  static let read = [
    ("Kab. OKU", "16.01"), ("Kab OKU", "16.01"), ("Pemkab Mubar", "74.13"),
    ("Pemerintah Kabupaten Mukomuko", "17.06"), ("Pemerintah Daerah Kab. Lebak", "36.02"),
    ("Pemda Lebak", "36.02"), ("Kota Adm. Jakarta Timur", "31.75"), ("Jakarta Timur", "31.75"),
    ("Kotamadya Bandung", "32.73"), ("Kota Madya Bandung", "32.73"), ("KAB. LEBAK", "36.02"),
    ("Lebak Regency", "36.02"), ("Regency of Lebak", "36.02"), ("Bandung City", "32.73"),
    ("Kotabaru", "63.02"), ("Kab. Kota Baru", "63.02"), ("Kota Baru", "63.02"),
    ("Mukomuko, Bengkulu", "17.06"), ("Lebak (Banten)", "36.02"), ("Lebak Prov. Banten", "36.02"),
    ("Kab. Lebak, Provinsi Banten", "36.02"), ("Bandung (Kota)", "32.73"),
    ("Bandung, Kab.", "32.04"), ("Mura, Kalteng", "62.12"), ("17.06 Mukomuko", "17.06"),
    ("17.06 - Kab. Mukomuko", "17.06"), ("Mukomuko (17.06)", "17.06"), ("32.73 Bandung", "32.73"),
    ("92.01", "96.01"), ("91.02", "95.01"), ("92.71", "96.71"), ("Merauke, Papua", "93.01"),
    ("Kota Sorong (Papua Barat)", "96.71"), ("DKI Jakarta", ""), ("Provinsi DKI", "31"),
  ]

  @Test(arguments: read)
  func reads(_ text: String, _ region: String) {
    #expect(resolver.resolve(text).value?.description ?? "" == region, "\(resolver.resolve(text))")
  }

  static let refused: [(text: String, province: String?, rule: String, repair: String)] = [
    ("Gorontalo", nil, "Kabupaten Gorontalo (75.01)", "code"),
    ("Gorontalo", "Gorontalo", "Kota Gorontalo (75.71)", "code"),
    ("Kupang", nil, "Kabupaten Kupang (53.01), Kota Kupang (53.71)", "code"),
    ("Kab. Mura", nil, "Kabupaten Musi Rawas (16.05), Kabupaten Murung Raya (62.12)", "code"),
    ("Kutai", nil, "more than one", ""), ("Kab. Kutai", nil, "more than one", ""),
    ("Bima", nil, "more than one", ""), ("Sorong", nil, "more than one", ""),
    ("Banjar", nil, "Kota Banjar (32.79), Kabupaten Banjar (63.03)", ""),
    ("Bandung", "Jawa Barat", "more than one", ""), ("Bogor", nil, "more than one", ""),
    ("Malang", nil, "more than one", ""), ("Madiun", nil, "more than one", ""),
    ("Mukomoko", nil, "no region of this name", "did you mean Kabupaten Mukomuko (17.06)"),
    ("Kota OKU", nil, "no region of this name", ""),
    ("17.06", "Banten", "lies in Provinsi Bengkulu (17), not in Provinsi Banten (36)", "correct"),
    ("Mukomuko", "Banten", "not in Provinsi Banten (36)", "correct"),
    ("Provinsi Bengkulu", "Banten", "not in Provinsi Banten (36)", ""),
    ("Mukomuko, Banten", nil, "not in Provinsi Banten (36)", ""),
    ("Mukomuko, Bengkulu", "Banten", "not in Provinsi Banten (36)", ""),
    ("Mukomuko (Bengkalu)", nil, "the province that is stated", "Provinsi Bengkulu (17)"),
    ("Mukomuko", "Atlantis", "the province that is stated is not known", ""),
    ("17.06 Lebak", nil, "the code is that of Kabupaten Mukomuko (17.06)", "correct"),
    ("Lebak (17.06)", nil, "the name that of Kabupaten Lebak (36.02)", "correct"),
    (
      "1706", nil, "Kabupaten Mukomuko (17.06), and in the list of the statistics office (BPS)",
      "17.06"
    ),
    ("9401", nil, "Kabupaten Nabire (94.01), and in the list", "94.01"),
    ("0000", nil, "none", "ministry"),
    ("17.06.01", nil, "a part of Kabupaten Mukomuko (17.06)", "17.06"),
    ("17.06.01.2001", nil, "a part of Kabupaten Mukomuko (17.06)", "17.06"),
    ("17.6", nil, "Kabupaten Mukomuko (17.06)", "text"), ("91.99", nil, "no regency", ""),
    ("92.01", "Bali", "not in Provinsi Bali (51)", ""), ("-", nil, "a region is required", ""),
    ("#N/A", nil, "formula", ""),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ province: String?, _ rulePart: String, _ repairPart: String) {
    guard case .failure(let rule, let repair) = resolver.resolve(text, province: province) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(rule.contains(rulePart), "\(rule)")
    #expect(repairPart.isEmpty ? !repair.isEmpty : repair.contains(repairPart), "\(repair)")
  }

  @Test("the province settles, contradicts, or is that of before a division")
  func provinces() {
    #expect(resolver.resolve("Banjar", province: "Kalsel").value?.description == "63.03")
    #expect(resolver.resolve("Banjar", province: "32").value?.description == "32.79")
    #expect(resolver.resolve("17.06", province: "n/a").value?.description == "17.06")
    for (text, province) in [("Nabire", "Papua"), ("94.01", "Papua"), ("91.04", "91")] {
      guard case .success(let region, let rule) = resolver.resolve(text, province: province) else {
        Issue.record("\(text) was refused")
        continue
      }
      #expect(region.description == "94.01")
      #expect(rule?.contains(RegencyResolver.formerProvinceRule) == true)
    }
    #expect(resolver.resolve("91.04", province: "Papua Tengah").value?.description == "94.01")
  }

  @Test("every former code is read as the present one, told with its day and law")
  func lineage() {
    #expect(resolver.tables.lineage.count == 26)
    for change in resolver.tables.lineage {
      #expect(resolver.tables.regencies[change.oldCode] == nil)
      #expect(resolver.tables.regencies[change.newCode] != nil)
      guard
        case .success(let region, let rule) = resolver.resolve(change.oldCode.description)
      else {
        Issue.record("\(change.oldCode) was refused")
        continue
      }
      #expect(region == .regency(change.newCode))
      for part in ["\(change.oldCode)", "\(change.newCode)", "\(change.changedOn)", "UU "] {
        #expect(rule?.contains(part) == true)
      }
    }
  }

  @Test("a former code that another regency has today is refused with both")
  func reusedCode() {
    func regency(_ code: String, _ name: String) -> Regency {
      Regency(
        code: Fixtures.regency(code), name: name, isCity: false, provinceName: "P",
        islandGroup: "", electsHead: true, units: nil)
    }
    let tables = ReferenceTables(
      regencies: [regency("92.01", "Kabupaten Baru"), regency("96.01", "Kabupaten Sorong")],
      lineage: [
        RegencyLineage(
          oldCode: Fixtures.regency("92.01"), newCode: Fixtures.regency("96.01"),
          changedOn: Fixtures.day("2022-12-08"), legalBasis: "UU 29/2022")
      ], elections: [])
    guard case .failure(let rule, _) = RegencyResolver(tables).resolve("92.01") else {
      Issue.record("accepted")
      return
    }
    #expect(rule.contains("Kabupaten Baru (92.01)") && rule.contains("Kabupaten Sorong (96.01)"))
  }
}
