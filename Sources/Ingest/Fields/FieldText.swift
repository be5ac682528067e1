// Ingest: small operations on the text of a cell, shared by the field types.

extension StringProtocol {
  /// The text without white space at both ends.
  var trimmed: String {
    // So it is with nearly every cell; to ask a character for its properties takes far longer.
    let isBare = utf8.withContiguousStorageIfAvailable { bytes in
      guard let first = bytes.first, let last = bytes.last else { return false }
      return (0x21..<0x7F).contains(first) && (0x21..<0x7F).contains(last)
    }
    if isBare == true { return String(self) }
    let characters = drop(while: \.isWhitespace)
    guard let last = characters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(characters[...last])
  }

  /// The text with a space in place of each control character.
  var onOneLine: String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
    guard unicodeScalars.contains(where: isControl) else { return String(self) }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: unicodeScalars.lazy.map { isControl($0) ? " " : $0 })
    return String(shown)
  }

  /// Whether there is at least one character and all are the digits 0 to 9.
  var isDigits: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }

  /// Whether there is at least one character and all are zeros.
  var isZeros: Bool { !isEmpty && utf8.allSatisfy { $0 == 0x30 } }
}

/// Names close to a misspelt one.
enum NearbyNames {
  /// Longest text for which near names are sought: a longer one is no misspelt name.
  private static let longest = 80

  /// At most `limit` of the names, nearest first, whose edit distance to `text` is no more than a
  /// third of its length, and at least 2 is always allowed. Equal distances are in order of name.
  ///
  /// Complexity: the product of the lengths for each name of similar length.
  static func find(
    _ text: String, among names: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let wanted = Array(text.unicodeScalars)
    guard wanted.count <= longest else { return [] }
    let tolerance = max(2, wanted.count / 3)
    let found = names.compactMap { name -> (distance: Int, name: String)? in
      let other = Array(name.unicodeScalars)
      guard abs(other.count - wanted.count) <= tolerance else { return nil }
      let distance = editDistance(wanted, other)
      return distance <= tolerance ? (distance, name) : nil
    }
    return found.sorted { $0 < $1 }.prefix(limit).map(\.name)
  }

  /// Least number of insertions, deletions and replacements between two texts (Levenshtein).
  static func editDistance<Element: Equatable>(_ first: [Element], _ second: [Element]) -> Int {
    var row = Array(0...second.count)
    for (index, element) in first.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in second.indices {
        let replaced = diagonal + (second[column] == element ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[second.count]
  }
}
