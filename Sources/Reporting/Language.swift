// Reporting: the two languages of everything that people read. Files keep one set of names.

public import Records
public import Risk

/// Language of words for people.
public enum Language: String, CaseIterable, Sendable {
  /// Indonesian, the default.
  case indonesian = "id"
  /// English.
  case english = "en"

  /// The text of this language.
  func callAsFunction(_ indonesian: String, _ english: String) -> String {
    self == .indonesian ? indonesian : english
  }

  /// What stands where a quantity is unknown.
  public var noReport: String { self("belum ada laporan", "no report yet") }

  /// A day in words: "21 Desember 2023", "21 December 2023".
  public func day(_ date: CalendarDate) -> String {
    let (year, month, day) = date.parts
    let months =
      self == .indonesian
      ? [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
        "Oktober", "November", "Desember",
      ]
      : [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
    return "\(day) \(months[month - 1]) \(year)"
  }

  /// A number with this language's decimal mark.
  func number(_ value: Double, decimals: Int) -> String {
    let text = FixedPoint.text(value, decimals: decimals)
    guard self == .indonesian else { return text }
    return String(text.map { $0 == "." ? "," : $0 })
  }

  /// A probability to 5 points, with "<5 %" and ">95 %" at the ends.
  func probability(_ value: Double) -> String {
    if value < 0.05 { return "<5 %" }
    if value > 0.95 { return ">95 %" }
    return "\(Int((value * 20).rounded()) * 5) %"
  }

  /// A job level in words.
  func level(_ level: Level?) -> String {
    switch level {
    case .bupati: self("Bupati/wali kota", "Regent/mayor")
    case .wakilBupati: self("Wakil bupati/wali kota", "Deputy regent/mayor")
    case .sekda: self("Sekretaris daerah", "Regional secretary")
    case .asisten: self("Asisten sekda", "Assistants to the secretary")
    case .stafAhli: self("Staf ahli", "Expert staff")
    case .kepalaOPD: self("Kepala OPD", "Heads of agencies (OPD)")
    case .administrator: self("Administrator (eselon III)", "Administrators (eselon III)")
    case .pengawas: self("Pengawas (eselon IV)", "Supervisors (eselon IV)")
    case .camat: self("Camat", "District heads (camat)")
    case .lurah: self("Lurah", "Urban village heads (lurah)")
    case .kepalaDesa: self("Kepala desa", "Village heads (kepala desa)")
    case .staff: self("Staf", "Staff")
    case nil: self("Semua jabatan", "All levels")
    }
  }

  /// A reason of risk in words.
  public func driver(_ driver: RiskDriver) -> String {
    switch driver {
    case .noReport: self("belum ada laporan penandatanganan", "no report of a signing")
    case .signingElsewhere:
      self(
        "ada penandatanganan, tetapi bukan pada jabatan yang dibandingkan",
        "a signing is documented, but not for the levels compared")
    case .signersUnknown:
      self(
        "ada penandatanganan, jumlah penanda tangan tidak disebut",
        "a signing is documented, the number of signers is not")
    case .outstanding(let level, let missing, let required):
      self(
        "\(missing) dari \(required) belum menandatangani: \(self.level(level))",
        "\(missing) of \(required) have not signed: \(self.level(level))")
    case .noSession: self("belum ada sosialisasi tercatat", "no session documented")
    case .cascadeOwed(let owed, let documented):
      self(
        "sosialisasi lanjutan \(documented) dari \(count(owed)) unit",
        "follow-up sessions in \(documented) of \(count(owed)) units")
    case .silent(let days):
      self(
        "\(days) hari sejak tanda tangan terakhir yang tercatat",
        "\(days) days since the last documented signature")
    }
  }

  /// What a file of a report holds, by the name of its table.
  public func meaning(ofTable name: String) -> String {
    switch name {
    case "compliance": self("kepatuhan tiap daerah dan jabatan", "compliance by regency and level")
    case "series": self("deret waktu untuk grafik", "time series for charts")
    case "trend": self("kurva tren dan galat bakunya", "fitted trends with standard errors")
    case "risk": self("risiko dan peringkat daerah", "risk and ranks of regencies")
    case "documented":
      self("daerah yang tercatat per minggu", "documented regencies by week")
    case "evidence": self("kegiatan dengan sumbernya", "events with their sources")
    case "conflicts":
      self(
        "pertentangan antarsumber dan penyelesaiannya", "contradictions and how they were settled")
    default: self("pembukuan setiap baris yang dibaca", "the account of every row read")
    }
  }

  /// A count in words: "53", "paling sedikit 29", "48–74", or no report.
  func count(_ count: Count) -> String {
    switch count {
    case .exact(let value): String(value)
    case .atLeast(let value): self("paling sedikit \(value)", "at least \(value)")
    case .about(let value): self("sekitar \(value)", "about \(value)")
    case .range(let low, let high): "\(low)–\(high)"
    case .unknown: noReport
    }
  }
}
