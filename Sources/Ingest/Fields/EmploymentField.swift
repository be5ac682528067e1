// Ingest: cells that say how the counted officials are employed.

import Records

/// Reads words for kinds of employment. The words are those of `LevelTables` that name a kind, and
/// a few of its own.
enum EmploymentField {
  /// Conversion told for another word than that of the documentation.
  static let otherWordRule = "other word for a kind of employment read as the documented one"
  /// Conversion told for a word that covers two kinds.
  static let civilServantRule = "asn is pns or pppk: employment read as not said"

  private static let words: [String: Employment] = [
    "kades": .village, "kepala_desa": .village, "aparat_pemerintah_desa": .village,
    "pejabat_negara": .elected, "kepala_daerah": .elected, "terpilih": .elected,
    "pegawai_pemerintah_dengan_perjanjian_kerja": .pppk, "calon_pns": .pns,
    "calon_pegawai_negeri_sipil": .pns,
  ]

  private static let civilServants: Set<String> = [
    "asn", "aparatur_sipil_negara", "pegawai_asn", "pns_pppk", "pns_dan_pppk", "pns_p3k",
    "pns_dan_p3k",
  ]

  /// Reads a kind of employment; an empty cell is not said.
  static func parse(_ text: some StringProtocol) -> FieldReading<Employment> {
    CellText.read(text) { cell in
      guard !cell.isEmpty else { return .success(.unknown, conversion: nil) }
      if let exact = Employment(rawValue: cell) { return .success(exact, conversion: nil) }
      if CellText.isUnknown(cell) {
        return .success(.unknown, conversion: CellText.unknownRule)
      }
      let word = LevelWords.normalized(cell)
      if civilServants.contains(word) { return .success(.unknown, conversion: civilServantRule) }
      let named = LevelWords.table[word]?.employment ?? .unknown
      let found = Employment(rawValue: word) ?? words[word] ?? named
      guard found != .unknown else {
        let known = Employment.allCases.map(\.rawValue).joined(separator: ", ")
        return .failure(
          rule: "not a word for a kind of employment that the toolkit knows",
          repair: "use one of: \(known)")
      }
      return .success(found, conversion: otherWordRule)
    }
  }
}
