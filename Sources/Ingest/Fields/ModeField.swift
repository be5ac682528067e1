// Ingest: cells that say in which way officials signed.

import Records

/// Reads words for the way of signing.
enum ModeField {
  /// Conversion told for another word than that of the documentation.
  static let otherWordRule = "other word for the way of signing read as the documented one"

  private static let words: [String: SigningMode] = [
    "langsung": .inPerson, "tatap_muka": .inPerson, "hadir": .inPerson,
    "hadir_langsung": .inPerson, "luring": .inPerson, "offline": .inPerson,
    "tanda_tangan_basah": .inPerson, "diwakili": .represented, "perwakilan": .represented,
    "diwakilkan": .represented, "simbolis": .represented, "secara_simbolis": .represented,
    "daring": .online, "secara_daring": .online, "elektronik": .online,
    "secara_elektronik": .online, "tanda_tangan_elektronik": .online, "tte": .online,
    "e_sign": .online, "esign": .online, "virtual": .online,
  ]

  /// Reads a way of signing; an empty cell and a word for "not known" are nil.
  static func parse(_ text: some StringProtocol) -> FieldReading<SigningMode?> {
    CellText.read(text) { cell in
      guard !cell.isEmpty else { return .success(nil, conversion: nil) }
      if let exact = SigningMode(rawValue: cell) { return .success(exact, conversion: nil) }
      if CellText.isUnknown(cell) { return .success(nil, conversion: CellText.unknownRule) }
      let word = LevelWords.normalized(cell)
      if let found = SigningMode(rawValue: word) ?? words[word] {
        return .success(found, conversion: otherWordRule)
      }
      let known = SigningMode.allCases.map(\.rawValue).joined(separator: ", ")
      return .failure(
        rule: "not a word for a way of signing that the toolkit knows",
        repair: "use one of: \(known)")
    }
  }
}
