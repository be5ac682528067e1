// Ingest: what the distinct texts of a register's columns mean, each asked once of the reader of
// single rows (`RowContext`), which alone knows the rules.

import Records

/// The meanings of the texts of one column.
struct ColumnMeaning: ~Copyable {
  /// Meaning of a text that only the reader of single rows can judge.
  static let unclear: Int32 = -1

  private var memory = CellMemory()
  /// For each text what it means; for a text that was read as something else `-2 - place` in `told`.
  private var meanings: UnsafeMutablePointer<Int32>
  private var count = 0
  private var capacity = 256
  private var told: [(meaning: Int32, rule: String, uses: Int)] = []

  init() { meanings = .allocate(capacity: capacity) }

  deinit { meanings.deallocate() }

  /// Writes what the cells of a column mean, 0 where a cell is empty or there is no such column; a
  /// row whose cell needs a closer look needs care. `read` is asked where a text is new.
  mutating func read(
    _ rows: borrowing RowBatch, _ column: Int, into meanings: UnsafeMutablePointer<UInt16>,
    needsCare: UnsafeMutablePointer<Bool>, read: (String) -> (meaning: Int32, rule: String?)
  ) {
    guard column >= 0 else { return }
    for place in 0..<rows.count {
      guard let text = rows[place].bounds(column) else {
        needsCare[place] = true
        continue
      }
      guard text.length > 0 else {
        meanings[place] = 0
        continue
      }
      let meaning = meaning(of: text.start, length: text.length, read: read)
      if meaning == Self.unclear { needsCare[place] = true }
      meanings[place] = UInt16(truncatingIfNeeded: meaning)
    }
  }

  /// The meaning of a text, `>= 0` or `unclear`; `read` is asked where the text is new.
  @inline(__always)
  private mutating func meaning(
    of text: UnsafePointer<UInt8>, length: Int, read: (String) -> (meaning: Int32, rule: String?)
  ) -> Int32 {
    let number = memory.number(of: text, length: length)
    if number >= 0, number < count, meanings[number] >= 0 { return meanings[number] }
    return rareMeaning(number, of: text, length, read: read)
  }

  @inline(never)
  private mutating func rareMeaning(
    _ number: Int, of text: UnsafePointer<UInt8>, _ length: Int,
    read: (String) -> (meaning: Int32, rule: String?)
  ) -> Int32 {
    guard number != CellMemory.full else { return Self.unclear }
    if number == count {
      let bytes = UnsafeBufferPointer(start: text, count: length)
      let (meaning, rule) = read(String(decoding: bytes, as: UTF8.self))
      if let rule { told.append((meaning, rule, 0)) }
      remember(rule == nil ? meaning : Int32(-1 - told.count))
    }
    let meaning = meanings[number]
    guard meaning < Self.unclear else { return meaning }
    let place = Int(-2 - meaning)
    told[place].uses += 1
    return told[place].meaning
  }

  /// Does not count the last use of a cell's text: its row is read again with more care, and then
  /// tells what it was read as.
  mutating func takeBack(_ row: ScannedRow, _ column: Int) {
    guard column >= 0, let text = row.bounds(column), text.length > 0 else { return }
    let number = memory.number(of: text.start, length: text.length)
    guard number >= 0, number < count, meanings[number] < Self.unclear else { return }
    told[Int(-2 - meanings[number])].uses -= 1
  }

  private mutating func remember(_ meaning: Int32) {
    if count == capacity {
      let larger = UnsafeMutablePointer<Int32>.allocate(capacity: capacity * 2)
      larger.update(from: meanings, count: count)
      meanings.deallocate()
      (meanings, capacity) = (larger, capacity * 2)
    }
    meanings[count] = meaning
    count += 1
  }

  /// How often each rule was applied.
  var conversions: [String: Int] {
    told.reduce(into: [:]) { counts, told in
      if told.uses > 0 { counts[told.rule, default: 0] += told.uses }
    }
  }
}

/// The ledgers that combinations of texts name.
struct KeyMeaning: ~Copyable {
  /// A combination of texts, by their numbers.
  struct Combination: Equatable {
    fileprivate var low: UInt64 = 0
    fileprivate var high: UInt64 = 0

    /// Adds the number of one more text, which has at most so many bits.
    @inline(__always)
    mutating func append(_ number: UInt64, bits: UInt64) {
      high = high &<< bits | low &>> (64 &- bits)
      low = low &<< bits | number
    }
  }

  private struct Entry {
    var combination: Combination
    /// Number of the ledger; -1 for a refused combination, -2 for free room.
    var slot: Int32
    var conversions: Int32
  }

  private static let free = Entry(combination: Combination(), slot: -2, conversions: -1)
  private var entries: UnsafeMutablePointer<Entry>
  private var mask = 63
  private var count = 0
  private var told: [(conversions: [Conversion], uses: Int)] = []
  /// The combination that was asked for last.
  private var last = KeyMeaning.free

  init() {
    entries = .allocate(capacity: 64)
    entries.initialize(repeating: Self.free, count: 64)
  }

  deinit { entries.deallocate() }

  /// The ledger of a combination: its number, -1 where it is refused; nil where it is new.
  @inline(__always)
  mutating func slot(of combination: Combination) -> Int32? {
    if last.combination != combination || last.slot == -2 {
      var place = Int(truncatingIfNeeded: mixed(combination.low, combination.high)) & mask
      while entries[place].combination != combination || entries[place].slot == -2 {
        if entries[place].slot == -2 { return nil }
        place = (place &+ 1) & mask
      }
      last = entries[place]
    }
    if last.conversions >= 0 { told[Int(last.conversions)].uses += 1 }
    return last.slot
  }

  /// Does not count the last use of a combination.
  mutating func takeBack(_ combination: Combination) {
    var place = Int(truncatingIfNeeded: mixed(combination.low, combination.high)) & mask
    while entries[place].slot != -2, entries[place].combination != combination {
      place = (place &+ 1) & mask
    }
    let entry = entries[place]
    if entry.slot != -2, entry.conversions >= 0 { told[Int(entry.conversions)].uses -= 1 }
  }

  /// Remembers what a new combination names.
  mutating func remember(_ combination: Combination, slot: Int32, conversions: [Conversion]) {
    guard count < 1 << 20 else { return }
    var index: Int32 = -1
    if slot >= 0, !conversions.isEmpty {
      index = Int32(told.count)
      told.append((conversions, 0))
    }
    insert(Entry(combination: combination, slot: slot, conversions: index))
    count += 1
    guard count * 2 > mask else { return }
    let (old, oldCount) = (entries, mask + 1)
    mask = oldCount * 2 - 1
    entries = .allocate(capacity: mask + 1)
    entries.initialize(repeating: Self.free, count: mask + 1)
    for place in 0..<oldCount where old[place].slot != -2 { insert(old[place]) }
    old.deallocate()
  }

  private func insert(_ entry: Entry) {
    let (low, high) = (entry.combination.low, entry.combination.high)
    var place = Int(truncatingIfNeeded: mixed(low, high)) & mask
    while entries[place].slot != -2 { place = (place + 1) & mask }
    entries[place] = entry
  }

  /// How often each conversion happened.
  var conversions: [Conversion: Int] {
    var counts: [Conversion: Int] = [:]
    for (conversions, uses) in told where uses > 0 {
      for conversion in conversions { counts[conversion, default: 0] += uses }
    }
    return counts
  }
}
