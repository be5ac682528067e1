// Ingest: whether bytes are UTF-8, and where not. `CSVReader` asks it for every record that is not
// plain ASCII, so that later steps may make text of bytes without looking again.

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
