// Ingest: bytes to fields, by RFC 4180, one byte after the other. `SlabReader` cuts odd bytes into
// records by it, `CSVReader` reads records by it. It knows neither files nor columns.

/// Bytes with a meaning in a CSV file.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
}

/// Where a field lies, in bytes from the beginning of its record, without the outer quotes.
struct FieldBounds {
  let start: Int
  var end: Int
  /// Whether it holds doubled quotes that stand for single ones.
  let hasDoubledQuotes: Bool
}

/// What makes a record unreadable.
enum ScanFault {
  case openQuote
  case textAfterQuote
  case loneCarriageReturn
  case nul
}

/// A record that was found whole.
struct ScannedRecord {
  /// Bytes including the line end.
  let length: Int
  /// Whether the line ends with CR LF.
  let endsWithCRLF: Bool
  /// Lines that the record takes, 1 unless a quoted field has line ends inside.
  let lineCount: Int
  /// Whether all bytes are ASCII, so that nothing is left to check.
  let isASCII: Bool
}

/// Answer of the scanner.
enum ScanOutcome {
  case record(ScannedRecord)
  /// A line without any byte.
  case blank(length: Int, endsWithCRLF: Bool)
  /// The window ends inside the record; `openQuote` is where the quoted field opened, if in one.
  case incomplete(openQuote: Int?)
  /// No byte is left.
  case end
  /// A fault at this byte of the record.
  case fault(ScanFault, at: Int)
}

/// Finds the fields of one record.
struct RecordScanner {
  /// Byte between two fields.
  let delimiter: UInt8

  /// Writes each doubled quote of a field of the record at `base` as one, in place.
  ///
  /// - Returns: where the field, which grew shorter, ends now.
  static func resolveQuotes(_ field: FieldBounds, in base: UnsafeMutablePointer<UInt8>) -> Int {
    var target = field.start
    var position = field.start
    while position < field.end {
      let byte = base[position]
      base[target] = byte
      target += 1
      position += byte == Byte.quote ? 2 : 1
    }
    return target
  }

  /// Scans the record that begins at `base`. `fields` receives the bounds found, also on a fault.
  ///
  /// - Parameters:
  ///   - base: first byte of the record.
  ///   - count: bytes in the slab from there on.
  ///   - isLast: whether the file ends with the slab.
  ///   - fields: emptied, then filled.
  /// - Returns: the record, a blank line, a fault, the end, or that more bytes are needed.
  func scan(
    _ base: UnsafePointer<UInt8>, count: Int, isLast: Bool,
    into fields: inout [FieldBounds]
  ) -> ScanOutcome {
    fields.removeAll(keepingCapacity: true)
    if count == 0 { return isLast ? .end : .incomplete(openQuote: nil) }
    if base[0] == Byte.lineFeed { return .blank(length: 1, endsWithCRLF: false) }
    if count > 1, base[0] == Byte.carriageReturn, base[1] == Byte.lineFeed {
      return .blank(length: 2, endsWithCRLF: true)
    }
    var cursor = Cursor(base: base, count: count, isLast: isLast, delimiter: delimiter)
    while true {
      let isQuoted = cursor.position < count && base[cursor.position] == Byte.quote
      switch isQuoted ? cursor.quotedField(into: &fields) : cursor.plainField(into: &fields) {
      case .delimiter: cursor.position += 1
      case .lineEnd(let width): return cursor.record(lineEnd: width)
      case .fileEnd: return cursor.record(lineEnd: 0)
      case .incomplete(let quote): return .incomplete(openQuote: quote)
      case .fault(let kind, let position): return .fault(kind, at: position)
      }
    }
  }
}

/// What stands behind a field.
private enum FieldEnd {
  case delimiter
  case lineEnd(width: Int)
  case fileEnd
  case incomplete(openQuote: Int?)
  case fault(ScanFault, at: Int)
}

private struct Cursor {
  let base: UnsafePointer<UInt8>
  let count: Int
  let isLast: Bool
  let delimiter: UInt8
  var position = 0
  var lineFeeds = 0
  var seenBits: UInt8 = 0

  /// A field without quotes around it; quotes inside are ordinary bytes.
  mutating func plainField(into fields: inout [FieldBounds]) -> FieldEnd {
    let start = position
    var current = position
    var bits = seenBits
    while current < count {
      let byte = base[current]
      if byte == delimiter { break }
      if byte <= Byte.carriageReturn {
        if byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
        if byte == 0 { return .fault(.nul, at: current) }
      }
      bits |= byte
      current += 1
    }
    position = current
    seenBits = bits
    fields.append(FieldBounds(start: start, end: current, hasDoubledQuotes: false))
    return fieldEnd()
  }

  /// A field in quotes; two quotes inside stand for one, line ends inside belong to it.
  mutating func quotedField(into fields: inout [FieldBounds]) -> FieldEnd {
    let opening = position
    var current = position + 1
    var hasDoubledQuotes = false
    while true {
      guard current < count else {
        return isLast ? .fault(.openQuote, at: opening) : .incomplete(openQuote: opening)
      }
      let byte = base[current]
      if byte == Byte.quote {
        guard current + 1 < count else {
          if isLast { break }
          return .incomplete(openQuote: nil)
        }
        if base[current + 1] != Byte.quote { break }
        hasDoubledQuotes = true
        current += 2
        continue
      }
      if byte <= Byte.lineFeed {
        if byte == Byte.lineFeed { lineFeeds += 1 }
        if byte == 0 { return .fault(.nul, at: current) }
      }
      seenBits |= byte
      current += 1
    }
    fields.append(
      FieldBounds(start: opening + 1, end: current, hasDoubledQuotes: hasDoubledQuotes))
    position = current + 1
    return fieldEnd()
  }

  func record(lineEnd width: Int) -> ScanOutcome {
    .record(
      ScannedRecord(
        length: position + width, endsWithCRLF: width == 2, lineCount: lineFeeds + 1,
        isASCII: seenBits < 0x80))
  }

  private func fieldEnd() -> FieldEnd {
    guard position < count else { return isLast ? .fileEnd : .incomplete(openQuote: nil) }
    let byte = base[position]
    if byte == delimiter { return .delimiter }
    if byte == Byte.lineFeed { return .lineEnd(width: 1) }
    guard byte == Byte.carriageReturn else { return .fault(.textAfterQuote, at: position) }
    guard position + 1 < count else {
      return isLast ? .fault(.loneCarriageReturn, at: position) : .incomplete(openQuote: nil)
    }
    guard base[position + 1] == Byte.lineFeed else {
      return .fault(.loneCarriageReturn, at: position)
    }
    return .lineEnd(width: 2)
  }
}
