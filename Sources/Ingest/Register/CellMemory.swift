// Ingest: the distinct texts of a column, numbered as they appear. Registers repeat the same few
// texts millions of times: each is understood once, and afterwards known by its number.

/// Numbers for texts.
struct CellMemory: ~Copyable {
  /// Number of a text that cannot be remembered: the memory is full.
  static let full = -1
  /// Texts that are remembered at most, so that a column of a different text in each row does not
  /// grow without end; all ledgers of a nation in a few elections are fewer.
  static let most = 1 << 17

  private struct Entry {
    /// The bytes themselves up to 16, else their hash and where they are kept.
    var low: UInt64
    var high: UInt64
    /// Bytes of the text, -1 where the entry is free.
    var length: Int32
    /// Number of the text.
    var number: Int32

    static let free = Entry(low: 0, high: 0, length: -1, number: -1)

    /// Whether it is a text of at most 16 bytes.
    @inline(__always)
    func isShort(_ low: UInt64, _ high: UInt64, _ length: Int) -> Bool {
      self.low == low && self.high == high && self.length == Int32(truncatingIfNeeded: length)
    }
  }

  /// Texts remembered.
  private(set) var count = 0
  private var entries: UnsafeMutablePointer<Entry>
  private var mask: Int
  /// The text that was asked for last: registers are often sorted.
  private var last = Entry.free
  /// Texts of more than 16 bytes, one behind the other.
  private var longTexts: UnsafeMutablePointer<UInt8>
  private var longCount = 0
  private var longCapacity = 1 << 10

  init() {
    mask = 63
    entries = .allocate(capacity: 64)
    entries.initialize(repeating: Entry.free, count: 64)
    longTexts = .allocate(capacity: longCapacity)
  }

  deinit {
    entries.deallocate()
    longTexts.deallocate()
  }

  /// Numbers a text.
  ///
  /// - Parameters:
  ///   - text: first byte; 16 bytes from any of its bytes on are readable.
  ///   - length: bytes, `>= 0`.
  /// - Returns: a known number, or `count - 1` after the text was remembered, or `full`.
  @inline(__always)
  mutating func number(of text: UnsafePointer<UInt8>, length: Int) -> Int {
    guard length <= 16 else { return numberOfLong(text, length: length) }
    let (low, high) = shortBytes(text, length)
    if last.isShort(low, high, length) { return Int(last.number) }
    var place = Int(truncatingIfNeeded: mixed(low, high &+ UInt64(length))) & mask
    while true {
      let entry = entries[place]
      if entry.isShort(low, high, length) {
        last = entry
        return Int(entry.number)
      }
      if entry.length < 0 { return remember(low, high, length, at: place) }
      place = (place &+ 1) & mask
    }
  }

  private mutating func numberOfLong(_ text: UnsafePointer<UInt8>, length: Int) -> Int {
    if last.length == Int32(truncatingIfNeeded: length), isSame(text, last, length) {
      return Int(last.number)
    }
    let hash = hashed(text, length: length, seed: 0)
    var place = Int(truncatingIfNeeded: mixed(hash, UInt64(length))) & mask
    while entries[place].length >= 0 {
      let entry = entries[place]
      if entry.low == hash, entry.length == Int32(length), isSame(text, entry, length) {
        last = entry
        return Int(entry.number)
      }
      place = (place &+ 1) & mask
    }
    guard count < Self.most else { return Self.full }
    return remember(hash, keep(text, length), length, at: place)
  }

  /// Whether a text is that of an entry of the same length, which is more than 16.
  @inline(__always)
  private func isSame(_ text: UnsafePointer<UInt8>, _ entry: Entry, _ length: Int) -> Bool {
    let text = UnsafeRawPointer(text)
    let known = UnsafeRawPointer(longTexts + Int(truncatingIfNeeded: entry.high))
    var place = 0
    // The last eight bytes are compared by themselves, however far the words before reached.
    while place < length - 8 {
      let word = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      guard word == known.loadUnaligned(fromByteOffset: place, as: UInt64.self) else {
        return false
      }
      place += 8
    }
    return text.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      == known.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
  }

  private mutating func keep(_ text: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    if longCount + length > longCapacity {
      longCapacity = max(longCapacity * 2, longCount + length)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: longCapacity)
      larger.update(from: longTexts, count: longCount)
      longTexts.deallocate()
      longTexts = larger
    }
    (longTexts + longCount).update(from: text, count: length)
    defer { longCount += length }
    return UInt64(longCount)
  }

  private mutating func remember(
    _ low: UInt64, _ high: UInt64, _ length: Int, at place: Int
  ) -> Int {
    guard count < Self.most else { return Self.full }
    entries[place] = Entry(low: low, high: high, length: Int32(length), number: Int32(count))
    count += 1
    if count * 2 > mask { grow() }
    return count - 1
  }

  private mutating func grow() {
    let old = entries
    let oldCount = mask + 1
    mask = oldCount * 2 - 1
    entries = .allocate(capacity: mask + 1)
    entries.initialize(
      repeating: Entry.free, count: mask + 1)
    for index in 0..<oldCount where old[index].length >= 0 {
      let entry = old[index]
      let second = entry.length <= 16 ? entry.high &+ UInt64(entry.length) : UInt64(entry.length)
      var place = Int(truncatingIfNeeded: mixed(entry.low, second)) & mask
      while entries[place].length >= 0 { place = (place + 1) & mask }
      entries[place] = entry
    }
    old.deallocate()
  }
}

/// The first 16 bytes of a text as two numbers, zeros behind `length`, which is at most 16.
@inline(__always)
func shortBytes(_ text: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
  let raw = UnsafeRawPointer(text)
  let low = raw.loadUnaligned(as: UInt64.self)
  if length <= 8 { return (length == 0 ? 0 : low & (.max >> UInt64(64 - 8 * length)), 0) }
  let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
  return (low, high & (.max >> UInt64(128 - 8 * length)))
}

/// Two numbers as one in which every bit depends on every bit (after wyhash, W. Yi).
@inline(__always)
func mixed(_ low: UInt64, _ high: UInt64) -> UInt64 {
  let product = (low ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: high ^ 0xD6E8_FEB8_6659_FD93)
  return product.high ^ product.low
}

/// A hash of bytes that is the same in every run; 16 bytes from any of them on are readable.
@inline(__always)
func hashed(_ text: UnsafePointer<UInt8>, length: Int, seed: UInt64) -> UInt64 {
  var hash = seed ^ UInt64(length)
  var position = 0
  while length - position > 16 {
    let (low, high) = shortBytes(text + position, 16)
    hash = mixed(low ^ hash, high)
    position += 16
  }
  let (low, high) = shortBytes(text + position, length - position)
  return mixed(mixed(low ^ hash, high), 0xA076_1D64_78BD_642F)
}
