// Forecasting: where simulated officials work. The names are of kinds that every regency has, with
// the commas, quotation marks and line breaks that real registers put into their cells.

internal import GSL
internal import Records

/// Names of the units of a simulated regency.
public enum Workplaces {
  /// All names; `SimulatedOfficial.unit` is a position in them.
  public static let names: [String] =
    offices + (1...12).map { "Kecamatan \($0)" } + (1...15).map { "Puskesmas \($0)" }
    + (1...40).map { "SDN \($0)" } + (1...20).map { "SMPN \($0)" } + ["UPTD Puskesmas\nRawat Inap"]

  /// Positions of the agencies, whose heads are `Level.kepalaOPD`.
  static let agencies = 1..<offices.count - 1
  /// Positions of the districts.
  static let districts = offices.count..<offices.count + 12
  /// Position of the secretariat.
  static let secretariat = 0
  /// Position of the one name with a line break, which is rare among staff.
  static let rare = names.count - 1

  private static let offices = [
    "Sekretariat Daerah", "Inspektorat", "Dinas Kesehatan", "Dinas Sosial", "Dinas Perhubungan",
    "Dinas Pendidikan, Pemuda dan Olahraga", "Dinas Pertanian", "Satpol PP",
    "Dinas Perumahan, Permukiman dan Pertanahan", "Badan Kepegawaian", "Dinas Koperasi",
    "Badan Perencanaan, Penelitian dan Pengembangan", "Badan Keuangan", "Dinas Perikanan",
    "Dinas Lingkungan Hidup", "Sekretariat DPRD", "RSUD \"Harapan Sehat\"",
  ]

  /// The workplace of an official; staff are drawn, all other posts follow from level and number.
  static func unit(of level: Level, number: Int, stream: RandomStream) -> Int {
    switch level {
    case .kepalaOPD, .administrator, .pengawas:
      agencies.lowerBound + (number - 1) % agencies.count
    case .camat, .lurah, .kepalaDesa:
      districts.lowerBound + (number - 1) % districts.count
    case .staff:
      switch stream.uniformInt(below: 10_000) {
      case 0: rare
      case let drawn: drawn % rare
      }
    case .bupati, .wakilBupati, .sekda, .asisten, .stafAhli: secretariat
    }
  }
}
