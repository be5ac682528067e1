// Tests of Ingest: a simple writer of CSV and a repeatable generator of records, independent of
// the reader that they check.

/// How a test file is written.
struct CSVStyle: Sendable {
  /// Separator between fields.
  let delimiter: Character
  /// End of each line.
  let lineEnd: String
  /// Whether the last line has a line end.
  let endsWithLineEnd: Bool
  /// Whether a byte order mark comes first.
  let hasByteOrderMark: Bool

  /// The bytes of a file with these lines; nil stands for a blank line. A field is quoted where it
  /// must be, or where `quote` asks for it.
  func write(_ lines: [[String]?], quote: () -> Bool) -> [UInt8] {
    var text = hasByteOrderMark ? "\u{FEFF}" : ""
    for (index, line) in lines.enumerated() {
      let fields = line ?? []
      text += fields.map { field in
        needsQuotes(field, isAlone: fields.count == 1) || quote() ? quoted(field) : field
      }.joined(separator: String(delimiter))
      if endsWithLineEnd || index + 1 < lines.count { text += lineEnd }
    }
    return Array(text.utf8)
  }

  private func needsQuotes(_ field: String, isAlone: Bool) -> Bool {
    let scalars = field.unicodeScalars
    return scalars.first == "\"" || scalars.contains("\n") || scalars.contains("\r")
      || scalars.contains { Character($0) == delimiter } || isAlone && field.isEmpty
  }

  private func quoted(_ field: String) -> String {
    var text = "\""
    for scalar in field.unicodeScalars {
      text.unicodeScalars.append(scalar)
      if scalar == "\"" { text.unicodeScalars.append(scalar) }
    }
    return text + "\""
  }
}

/// SplitMix64: a small generator whose numbers depend on the seed alone.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The generator of this seed.
  init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
