// Ingest: what the distinct texts of a register's columns mean, each asked once of the reader of
// single rows (`RowContext`), which alone knows the rules.

import Records

/// The meanings of the texts of one column.
struct ColumnMeaning: ~Copyable {
  /// Meaning of a text that only the reader of single rows can judge.
  static let unclear: Int32 = -1

  private var memory = CellMemory()
  private var meanings: [Int32] = []
  /// For each text the rule by which it was read as something else.
  private var rules: [String?] = []
  private var uses: [Int] = []

  /// The meaning of a text; `read` is asked where the text is new.
  @inline(__always)
  mutating func meaning(
    of text: UnsafePointer<UInt8>, length: Int, read: (String) -> (meaning: Int32, rule: String?)
  ) -> Int32 {
    let number = memory.number(of: text, length: length)
    if number < meanings.count {
      guard number >= 0 else { return Self.unclear }
      let meaning = meanings[number]
      if rules[number] != nil { uses[number] += 1 }
      return meaning
    }
    let bytes = UnsafeBufferPointer(start: text, count: length)
    let (meaning, rule) = read(String(decoding: bytes, as: UTF8.self))
    meanings.append(meaning)
    rules.append(rule)
    uses.append(rule == nil ? 0 : 1)
    return meaning
  }

  /// How often each rule was applied.
  var conversions: [String: Int] {
    var counts: [String: Int] = [:]
    for case (let rule?, let count) in zip(rules, uses) { counts[rule, default: 0] += count }
    return counts
  }
}

/// The ledgers that combinations of texts name.
struct KeyMeaning: ~Copyable {
  /// A combination of texts, by their numbers.
  struct Combination: Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0
  }

  private struct Entry {
    var combination: Combination
    /// Number of the ledger; -1 for a refused combination, -2 for free room.
    var slot: Int32
    var conversions: Int32
  }

  private var entries: [Entry]
  private var count = 0
  private var told: [(conversions: [Conversion], uses: Int)] = []

  init() {
    entries = Array(
      repeating: Entry(combination: Combination(), slot: -2, conversions: -1), count: 64)
  }

  /// The ledger of a combination: its number, -1 where it is refused; nil where it is new.
  @inline(__always)
  mutating func slot(of combination: Combination) -> Int32? {
    let mask = entries.count - 1
    var place = Int(truncatingIfNeeded: mixed(combination.low, combination.high)) & mask
    while true {
      let entry = entries[place]
      if entry.slot == -2 { return nil }
      if entry.combination == combination {
        if entry.conversions >= 0 { told[Int(entry.conversions)].uses += 1 }
        return entry.slot
      }
      place = (place + 1) & mask
    }
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
    guard count * 2 > entries.count else { return }
    let old = entries
    entries = Array(
      repeating: Entry(combination: Combination(), slot: -2, conversions: -1), count: old.count * 2)
    for entry in old where entry.slot != -2 { insert(entry) }
  }

  private mutating func insert(_ entry: Entry) {
    let mask = entries.count - 1
    let (low, high) = (entry.combination.low, entry.combination.high)
    var place = Int(truncatingIfNeeded: mixed(low, high)) & mask
    while entries[place].slot != -2 { place = (place + 1) & mask }
    entries[place] = entry
  }

  /// How often each conversion happened.
  var conversions: [Conversion: Int] {
    var counts: [Conversion: Int] = [:]
    for (conversions, uses) in told {
      for conversion in conversions { counts[conversion, default: 0] += uses }
    }
    return counts
  }
}
