// Ingest: the faults that make the rest of a file doubtful, with line, character and column.

extension SlabReader {
  static let saveAsUTF8 = "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"

  /// A fault of the record at the beginning of a slab that is not counted yet, at a byte of it;
  /// `count` is the number of fields that were found before it.
  func fault(
    _ kind: ScanFault, at offset: Int, of slab: borrowing Slab, fields count: Int
  ) -> IngestError {
    let place = place(of: offset, in: slab, firstLine: nextLine)
    // An open quote and a NUL are met inside the field after those found so far.
    return switch kind {
    case .openQuote:
      fault(
        place, field: count,
        "the quote that opens at character \(place.character) is never closed: "
          + "the file looks cut off",
        repair: "get the whole file again, or close the quote")
    case .textAfterQuote: textAfterQuote(place, at: offset, of: slab, fields: count)
    case .loneCarriageReturn:
      fault(
        place, field: count - 1,
        "a lone CR at character \(place.character): lines end with LF or CR LF",
        repair: "save the file with LF line ends")
    case .nul:
      fault(
        place, field: count,
        "a NUL byte at character \(place.character): the file is not text",
        repair: Self.saveAsUTF8)
    }
  }

  /// A quoted field may have begun many lines before, where its own end is missing.
  private func textAfterQuote(
    _ place: Place, at offset: Int, of slab: borrowing Slab, fields count: Int
  ) -> IngestError {
    var fields: [FieldBounds] = []
    _ = RecordScanner(delimiter: delimiter).scan(
      slab.base, count: offset + 1, isLast: true, into: &fields)
    let opening = fields.last.map { self.place(of: $0.start - 1, in: slab, firstLine: nextLine) }
    let rule = "text follows a closing quote at character \(place.character)"
    guard let opening, opening.line < place.line else {
      let isSpace = slab.base[offset] == UInt8(ascii: " ")
      return fault(
        place, field: count - 1, isSpace ? "\(rule): a space" : rule,
        repair: isSpace
          ? "leave nothing between the closing quote and the separator"
          : "write a quote inside a quoted field twice")
    }
    return fault(
      place, field: count - 1,
      "\(rule); the field opened on line \(opening.line) at character \(opening.character)",
      repair: "close or remove the quote on line \(opening.line); write a quote inside a quoted "
        + "field twice")
  }

  /// A byte that is not UTF-8, anywhere in a slab.
  func notUTF8(at offset: Int, of slab: borrowing Slab) -> IngestError {
    let place = place(of: offset, in: slab, firstLine: slab.firstLine)
    let hex = String(slab.base[offset], radix: 16, uppercase: true)
    return fault(
      place, field: field(of: offset, in: slab),
      "the byte 0x\(hex) at character \(place.character) is not UTF-8", repair: Self.saveAsUTF8)
  }

  /// UTF-8 in a file that was found to be Windows-1252.
  func mixed(at offset: Int, of slab: borrowing Slab) -> IngestError {
    let place = place(of: offset, in: slab, firstLine: slab.firstLine)
    return fault(
      place, field: field(of: offset, in: slab),
      "UTF-8 at character \(place.character) in a file that is Windows-1252 elsewhere",
      repair: Self.saveAsUTF8)
  }

  /// A record beyond the greatest length, at the beginning of a slab of `filled` bytes.
  func tooLong(_ slab: borrowing Slab, _ filled: Int) -> IngestError {
    var fields: [FieldBounds] = []
    let outcome = RecordScanner(delimiter: delimiter).scan(
      slab.base, count: filled, isLast: false, into: &fields)
    guard case .incomplete(let openQuote?) = outcome else { return tooLong(at: nextLine) }
    let place = place(of: openQuote, in: slab, firstLine: nextLine)
    return fault(
      place, field: fields.count,
      "\(Self.tooLongRule): the quote that opens at character \(place.character) may not be closed",
      repair: "close the quote")
  }

  /// A record beyond the greatest length that was found whole.
  func tooLong(at line: Int) -> IngestError {
    .unreadable(
      Fault(
        file: name, line: line, rule: Self.tooLongRule,
        repair: "check the line ends and quotes near it"))
  }

  private static var tooLongRule: String { "a record is longer than 1 MiB" }

  // MARK: Places

  /// Line and character of a byte, both from 1.
  private struct Place {
    var line: Int
    var character = 1
  }

  private func place(of offset: Int, in slab: borrowing Slab, firstLine: Int) -> Place {
    var place = Place(line: firstLine)
    for position in 0..<offset {
      let byte = slab.base[position]
      if byte == Byte.lineFeed {
        place = Place(line: place.line + 1)
      } else if byte & 0xC0 != 0x80 {
        place.character += 1
      }
    }
    return place
  }

  /// Which field of its record a byte of a slab belongs to.
  private func field(of offset: Int, in slab: borrowing Slab) -> Int {
    let scanner = RecordScanner(delimiter: delimiter)
    var fields: [FieldBounds] = []
    var start = 0
    while start <= offset {
      switch scanner.scan(
        slab.base + start, count: slab.count - start, isLast: true, into: &fields)
      {
      case .record(let record):
        if offset < start + record.length {
          return fields.firstIndex { offset < start + $0.end } ?? fields.count
        }
        start += record.length
      case .blank(let length, _): start += length
      case .end, .fault, .incomplete: return header.count
      }
    }
    return header.count
  }

  private func fault(
    _ place: Place, field: Int, _ rule: String, repair: String
  ) -> IngestError {
    // Where no header was found yet, the first line may be a row that names a person.
    let isHeader = header.contains(where: HeaderMatch.isKnown)
    return .unreadable(
      Fault(
        file: name, line: place.line,
        column: isHeader && header.indices.contains(field) ? header[field] : "", rule: rule,
        repair: repair))
  }
}
