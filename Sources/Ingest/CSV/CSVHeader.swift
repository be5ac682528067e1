// Ingest: which byte separates the fields of a file. `CSVReader` asks once, before the header.

/// The separator as the header line shows it.
enum CSVHeader {
  /// Finds the separator: the candidate that occurs most often outside quotes in the first line
  /// that is not blank; a comma where none occurs, and before the others where as many occur.
  ///
  /// - Returns: nil where the bytes end before the line does and more may follow.
  static func delimiter(in bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> UInt8? {
    var counts: [(byte: UInt8, count: Int)] = [
      (Byte.comma, 0), (Byte.semicolon, 0), (Byte.tab, 0),
    ]
    var isInQuotes = false
    var isAtFieldStart = true
    var hasContent = false
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if isInQuotes {
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
        return best(counts)
      }
      hasContent = true
      isInQuotes = byte == Byte.quote && isAtFieldStart
      isAtFieldStart = false
      for index in counts.indices where counts[index].byte == byte {
        counts[index].count += 1
        isAtFieldStart = true
      }
    }
    return isLast ? best(counts) : nil
  }

  private static func best(_ counts: [(byte: UInt8, count: Int)]) -> UInt8 {
    counts.reduce((Byte.comma, 0)) { $1.count > $0.1 ? $1 : $0 }.0
  }

  /// How messages name a separator.
  static func name(of delimiter: UInt8) -> String {
    delimiter == Byte.tab ? "tab" : "\"\(Character(UnicodeScalar(delimiter)))\""
  }
}
