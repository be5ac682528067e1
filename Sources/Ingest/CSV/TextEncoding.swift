// Ingest: how the bytes of a file stand for characters: UTF-8, or Windows-1252 as old spreadsheets
// save it. `SlabReader` asks for every slab that is not plain ASCII, so that later steps may make
// text of bytes without looking again.

/// How the bytes of a file stand for characters, as far as it has been read.
enum TextEncoding {
  /// No byte above 127 was met.
  case ascii
  case utf8
  case windows1252

  /// Characters of the bytes 0x80 to 0x9F in Windows-1252; 0 where there is none. The others are
  /// their own number. Source: the Unicode Consortium's table CP1252.TXT.
  private static let table: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// The character of a byte in Windows-1252, nil where the byte stands for none.
  static func windows1252(_ byte: UInt8) -> UInt16? {
    guard (0x80...0x9F).contains(byte) else { return UInt16(byte) }
    let character = table[Int(byte) - 0x80]
    return character == 0 ? nil : character
  }

  /// Bytes in Windows-1252 as UTF-8, or the place of the first that stands for no character.
  static func utf8(
    fromWindows1252 bytes: UnsafeBufferPointer<UInt8>
  ) -> (bytes: [UInt8], undefined: Int?) {
    var converted: [UInt8] = []
    converted.reserveCapacity(bytes.count + bytes.count / 8)
    for (place, byte) in bytes.enumerated() {
      guard byte >= 0x80 else {
        converted.append(byte)
        continue
      }
      guard let character = windows1252(byte) else { return (converted, place) }
      if character >= 0x800 {
        converted.append(0xE0 | UInt8(character >> 12))
        converted.append(0x80 | UInt8(character >> 6 & 0x3F))
      } else {
        converted.append(0xC0 | UInt8(character >> 6))
      }
      converted.append(0x80 | UInt8(character & 0x3F))
    }
    return (converted, nil)
  }
}

/// The place of the first character of more than one byte that is well-formed UTF-8, or nil.
func firstLongUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var position = 0
  while position < bytes.count {
    let lead = bytes[position]
    let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    if length > 1, position + length <= bytes.count,
      firstInvalidUTF8(in: UnsafeBufferPointer(rebasing: bytes[position..<position + length]))
        == nil
    {
      return position
    }
    position += 1
  }
  return nil
}

/// The place of the first byte that cannot stand there in UTF-8 (The Unicode Standard, table 3-7),
/// or nil where all bytes are well-formed. A sequence that the end cuts is ill-formed at its first
/// byte.
func firstInvalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var position = 0
  while position < bytes.count {
    let lead = bytes[position]
    if lead < 0x80 {
      position += 1
      continue
    }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return position
    }
    guard position + length <= bytes.count, second.contains(bytes[position + 1]) else {
      return position
    }
    for offset in 2..<max(2, length) where bytes[position + offset] & 0xC0 != 0x80 {
      return position
    }
    position += length
  }
  return nil
}
