// Ingest: which officials a register has named, by a hash, so that no identifier is kept.

/// Officials seen, each with a hash of what was said of them.
///
/// 10 bytes for each official at about three quarters of the room. An official is known by 62 bits
/// of a hash: that two of five million share them has a probability of 3e-6.
struct OfficialIndex: ~Copyable {
  /// What is known of an official who comes.
  enum Outcome {
    case new
    /// Named before, with the same content.
    case repeated
    /// Named before, with another content.
    case contradicted
  }

  private static let shardCount = 64
  /// Parts that grow each for itself, so that growing never holds a second copy of everything.
  private let shards: UnsafeMutablePointer<Shard>
  /// What was touched; kept so that the compiler cannot leave the touching out.
  private var touched: UInt64 = 0

  init() {
    shards = .allocate(capacity: Self.shardCount)
    for number in 0..<Self.shardCount {
      // Not all of them are full at the same time.
      (shards + number).initialize(to: Shard(capacity: 96 + number / 2))
    }
  }

  deinit {
    for number in 0..<Self.shardCount { shards[number].free() }
    shards.deallocate()
  }

  /// Looks officials up and remembers the new ones.
  ///
  /// - Parameters:
  ///   - prints: officials in order.
  ///   - isKnown: told of each that was named before.
  mutating func see(
    _ prints: [OfficialPrint], isKnown: (_ print: OfficialPrint, _ isContradicted: Bool) -> Void
  ) {
    var start = 0
    while start < prints.count {
      let end = min(prints.count, start + 32)
      // Asked for all at once, so that their ways from memory overlap.
      for print in prints[start..<end] {
        touched ^= shard(of: print).pointee.first(print.official)
      }
      for print in prints[start..<end] {
        switch shard(of: print).pointee.see(print.official, print.content) {
        case .new: continue
        case .repeated: isKnown(print, false)
        case .contradicted: isKnown(print, true)
        }
      }
      start = end
    }
  }

  private func shard(of print: OfficialPrint) -> UnsafeMutablePointer<Shard> {
    shards + Int(print.official & UInt64(Self.shardCount - 1))
  }

  private struct Shard {
    private var count = 0
    private var capacity: Int
    /// The upper 56 bits of each official's hash, and 8 of the content; 0 where there is room.
    private var officials: UnsafeMutablePointer<UInt64>
    /// 16 more bits of the content.
    private var contents: UnsafeMutablePointer<UInt16>

    init(capacity: Int) {
      self.capacity = capacity
      officials = .allocate(capacity: capacity)
      officials.initialize(repeating: 0, count: capacity)
      contents = .allocate(capacity: capacity)
      contents.initialize(repeating: 0, count: capacity)
    }

    func free() {
      officials.deallocate()
      contents.deallocate()
    }

    /// What stands where the search for an official begins.
    @inline(__always)
    func first(_ official: UInt64) -> UInt64 {
      let place = home(official)
      return officials[place] ^ UInt64(contents[place])
    }

    mutating func see(_ official: UInt64, _ content: UInt32) -> Outcome {
      // A hash of zeros would be taken for room.
      let tag = max(official >> 8, 1)
      let entry = tag << 8 | UInt64(content & 0xFF)
      let rest = UInt16(truncatingIfNeeded: content >> 8)
      var place = home(official)
      while officials[place] != 0 {
        if officials[place] >> 8 == tag {
          return officials[place] == entry && contents[place] == rest ? .repeated : .contradicted
        }
        place = place + 1 == capacity ? 0 : place + 1
      }
      officials[place] = entry
      contents[place] = rest
      count += 1
      if count * 5 > capacity * 4 { grow() }
      return .new
    }

    /// Where the search for an official begins: the upper bits of its hash scaled to the room.
    @inline(__always)
    private func home(_ official: UInt64) -> Int {
      Int((official & ~0xFF).multipliedFullWidth(by: UInt64(capacity)).high)
    }

    private mutating func grow() {
      let (oldOfficials, oldContents, oldCapacity) = (officials, contents, capacity)
      capacity = oldCapacity * 4 / 3
      officials = .allocate(capacity: capacity)
      officials.initialize(repeating: 0, count: capacity)
      contents = .allocate(capacity: capacity)
      contents.initialize(repeating: 0, count: capacity)
      for old in 0..<oldCapacity where oldOfficials[old] != 0 {
        var place = home(oldOfficials[old])
        while officials[place] != 0 { place = place + 1 == capacity ? 0 : place + 1 }
        officials[place] = oldOfficials[old]
        contents[place] = oldContents[old]
      }
      oldOfficials.deallocate()
      oldContents.deallocate()
    }
  }
}
