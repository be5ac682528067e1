// Tests of Ingest: headers as offices write them, titles above them, empty rows and totals.

import Records
import Testing

@testable import Ingest

@Suite("Header match")
struct HeaderMatchTests {
  private static func recaps(_ text: String, as name: String = "recaps.csv") throws -> IngestResult
  {
    try TemporaryFolder([name: text]).read()
  }

  private static func failure(_ text: String, as name: String) throws -> Fault? {
    do {
      _ = try recaps(text, as: name)
      return nil
    } catch IngestError.unreadable(let fault) {
      return fault
    }
  }

  @Test(
    "Case, spaces, points, hyphens and marks do not matter",
    arguments: [
      "Regency Code", "REGENCY_CODE", "regency.code", " regency-code ", "\u{FEFF}Regency code",
      "regencyCode", "Kode Wilayah", "KODE KAB", "kode_kabupaten", "Kode Kemendagri",
    ])
  func spellings(header: String) throws {
    let result = try Self.recaps(
      "\(header),level,election_id,as_of,signed\n17.06,camat,pilkada-2024,2024-10-01,9\n")
    #expect(result.evidence.ledgers.map(\.key.regency) == [Fixtures.regency("17.06")])
    let told = result.report.conversions.keys.filter { $0.column == "regency_code" }
    #expect(told.count == 1)
    #expect(told.first?.rule.hasSuffix("read as regency_code") == true)
  }

  @Test("A recap of an office: title, Indonesian headers, empty rows, total")
  func office() throws {
    let text = """
      REKAP PENANDATANGANAN PAKTA INTEGRITAS, PILKADA 2024;;;;;;
      Pemerintah Kabupaten Mukomuko;;;;;;
      ;;;;;;
      No;Kabupaten/Kota;Jabatan;Pemilihan;Per Tanggal;Wajib;Sudah TTD
      1;Kabupaten Mukomuko;Camat;pilkada-2024;01/10/2024;15;12
      ;;;;;;
      2;Kabupaten Mukomuko;Lurah;pilkada-2024;01/10/2024;3;3
      Jumlah;;;;;18;15
      ;;;;;;
      """
    for name in ["recaps.csv", "Rekap Oktober.csv"] {
      let result = try Self.recaps(text, as: name)
      let account = try #require(result.report.files.first)
      #expect(account.table == "recaps")
      #expect(account.rowsRead == 3)
      #expect(account.accepted == 2)
      #expect(account.ignoredColumns == ["No"])
      #expect(result.report.rejections.map(\.rule) == ["a row of totals has no regency"])
      #expect(result.report.rejections.map(\.line) == [8])
      let rules = Dictionary(
        uniqueKeysWithValues: result.report.conversions.map { ($0.key.rule, $0.value) })
      #expect(rules["3 lines above the header passed over"] == 1)
      #expect(rules[TableSchema.emptyRowRule] == 2)
      #expect(rules["header \"Sudah TTD\" read as signed"] == 1)
      #expect(result.evidence.ledgers.map(\.key.level) == [.camat, .lurah])
    }
  }

  @Test("A title without separators does not hide that of the header")
  func titleAlone() throws {
    let text = """
      Rekap, Mukomuko
      Kabupaten;Jabatan;Pemilihan;Tanggal Rekap;Jumlah TTD
      Kabupaten Mukomuko;Camat;pilkada-2024;01/10/2024;12
      """
    #expect(try Self.recaps(text).report.accepted == 1)
  }

