// Ingest: which officials a register has named, by a hash, so that no identifier is kept.

/// Officials seen, each with a hash of what was said of them.
///
/// 8 bytes for each official at about three quarters of the room: 50 bits of a hash of who it is, 20
/// of what was said. Two officials who share their bits (one pair in some hundred registers of five
/// million) seem to contradict each other, and are told apart by all 64 bits when contradictions are
/// settled; a contradiction is taken for a repeat once in a million.
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
      (shards + number).initialize(to: Shard(capacity: 96 + number * 3 / 4))
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
        touched ^= shard(of: print).pointee.touch(print.official)
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
    /// The upper 44 bits of each official's hash, and 20 of the content; 0 where there is room.
    private var officials: UnsafeMutablePointer<UInt64>
    private static let contentBits: UInt64 = 20
    private static let contentMask: UInt64 = (1 << contentBits) - 1

    init(capacity: Int) {
      self.capacity = capacity
      officials = .allocate(capacity: capacity)
      officials.initialize(repeating: 0, count: capacity)
    }

    func free() { officials.deallocate() }

    /// What stands where the search for an official begins, and where most searches have ended.
    @inline(__always)
    func touch(_ official: UInt64) -> UInt64 {
      let home = home(official)
      return officials[home] ^ officials[min(home + 7, capacity - 1)]
    }

    mutating func see(_ official: UInt64, _ content: UInt32) -> Outcome {
      // A hash of zeros would be taken for room.
      let tag = max(official >> Self.contentBits, 1)
      let entry = tag << Self.contentBits | UInt64(content) & Self.contentMask
      var place = home(entry)
      while officials[place] != 0 {
        if officials[place] >> Self.contentBits == tag {
          return officials[place] == entry ? .repeated : .contradicted
        }
        place = place + 1 == capacity ? 0 : place + 1
      }
      officials[place] = entry
      count += 1
      if count * 5 > capacity * 4 { grow() }
      return .new
    }

    /// Where the search for an official begins: the upper bits of its hash scaled to the room.
    @inline(__always)
    private func home(_ official: UInt64) -> Int {
      Int((official & ~Self.contentMask).multipliedFullWidth(by: UInt64(capacity)).high)
    }

    private mutating func grow() {
      let (oldOfficials, oldCapacity) = (officials, capacity)
      capacity = oldCapacity * 3 / 2
      officials = .allocate(capacity: capacity)
      officials.initialize(repeating: 0, count: capacity)
      for old in 0..<oldCapacity where oldOfficials[old] != 0 {
        var place = home(oldOfficials[old])
        while officials[place] != 0 { place = place + 1 == capacity ? 0 : place + 1 }
        officials[place] = oldOfficials[old]
      }
      oldOfficials.deallocate()
    }
  }
}
