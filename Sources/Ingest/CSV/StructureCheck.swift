// Ingest: one pass over bytes that finds where the last whole record ends and whether quotes, line
// ends and zero bytes are as RFC 4180 wants them. `SlabReader` cuts slabs by it; it works on 64
// bytes at once, because one thread does it for all.

internal import CByteMasks

/// What the pass found.
struct StructureCheck {
  /// Bytes of the whole records that are as they should be, line end included; 0 where the first
  /// record is cut or odd.
  private(set) var end = 0
  /// Lines in those records.
  private(set) var lineFeeds = 0
  /// Whether a byte within `end` is not ASCII.
  private(set) var hasOtherThanASCII = false
  /// Whether an oddity was met behind `end`: only a look at each byte tells what the rest is.
  private(set) var isOdd = false
  /// Whether a line within `end` ends with CR LF.
  private(set) var hasCarriageReturns = false

  /// Checks the records that begin at `base`.
  ///
  /// - Parameters:
  ///   - base: first byte of a record; 64 bytes behind the last one are readable.
  ///   - count: bytes there.
  ///   - delimiter: byte between two fields.
  ///   - isLast: whether the input ends with them; a last line without a line end then counts.
  init(_ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, isLast: Bool) {
    var state = State()
    var position = 0
    while position < count {
      let structure = bm_find_structure(base + position, delimiter)
      let oddities = bm_find_oddities(base + position)
      let length = min(64, count - position)
      let valid = length == 64 ? UInt64.max : (1 << UInt64(length)) - 1
      let block = state.block(structure, oddities, valid)
      // Up to the first oddity everything is certain.
      let certain = block.odd == 0 ? valid : (block.odd & (0 &- block.odd)) &- 1
      let recordEnds = block.lineEnds & certain
      if recordEnds != 0 {
        let last = 63 - recordEnds.leadingZeroBitCount
        end = position + last + 1
        let through: UInt64 = last == 63 ? .max : (1 << UInt64(last + 1)) - 1
        lineFeeds += state.pendingLines + (structure.line_feed & through).nonzeroBitCount
        state.pendingLines = (structure.line_feed & certain & ~through).nonzeroBitCount
        hasOtherThanASCII =
          hasOtherThanASCII || state.pendingOther || oddities.not_ascii & through != 0
        state.pendingOther = oddities.not_ascii & valid & ~through != 0
        hasCarriageReturns =
          hasCarriageReturns || state.pendingReturns || block.returns & through != 0
        state.pendingReturns = block.returns & ~through != 0
      } else {
        state.pendingLines += (structure.line_feed & valid).nonzeroBitCount
        state.pendingOther = state.pendingOther || oddities.not_ascii & valid != 0
        state.pendingReturns = state.pendingReturns || block.returns != 0
      }
      if block.odd != 0 {
        isOdd = true
        return
      }
      position += 64
    }
    guard isLast, end < count else { return }
    guard !state.isInQuotes, !state.endsWithReturn else {
      isOdd = true
      return
    }
    end = count
    lineFeeds += state.pendingLines
    hasOtherThanASCII = hasOtherThanASCII || state.pendingOther
  }

  /// What one block leaves for the next.
  private struct State {
    var isInQuotes = false
    var pendingLines = 0
    var pendingOther = false
    var pendingReturns = false
    /// Bit 0: the byte before the block ended a field or record. The first byte begins a record.
    private var afterBreak: UInt64 = 1
    private var afterClosing: UInt64 = 0
    private var afterReturn: UInt64 = 0

    var endsWithReturn: Bool { afterReturn != 0 }

    /// Line ends of records in a block, CRs outside quotes, and bits where something is odd.
    mutating func block(
      _ structure: bm_structure, _ oddities: bm_oddities, _ valid: UInt64
    ) -> (lineEnds: UInt64, returns: UInt64, odd: UInt64) {
      let quotes = structure.quote & valid
      var inQuotes: UInt64 = isInQuotes ? .max : 0
      if quotes != 0 { inQuotes ^= prefixParity(quotes) }
      let outside = ~inQuotes
      let lineEnds = structure.line_feed & outside & valid
      let breaks = (structure.delimiter & outside & valid) | lineEnds
      let returns = oddities.carriage_return & outside & valid
      var odd = oddities.nul & valid
      if quotes | afterClosing != 0 {
        let opening = quotes & inQuotes
        let closing = quotes & outside
        let behindClosing = closing << 1 | afterClosing
        odd |= opening & ~(breaks << 1 | afterBreak | behindClosing)
        odd |= behindClosing & valid & ~(breaks | opening | returns)
        afterClosing = closing >> 63
      }
      if returns | afterReturn != 0 {
        odd |= (returns << 1 | afterReturn) & valid & ~lineEnds
        afterReturn = returns >> 63
        // A CR at the very end of the bytes waits for its LF.
        if valid != .max { afterReturn = returns > valid >> 1 ? 1 : 0 }
      }
      afterBreak = breaks >> 63
      isInQuotes = inQuotes & (valid ^ (valid >> 1)) != 0
      return (lineEnds, returns, odd)
    }
  }
}
