// Ingest: one pass over bytes that finds where fields and the last whole record end, and whether
// quotes, line ends and zero bytes are as RFC 4180 wants them. `SlabReader` cuts slabs by it; it
// works on 64 bytes at once, because one thread does it for all.

internal import CByteMasks

/// What the pass found.
struct StructureCheck {
  /// Bytes of the whole records that are as they should be, line end included; 0 where the first
  /// record is cut or odd.
  private(set) var end = 0
  /// Lines in those records.
  private(set) var lineFeeds = 0
  /// Places of line feeds inside quotes, in order.
  private(set) var quotedLineFeeds: [Int] = []
  /// Whether a byte that was looked at is not ASCII.
  private(set) var hasOtherThanASCII = false
  /// Whether an oddity was met behind `end`: only a look at each byte tells what the rest is.
  private(set) var isOdd = false
  /// Whether a CR was met outside quotes.
  private(set) var hasCarriageReturns = false

  /// Checks the records that begin at `base`.
  ///
  /// - Parameters:
  ///   - base: first byte of a record; 64 bytes behind the last one are readable.
  ///   - count: bytes there.
  ///   - delimiter: byte between two fields.
  ///   - isLast: whether the input ends with them; a last line without a line end then counts.
  ///   - fieldEnds: receives for every byte up to `end` whether it ends a field: bit `i % 64` of
  ///     word `i / 64`; one word for each 64 bytes begun.
  init(
    _ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, isLast: Bool,
    fieldEnds: UnsafeMutablePointer<UInt64>
  ) {
    var quoting = Quoting()
    var lines = 0
    /// Bytes of which everything is certain.
    var certain = count
    var block = 0
    while block * 64 < count {
      let position = block * 64
      let found = bm_find_structure(base + position, delimiter)
      hasOtherThanASCII = hasOtherThanASCII || found.has_other_than_ascii
      if !found.has_rare, count - position >= 64, !quoting.isOpen {
        fieldEnds[block] = found.breaks
        lines &+= Int(truncatingIfNeeded: found.line_feeds)
        block &+= 1
        continue
      }
      let length = min(64, count - position)
      let valid = length == 64 ? UInt64.max : (1 << UInt64(length)) - 1
      let afterBreak = block == 0 ? 1 : fieldEnds[block - 1] >> 63
      let details = bm_find_details(base + position)
      let meaning = quoting.read(
        details, breaks: found.breaks, valid: valid, afterBreak: afterBreak)
      fieldEnds[block] = meaning.breaks
      hasCarriageReturns = hasCarriageReturns || meaning.returns != 0
      var quoted = meaning.quotedLineFeeds
      while quoted != 0 {
        quotedLineFeeds.append(position + quoted.trailingZeroBitCount)
        quoted &= quoted &- 1
      }
      if meaning.odd != 0 {
        // Up to the first oddity everything is certain.
        isOdd = true
        certain = position + meaning.odd.trailingZeroBitCount
        let before = (meaning.odd & (0 &- meaning.odd)) &- 1
        fieldEnds[block] &= before
        lines += (details.line_feeds & before).nonzeroBitCount
        break
      }
      lines += (details.line_feeds & valid).nonzeroBitCount
      block += 1
    }
    end = Self.lastRecordEnd(base, fieldEnds, in: certain)
    lineFeeds = lines
    if !isOdd, isLast, end < count {
      if quoting.isInQuotes || quoting.endsWithReturn {
        isOdd = true
      } else {
        end = count
      }
    }
    for place in end..<certain where base[place] == Byte.lineFeed { lineFeeds -= 1 }
  }

  /// Where the last line that ends outside quotes ends, 0 where none does.
  private static func lastRecordEnd(
    _ base: UnsafePointer<UInt8>, _ fieldEnds: UnsafeMutablePointer<UInt64>, in count: Int
  ) -> Int {
    var block = (count + 63) / 64
    while block > 0 {
      block -= 1
      var breaks = fieldEnds[block]
      while breaks != 0 {
        let bit = 63 - breaks.leadingZeroBitCount
        if base[block * 64 + bit] == Byte.lineFeed { return block * 64 + bit + 1 }
        breaks ^= 1 << UInt64(bit)
      }
    }
    return 0
  }
}

/// What one block leaves for the next, and what its quotes and CRs mean.
private struct Quoting {
  private(set) var isInQuotes = false
  private var afterClosing: UInt64 = 0
  private var afterReturn: UInt64 = 0

  /// Whether the next block cannot be understood without what was before.
  @inline(__always)
  var isOpen: Bool { isInQuotes || afterClosing | afterReturn != 0 }
  var endsWithReturn: Bool { afterReturn != 0 }

  struct Meaning {
    /// Ends of fields.
    var breaks: UInt64
    /// CRs outside quotes.
    var returns: UInt64
    /// Bytes that are not as they should be.
    var odd: UInt64
    /// Line feeds inside quotes.
    var quotedLineFeeds: UInt64
  }

  /// Reads a block of which the bits in `valid` count; bit 0 of `afterBreak` tells whether a field
  /// ended just before it.
  mutating func read(
    _ block: bm_details, breaks: UInt64, valid: UInt64, afterBreak: UInt64
  ) -> Meaning {
    let quotes = block.quotes & valid
    var inQuotes: UInt64 = isInQuotes ? .max : 0
    if quotes != 0 { inQuotes ^= prefixParity(quotes) }
    let outside = ~inQuotes
    let breaks = breaks & outside & valid
    let returns = block.carriage_returns & outside & valid
    var odd = block.zeros & valid
    if quotes | afterClosing != 0 {
      let opening = quotes & inQuotes
      let closing = quotes & outside
      let behindClosing = closing << 1 | afterClosing
      odd |= opening & ~(breaks << 1 | afterBreak | behindClosing)
      odd |= behindClosing & valid & ~(breaks | opening | returns)
      afterClosing = closing >> 63
    }
    if returns | afterReturn != 0 {
      odd |= (returns << 1 | afterReturn) & valid & ~(breaks & block.line_feeds)
      afterReturn = returns >> 63
      // A CR at the very end of the bytes waits for its LF.
      if valid != .max { afterReturn = returns > valid >> 1 ? 1 : 0 }
    }
    isInQuotes = inQuotes & (valid ^ (valid >> 1)) != 0
    return Meaning(
      breaks: breaks, returns: returns, odd: odd,
      quotedLineFeeds: block.line_feeds & inQuotes & valid)
  }
}

/// For each bit whether an odd number of bits is set up to it, itself included.
@inline(__always)
private func prefixParity(_ bits: UInt64) -> UInt64 {
  var parity = bits
  parity ^= parity << 1
  parity ^= parity << 2
  parity ^= parity << 4
  parity ^= parity << 8
  parity ^= parity << 16
  parity ^= parity << 32
  return parity
}
