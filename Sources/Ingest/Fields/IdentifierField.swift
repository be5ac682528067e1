// Ingest: the name of a row, for example the number of an official.

/// Names of rows.
enum IdentifierField {
  /// Reads a name: any text that is no formula and that no spreadsheet has shortened.
  static func parse(_ text: String) -> FieldReading<String> {
    CellText.read(text) { name in
      guard !isShortened(name) else {
        return .failure(
          rule: "a spreadsheet shortened this number by powers of ten, so that many have the same",
          repair:
            "format the column as text in the spreadsheet, enter the numbers again and export it"
        )
      }
      return .success(name, conversion: nil)
    }
  }

  /// Whether a text is a number such as 1.98E+17.
  private static func isShortened(_ text: String) -> Bool {
    let parts = text.lowercased().split(separator: "e+", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return false }
    return parts[0].allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
      && parts[1].allSatisfy { $0.isASCII && $0.isNumber }
  }
}
