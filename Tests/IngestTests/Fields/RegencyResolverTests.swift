// Tests of RegencyResolver: codes, names, other names, ambiguity, refusals.

import Records
import Testing

@testable import Ingest

@Suite("RegencyResolver")
struct RegencyResolverTests {
  let resolver: RegencyResolver

  init() throws {
    let rows = [
      ("11.01", "Kabupaten Aceh Selatan", "Aceh"), ("11.10", "Kabupaten Aceh Singkil", "Aceh"),
      ("13.07", "Kabupaten Lima Puluh Kota", "Sumatera Barat"),
      ("16.05", "Kabupaten Musi Rawas", "Sumatera Selatan"),
      ("17.06", "Kabupaten Mukomuko", "Bengkulu"), ("17.71", "Kota Bengkulu", "Bengkulu"),
      ("31.71", "Kota Administrasi Jakarta Pusat", "Daerah Khusus Ibukota Jakarta"),
      ("32.04", "Kabupaten Bandung", "Jawa Barat"), ("32.73", "Kota Bandung", "Jawa Barat"),
      ("52.06", "Kabupaten Bima", "Nusa Tenggara Barat"),
      ("62.12", "Kabupaten Murung Raya", "Kalimantan Tengah"),
      ("63.06", "Kabupaten Hulu Sungai Selatan", "Kalimantan Selatan"),
      ("64.02", "Kabupaten Kutai Kartanegara", "Kalimantan Timur"),
      ("81.05", "Kabupaten Seram Bagian Timur", "Maluku"),
      ("82.05", "Kabupaten Kepulauan Sula", "Maluku Utara"),
    ]
    func code(_ text: String) throws -> RegencyCode { try #require(RegencyCode(text)) }
    let regencies = try rows.map { row in
      Regency(
        code: try code(row.0), name: row.1, isCity: row.1.hasPrefix("Kota"), provinceName: row.2,
        islandGroup: "", electsHead: true, units: nil)
    }
    resolver = RegencyResolver(
      ReferenceTables(
        regencies: regencies,
        aliases: [
          "Mukomuko": try code("17.06"), "HSS": try code("63.06"), "Kukar": try code("64.02"),
          "50 Kota": try code("13.07"),
        ],
        ambiguousNames: [
          "Mura": [try code("16.05"), try code("62.12")], "Bengkulu": [try code("17.71")],
          "Kutai": [try code("64.02")], "HSS": [try code("63.06")],
          "Bandung": [try code("32.04"), try code("32.73")],
        ], elections: []))
  }

  static let official = [
    ("17.06", "17.06"), (" 11.10 ", "11.10"), ("17", "17"), ("Kabupaten Mukomuko", "17.06"),
    ("KABUPATEN  MUKO MUKO", "17.06"), ("Kab. Mukomuko", "17.06"), ("kab muko-muko", "17.06"),
    ("Pemkab Mukomuko", "17.06"), ("Kota Bandung", "32.73"), ("Kab. Bandung", "32.04"),
    ("Kota Administrasi Jakarta Pusat", "31.71"), ("Kota Adm. Jakarta Pusat", "31.71"),
    ("Kota Jakarta Pusat", "31.71"), ("Kab. Kep. Sula", "82.05"), ("Kota Bengkulu", "17.71"),
    ("Provinsi Bengkulu", "17"), ("prov. jawa barat", "32"), ("Provinsi DKI Jakarta", "31"),
    ("Pemprov NTB", "52"), ("Provinsi Aceh", "11"),
  ]

  @Test(arguments: official)
  func readsOfficial(_ text: String, _ region: String) {
    guard case .success(let found, let rule) = resolver.resolve(text) else {
      Issue.record("\(text) was refused: \(resolver.resolve(text))")
      return
    }
    #expect(found.description == region)
    #expect(rule == nil)
  }

  @Test(arguments: [
    ("mukomuko", "17.06"), ("HSS", "63.06"), ("Kukar", "64.02"), ("Bima", "52.06"),
    ("Jakarta Pusat", "31.71"), ("50 Kota", "13.07"), ("50 kota", "13.07"),
  ])
  func readsOtherNames(_ text: String, _ region: String) {
    guard case .success(let found, let rule) = resolver.resolve(text) else {
      Issue.record("\(text) was refused")
      return
    }
    #expect(found.description == region)
    #expect(rule == RegencyResolver.otherNameRule)
  }

  static let refused = [
    ("", "a region is required", ""), ("17.99", "no regency has the code 17.99", ""),
    ("99", "no province has the code 99", ""),
    (
      "11.1", "dropped a zero; it may have been Kabupaten Aceh Singkil (11.10), Kabupaten Aceh Sel",
      ""
    ),
    ("17.6", "it may have been Kabupaten Mukomuko (17.06)", "text"),
    ("17,6", "dropped a zero", ""), ("99.9", "dropped a zero", ""),
    ("1706", "not a code of the form NN.NN", "17.06"), ("17.06.01", "not a code", ""),
    ("Mura", "Kabupaten Musi Rawas (16.05), Kabupaten Murung Raya (62.12)", "code"),
    ("Bandung", "Kabupaten Bandung (32.04), Kota Bandung (32.73)", ""),
    ("Bengkulu", "Provinsi Bengkulu (17), Kota Bengkulu (17.71)", ""),
    ("Kutai", "more than one region", ""), ("Jawa Barat", "a province", "Provinsi Jawa Barat (32)"),
    ("Kabupaten Mukomoko", "no region of this name", "Kabupaten Mukomuko (17.06)"),
    ("Mukumuko", "no region of this name", "Kabupaten Mukomuko (17.06)"),
    ("Kota Mukomuko", "no region of this name", ""),
    ("Provinsi Bengkalu", "no region of this name", "Provinsi Bengkulu (17)"),
    ("Atlantis Raya Besar", "no region of this name", "aliases.csv"),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ rulePart: String, _ repairPart: String) {
    guard case .failure(let rule, let repair) = resolver.resolve(text) else {
      Issue.record("\(text) was accepted")
      return
    }
    #expect(rule.contains(rulePart), "\(rule)")
    #expect(repair.isEmpty == false)
    if !repairPart.isEmpty { #expect(repair.contains(repairPart), "\(repair)") }
  }

  @Test("the province decides only where one choice lies in it")
  func province() {
    #expect(resolver.resolve("Mura", province: "Kalimantan Tengah").value?.description == "62.12")
    #expect(
      resolver.resolve("Mura", province: "Provinsi Sumatera Selatan").value?.description == "16.05")
    #expect(resolver.resolve("Mura", province: "16").value?.description == "16.05")
    for (text, province) in [
      ("Mura", "Aceh"), ("Mura", ""), ("Mura", "Atlantis"), ("Bandung", "Jawa Barat"),
      ("Bengkulu", "Bengkulu"), ("Kutai", "Kalimantan Timur"),
    ] {
      #expect(resolver.resolve(text, province: province).value == nil, "\(text)")
    }
  }

  @Test("at most three near names, nearest first")
  func nearby() {
    let names = ["camat", "camut", "kamat", "cemat", "lurah"]
    #expect(NearbyNames.find("camat", among: names) == ["camat", "camut", "cemat"])
    #expect(NearbyNames.editDistance(Array("kitten"), Array("sitting")) == 3)
    #expect(NearbyNames.editDistance([Character](), Array("abc")) == 3)
  }
}
