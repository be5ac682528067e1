// Ingest: which byte separates the fields of a file. `CSVReader` asks once, before the header.

/// The separator as the header line shows it.
enum CSVHeader {
  /// Lines that are looked at; titles may stand above the header.
  private static let mostLines = 11

  /// Finds the separator: the candidate that occurs most often outside quotes in the first line
  /// that is not blank; a comma where none occurs, and before the others where as many occur. That
  /// line may be a title with a comma at most: where it holds one separator or none, the next lines
  /// are looked at for one that occurs twice or more while that of the first line does not occur.
  ///
  /// - Returns: nil where the bytes end before those lines do and more may follow.
  static func delimiter(in bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> UInt8? {
    var counts = Self.none
    var first: Candidate?
    var lines = 0
    var isInQuotes = false
    var isAtFieldStart = true
    var hasContent = false
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if isInQuotes {
        // Below the first line only short quotes are followed.
        if byte == Byte.lineFeed, let first { return first.byte }
        isInQuotes = byte != Byte.quote
        // A doubled quote closes and opens again at once.
        if !isInQuotes, position < bytes.count, bytes[position] == Byte.quote {
          isInQuotes = true
          position += 1
        }
        continue
      }
      if byte == Byte.lineFeed || byte == Byte.carriageReturn {
        guard hasContent else { continue }
        let best = best(counts)
        if let answer = answer(best, after: first, counts) { return answer }
        first = first ?? best
        lines += 1
        if lines == mostLines { return first?.byte }
        (counts, hasContent, isAtFieldStart) = (Self.none, false, true)
        continue
      }
      hasContent = true
      isInQuotes = byte == Byte.quote && isAtFieldStart
      isAtFieldStart = false
      for index in counts.indices where counts[index].byte == byte {
        counts[index].count += 1
        isAtFieldStart = true
      }
    }
    guard isLast else { return nil }
    let last = best(counts)
    return answer(last, after: first, counts) ?? first?.byte ?? last.byte
  }

  private typealias Candidate = (byte: UInt8, count: Int)

  /// The separator where a line decides it, nil where the next must be asked.
  private static func answer(
    _ best: Candidate, after first: Candidate?, _ counts: [Candidate]
  ) -> UInt8? {
    guard best.count > 1 else { return nil }
    guard let first, first.count > 0 else { return best.byte }
    return counts.contains { $0.byte == first.byte && $0.count > 0 } ? first.byte : best.byte
  }

  private static let none: [Candidate] = [
    (Byte.comma, 0), (Byte.semicolon, 0), (Byte.tab, 0),
  ]

  private static func best(_ counts: [Candidate]) -> Candidate {
    counts.reduce((Byte.comma, 0)) { $1.count > $0.1 ? $1 : $0 }
  }

  /// How messages name a separator.
  static func name(of delimiter: UInt8) -> String {
    delimiter == Byte.tab ? "tab" : "\"\(Character(UnicodeScalar(delimiter)))\""
  }
}