  @Test("A register of an office: NIP is hashed, Nama is never read")
  func register() throws {
    let text = """
      DAFTAR PENANDATANGAN
      No,NIP,Nama,OPD,Kab Kota,Jabatan,Status Pegawai,Pilkada,Tanggal TTD
      1,198001012005011001,Budi,Dinas,17.06,Camat,pns,pilkada-2024,2024-10-01
      2,198001012005011002,Ani,Dinas,17.06,Camat,pns,pilkada-2024,
      ,,,,,,,,
      3,198001012005011002,Ani,Dinas,17.06,Camat,pns,pilkada-2024,
      """
    let result = try Self.recaps(text, as: "daftar.csv")
    let account = try #require(result.report.files.first)
    #expect(account.table == "register")
    #expect(account.rowsRead == 3)
    #expect(account.accepted == 3)
    #expect(account.duplicates == 1)
    let told = result.report.conversions.keys.map(\.rule)
    #expect(told.contains("a column of persons: it is never read"))
    #expect(told.contains("header \"NIP\" read as record_id"))
    #expect(told.contains(TableSchema.emptyRowRule))
    #expect(!account.ignoredColumns.contains("Nama"))
    #expect(account.ignoredColumns == ["No"])
  }

  @Test("A number of the row serves as its name where nothing better is there")
  func weakName() throws {
    let text = "No,Kabupaten,Jabatan,Pilkada,Tgl TTD\n1,17.06,Camat,pilkada-2024,2024-10-01\n"
    #expect(try Self.recaps(text, as: "register.csv").report.accepted == 1)
    // It does not make a register of a table that is none by name.
    #expect(try Self.failure(text, as: "daftar.csv")?.rule == "the header fits no table")
  }

  @Test("Two headers for one column are refused, both named")
  func clash() throws {
    let fault = try #require(
      try Self.failure(
        "Kode Wilayah,regency_code,level,election_id,as_of,signed\n", as: "recaps.csv"))
    #expect(fault.column == "regency_code")
    #expect(fault.value == "Kode Wilayah, regency_code")
  }

  @Test("A header that fits two tables is refused with the choices; a name settles it")
  func ambiguous() throws {
    let text =
      "Kabupaten,Jabatan,Pilkada,Tanggal,Sudah TTD\n17.06,Camat,pilkada-2024,2024-10-01,3\n"
    let fault = try #require(try Self.failure(text, as: "data.csv"))
    #expect(fault.rule == "the header fits several tables: recaps, counts")
    #expect(try Self.recaps(text, as: "counts.csv").report.files.first?.table == "counts")
    #expect(try Self.recaps(text, as: "recaps.csv").report.files.first?.table == "recaps")
  }

  @Test("A missing column is named with all that are needed and what else is read for it")
  func missing() throws {
    let fault = try #require(
      try Self.failure(
        "Rekap\nregency_code,level,election_id,signed\n17.06,camat,pilkada-2024,3\n",
        as: "recaps.csv"))
    #expect(fault.line == 2)
    #expect(fault.column == "as_of")
    #expect(fault.repair.contains("regency_code or regency or regency_name, level, election_id"))
    #expect(fault.repair.contains("per_tanggal"))
  }

  @Test("A fault names the column as the file does")
  func place() throws {
    let text = "Kabupaten,Jabatan,Pilkada,Per Tanggal,TTD\n"
    #expect(try Self.failure(text, as: "recaps.csv")?.column == "signed")
    let rows =
      "Kabupaten,Jabatan,Pilkada,Per Tanggal,Sudah TTD\n17.06,Camat,pilkada-2024,besok,3\n"
    let fault = try #require(try Self.recaps(rows).report.rejections.first)
    #expect(fault.column == "as_of (in the file: Per Tanggal)")
  }

  @Test(
    "The separator is that of the header, whatever a title or a list in a cell holds",
    arguments: [
      ("a,b\nx;y;z,1\n", ","), ("a,b,c\n1;2;3;4,5,6\n", ","), ("Judul\na;b;c\n", ";"),
      ("Rekap, 2024\na;b;c\n", ";"), ("Rekap\n\na\tb\tc", "\t"), ("a\n1;2;3\n", ";"),
      ("a;b\n\"x\ny,z,w\";1\n", ";"), ("a", ","),
    ])
  func separator(text: String, expected: String) {
    let found = Array(text.utf8).withUnsafeBufferPointer {
      CSVHeader.delimiter(in: $0, isLast: true)
    }
    #expect(found == expected.utf8.first)
  }
}
