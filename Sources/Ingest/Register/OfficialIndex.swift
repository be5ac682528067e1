// Ingest: which officials a register has named, by a hash, so that no identifier is kept.

/// Officials seen, each with a hash of what was said of them.
///
/// 12 bytes for each official at about three quarters of the room: two different officials share a
/// hash of 64 bits with a probability of 7e-7 in a register of five million.
struct OfficialIndex: ~Copyable {
  /// What is known of an official who comes.
  enum Outcome {
    case new
    /// Named before, with the same content.
    case repeated
    /// Named before, with another content.
    case contradicted
  }

  /// Parts that grow each for itself, so that growing never holds a second copy of everything.
  private var shards: [Shard]

  init() { shards = (0..<64).map { _ in Shard() } }

  deinit { for shard in shards { shard.free() } }

  /// Officials seen.
  var count: Int { shards.reduce(0) { $0 + $1.count } }

  /// Looks an official up and remembers a new one.
  mutating func see(_ official: UInt64, saying content: UInt32) -> Outcome {
    // 0 marks free room.
    let official = official == 0 ? 1 : official
    return shards[Int(official & 63)].see(official, content)
  }

  private struct Shard {
    var count = 0
    private var capacity = 96
    private var officials: UnsafeMutablePointer<UInt64>
    private var contents: UnsafeMutablePointer<UInt32>

    init() {
      officials = .allocate(capacity: capacity)
      officials.initialize(repeating: 0, count: capacity)
      contents = .allocate(capacity: capacity)
      contents.initialize(repeating: 0, count: capacity)
    }

    func free() {
      officials.deallocate()
      contents.deallocate()
    }

    mutating func see(_ official: UInt64, _ content: UInt32) -> Outcome {
      var place = home(official)
      while officials[place] != 0 {
        if officials[place] == official {
          return contents[place] == content ? .repeated : .contradicted
        }
        place = place + 1 == capacity ? 0 : place + 1
      }
      officials[place] = official
      contents[place] = content
      count += 1
      if count * 5 > capacity * 4 { grow() }
      return .new
    }

    /// Where the search for an official begins: its hash scaled to the room.
    private func home(_ official: UInt64) -> Int {
      Int(official.multipliedFullWidth(by: UInt64(capacity)).high)
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
