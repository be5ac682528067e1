// Tests of the command: a folder of exports as offices send them: odd names, semicolons, CR LF, byte
// order marks, titles, days and numbers as the country writes them. No option is needed.

import Testing

@Suite("Folder of spreadsheet exports")
struct SpreadsheetFolderTests {
  private static let recap = """
    REKAPITULASI PENANDATANGANAN PAKTA INTEGRITAS NETRALITAS ASN;;;;;;;
    Keadaan: Juni 2024;;;;;;;
    ;;;;;;;
    No;Kabupaten/Kota;Jabatan;Pemilu;Per Tanggal;Wajib TTD;Sudah TTD;Keterangan
    1;Kab. Ogan Komering Ulu;Kepala Dinas;Pilkada Serentak 2024;Senin, 10 Juni 2024;30;25;
    2;Kab. Ogan Komering Ulu;Staf;Pilkada Serentak 2024;Senin, 10 Juni 2024;1.234;1.001;"5 cuti;\u{20}
    2 sakit"
    3;Kab. Ogan Komering Ulu;Camat;Pilkada Serentak 2024;Selasa, 10 Juni 2024;13;13;
    ;Jumlah;;;;1.277;1.039;
    """
  private static let register = """
    No;NIP;Nama;Jabatan;Unit Kerja;Kabupaten;Pemilu;Tgl TTD
    1;198001012005011001;Siti Aminah;Staf;Dinas Kesehatan;Kabupaten Mukomuko;Pilkada 2024;Senin, 10 Juni 2024
    2;198101012005011002;Budi Santoso;Staf;Dinas Kesehatan;Kabupaten Mukomuko;Pilkada 2024;11/06/2024
    3;198201012005011003;Rina Wati;Camat;Kec. Lubuk Pinang;Kabupaten Mukomuko;Pilkada 2024;

    """
  private static let sessions = """
    Kode Sosialisasi;Kabupaten;Pemilu;Tanggal Sosialisasi;Peserta
    S-1;Kab. Mukomuko;Pemilu dan Pilkada 2024;Rabu, 5 Juni 2024;sekitar 1.200 orang

    """

  /// As a spreadsheet saves "CSV UTF-8".
  private static func exported(_ text: String) -> String {
    var lines = "\u{FEFF}"
    for scalar in text.unicodeScalars {
      if scalar == "\n" { lines.unicodeScalars.append("\r") }
      lines.unicodeScalars.append(scalar)
    }
    return lines
  }

  private static let recapName = "Rekap ASN Kab. Ogan Komering Ulu (final) .csv"
  private static let registerName = "DAFTAR PEJABAT & staf – Mukomuko (1).CSV"

  private func folder() throws -> Scratch {
    let scratch = try Scratch()
    _ = try scratch.file(Self.recapName, Self.exported(Self.recap))
    _ = try scratch.file(Self.registerName, Self.exported(Self.register))
    _ = try scratch.file("jadwal sosialisasi.csv", Self.exported(Self.sessions))
    _ = try scratch.file("Surat pengantar.docx", "not a table")
    _ = try scratch.file(".~lock.\(Self.recapName)#", "not a table")
    return scratch
  }

  @Test("validate tells which table each file is, and what was read as what")
  func validate() async throws {
    let scratch = try folder()
    let run = try await Command.run("validate", scratch.path, "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let files = run.rows.filter { $0["kind"] == "file" }
    #expect(files.count == 3)
    func account(_ name: String) throws -> String {
      let rows = files.filter { $0["place"]?.hasSuffix(name) == true }
      try #require(rows.count == 1, "\(files)")
      return (rows[0]["column"] ?? "") + " " + (rows[0]["rule"] ?? "")
    }
    #expect(try account(Self.recapName).contains("recaps"))
    #expect(try account(Self.recapName).contains("2 accepted, 2 rejected"))
    #expect(try account(Self.registerName).contains("register"))
    #expect(try account(Self.registerName).contains("3 accepted, 0 rejected"))
    #expect(try account("jadwal sosialisasi.csv").contains("sessions"))
    #expect(try account("jadwal sosialisasi.csv").contains("1 accepted, 0 rejected"))
    // 10 June 2024 was a Monday; the row of totals is none of records.
    let refused = run.rows.filter { $0["kind"] == "rejected" }
    #expect(refused.map { $0["line"] } == ["8", "9"])
    #expect(refused[0]["rule"]?.contains("not the weekday stated") == true)
    #expect(refused[1]["rule"]?.contains("totals") == true)
    for rule in [
      "byte order mark", "separator", "CR LF", "3 lines above the header", "name of the month",
      "1.234, read as 1234", "a column of persons",
    ] { #expect(run.output.contains(rule), "\(rule)") }
    for person in ["Siti", "Budi", "Rina", "1980"] {
      #expect(!(run.output + run.errors).contains(person))
    }
  }

  @Test("compliance counts them")
  func compliance() async throws {
    let scratch = try folder()
    let run = try await Command.run("compliance", scratch.path, "--format", "csv")
    #expect(run.status == 0, "\(run.errors)")
    let staff = try run.row(["regency_code": "16.01", "level": "staff"])
    #expect(staff["required"] == "1234")
    #expect(staff["signed"] == "1001")
    let heads = try run.row(["regency_code": "16.01", "level": "kepala_opd"])
    #expect(heads["required"] == "30")
    #expect(heads["signed"] == "25")
    let official = try run.row(["regency_code": "17.06", "level": "staff"])
    #expect(official["required"] == "2")
    #expect(official["signed"] == "2")
  }

  @Test("counts takes the register among them")
  func counts() async throws {
    let scratch = try folder()
    let run = try await Command.run("counts", scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    let signed = run.rows.filter { $0["regency_code"] == "17.06" && $0["level"] == "staff" }
    #expect(signed.map { $0["date"] } == ["2024-06-10", "2024-06-11"])
    #expect(signed.map { $0["signed"] } == ["1", "1"])
  }

  @Test("A file of the folder that no table fits is named with what to do")
  func otherTable() async throws {
    let scratch = try folder()
    _ = try scratch.file("Daftar isi.csv", Self.exported("Bab;Halaman\nI;1\n"))
    let run = try await Command.run("compliance", scratch.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("Daftar isi.csv"))
    #expect(run.errors.contains("names no column that is known"))
  }
}
