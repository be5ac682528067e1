// Reporting: words of the page: numbers, kinds of events, rules and scopes in both languages.

internal import Records
internal import Risk
internal import Statistics

extension Language {
  /// A whole number with marks between thousands.
  func whole(_ value: Int) -> String {
    let digits = String(abs(value))
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result += self(".", ",") }
      result.append(digit)
    }
    return value < 0 ? "-" + result : result
  }

  /// A share as a percentage that stays on one line.
  func share(_ value: Double?, decimals: Int = 0) -> String {
    guard let value else { return noReport }
    return number(value * 100, decimals: decimals) + "\u{A0}%"
  }

  /// A probability to 5 points with its range: "70 % (60–75)", ">95 % (90 sampai >95)".
  func probability(_ ranged: Ranged) -> String {
    let middle = unbroken(probability(ranged.value))
    // Range ends without their percent sign.
    let low = probability(ranged.low).dropLast(2)
    let high = probability(ranged.high).dropLast(2)
    if low == high { return middle }
    let isOpen = low.hasPrefix("<") || high.hasPrefix(">")
    return "\(middle) (" + unbroken(low + (isOpen ? self(" sampai ", " to ") : "–") + high) + ")"
  }

  /// Ranks of a row: "3–41".
  func rankRange(_ rank: Ranged) -> String {
    let low = number(rank.low.rounded(.down), decimals: 0)
    let high = number(rank.high.rounded(.up), decimals: 0)
    return low == high ? low : "\(low)–\(high)"
  }

  /// Levels in scope, in words.
  func scope(_ scope: Scope) -> String {
    switch scope {
    case .named:
      self(
        "yang disebut wajib atau menandatangani dalam laporan tiap daerah",
        "those that each regency's records name as bound or signing")
    case .leadership:
      self(
        "pimpinan (bupati sampai kepala OPD, dan camat)",
        "leaders (regent to heads of agencies, and district heads)")
    case .all: self("semua jabatan", "all levels")
    case .levels(let levels): levels.map { level($0) }.joined(separator: ", ")
    }
  }

  /// A kind of event in words.
  func kind(_ kind: EventKind) -> String {
    switch kind {
    case .signing: self("penandatanganan", "signing")
    case .pledge: self("ikrar", "pledge")
    case .session: self("sosialisasi", "session")
    case .monitoring: self("pemantauan", "monitoring")
    }
  }

  /// A level as the source names it, with the number where one is stated.
  func mention(_ mention: LevelMention) -> String {
    let abbreviations: Set = [
      "asn", "pns", "pppk", "opd", "tni", "polri", "kpu", "dprd", "bkn", "kasn", "bumd", "bpd",
      "jft",
    ]
    let words =
      mention.singleLevel.flatMap { $0.rawValue == mention.word ? level($0) : nil }
      ?? mention.word.split(separator: "_").map { part in
        abbreviations.contains(String(part)) ? part.uppercased() : String(part)
      }.joined(separator: " ")
    let name = words.prefix(1).uppercased() + words.dropFirst()
    switch mention.extent {
    case .all: return "\(name) (\(self("semua", "all")))"
    case .counted(let count): return "\(name) (\(self.count(count)))"
    case .named: return name
    }
  }

  /// A settlement rule in words.
  func rule(_ rule: SettlementRule) -> String {
    switch rule {
    case .outstandingBeatsTotal:
      self(
        "Mereka yang belum menandatangani, bila disebut, mengalahkan jumlah bulat penanda tangan.",
        "Those who have not signed, where stated, beat a round total of signers.")
    case .majorityOfSources:
      self(
        "Keterangan dari media terbanyak.", "The statement of most outlets.")
    case .morePrecise:
      self(
        "Sama banyak medianya: dipakai keterangan yang lebih rinci.",
        "As many outlets on either side: the more precise statement is used.")
    case .firstInOrder:
      self(
        "Sama banyak dan sama rinci: dipakai yang pertama menurut tanggal atau nama.",
        "As many and as precise: the first by date or name is used.")
    case .keptTogether:
      self(
        "Tiap sumber memuat sebagian: semuanya dipakai.",
        "Each source tells a part: all of them are kept.")
    case .detailBeatsHeadline:
      self(
        "Rincian dalam isi berita mengalahkan judul atau jumlah bulat.",
        "The detail of a text beats its headline or a round total.")
    case .countBeatsAll:
      self("Hitungan mengalahkan kata \"semua\".", "A count beats the word \"all\".")
    case .representedBeatsPresence:
      self(
        "Tanda tangan oleh perwakilan bukan hitungan orang; keterangan itu yang dipercaya.",
        "Signatures by representatives are no head count; who says so is believed.")
    case .betterRecord:
      self(
        "Daftar pejabat mengalahkan rekapitulasi; rekapitulasi mengalahkan berita kegiatan.",
        "A register beats a recap; a recap beats an event.")
    case .laterCorrection:
      self(
        "Catatan yang diketahui kemudian mengoreksi yang terdahulu.",
        "The record that became known later corrects the earlier one.")
    case .statedBeatsReference:
      self(
        "Angka yang dinyatakan sumber mengalahkan tabel acuan.",
        "A stated number beats the reference table.")
    case .totalContainsParts:
      self(
        "Jumlah provinsi sudah memuat kabupaten dan kotanya, jadi tidak ditambahkan lagi.",
        "A total of a province contains its regencies and is not added to them.")
    case .keptAsBounds:
      self(
        "Tidak ada yang memutuskan: dipakai batas yang memuat semua keterangan.",
        "Nothing settles it: bounds that hold every statement are used.")
    }
  }

  /// The quantity of a conflict in words; the column's name where there are none.
  func field(_ field: String) -> String {
    switch field {
    case "signers", "signed": self("jumlah penanda tangan", "number of signers")
    case "required": self("jumlah yang wajib", "number required")
    case "not_yet_signed", "outstanding": self("jumlah yang belum", "number not yet signed")
    case "attendees": self("jumlah hadirin", "attendance")
    case "event_date", "date": self("tanggal", "date")
    case "signer_levels": self("jabatan penanda tangan", "levels that signed")
    case "attendee_levels": self("jabatan hadirin", "levels that attended")
    case "mode": self("cara menandatangani", "way of signing")
    case "kind": self("jenis kegiatan", "kind of event")
    default:
      // "signers: kepala_opd" names the level after the quantity.
      if let colon = field.firstIndex(of: ":") {
        self.field(String(field[..<colon])) + ", "
          + subject(String(field[field.index(after: colon)...].drop { $0 == " " }))
      } else {
        field
      }
    }
  }

  /// A statement inside a conflict in words: dates, bounds and the phrases of the ingest.
  func statement(_ text: String) -> String {
    if text.isEmpty { return noReport }
    if let date = CalendarDate(iso: text) { return day(date) }
    let phrases = [
      (">=", "paling sedikit ", "at least "), ("~", "sekitar ", "about "),
      ("not added together", "tidak dijumlahkan", "not added together"),
      (" not yet signed", " belum menandatangani", " not yet signed"),
      (" signed", " menandatangani", " signed"), (" of ", " dari ", " of "),
      (" on ", " pada ", " on "), (" from ", " dari ", " from "),
    ]
    return phrases.reduce(text) { $0.replacing($1.0, with: self($1.1, $1.2)) }
  }

  /// What a conflict is about: a level in words, or the name of an event or file.
  func subject(_ text: String) -> String {
    Level(rawValue: text).map { level($0) } ?? (text == "all" ? level(nil) : text)
  }

  /// An imprecise date in words, with what is missing.
  func date(_ date: ImpreciseDate) -> String {
    switch date {
    case .day(let day): return self.day(day)
    case .month(let year, let month):
      let name = CalendarDate(year: year, month: month, day: 1).map { first in
        String(self.day(first).dropFirst(2))
      }
      return (name ?? date.description) + self(" (hari tidak disebut)", " (day not stated)")
    case .year(let year): return "\(year)" + self(" (hanya tahun)", " (year only)")
    case .unknown: return self("tanggal tidak disebut", "date not stated")
    }
  }

  private func unbroken(_ text: some StringProtocol) -> String {
    String(text.map { $0 == " " ? "\u{A0}" : $0 })
  }
}
